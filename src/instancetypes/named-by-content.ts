import { contentHash } from '../toolkit/content-hash';

const DIGITS = 8;

/** The name of an object, with a hash of its spec if its name is to change with its content. */
export function nameFor(name: string, spec: object, byContent: boolean | undefined): string {
  return byContent === true ? `${name}-${contentHash(spec, DIGITS)}` : name;
}
