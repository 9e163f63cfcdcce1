import { ADMISSION_BINDING, ADMISSION_POLICY } from './admission-policies';
import { ANNOTATIONS } from './annotations';
import { CLAIM_SIZE } from './claims';
import { IDENTITY } from './identity';
import { LIST } from './lists';
import { ANNOTATION_TEXTS, LABELS, METADATA } from './metadata';
import { PROTECTION } from './protection';
import { SCHEMA_RULES } from './schema';
import { SECRETS_IN_CLEAR } from './secrets';
import { VALUES } from './values';
import type { Rule } from '../rule';

/** Rules about objects of any kind. */
export const KUBERNETES_RULES: readonly Rule[] = [
  ...SCHEMA_RULES,
  VALUES,
  ANNOTATIONS,
  PROTECTION,
  LABELS,
  ANNOTATION_TEXTS,
  METADATA,
  IDENTITY,
  SECRETS_IN_CLEAR,
  LIST,
  CLAIM_SIZE,
  ADMISSION_POLICY,
  ADMISSION_BINDING,
];
