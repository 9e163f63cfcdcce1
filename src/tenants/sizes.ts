import { Size } from 'cdk8s';
import type { VirtualMachineInstancetypeSpec } from '../../imports/instancetype.kubevirt.io';
import { about, Fault, fault } from '../findings/rule';
import { DeepPartial, mergeDeep } from '../toolkit/merge';
import { notDnsLabel } from '../toolkit/names';
import { sizeText } from '../toolkit/quantity';

/** A named machine size of a tenant: an instancetype in its namespace. */
export interface TenantSize {
  /**
   * The instancetype's name. A machine keeps the content that a size had when the machine was created, so give a
   * changed size a new name (KubeVirt v1.9.0, pkg/instancetype/controller/vm: a ControllerRevision is pinned).
   */
  readonly name: string;
  /** Virtual CPUs of the guest. */
  readonly cpu: number;
  /** Memory of the guest: a `Size`, or a Kubernetes quantity such as `8Gi`. */
  readonly memory: Size | string;
  /**
   * Other fields of the instancetype's spec, such as hugepages or dedicated CPUs.
   * @default - none
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<VirtualMachineInstancetypeSpec>;
}

/** The sizes that every tenant has by default. Names and values are those of Kubermatic's user clusters. */
export const STANDARD_SIZES: readonly TenantSize[] = [
  { name: 'standard-2', cpu: 2, memory: Size.gibibytes(8) },
  { name: 'standard-4', cpu: 4, memory: Size.gibibytes(16) },
  { name: 'standard-8', cpu: 8, memory: Size.gibibytes(32) },
];

/** Reports names that an instancetype cannot have. */
export function* sizeNameFaults(sizes: readonly TenantSize[]): Iterable<Fault> {
  for (const { name } of sizes) yield* about('size', notDnsLabel(name));
}

/** Reports sizes whose name an earlier size has. */
export function* repeatedSizes(sizes: readonly TenantSize[]): Iterable<Fault> {
  for (const size of sizes) {
    if (isFirstOfName(size, sizes)) continue;
    const isStandard = STANDARD_SIZES.some(({ name }) => name === size.name);
    const orElse = isStandard ? ', or set standardSizes to false to define it yourself' : '';
    const remedy = `Give one of them another name${orElse}.`;
    yield fault('size', `"${size.name}" is given twice, so machines of that size would get either`, remedy);
  }
}

/** The sizes that can be written: those with a valid name. Of two sizes with one name, the first. */
export function usableSizes(sizes: readonly TenantSize[]): TenantSize[] {
  return sizes.filter((size) => notDnsLabel(size.name) === undefined && isFirstOfName(size, sizes));
}

function isFirstOfName(size: TenantSize, sizes: readonly TenantSize[]): boolean {
  return sizes.find(({ name }) => name === size.name) === size;
}

export function instancetypeSpec(size: TenantSize): VirtualMachineInstancetypeSpec {
  const spec: VirtualMachineInstancetypeSpec = { cpu: { guest: size.cpu }, memory: { guest: sizeText(size.memory) } };
  return mergeDeep<VirtualMachineInstancetypeSpec>(spec, size.overrides);
}

/** The prop that a field of a size's instancetype came from; undefined if overrides changed it. */
export function propOfSize({ name, overrides }: TenantSize): (field: string) => string | undefined {
  return (field) => {
    if (field === 'spec.cpu.guest' && overrides?.cpu?.guest === undefined) return `cpu of size "${name}"`;
    if (field === 'spec.memory.guest' && overrides?.memory?.guest === undefined) return `memory of size "${name}"`;
    return undefined;
  };
}
