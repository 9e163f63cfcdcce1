import { SCHEMA } from './schema';
import type { Rule } from '../rule';

/** Rules about objects of any kind. */
export const KUBERNETES_RULES: readonly Rule[] = [
  SCHEMA,
];
