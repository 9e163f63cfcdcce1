import { amountText } from './limit-range-breach';
import { CPU_KEYS, limitField, limitsOf, MEMORY_KEYS } from './quota-amounts';
import { allows, roleGivenBy } from './role-rights';
import { Severity } from '../../findings/finding';
import { Fault, fault, wholeFault } from '../../findings/rule';
import { autoLimitsIn } from '../../inventory/auto-limits';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { limitRangesIn } from '../../inventory/limit-ranges';
import { overcommitIn } from '../../inventory/overcommit';
import { sizedMachine } from '../../inventory/sized';
import { vcpusOf } from '../../machines/launcher/launcher-overhead';
import { amountsOf } from '../../machines/launcher/pod-resources';
import { Quantity } from '../../toolkit/quantity';
import { items } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubernetes, kubevirt } from '../sources';

const EPHEMERAL = 'ephemeral-storage';

export const QUOTA_BY_REQUESTS: ObjectRule = {
  id: 'TENANT051',
  name: 'tenants/quota-by-requests',
  on: 'object',
  kinds: ['/ResourceQuota'],
  severity: Severity.WARNING,
  title: 'No machine takes more than a quota on requests counts',
  why: 'Kubernetes counts what a launcher requests. A machine that requests less than its guest has, or that has disks '
    + 'in ephemeral storage, takes more of the nodes than the quota says.',
  remedy: 'Leave the request of the machine out, or set limits in the quota.',
  source: kubernetes('pkg/quota/v1/evaluator/core/pods.go: podComputeUsageHelper'),
  acceptable: true,

  *check(object, entry) {
    const { cluster, namespace } = entry;
    if (cluster === undefined || namespace === undefined) return;
    const limits = limitsOf(object).map(([resource]) => resource);
    const auto = autoLimitsIn(cluster, namespace);
    const machines = cluster.machinesIn(namespace).filter(({ machine }) => machine?.count !== 0);
    const memory = limits.find((each) => MEMORY_KEYS.includes(each));
    const cpu = limits.find((each) => CPU_KEYS.includes(each));
    if (memory !== undefined && auto.memoryRatio === undefined) {
      yield* undercounted(memory, machines.flatMap(memoryBehind), 'quota.limits.memory');
    }
    if (cpu !== undefined && !auto.cpu) {
      yield* undercounted(cpu, machines.flatMap((each) => cpuBehind(each, cluster)), 'quota.limits.cpu');
    }
    if (limits.some(isOfPods)) yield* emptyDisks(machines, cluster, namespace);
  },
};

export const QUOTA_OF_EDITORS: ObjectRule = {
  id: 'TENANT052',
  name: 'tenants/quota-of-editors',
  on: 'object',
  kinds: ['/ResourceQuota'],
  severity: Severity.INFO,
  title: 'A quota holds the machines of those who may write them',
  why: 'Whoever may write machines may have them request 1Mi for a guest of 512Gi, and a quota on requests counts 1Mi.',
  remedy: 'Set limits in the quota.',
  source: kubevirt('pkg/virt-controller/services/renderresources.go: WithMemoryRequests'),
  acceptable: true,

  *check(object, { cluster, namespace }) {
    if (cluster === undefined || namespace === undefined) return;
    const memory = limitsOf(object).find(([resource]) => MEMORY_KEYS.includes(resource))?.[0];
    if (memory === undefined || autoLimitsIn(cluster, namespace).memoryRatio !== undefined) return;
    const writer = cluster.ofIn('rbac.authorization.k8s.io', 'RoleBinding', namespace).find(bindsWriters);
    if (writer === undefined) return;
    yield fault(limitField(memory),
      `counts what machines request, and whoever ${writer.where} binds may write machines that request less than `
      + 'their guests have', 'Set quota.limits.memory, which holds these, too.');
  },
};

function isOfPods(limit: string): boolean {
  return [...MEMORY_KEYS, ...CPU_KEYS].includes(limit) || limit.endsWith(EPHEMERAL);
}

const MACHINES = [
  ['kubevirt.io', 'virtualmachines'],
  ['kubevirt.io', 'virtualmachineinstances'],
  ['kubevirt.io', 'virtualmachineinstancereplicasets'],
  ['pool.kubevirt.io', 'virtualmachinepools'],
] as const;

