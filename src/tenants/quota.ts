import type { Size } from 'cdk8s';
import { Fault, fault } from '../findings/rule';
import { isPlain } from '../toolkit/merge';
import { fieldBelow } from '../toolkit/path';
import { Quantity, sizeText } from '../toolkit/quantity';

/**
 * What the namespace of a tenant may take, as Kubernetes counts it: by what pods request, not by what guests see.
 *
 * A machine's launcher pod requests the guest's memory and, on top, about 300Mi and 8Mi for each CPU (KubeVirt v1.9.0,
 * pkg/hypervisor/kvm), and of CPU a tenth of a core for each of the guest's unless it asks for more
 * (`cpuAllocationRatio`, 10 by default). During a live migration a machine counts twice; CDI's importer pods and what
 * they fill count too. At synth all machines, images, DataVolumes and claims that the program puts into the namespace,
 * by whatever construct, are added up and held against the quota as it is written, overrides and JSON patches included.
 * Disks count by their stated size: CDI claims 6 % more for one that is a file (`filesystemOverhead`), which depends on
 * the storage class and is not counted.
 *
 * Only requests are limited: a quota on `limits.cpu` or `limits.memory` would refuse each pod without limits.
 */
export interface TenantQuota {
  /**
   * Cores that all pods may request together (`requests.cpu`).
   * @default - no limit
   */
  readonly cpu?: number;
  /**
   * Memory that all pods may request together (`requests.memory`): a `Size`, or a Kubernetes quantity such as `256Gi`.
   * @default - no limit
   */
  readonly memory?: Size | string;
  /**
   * What all PersistentVolumeClaims may request together (`requests.storage`), over all storage classes. While CDI
   * fills a disk, a second claim of the same size stands beside it, and for an image that is kept in the namespace a
   * third one as scratch space.
   * @default - no limit
   */
  readonly storage?: Size | string;
  /**
   * How many PersistentVolumeClaims there may be.
   * @default - no limit
   */
  readonly volumes?: number;
  /**
   * How many pods there may be that have not ended: a launcher for each machine, and CDI's.
   * @default - no limit
   */
  readonly pods?: number;
  /**
   * How many VirtualMachines there may be, running or not.
   * @default - no limit
   */
  readonly machines?: number;
  /**
   * Further limits by the name that a ResourceQuota has for them, such as `requests.nvidia.com/gpu` or
   * `fast.storageclass.storage.k8s.io/requests.storage`.
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

/** The quota's limits under Kubernetes' names. */
export function hardLimits(quota: TenantQuota): ResourceQuotaSpec['hard'] {
  const limits: [string, string | number | undefined][] = [
    ['requests.cpu', quota.cpu === undefined ? undefined : coresText(quota.cpu)],
    ['requests.memory', quota.memory === undefined ? undefined : sizeText(quota.memory)],
    ['requests.storage', quota.storage === undefined ? undefined : sizeText(quota.storage)],
    ['persistentvolumeclaims', writable(quota.volumes)],
    ['pods', writable(quota.pods)],
    ['count/virtualmachines.kubevirt.io', writable(quota.machines)],
    ...Object.entries(quota.additional ?? {}).sort(([one], [other]) => (one < other ? -1 : 1)),
  ];
  return Object.fromEntries(limits.filter((limit): limit is [string, string | number] => limit[1] !== undefined));
}

function coresText(cpu: number): string {
  return Quantity.parse(cpu)?.toCoresText() ?? String(cpu);
}

/** JSON has no form for NaN and Infinity; as texts they can be written, and a rule reports them. */
function writable(count: number | undefined): string | number | undefined {
  return typeof count === 'number' && !Number.isFinite(count) ? String(count) : count;
}

const PROPS: { readonly [resource: string]: string | undefined } = {
  'requests.cpu': 'quota.cpu',
  'requests.memory': 'quota.memory',
  'requests.storage': 'quota.storage',
  'persistentvolumeclaims': 'quota.volumes',
  'pods': 'quota.pods',
  'count/virtualmachines.kubevirt.io': 'quota.machines',
};

/** Other names of resources that have props. */
const ALIASES: { readonly [resource: string]: string | undefined } = {
  'cpu': 'quota.cpu',
  'memory': 'quota.memory',
  'count/persistentvolumeclaims': 'quota.volumes',
  'count/pods': 'quota.pods',
};

/** What `additional` limits although there is a prop for it. */
export function* besideProps(quota: TenantQuota = {}): Iterable<Fault> {
  for (const resource of Object.keys(quota.additional ?? {})) {
    const prop = PROPS[resource] ?? ALIASES[resource];
    if (prop !== undefined) {
      yield fault('quota.additional', `limits "${resource}", for which there is ${prop}`,
        'Write it there.');
    }
  }
}

/**
 * The prop that a limit of a ResourceQuota came from; undefined if overrides or JSON patches changed it.
 * @param stated the limits of the props
 * @param written the limits as they will be written
 */
export function propOfLimit(stated: ResourceQuotaSpec['hard'],
  written: () => unknown): (field: string) => string | undefined {
  return (field) => {
    const resource = Object.keys(stated).find((each) => fieldBelow('spec.hard', each) === field);
    if (resource === undefined) return undefined;
    const limits = written();
    if (!isPlain(limits) || limits[resource] !== stated[resource]) return undefined;
    return PROPS[resource] ?? fieldBelow('quota.additional', resource);
  };
}
