import { CALL } from './call';
import { CREDENTIALS } from './credentials';
import { DELIVERED_OBJECT } from './delivered-object';
import { IGNORED_FIELD } from './ignored-field';
import { KEPT } from './kept';
import { OPTION } from './option';
import { OUTSIDE_OF_CLUSTERS } from './outside-of-clusters';
import { REPOSITORY } from './repository';
import { SAME_CLUSTER } from './same-cluster';
import { SPLIT } from './split';
import { STAGE } from './stage';
import { TENANT_OBJECTS } from './tenant-objects';
import { TWO_CONTROLLERS } from './two-controllers';
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
  TWO_CONTROLLERS,
  REPOSITORY,
  IGNORED_FIELD,
  TENANT_OBJECTS,
  STAGE,
  SAME_CLUSTER,
  OPTION,
  CREDENTIALS,
  KEPT,
];
