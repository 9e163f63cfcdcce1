import type { Size } from 'cdk8s';
import { Fault, fault } from '../findings/rule';
import type { StatedField } from '../inventory/known';
import { isPlain } from '../toolkit/merge';
import { fieldBelow } from '../toolkit/path';
import { Quantity, sizeText } from '../toolkit/quantity';
import { table } from '../toolkit/table';

/** What all PersistentVolumeClaims of one StorageClass together may use. */
export interface StorageClassQuota {
  /**
   * Storage that they may request (`<class>.storageclass.storage.k8s.io/requests.storage`).
   * @default - no limit
   */
  readonly storage?: Size | string;
  /**
   * The maximum number of them (`<class>.storageclass.storage.k8s.io/persistentvolumeclaims`).
   * @default - no limit
   */
  readonly volumes?: number;
}

/**
 * What all pods together may use at most, whatever they request. KubeVirt gives each launcher whose machine states no
 * limit one by itself: of CPU the number of the guest's CPUs, of memory twice the request (or as the namespace's label
 * `alpha.kubevirt.io/auto-memory-limits-ratio` says). Kubernetes refuses pods without such a limit; those of CDI have
 * some.
 */
export interface QuotaLimits {
  /**
   * CPU cores (`limits.cpu`).
   * @default - no limit
   */
  readonly cpu?: number;
  /**
   * Memory (`limits.memory`): a `Size`, or a Kubernetes quantity such as `512Gi`.
   * @default - no limit
   */
  readonly memory?: Size | string;
}

/**
 * What a tenant's namespace may use, as Kubernetes counts it: by what pods request, not by what guests see. Whoever may
 * write machines in the namespace may have them request less than their guests have; `limits` holds these, too.
 *
 * A machine's launcher pod requests the guest's memory plus about 300Mi and 8Mi for each CPU (KubeVirt v1.9.0,
 * pkg/hypervisor/kvm). For each CPU of the guest it requests a tenth of a core, unless the machine asks for more
 * (`cpuAllocationRatio`, 10 by default). During a live migration a machine that can be migrated counts twice. Of
 * machines with `RunStrategy.HALTED`, only disks and objects count. CDI's importer pods and the volumes they fill count
 * too.
 *
 * Synthesis adds up all machines, images, DataVolumes, claims and other objects that the program puts into the
 * namespace, whichever construct makes them, and compares the sum with each limit of the quota as it is written,
 * overrides and JSON patches included. For a disk that is a file CDI claims more than its stated size
 * (`filesystemOverhead`, 6 % by default). This is counted if the disk, its image or a `StorageProfile` of the bundle
 * says that it is a file; otherwise the stated size counts.
 */
export interface TenantQuota {
  /**
   * CPU cores that all pods together may request (`requests.cpu`).
   * @default - no limit
   */
  readonly cpu?: number;
  /**
   * Memory that all pods together may request (`requests.memory`): a `Size`, or a Kubernetes quantity such as `256Gi`.
   * @default - no limit
   */
  readonly memory?: Size | string;
  /**
   * Storage that all PersistentVolumeClaims together may request (`requests.storage`), over all storage classes. While
   * CDI fills a disk, a second claim of the same size exists. For an image in the namespace, a third one exists as
   * scratch space.
   * @default - no limit
   */
  readonly storage?: Size | string;
  /**
   * The maximum number of PersistentVolumeClaims.
   * @default - no limit
   */
  readonly volumes?: number;
  /**
   * The maximum number of pods that have not ended: one launcher for each machine, and CDI's pods.
   * @default - no limit
   */
  readonly pods?: number;
  /**
   * The maximum number of VirtualMachines, running or not.
   * @default - no limit
   */
  readonly machines?: number;
  /**
   * Limits on the claims of single StorageClasses, by the name of the class. A claim counts here and in `storage`.
   * @default - none
   */
  readonly storageClasses?: { readonly [storageClass: string]: StorageClassQuota };
  /**
   * The maximum numbers of GPUs and host devices, by the name of their resource, which is the `deviceName` in `gpus`
   * and `hostDevices` of machines, such as `nvidia.com/TU104GL_Tesla_T4` (`requests.<resource>`).
   * @default - no limit
   */
  readonly devices?: { readonly [resource: string]: number };
  /**
   * Limits on what pods may use at most, besides what they request.
   * @default - none, so a machine that requests less than its guest has counts by its request alone
   */
  readonly limits?: QuotaLimits;
  /**
   * Further limits, by their name in a ResourceQuota, such as `requests.hugepages-2Mi` or `count/services`.
   * @default - none
   */
  readonly additional?: { readonly [resource: string]: string };
}

/** The spec of a core ResourceQuota. */
export interface ResourceQuotaSpec {
  readonly hard: { readonly [resource: string]: string | number };
  readonly scopes?: readonly string[];
  readonly scopeSelector?: { readonly matchExpressions: readonly ScopeRequirement[] };
}

