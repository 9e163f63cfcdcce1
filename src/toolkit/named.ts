/**
 * An object that is referred to by its name, such as a Secret of cdk8s-plus, whatever its version, or an `ApiObject` of
 * cdk8s. It must be in the namespace that the name would be looked for in.
 */
export interface INamed {
  /** The object's name. */
  readonly name: string;
}

/** The name of an object that is given itself, or by its name; undefined if there is no object. */
export function nameOf<T extends string | INamed | undefined>(given: T): T extends undefined ? undefined : string;
export function nameOf(given: string | INamed | undefined): string | undefined {
  return typeof given === 'object' ? given.name : given;
}
