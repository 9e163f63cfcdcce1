import { ANNOTATIONS } from './annotations';
import { SCHEMA_RULES } from './schema';
import { VALUES } from './values';
import type { Rule } from '../rule';

/** Rules about objects of any kind. */
export const KUBERNETES_RULES: readonly Rule[] = [
  ...SCHEMA_RULES,
  VALUES,
  ANNOTATIONS,
];
