import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { writeBundle } from './bundle-index';
import { Task, taskOf } from './releases';
import {
  BundleApp,
  GoldenImage,
  ImageSource,
  KubeVirtCluster,
  MachineSize,
  NodeInclusion,
  PreemptionPolicy,
  Preset,
  SchedulingPolicy,
  SchedulingPolicyProps,
  TaintEffect,
  TenantNamespace,
  TolerationOperator,
  TopologySpread,
  WhenUnsatisfiable,
  WorkerPool,
  WorkerPoolProps,
} from '../../../src';

/*
 * Writes a bundle with a pool for each case of scheduling. The scenario in Go knows which nodes there are and where the
 * machines must run; it finds a case by namespace and name of its pool.
 */

const ZONE = 'topology.kubernetes.io/zone';
const HOSTNAME = 'kubernetes.io/hostname';
const DISK = 'example.com/disk';
const DEDICATED = 'example.com/dedicated';

/** A pool of a number of machines under a policy of its own. */
type Case = readonly [replicas: number, policy: SchedulingPolicyProps];

/** A few nodes of one case's own, labelled and tainted: nobody else comes there, and its machines go nowhere else. */
const ROOM = 'example.com/room';

function inRoom(room: string, policy: SchedulingPolicyProps = {}): SchedulingPolicyProps {
  return {
    ...policy,
    nodeSelector: { [ROOM]: room },
    tolerations: [{ key: ROOM, value: room }, ...(policy.tolerations ?? [])],
  };
}

const TOGETHER_AND_APART: { readonly [pool: string]: Case } = {
  'apart-hard': [5, { podAntiAffinityPreset: Preset.HARD }],
  'apart-soft': [5, { podAntiAffinityPreset: Preset.SOFT }],
  'apart-zones-hard': [4, { podAntiAffinityPreset: Preset.HARD, topologyKey: ZONE }],
  'apart-zones-soft': [4, { podAntiAffinityPreset: Preset.SOFT, topologyKey: ZONE }],
  'together-hard': [3, inRoom('together-hard', { podAffinityPreset: Preset.HARD })],
  'together-soft': [3, inRoom('together-soft', { podAffinityPreset: Preset.SOFT })],
  'together-zone-hard': [2, { podAffinityPreset: Preset.HARD, topologyKey: ZONE }],
  'together-zone-soft': [2, { podAffinityPreset: Preset.SOFT, topologyKey: ZONE }],
};

const CHOSEN_NODES: { readonly [pool: string]: Case } = {
  'values-hard': [2, { nodeAffinityPreset: { type: Preset.HARD, key: DISK, values: ['ssd'] } }],
  'values-soft': [2, { nodeAffinityPreset: { type: Preset.SOFT, key: DISK, values: ['ssd'] } }],
  'key-hard': [2, { nodeAffinityPreset: { type: Preset.HARD, key: DISK } }],
  'key-soft': [2, { nodeAffinityPreset: { type: Preset.SOFT, key: DISK } }],
  'nowhere-hard': [1, { nodeAffinityPreset: { type: Preset.HARD, key: DISK, values: ['tape'] } }],
  'nowhere-soft': [1, { nodeAffinityPreset: { type: Preset.SOFT, key: DISK, values: ['tape'] } }],
  'two-presets': [
    3,
    { nodeAffinityPreset: { type: Preset.HARD, key: DISK, values: ['ssd'] }, podAntiAffinityPreset: Preset.HARD },
  ],
  'selector': [2, { nodeSelector: { [ZONE]: 'zone-2', 'kubernetes.io/os': 'linux' } }],
  'selector-nowhere': [1, { nodeSelector: { [DISK]: 'tape' } }],
};

function spread(constraint: TopologySpread, policy: SchedulingPolicyProps = {}): SchedulingPolicyProps {
  return { ...policy, topologySpread: [constraint] };
}

const HARD = { whenUnsatisfiable: WhenUnsatisfiable.DO_NOT_SCHEDULE };

const SPREAD: { readonly [pool: string]: Case } = {
  'hosts-hard': [5, spread({ topologyKey: HOSTNAME, ...HARD })],
  'hosts-soft': [5, spread({ topologyKey: HOSTNAME })],
  'zones-hard': [4, spread({ topologyKey: ZONE, ...HARD })],
  'zones-soft': [4, spread({ topologyKey: ZONE, whenUnsatisfiable: WhenUnsatisfiable.SCHEDULE_ANYWAY })],
  'domains-3': [4, spread({ topologyKey: ZONE, ...HARD, minDomains: 3 })],
  'domains-4': [4, spread({ topologyKey: ZONE, ...HARD, minDomains: 4 })],
  'skew-2': [7, spread({ topologyKey: ZONE, ...HARD, minDomains: 4, maxSkew: 2 })],
  'one-zone': [2, spread({ topologyKey: ZONE, ...HARD }, { nodeSelector: { [ZONE]: 'zone-1' } })],
  'one-zone-ignored': [
    2,
    spread(
      { topologyKey: ZONE, ...HARD, nodeAffinityPolicy: NodeInclusion.IGNORE },
      { nodeSelector: { [ZONE]: 'zone-1' } },
    ),
  ],
  'one-zone-soft': [
    2,
    spread({ topologyKey: ZONE, nodeAffinityPolicy: NodeInclusion.IGNORE }, { nodeSelector: { [ZONE]: 'zone-1' } }),
  ],
  'taints': [3, inRoom('taints', spread({ topologyKey: HOSTNAME, ...HARD }))],
  'taints-honored': [
    3,
    inRoom('taints', spread({ topologyKey: HOSTNAME, ...HARD, nodeTaintsPolicy: NodeInclusion.HONOR })),
  ],
  'taints-soft': [3, inRoom('taints', spread({ topologyKey: HOSTNAME }))],
};

