import { GUARD_LETS_GITOPS, GUARD_NAMES } from './accounts';
import { NO_GUARD, PROTECTED_VALUE } from './labels';
import type { Rule } from '../rule';

/** Rules about what is guarded against deletion. */
export const GUARD_RULES: readonly Rule[] = [GUARD_NAMES, GUARD_LETS_GITOPS, PROTECTED_VALUE, NO_GUARD];
