import type { VirtualMachineInstanceSpec } from '../../imports/kubevirt.io';

const PARTS = ['affinity', 'nodeSelector', 'priorityClassName', 'tolerations', 'topologySpreadConstraints'] as const;

/** The part of an instance's spec that says where the machine may run, and before whom. */
export type Scheduling = Pick<VirtualMachineInstanceSpec, typeof PARTS[number]>;

/** The field of an instance's spec to which a path within the spec leads, if it is one of these. */
export function schedulingPart(path: string): keyof Scheduling | undefined {
  return PARTS.find((part) => path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`));
}
