import { CALL } from './call';
import { DELIVERED_OBJECT } from './delivered-object';
import { OUTSIDE_OF_CLUSTERS } from './outside-of-clusters';
import { SPLIT } from './split';
import { UNIT_ORDER } from './unit-order';
import { BUDGET, LIMIT } from './unit-size';
import { UNKNOWN_FOLDER } from './unknown-folder';
import { VERIFICATION } from './verification';
import type { Rule } from '../rule';

/** Rules about the delivery of a bundle by GitOps controllers. */
export const GITOPS_RULES: readonly Rule[] = [
  CALL,
  DELIVERED_OBJECT,
  UNIT_ORDER,
  BUDGET,
  LIMIT,
  UNKNOWN_FOLDER,
  OUTSIDE_OF_CLUSTERS,
  SPLIT,
  VERIFICATION,
];
