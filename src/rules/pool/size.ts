import type { Pool } from './kind';
import type { Entry } from '../../inventory/entry';

/** Whether a pool has at most one member, whoever sets the number. */
export function isOfOne({ spec }: Pool, { intent }: Entry): boolean {
  const most = spec.replicas ?? intent.externallyScaled?.maxReplicas;
  return most !== undefined && most <= 1;
}
