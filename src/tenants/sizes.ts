import { Size } from 'cdk8s';
import type { VirtualMachineInstancetypeSpec } from '../../imports/instancetype.kubevirt.io';
import { DeepPartial, mergeDeep } from '../toolkit/merge';
import type { Sentence } from '../toolkit/problems';
import { sizeText } from '../toolkit/quantity';
import { byteSize, dnsLabel } from '../toolkit/sentences';

/** A named size that a tenant's machines can have: an instancetype in its namespace. */
export interface TenantSize {
  /**
   * The instancetype's name. Machines keep the content that a size had when they were made, so a changed size wants a new name
   * (KubeVirt v1.9.0, pkg/instancetype/controller/vm: a ControllerRevision is pinned).
   */
  readonly name: string;
  /** Virtual CPUs of the guest. */
  readonly cpu: number;
  /** Memory of the guest: a `Size`, or a Kubernetes quantity such as `8Gi`. */
  readonly memory: Size | string;
  /**
   * What else the instancetype's spec holds, such as hugepages or dedicated CPUs.
   * @default - nothing more
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<VirtualMachineInstancetypeSpec>;
}

/** The sizes that every tenant has unless it declines them; the names and values are those of Kubermatic's user clusters. */
export const STANDARD_SIZES: readonly TenantSize[] = [
  { name: 'standard-2', cpu: 2, memory: Size.gibibytes(8) },
  { name: 'standard-4', cpu: 4, memory: Size.gibibytes(16) },
  { name: 'standard-8', cpu: 8, memory: Size.gibibytes(32) },
];

/** What is wrong with the sizes of a tenant. */
export function sizeProblems(sizes: readonly TenantSize[]): Sentence[] {
  return sizes.flatMap((size, index) => [
    dnsLabel('size', size.name),
    Number.isInteger(size.cpu) && size.cpu > 0 ? undefined : `size "${size.name}" has ${size.cpu} CPUs, but a guest has whole ones. Write a whole number from 1 on.`,
    byteSize(`memory of size "${size.name}"`, size.memory),
    sizes.findIndex((other) => other.name === size.name) === index ? undefined : `size "${size.name}" is given twice, so machines of that size would get either. Give one of them another name${STANDARD_SIZES.some((standard) => standard.name === size.name) ? ', or set standardSizes to false to define it yourself' : ''}.`,
  ]);
}

/** The sizes by name, without those that nothing can be made of; of two with one name, the first counts. */
export function usableSizes(sizes: readonly TenantSize[]): Map<string, TenantSize> {
  const byName = new Map<string, TenantSize>();
  for (const size of sizes) if (!byName.has(size.name) && sizeProblems([size]).every((problem) => problem === undefined)) byName.set(size.name, size);
  return byName;
}

export function instancetypeSpec(size: TenantSize): VirtualMachineInstancetypeSpec {
  return mergeDeep<VirtualMachineInstancetypeSpec>({ cpu: { guest: size.cpu }, memory: { guest: sizeText(size.memory) } }, size.overrides);
}
