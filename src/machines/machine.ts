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
function textsOf(map: unknown): { readonly [key: string]: string } {
  if (map === undefined) return NONE;
  if (isMapOfTexts(map)) return map;
  return Object.fromEntries(Object.entries(map ?? {}).filter(([, value]) => typeof value === 'string'));
}

const NONE = {};

/** Whether a value is a map of strings. */
export function isMapOfTexts(map: unknown): map is { readonly [key: string]: string } {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return false;
  for (const key of Object.keys(map)) {
    if (typeof (map as Record<string, unknown>)[key] !== 'string') return false;
  }
  return true;
}
