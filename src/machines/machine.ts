import type { VirtualMachineInstanceSpec, VirtualMachineSpec } from '../../imports/kubevirt.io';

/** A machine as KubeVirt's admission sees it, whichever kind holds it, after all overrides and patches. */
export interface Machine {
  /** The VirtualMachine's spec. */
  readonly spec: VirtualMachineSpec;
  /** `spec.template.spec`; empty if it is missing. */
  readonly vmi: VirtualMachineInstanceSpec;
  readonly annotations: { readonly [key: string]: string };
  readonly labels: { readonly [key: string]: string };
}

/** The path of the VirtualMachineInstance's spec within the VirtualMachine's. */
export const VMI = 'template.spec';

/** The parts of a VirtualMachine's spec that rules check. */
export function machineOf(spec: VirtualMachineSpec): Machine {
  const { annotations, labels } = spec.template?.metadata ?? {};
  const vmi = spec.template?.spec ?? { domain: { devices: {} } };
  return { spec, vmi, annotations: textsOf(annotations), labels: textsOf(labels) };
}

/**
 * The string values of a map. Metadata has no schema, so it may hold anything; a rule reports values that are not
 * strings.
 */
function textsOf(map: unknown): { [key: string]: string } {
  return Object.fromEntries(Object.entries(map ?? {}).filter(([, value]) => typeof value === 'string'));
}
