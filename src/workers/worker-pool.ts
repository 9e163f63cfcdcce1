import { isDeepStrictEqual } from 'node:util';
import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { cloningAccount, foreignSources } from './clone-sources';
import { PoolMember } from './pool-member';
import { poolNotices } from './pool-notices';
import { PoolObject } from './pool-object';
import { poolProblems } from './pool-rules';
import { BOOT_DISK, CLOUD_INIT_DISK, POOL_LABEL, poolSpec } from './pool-spec';
import { PoolRisk, ScaleInStrategy } from './pool-strategies';
import type { WorkerPoolProps } from './worker-pool-props';
import type { VirtualMachinePoolSpec } from '../../imports/pool.kubevirt.io';
import { intend } from '../inventory/tell';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { KEPT_WHEN_PRUNED } from '../layout/protection';
import { CloudInitType } from '../machines/cloud-init';
import type { BlankDisk } from '../machines/disk';
import { multusProblems } from '../machines/networking';
import { machineProblems } from '../machines/rules/rules';
import { SchemaCheck } from '../releases/schema-check';
import { Scheduling, schedulingIn, schedulingProblems } from '../scheduling/scheduling';
import type { SchedulingPolicy } from '../scheduling/scheduling-policy';
import { Tenant } from '../tenants/tenant';
import { TenantNamespace } from '../tenants/tenant-namespace';
import { mergeDeep } from '../toolkit/merge';
import { lateNotice } from '../toolkit/notices';
import { Problems, Sentence } from '../toolkit/problems';
import { dnsLabel, oneOf, wholeSeconds } from '../toolkit/sentences';
import { repeated } from '../toolkit/shape';

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
  private readonly tenant: Tenant;

  constructor(scope: Construct, id: string, props: WorkerPoolProps) {
    super(scope, id);
    const tenant = Tenant.containing(this);
    this.tenant = tenant;
    this.props = props;
    this.poolName = props.name ?? id;
    this.memberLabels = { [POOL_LABEL]: this.poolName };
    place(this, { layer: Layer.WORKLOADS, tenant: tenant.namespaceName, file: this.poolName });

    const problems = new Problems(this);
    const { networks = [], extraDisks = [] } = props;
    const parts = { name: this.poolName, replicas: usableReplicas(props), extraDisks: usableDisks(extraDisks), networks };
    problems.add(
      dnsLabel('name', this.poolName, ROOM),
      props.labels?.[POOL_LABEL] === undefined ? undefined : `labels holds "${POOL_LABEL}", which is the pool's name in every pool. Use a label of your own.`,
      replicasProblem(props),
      ...externallyScaled(props),
      ...unknownWords(props),
      ...diskProblems(extraDisks),
      ...multusProblems(networks),
      wholeSeconds('terminationGracePeriod', props.terminationGracePeriod),
      foreignPolicy(tenant, props.scheduling),
    );
    const pool = this.emit(mergeDeep<VirtualMachinePoolSpec>(poolSpec(props, parts), props.overrides), problems);
    this.virtualMachinePool = pool;
    problems.add(props.image._cloneFor(tenant, () => cloningAccount(pool.spec()?.virtualMachineTemplate.spec?.template.spec)));

    // Whatever follows from the spec is asked at synthesis, when overrides, JSON patches and lazy values have had their say.
    problems.atSynth(() => this.specProblems(pool.spec()));
    const sizes = tenant instanceof TenantNamespace ? tenant.instancetypes.map(({ name }) => name) : [];
    lateNotice(this, () => poolNotices(pool.spec(), sizes));
    intend(pool, { externallyScaled: props.externallyScaled });
    const member = new PoolMember(() => pool.spec(), tenant);
    tenant.cluster._requireLater(this, () => member.gates());
  }

  private emit(spec: VirtualMachinePoolSpec, problems: Problems): PoolObject {
    const { kubevirt, cdi } = this.tenant.cluster;
    const apiVersion = kubevirt.apiVersion('pool.kubevirt.io', 'VirtualMachinePool');
    problems.add(apiVersion === undefined ? `${kubevirt} does not serve VirtualMachinePool, of which a WorkerPool is made. Use a release that does.` : undefined);
    return new PoolObject(this, 'VirtualMachinePool', {
      apiVersion: apiVersion ?? 'pool.kubevirt.io/v1beta1',
      kind: 'VirtualMachinePool',
      metadata: {
        name: this.poolName,
        namespace: this.tenant.namespaceName,
        labels: { ...this.props.labels, ...this.memberLabels },
        ...(this.props.stateless !== true && { annotations: KEPT_WHEN_PRUNED }),
      },
      spec,
    }, SchemaCheck.of(kubevirt, cdi));
  }

  private specProblems(spec: VirtualMachinePoolSpec | undefined): Sentence[] {
    if (spec === undefined) return [];
    const machine = spec.virtualMachineTemplate.spec ?? { template: {} };
    return [
      ...poolProblems(spec, this.poolName, this.props),
      ...machineProblems(machine).map((sentence) => sentence && `${MACHINE}.${sentence}`),
      ...foreignSources(machine.dataVolumeTemplates, this.tenant, this.props.image),
      ...this.schedulingProblems(schedulingIn(machine.template.spec ?? {})),
    ];
  }

  /** A policy checks what is its own; only what overrides made of it is left to be checked here. */
  private schedulingProblems(scheduling: Scheduling): Sentence[] {
    const own = schedulingIn(this.props.scheduling?._for(this.memberLabels) ?? {});
    const changed = Object.entries(scheduling).filter(([field, value]) => !isDeepStrictEqual(value, own[field as keyof Scheduling]));
    return schedulingProblems(Object.fromEntries(changed), `${MACHINE}.template.spec.`);
  }
}

