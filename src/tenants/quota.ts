import type { Size } from 'cdk8s';
import { Fault, fault } from '../findings/rule';
import { isPlain } from '../toolkit/merge';
import { fieldBelow } from '../toolkit/path';
import { Quantity, sizeText } from '../toolkit/quantity';
import { table } from '../toolkit/table';

/**
 * What a tenant's namespace may use, as Kubernetes counts it: by what pods request, not by what guests see.
 *
 * A machine's launcher pod requests the guest's memory plus about 300Mi and 8Mi for each CPU (KubeVirt v1.9.0,
 * pkg/hypervisor/kvm). For each CPU of the guest it requests a tenth of a core, unless the machine asks for more
 * (`cpuAllocationRatio`, 10 by default). During a live migration a machine that can be migrated counts twice. CDI's
 * importer pods and the volumes they fill count too.
 *
 * Synthesis adds up all machines, images, DataVolumes and claims that the program puts into the namespace, whichever
 * construct makes them, and compares the sum with the quota as it is written, overrides and JSON patches included.
 * Disks count by their stated size: for a disk that is a file CDI claims 6 % more (`filesystemOverhead`), which depends
 * on the storage class and is not counted.
 *
 * Only requests are limited: a quota on `limits.cpu` or `limits.memory` would refuse each pod without limits.
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
   * Further limits, by their name in a ResourceQuota, such as `requests.nvidia.com/gpu` or
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

/** JSON cannot represent NaN and Infinity. As strings they can be written, and a rule reports them. */
function writable(count: number | undefined): string | number | undefined {
  return typeof count === 'number' && !Number.isFinite(count) ? String(count) : count;
}

const PROPS: { readonly [resource: string]: string | undefined } = table({
  'requests.cpu': 'quota.cpu',
  'requests.memory': 'quota.memory',
  'requests.storage': 'quota.storage',
  'persistentvolumeclaims': 'quota.volumes',
  'pods': 'quota.pods',
  'count/virtualmachines.kubevirt.io': 'quota.machines',
});

/** Other names of resources that have props. */
const ALIASES: { readonly [resource: string]: string | undefined } = table({
  'cpu': 'quota.cpu',
  'memory': 'quota.memory',
  'count/persistentvolumeclaims': 'quota.volumes',
  'count/pods': 'quota.pods',
});

/** Limits in `additional` that have a prop of their own. */
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
 * @param stated the limits that the props give
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
