import { isDeepStrictEqual } from 'node:util';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { claimDiskNames } from './disk-names';
import { memberDemand } from './pool-demand';
import { poolNotices } from './pool-notices';
import { poolProblems } from './pool-rules';
import { BOOT_DISK, CLOUD_INIT_DISK, POOL_LABEL, poolSpec } from './pool-spec';
import type { WorkerPoolProps } from './worker-pool-props';
import type { VirtualMachinePoolSpec } from '../../imports/pool.kubevirt.io';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { KEPT_WHEN_PRUNED } from '../layout/protection';
import type { BlankDisk } from '../machines/disk';
import { multusProblems } from '../machines/network';
import { requiredGates } from '../machines/required-gates';
import { machineProblems } from '../machines/rules/rules';
import { Scheduling, schedulingIn, schedulingProblems } from '../scheduling/scheduling';
import { Tenant } from '../tenants/tenant';
import { mergeDeep } from '../validation/merge';
import { dnsLabel } from '../validation/names';
import { notice } from '../validation/notices';
import { Problems, Sentence } from '../validation/problems';
import { repeated } from '../validation/shape';

// A source document of Kubermatic's allows three secondary disks, and its dashboard no more.
const MOST_EXTRA_DISKS = 3;

// KubeVirt pkg/virt-controller/watch/pool/pool.go names members "<pool>-<number>". The name can never be changed, so it leaves room for pools of 10,000.
const ROOM = { characters: 5, reason: 'the number that KubeVirt appends for each member, such as "-1234"' };

/** The path of a machine's spec within the pool's. */
const MACHINE = 'virtualMachineTemplate.spec';

/**
 * N equal machines of a tenant, as a VirtualMachinePool: each a clone of one image, all of one template.
 *
 * Its defaults are not KubeVirt's own, which restart every member at once when the template changes, delete members with their disks when a
 * disk of it changes, and pick a member at random when the number gets smaller.
 */
export class WorkerPool extends Construct {
  /** The pool's name. */
  public readonly poolName: string;
  /** The VirtualMachinePool. */
  public readonly virtualMachinePool: ApiObject;
  /** The labels by which the machines, instances and pods of this pool are known, for services and network policies. */
  public readonly memberLabels: { [key: string]: string };

  private readonly props: WorkerPoolProps;

  constructor(scope: Construct, id: string, props: WorkerPoolProps) {
    super(scope, id);
    const tenant = Tenant.containing(this);
    this.props = props;
    this.poolName = props.name ?? id;
    this.memberLabels = { [POOL_LABEL]: this.poolName };
    place(this, { layer: Layer.WORKLOADS, tenant: tenant.namespaceName, file: this.poolName });

    const problems = new Problems(this);
    const parts = { name: this.poolName, extraDisks: usableDisks(props.extraDisks ?? []), networks: props.networks ?? [] };
    const spec = mergeDeep<VirtualMachinePoolSpec>(poolSpec(props, parts), props.overrides);
    problems.add(
      dnsLabel('name', this.poolName, ROOM),
      props.labels?.[POOL_LABEL] === undefined ? undefined : `labels holds "${POOL_LABEL}", which is the pool's name in every pool. Use a label of your own.`,
      externallyScaled(props),
      ...diskProblems(props.extraDisks ?? []),
      ...multusProblems(parts.networks),
      props.image._cloneFor(tenant),
      ...claimDiskNames(tenant, this, spec),
    );
    this.virtualMachinePool = this.emit(tenant, spec, problems);
    problems.atSynth(() => this.specProblems());

    for (const sentence of poolNotices(spec, [...tenant._sizes.keys()])) notice(this, sentence);
    const gates = requiredGates(spec.virtualMachineTemplate?.spec ?? { template: {} }).filter((gate) => isGated(tenant, gate));
    for (const gate of gates) tenant.cluster.requireFeatureGate(gate, this);
    const machines = wholeNumber(spec.replicas ?? props.externallyScaled?.maxReplicas ?? 1);
    tenant._demand({ path: this.node.path, machines, ...memberDemand(spec.virtualMachineTemplate?.spec, tenant) });
  }

