import { PROBES } from './probes';
import type { Rule } from '../rule';

/** Rules about machines, in whatever kind they are embedded. */
export const MACHINE_RULES: readonly Rule[] = [
  PROBES,
];