const ON_TAINTED = { nodeSelector: { [DEDICATED]: 'database' } };

const TOLERATIONS: { readonly [pool: string]: Case } = {
  'none': [1, ON_TAINTED],
  'equal': [
    1,
    { ...ON_TAINTED, tolerations: [{ key: DEDICATED, value: 'database', effect: TaintEffect.NO_SCHEDULE }] },
  ],
  'exists': [1, { ...ON_TAINTED, tolerations: [{ key: DEDICATED }] }],
  'all': [1, { ...ON_TAINTED, tolerations: [{ operator: TolerationOperator.EXISTS }] }],
  'other-value': [1, { ...ON_TAINTED, tolerations: [{ key: DEDICATED, value: 'cache' }] }],
  'other-effect': [
    1,
    {
      ...ON_TAINTED,
      tolerations: [{ key: DEDICATED, operator: TolerationOperator.EXISTS, effect: TaintEffect.NO_EXECUTE }],
    },
  ],
  'prefer-none': [2, inRoom('prefer', { podAntiAffinityPreset: Preset.SOFT })],
  'prefer-tolerated': [
    2,
    inRoom('prefer', {
      podAntiAffinityPreset: Preset.SOFT,
      tolerations: [{ key: DEDICATED, effect: TaintEffect.PREFER_NO_SCHEDULE }],
    }),
  ],
  'evicted': [1, inRoom('drained')],
  'stays': [1, inRoom('drained', { tolerations: [{ key: DEDICATED, effect: TaintEffect.NO_EXECUTE }] })],
  'stays-a-while': [
    1,
    inRoom('drained', {
      tolerations: [{ key: DEDICATED, effect: TaintEffect.NO_EXECUTE, tolerationSeconds: Duration.seconds(15) }],
    }),
  ],
};

const PRIORITY: { readonly [pool: string]: Case } = {
  'preempts-first': [2, inRoom('preempts')],
  'preempts-then': [
    1,
    inRoom('preempts', {
      priorityClass: { name: 'urgent', value: 1000, preemptionPolicy: PreemptionPolicy.PREEMPT_LOWER_PRIORITY },
    }),
  ],
  'waits-first': [1, inRoom('waits')],
  'waits-then': [1, inRoom('waits', { priorityClass: { name: 'patient', value: 1000 } })],
  'named-first': [1, inRoom('named', { priorityClass: { name: 'humble', value: -10 } })],
  'named-then': [1, inRoom('named', { priorityClassName: 'urgent' })],
  'equals-first': [1, inRoom('equals', { priorityClassName: 'urgent' })],
  'equals-then': [1, inRoom('equals', { priorityClassName: 'urgent' })],
};

const TENANTS = {
  pods: TOGETHER_AND_APART,
  nodes: CHOSEN_NODES,
  spread: SPREAD,
  tolerations: TOLERATIONS,
  priority: PRIORITY,
};

/** Overrides of what the members of a pool have. */
function ofMachines(spec: object): WorkerPoolProps['overrides'] {
  return { template: { spec } };
}

function main({ kubevirt, cdi, directory }: Task): void {
  const app = new BundleApp({ outdir: join(directory, 'scheduling') });
  const infra = new KubeVirtCluster(app, 'infra', { kubevirt, cdi });
  const image = new GoldenImage(infra, 'debian', {
    source: ImageSource.registry('docker://quay.io/containerdisks/debian:12'),
    capacity: Size.gibibytes(1),
    storageClassName: 'fast',
  });
  const machine = { image, size: MachineSize.of({ cores: 1, memory: Size.mebibytes(128) }) };
  const tenantOf = (id: string): TenantNamespace =>
    new TenantNamespace(infra, id, { namespaceName: id, standardSizes: false });
  const pool = (tenant: TenantNamespace, id: string, props: Omit<WorkerPoolProps, 'image' | 'size'>): WorkerPool =>
    new WorkerPool(tenant, id, { ...machine, ...props });

  for (const [id, cases] of Object.entries(TENANTS)) {
    const tenant = tenantOf(id);
    for (const [name, [replicas, policy]] of Object.entries(cases)) {
      pool(tenant, name, { replicas, scheduling: new SchedulingPolicy(tenant, `${name}-policy`, policy) });
    }
  }

  // one policy for two pools of a tenant; another tenant has a pool of the same name as one of them
  const shared = new SchedulingPolicy(infra, 'apart', inRoom('shared', { podAntiAffinityPreset: Preset.HARD }));
  const [one, other] = [tenantOf('shared'), tenantOf('neighbour')];
  pool(one, 'first', { replicas: 3, scheduling: shared });
  pool(one, 'second', { replicas: 3, scheduling: shared });
  pool(other, 'first', { replicas: 3, scheduling: shared });

  // what a pool lays over its policy
  const overridden = tenantOf('overridden');
  const apart = new SchedulingPolicy(overridden, 'apart', { podAntiAffinityPreset: Preset.HARD });
  pool(overridden, 'selector', {
    replicas: 3,
    scheduling: apart,
    overrides: ofMachines({ nodeSelector: { [ZONE]: 'zone-1' } }),
  });
  pool(overridden, 'affinity', {
    replicas: 2,
    scheduling: apart,
    overrides: ofMachines({ nodeSelector: { [ZONE]: 'zone-2' }, affinity: null }),
  });

  writeBundle(app, directory, 'scheduling');
}

main(taskOf(process.argv.slice(2)));