export interface ScopeRequirement {
  readonly scopeName: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** A limit of a quota: its name in a ResourceQuota, what is written, and the prop that it comes from. */
interface StatedLimit {
  readonly resource: string;
  readonly amount: string | number | undefined;
  readonly prop: string;
}

const BY_CLASS = '.storageclass.storage.k8s.io/';

/** The limits that props other than `additional` give, in the order in which they are written. */
function limitsOfProps(quota: TenantQuota): StatedLimit[] {
  const { storageClasses = {}, devices = {}, limits = {} } = quota;
  return [
    { resource: 'requests.cpu', amount: coresText(quota.cpu), prop: 'quota.cpu' },
    { resource: 'requests.memory', amount: bytesText(quota.memory), prop: 'quota.memory' },
    { resource: 'requests.storage', amount: bytesText(quota.storage), prop: 'quota.storage' },
    { resource: 'persistentvolumeclaims', amount: writable(quota.volumes), prop: 'quota.volumes' },
    { resource: 'pods', amount: writable(quota.pods), prop: 'quota.pods' },
    { resource: 'count/virtualmachines.kubevirt.io', amount: writable(quota.machines), prop: 'quota.machines' },
    { resource: 'limits.cpu', amount: coresText(limits.cpu), prop: 'quota.limits.cpu' },
    { resource: 'limits.memory', amount: bytesText(limits.memory), prop: 'quota.limits.memory' },
    ...sorted(storageClasses).flatMap(([name, { storage, volumes }]) => {
      const prop = fieldBelow('quota.storageClasses', name);
      return [
        { resource: `${name}${BY_CLASS}requests.storage`, amount: bytesText(storage), prop: `${prop}.storage` },
        { resource: `${name}${BY_CLASS}persistentvolumeclaims`, amount: writable(volumes), prop: `${prop}.volumes` },
      ];
    }),
    ...sorted(devices).map(([name, amount]) => (
      { resource: `requests.${name}`, amount: writable(amount), prop: fieldBelow('quota.devices', name) })),
  ];
}

function sorted<T>(map: { readonly [key: string]: T }): [string, T][] {
  return Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** The quota's limits under Kubernetes' names. */
export function hardLimits(quota: TenantQuota): ResourceQuotaSpec['hard'] {
  const given = limitsOfProps(quota).map(({ resource, amount }) => [resource, amount] as const);
  const limits = [...given, ...sorted(quota.additional ?? {})];
  return Object.fromEntries(limits.filter(([, amount]) => amount !== undefined)) as ResourceQuotaSpec['hard'];
}

function bytesText(size: Size | string | undefined): string | undefined {
  return size === undefined ? undefined : sizeText(size);
}

function coresText(cpu: number | undefined): string | undefined {
  return cpu === undefined ? undefined : Quantity.parse(cpu)?.toCoresText() ?? String(cpu);
}

/** JSON cannot represent NaN and Infinity. As strings they can be written, and a rule reports them. */
function writable(count: number | undefined): string | number | undefined {
  return typeof count === 'number' && !Number.isFinite(count) ? String(count) : count;
}

/** Other names of resources that have props. */
const ALIASES: { readonly [resource: string]: string | undefined } = table({
  'cpu': 'quota.cpu',
  'memory': 'quota.memory',
  'count/persistentvolumeclaims': 'quota.volumes',
  'count/pods': 'quota.pods',
});

/** The props that take every limit of their kind, so that `additional` must not hold it. */
const ALWAYS = ['quota.cpu', 'quota.memory', 'quota.storage', 'quota.volumes', 'quota.pods', 'quota.machines'];

/** Limits in `additional` that have a prop of their own. */
export function* besideProps(quota: TenantQuota = {}): Iterable<Fault> {
  const limits = limitsOfProps(quota);
  for (const resource of Object.keys(quota.additional ?? {})) {
    const found = limits.find((limit) => limit.resource === resource);
    const prop = found?.prop ?? ALIASES[resource];
    if (prop === undefined || !ALWAYS.includes(prop) && found?.amount === undefined) continue;
    yield fault('quota.additional', `limits "${resource}", for which there is ${prop}`, 'Write it there.');
  }
}

/** The fields that the limits of a quota are written to. */
export function statedLimits(quota: TenantQuota): StatedField[] {
  const props = new Map(limitsOfProps(quota).map(({ resource, prop }) => [resource, prop]));
  return Object.keys(hardLimits(quota)).map((resource) => ({
    field: fieldBelow('spec.hard', resource),
    holder: 'spec.hard',
    prop: props.get(resource) ?? fieldBelow('quota.additional', resource),
  }));
}

/**
 * The prop that a limit of a ResourceQuota came from; undefined if overrides or JSON patches changed it.
 * @param written the limits as they will be written
 */
export function propOfLimit(quota: TenantQuota, written: () => unknown): (field: string) => string | undefined {
  const stated = hardLimits(quota);
  const props = new Map(limitsOfProps(quota).map(({ resource, prop }) => [resource, prop]));
  return (field) => {
    const resource = Object.keys(stated).find((each) => fieldBelow('spec.hard', each) === field);
    if (resource === undefined) return undefined;
    const limits = written();
    if (!isPlain(limits) || limits[resource] !== stated[resource]) return undefined;
    const isAdditional = Object.hasOwn(quota.additional ?? {}, resource) && !ALWAYS.includes(props.get(resource) ?? '');
    return isAdditional ? fieldBelow('quota.additional', resource) : props.get(resource);
  };
}
