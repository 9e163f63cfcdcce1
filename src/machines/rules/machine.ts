import type { VirtualMachineInstanceSpec, VirtualMachineSpec } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../toolkit/problems';

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
  const { annotations, labels } = spec.template?.metadata ?? {};
  return { spec, vmi: spec.template?.spec ?? { domain: { devices: {} } }, annotations: textsOf(annotations), labels: textsOf(labels) };
}

/** The texts of a map. The schema leaves metadata open, so that anything may stand there; the rule of metadata tells of what is none. */
function textsOf(map: unknown): { [key: string]: string } {
  return Object.fromEntries(Object.entries(map ?? {}).filter(([, value]) => typeof value === 'string'));
}

/** The path of the VMI's spec within the VirtualMachine's. */
export const VMI = 'template.spec';
