import type { Size } from 'cdk8s';
import { isPlain } from '../toolkit/merge';
import { didYouMean } from '../toolkit/nearest';
import type { Sentence } from '../toolkit/problems';
import { Quantity, sizeText } from '../toolkit/quantity';
import { byteSize, qualifiedName } from '../toolkit/sentences';

/**
 * What the namespace of a tenant may take, as Kubernetes counts it: by what pods request, not by what guests see.
 *
 * A machine's launcher pod requests the guest's memory and, on top, about 300Mi and 8Mi for each CPU (KubeVirt
 * v1.9.0, pkg/hypervisor/kvm), and of CPU a tenth of a core for each of the guest's unless it asks for more (`cpuAllocationRatio`,
 * 10 by default). During a live migration a machine counts twice; CDI's importer pods and what they fill count too. At synth
 * the machines and images that the program puts into the namespace are added up and held against the quota as it is written,
 * overrides and JSON patches included. Disks count by their stated size: CDI claims 6 % more for one that is a file
 * (`filesystemOverhead`), which depends on the storage class and is not counted.
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
   * What all PersistentVolumeClaims may request together (`requests.storage`), over all storage classes. While CDI fills a disk, a
   * second claim of the same size stands beside it, and for an image that is kept in the namespace a third one as scratch space.
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
    ['requests.cpu', quota.cpu === undefined ? undefined : coresOf(quota)?.toCoresText() ?? quota.cpu],
    ['requests.memory', quota.memory === undefined ? undefined : sizeText(quota.memory)],
    ['requests.storage', quota.storage === undefined ? undefined : sizeText(quota.storage)],
    ['persistentvolumeclaims', quota.volumes],
    ['pods', quota.pods],
    ['count/virtualmachines.kubevirt.io', quota.machines],
    ...Object.entries(quota.additional ?? {}).sort(([one], [other]) => (one < other ? -1 : 1)),
  ];
  // what is not even a number has its sentence already
  return Object.fromEntries(limits.filter((limit): limit is [string, string | number] => typeof limit[1] === 'string' || Number.isFinite(limit[1])));
}

function coresOf(quota: TenantQuota): Quantity | undefined {
  return quota.cpu === undefined ? undefined : Quantity.parse(quota.cpu);
}

/** The limits of a ResourceQuota as it is written, by overrides and JSON patches too; none where it holds something else. */
export function limitsIn(hard: unknown): ResourceQuotaSpec['hard'] {
  return isPlain(hard) ? hard as ResourceQuotaSpec['hard'] : {};
}

/** What is wrong with limits that came by overrides or JSON patches; those of the props are checked as such. */
export function overriddenProblems(hard: unknown, quota: TenantQuota): Sentence[] {
  const stated = hardLimits(quota);
  return [
    hard === undefined || isPlain(hard) ? undefined : `the ResourceQuota's spec.hard is ${JSON.stringify(hard)}, which names no limits. Write amounts by the names of resources, such as { pods: 20 }.`,
    ...Object.entries(limitsIn(hard)).filter(([resource, value]) => value !== stated[resource]).map(([resource, value]) => amount('the ResourceQuota\'s', resource, String(value))),
  ];
}

export function quotaProblems(quota: TenantQuota = {}): Sentence[] {
  return [
    quota.cpu === undefined || (Number.isFinite(quota.cpu) && quota.cpu >= 0.001) ? undefined : `quota.cpu ${quota.cpu} is no number of cores. Write a positive one, such as 64.`,
    quota.memory === undefined ? undefined : byteSize('quota.memory', quota.memory),
    quota.storage === undefined ? undefined : byteSize('quota.storage', quota.storage),
    count('quota.volumes', quota.volumes),
    count('quota.pods', quota.pods),
    count('quota.machines', quota.machines),
    ...Object.entries(quota.additional ?? {}).flatMap(([resource, value]) => [additionalName(resource), amount('quota.additional', resource, value)]),
  ];
}

/** What is worth knowing about limits that do more than they say. */
export function quotaNotices(quota: TenantQuota = {}): string[] {
  // KubeVirt v1.9.0, pkg/virt-controller/services/template.go: doesVMIRequireAutoResourceLimits.
  return ['limits.cpu', 'limits.memory'].filter((resource) => quota.additional?.[resource] !== undefined).map((resource) => `has the quota ${resource}, so pods without such a limit are refused, and KubeVirt gives every launcher one by itself (its guest's CPUs, twice its memory request). Leave it out unless that is what you want.`);
}

function count(what: string, value: number | undefined): Sentence {
  if (value === undefined || (Number.isInteger(value) && value > 0)) return undefined;
  return `${what} ${value} is no count. Write a whole number from 1 on, or leave it out for no limit.`;
}

function additionalName(resource: string): Sentence {
  const prop = OWN_PROPS[resource];
  if (prop !== undefined) return `quota.additional limits "${resource}", for which there is ${prop}. Write it there, so that the machines are counted against it.`;
  if (resource.includes('/') || resource.startsWith('requests.hugepages-') || STANDARD.includes(resource)) return qualifiedName('quota.additional', resource);
  return `quota.additional limits "${resource}", which Kubernetes cannot count.${didYouMean(resource, STANDARD)} Write one of ${STANDARD.join(', ')}, or a name with a prefix, such as "count/services" or "requests.nvidia.com/gpu".`;
}

function amount(what: string, resource: string, value: string): Sentence {
  const quantity = Quantity.parse(value);
  if (quantity === undefined || quantity.isNegative()) return `${what} "${resource}" is "${value}", which is no amount. Write a Kubernetes quantity of zero or more, such as "10" or "500Gi".`;
  // Kubernetes v1.35, pkg/apis/core/validation: ValidateResourceQuantityValue.
  if (quantity.isWhole() || DIVISIBLE.test(resource)) return undefined;
  return `${what} "${resource}" is "${value}", but only whole ones are counted, so the API server refuses it. Write a whole number.`;
}

const OWN_PROPS: { readonly [resource: string]: string | undefined } = {
  'cpu': 'quota.cpu',
  'requests.cpu': 'quota.cpu',
  'memory': 'quota.memory',
  'requests.memory': 'quota.memory',
  'requests.storage': 'quota.storage',
  'persistentvolumeclaims': 'quota.volumes',
  'count/persistentvolumeclaims': 'quota.volumes',
  'pods': 'quota.pods',
  'count/virtualmachines.kubevirt.io': 'quota.machines',
};

// Kubernetes v1.35, pkg/apis/core/helper/helpers.go: what is neither in integerResources nor an extended resource.
const DIVISIBLE = /^(requests\.|limits\.|(ephemeral-storage|cpu|memory)$)/;

// Kubernetes v1.35, pkg/apis/core/helper/helpers.go: standardQuotaResources, without those of OWN_PROPS.
const STANDARD = [
  'ephemeral-storage', 'requests.ephemeral-storage', 'limits.cpu', 'limits.memory', 'limits.ephemeral-storage',
  'resourcequotas', 'services', 'services.nodeports', 'services.loadbalancers', 'replicationcontrollers', 'secrets', 'configmaps',
];

/** All names of resources that a quota knows by itself. */
export const STANDARD_RESOURCES = [...STANDARD, ...Object.keys(OWN_PROPS).filter((resource) => !resource.startsWith('count/'))];