  private emit(tenant: Tenant, spec: VirtualMachinePoolSpec, problems: Problems): ApiObject {
    const { kubevirt } = tenant.cluster;
    const apiVersion = kubevirt.apiVersion('pool.kubevirt.io', 'VirtualMachinePool');
    problems.add(apiVersion === undefined ? `${kubevirt} does not serve VirtualMachinePool, of which a WorkerPool is made. Use a release that does.` : undefined);
    return new ApiObject(this, 'VirtualMachinePool', {
      apiVersion: apiVersion ?? 'pool.kubevirt.io/v1beta1',
      kind: 'VirtualMachinePool',
      metadata: {
        name: this.poolName,
        namespace: tenant.namespaceName,
        labels: { ...this.props.labels, ...this.memberLabels },
        ...(this.props.stateless !== true && { annotations: KEPT_WHEN_PRUNED }),
      },
      spec,
    });
  }

  /** Asked of what is written, JSON patches included. */
  private specProblems(): Sentence[] {
    const spec: VirtualMachinePoolSpec = this.virtualMachinePool.toJson().spec ?? {};
    const machine = spec.virtualMachineTemplate?.spec ?? { template: {} };
    return [
      ...poolProblems(spec, this.poolName, this.props),
      ...machineProblems(machine).map((sentence) => sentence && `${MACHINE}.${sentence}`),
      ...this.schedulingProblems(schedulingIn(machine.template?.spec ?? {})),
    ];
  }

  /** A policy checks what is its own; only what overrides made of it is left to be checked here. */
  private schedulingProblems(scheduling: Scheduling): Sentence[] {
    const own = schedulingIn(this.props.scheduling?._for(this.memberLabels) ?? {});
    const changed = Object.entries(scheduling).filter(([field, value]) => !isDeepStrictEqual(value, own[field as keyof Scheduling]));
    return schedulingProblems(Object.fromEntries(changed), `${MACHINE}.template.spec.`);
  }
}

/** Whether a release has a gate that is not on for good. A field whose gate a release does not know is not in its schema either, which is checked elsewhere. */
function isGated(tenant: Tenant, gate: string): boolean {
  const state = tenant.cluster.kubevirt.featureGateState(gate);
  return state !== undefined && state !== 'GA';
}

function externallyScaled({ externallyScaled: scaling }: WorkerPoolProps): Sentence {
  if (scaling === undefined || (Number.isInteger(scaling.maxReplicas) && scaling.maxReplicas >= 1)) return undefined;
  return `externallyScaled.maxReplicas ${scaling.maxReplicas} is no number of machines. Write a whole number of at least 1.`;
}

function diskProblems(disks: readonly BlankDisk[]): Sentence[] {
  return [
    disks.length > MOST_EXTRA_DISKS ? `extraDisks holds ${disks.length} disks, but a member has at most ${MOST_EXTRA_DISKS} beside the one that it boots from. Leave some out, or make one of them larger.` : undefined,
    ...disks.map((disk) => dnsLabel('the name of an extra disk', disk.name)),
    ...repeated(disks.map((disk) => disk.name)).map((name) => `extraDisks holds two disks named "${name}". Give each its own name.`),
    ...[BOOT_DISK, CLOUD_INIT_DISK].filter((name) => disks.some((disk) => disk.name === name)).map((name) => `extraDisks holds a disk named "${name}", which a member has already. Give it another name.`),
  ];
}

/** Those of the extra disks with which a machine can be built, whatever is said of the others. */
function usableDisks(disks: readonly BlankDisk[]): BlankDisk[] {
  return disks.filter((disk, index) => dnsLabel('', disk.name) === undefined && ![BOOT_DISK, CLOUD_INIT_DISK].includes(disk.name) && disks.findIndex((other) => other.name === disk.name) === index);
}

function wholeNumber(count: number): number {
  return Number.isInteger(count) && count >= 0 ? count : 0;
}
