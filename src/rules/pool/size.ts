import type { Pool } from './kind';
import { mostMachines } from '../../inventory/autoscalers';
import type { Entry } from '../../inventory/entry';

/** Whether a pool has at most one member, whoever sets the number. */
export function isOfOne({ spec }: Pool, entry: Entry): boolean {
  const most = spec.replicas ?? mostMachines(entry);
  return most !== undefined && most <= 1;
}