/** Whether a RoleBinding gives a role that may write machines. */
function bindsWriters(binding: Entry): boolean {
  return roleGivenBy(binding.object, binding).rules.some((rule) => (
    MACHINES.some(([group, resource]) => allows(rule, group, resource, ['create', 'update', 'patch']))));
}

/** What a machine requests, and what its guest has. */
interface Gap {
  readonly where: string;
  readonly requested: Quantity;
  readonly had: Quantity;
}

function* undercounted(limit: string, gaps: readonly Gap[], prop: string): Iterable<Fault> {
  if (gaps.length === 0) return;
  const { where, requested, had } = gaps.reduce((one, other) => (
    one.had.minus(one.requested).isLessThan(other.had.minus(other.requested)) ? other : one));
  const resource = MEMORY_KEYS.includes(limit) ? 'memory' : 'cpu';
  const others = gaps.length === 1 ? '' : `, and so it is with ${gaps.length - 1} more`;
  const noun = resource === 'memory' ? '' : ' of its CPUs';
  yield fault(limitField(limit),
    `counts ${amountText(resource, requested)} of each machine of ${where}, which requests this, and its guest has `
    + `${amountText(resource, had)}${noun}${others}`,
    `Leave the request out, or set ${prop}, which counts what a machine may use.`);
}

/** A machine whose own request of memory is less than its guest's memory, and whose limit does not hold it back. */
function memoryBehind(entry: Entry): Gap[] {
  const domain = entry.machine?.vmi.domain;
  const requested = amountsOf(domain?.resources?.requests).get('memory');
  const limit = amountsOf(domain?.resources?.limits).get('memory');
  const guest = sizedMachine(entry)?.template.spec?.domain?.memory?.guest;
  const size = guest === undefined ? undefined : Quantity.parse(guest);
  if (requested === undefined || size === undefined) return [];
  const had = limit?.isLessThan(size) ? limit : size;
  return requested.isLessThan(had) ? [{ where: entry.where, requested, had }] : [];
}

/** A machine whose own request of CPU is less than KubeVirt's would be. */
function cpuBehind(entry: Entry, cluster: ClusterView): Gap[] {
  const resources = entry.machine?.vmi.domain?.resources;
  const requested = amountsOf(resources?.requests).get('cpu');
  const vmi = sizedMachine(entry)?.template.spec;
  const vcpus = vmi === undefined ? undefined : vcpusOf(vmi);
  if (requested === undefined || vcpus === undefined || resources?.limits?.cpu !== undefined) return [];
  const had = Quantity.parse(vcpus)!;
  const usual = Quantity.parse(`${Math.ceil(vcpus * 1000 / overcommitIn(cluster).cpuAllocationRatio)}m`)!;
  return requested.isLessThan(usual) ? [{ where: entry.where, requested, had }] : [];
}

/** Disks in the ephemeral storage of nodes, which no request counts. */
function* emptyDisks(machines: readonly Entry[], cluster: ClusterView, namespace: string): Iterable<Fault> {
  if (limitRangesIn(cluster, namespace).some((item) => item.default.has(EPHEMERAL))) return;
  for (const { machine, where } of machines) {
    const disks = items(machine?.vmi.volumes).flatMap(({ emptyDisk }) => (
      emptyDisk === undefined ? [] : [Quantity.parse(emptyDisk.capacity) ?? Quantity.ZERO]));
    const size = disks.reduce((sum, each) => sum.plus(each), Quantity.ZERO);
    const { requests, limits } = machine?.vmi.domain?.resources ?? {};
    const requested = amountsOf(requests).get(EPHEMERAL) ?? Quantity.ZERO;
    if (amountsOf(limits).has(EPHEMERAL) || !requested.isLessThan(size)) continue;
    yield wholeFault(`The quota counts nothing of the ${amountText('storage', size)} that emptyDisks of ${where} may `
      + 'take of the ephemeral storage of a node',
    'Write domain.resources.limits["ephemeral-storage"] in the machine, and "limits.ephemeral-storage" in '
    + 'quota.additional; or use a disk with a claim, which requests.storage counts.');
  }
}
