/** A text of the bundle that holds no objects. */
export interface DerivedText {
  /** The path below the output directory. */
  readonly path: string;
  /** The text without the header, which the writer adds. Of a JSON file, these are the members of its object. */
  readonly text: string;
}

/** A JSON object as the text of its members and its closing brace: the header of the file begins the object. */
export function jsonMembers(object: object): string {
  return `${JSON.stringify(object, null, 2).slice('{\n'.length)}\n`;
}
