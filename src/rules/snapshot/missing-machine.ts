import { machineNames, POOL, sourceMachine } from './machines';
import { mostMachines } from '../../inventory/autoscalers';
import type { Entry } from '../../inventory/entry';
import { Complaint, complaint } from '../../toolkit/complaint';
import { notDnsSubdomain } from '../../toolkit/names';
import { didYouMean } from '../../toolkit/nearest';

const FAILS = 'so the snapshot fails for good';
const IF_MISSING = 'If it is not there, the snapshot fails for good';
const REPLICA_SET = ['kubevirt.io', 'VirtualMachineInstanceReplicaSet'] as const;

/**
 * Why the bundle holds no machine of a name in an entry's namespace. What no machine can be called has a rule of its
 * own.
 */
export function notMachineOf(entry: Entry, name: string): Complaint | undefined {
  const { cluster, namespace } = entry;
  if (cluster === undefined || notDnsSubdomain(name) !== undefined) return undefined;
  const found = sourceMachine(entry, name);
  if (found !== undefined) return found.kind === POOL[1] ? notMemberOf(found, name) : undefined;
  const pool = cluster.find(...POOL, name, namespace);
  if (pool !== undefined) {
    return complaint(`"${name}" names a pool, not one of its machines, ${FAILS}`, `Write ${membersOf(pool)}.`);
  }
  if (cluster.find(...REPLICA_SET, name, namespace) !== undefined) {
    return complaint(`"${name}" names a replica set, whose machines keep nothing to snapshot, ${FAILS}`,
      'Write the name of a VirtualMachine, or leave the snapshot out.');
  }
  const padded = cluster.find(...POOL, /^(.+)-0\d+$/.exec(name)?.[1] ?? '', namespace);
  if (padded !== undefined) {
    return complaint(`"${name}" is not how a pool names its machines, ${FAILS}`, `Write ${membersOf(padded)}.`);
  }
  const meant = didYouMean(name, machineNames(entry));
  return complaint(`"${name}" names a machine that the bundle does not hold. ${IF_MISSING}`,
    `${meant} Correct the name, or make sure that the machine is there.`.trimStart());
}

/**
 * A member that a pool has only if it was larger once: KubeVirt gives new members the smallest free numbers (KubeVirt
 * v1.9.0 pkg/virt-controller/watch/pool/pool.go: calculateNewVMNames).
 */
function notMemberOf(pool: Entry, name: string): Complaint | undefined {
  const most = mostMachines(pool);
  const index = Number(name.slice(name.lastIndexOf('-') + 1));
  if (most === undefined || index < most) return undefined;
  const has = most === 1 ? 'one machine' : `at most ${most} machines`;
  const problem = `"${name}" names a machine that its pool does not make: it has ${has}, numbered from 0. `
    + IF_MISSING;
  return complaint(problem, most > 0 ? `Write ${membersOf(pool)}.` : 'Write the name of another one.');
}

/** The names of the machines that a pool makes, as alternatives. */
function membersOf(pool: Entry): string {
  const { name } = pool.object!.metadata;
  const most = mostMachines(pool);
  if (most === 1) return `"${name}-0"`;
  return most === 2 ? `"${name}-0" or "${name}-1"` : `one of "${name}-0", "${name}-1" and so on`;
}