/** The PriorityClass of a policy is made in the cluster that the policy stands in, and in no other. */
function foreignPolicy(tenant: Tenant, policy: SchedulingPolicy | undefined): Sentence {
  if (policy?.priorityClass === undefined || policy.node.scopes.includes(tenant.cluster)) return undefined;
  return `scheduling is ${policy.node.path}, whose PriorityClass "${policy.priorityClassName}" is made in another cluster than ${tenant.cluster.clusterName}, where the machines are; no machine would start. Create a policy below ${tenant.cluster.node.path}, or write priorityClassName for a class that exists there.`;
}

function replicasProblem({ replicas }: WorkerPoolProps): Sentence {
  return replicas === undefined || isCount(replicas) ? undefined : `replicas ${replicas} is no number of machines. Write a whole number of at least 0.`;
}

/** A stand-in for what is no number, so that one mistake is told once. */
function usableReplicas({ replicas }: WorkerPoolProps): number | undefined {
  return replicas === undefined || isCount(replicas) ? replicas : 0;
}

/** Whether there can be so many machines, as far as can be said now: a lazy value is checked when it is written. */
function isCount(value: number): boolean {
  return typeof value !== 'number' || (Number.isInteger(value) && value >= 0);
}

/** Words of closed sets of which nothing would be left to see in the object. */
function unknownWords({ scaleIn, cloudInit, acceptRisks = [] }: WorkerPoolProps): Sentence[] {
  return [
    oneOf('scaleIn.strategy', scaleIn?.strategy, Object.values(ScaleInStrategy)),
    oneOf('cloudInit.type', cloudInit?.type, Object.values(CloudInitType)),
    ...acceptRisks.map((risk) => oneOf('acceptRisks', risk, Object.values(PoolRisk))),
  ];
}

function externallyScaled({ externallyScaled: scaling }: WorkerPoolProps): Sentence[] {
  if (scaling === undefined) return [];
  return [
    scaling.by.trim() === '' ? `externallyScaled.by is "${scaling.by}", which names nobody. Write who sets the number of machines, such as "HorizontalPodAutoscaler workers".` : undefined,
    Number.isInteger(scaling.maxReplicas) && scaling.maxReplicas >= 1 ? undefined : `externallyScaled.maxReplicas ${scaling.maxReplicas} is no number of machines. Write a whole number of at least 1.`,
  ];
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
