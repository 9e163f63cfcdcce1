import type { Source } from '../../findings/rule';
import { cdi as cdiOf } from '../sources';

/** A file of CDI in the release in which it was read for the rules about images. */
export function cdi(file: string): Source {
  return cdiOf(file, 'v1.65.0');
}
