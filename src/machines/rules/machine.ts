import type { VirtualMachineInstanceSpec, VirtualMachineSpec } from '../../../imports/kubevirt.io';
import { didYouMean } from '../../validation/nearest';
import type { Sentence } from '../../validation/problems';

/** A machine as KubeVirt's admission sees it: after every override and patch. */
export interface Machine {
  readonly spec: VirtualMachineSpec;
  /** `spec.template.spec`; empty where it is missing. */
  readonly vmi: VirtualMachineInstanceSpec;
  readonly annotations: { readonly [key: string]: string };
  readonly labels: { readonly [key: string]: string };
}

/**
 * What KubeVirt would refuse of one part of a machine. Rules look at values only where the release's schema, which is checked
 * elsewhere, leaves a choice. Paths in sentences begin at the VirtualMachine's spec.
 */
export type MachineRule = (machine: Machine) => Sentence[];

/** The parts of a VirtualMachine's spec that rules look at. */
export function machineOf(spec: VirtualMachineSpec): Machine {
  const metadata = spec.template?.metadata ?? {};
  return { spec, vmi: spec.template?.spec ?? { domain: { devices: {} } }, annotations: metadata.annotations ?? {}, labels: metadata.labels ?? {} };
}

/** The path of the VMI's spec within the VirtualMachine's. */
export const VMI = 'template.spec';

/** A sentence when a value is none of those that are allowed; a missing value is left alone. */
export function oneOf(at: string, value: string | undefined, allowed: readonly string[]): Sentence {
  if (value === undefined || allowed.includes(value)) return undefined;
  const named = allowed.filter((each) => each !== '');
  return `${at} "${value}" is none.${didYouMean(value, named)} Write ${named.length > 1 ? 'one of ' : ''}${named.join(', ')}.`;
}
