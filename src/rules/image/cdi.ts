import type { Source } from '../../findings/rule';
import { cdi as cdiOf } from '../sources';

/** A file of CDI, in the release that the rules about images were written for. */
export function cdi(file: string): Source {
  return cdiOf(file, 'v1.65.0');
}
