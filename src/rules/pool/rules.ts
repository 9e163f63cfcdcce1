import { DISK_NAMES } from './disk-names';
import { MAX_UNAVAILABLE } from './max-unavailable';
import type { Rule } from '../rule';

/** Rules about VirtualMachinePools. */
export const POOL_RULES: readonly Rule[] = [
  MAX_UNAVAILABLE,
  DISK_NAMES,
];
