import type { VirtualMachineInstanceSpec } from '../../imports/kubevirt.io';

const PARTS = [
  'affinity', 'nodeSelector', 'priorityClassName', 'schedulerName', 'tolerations', 'topologySpreadConstraints',
] as const;

/** The part of an instance's spec that determines where and with which priority the machine is scheduled. */
export type Scheduling = Pick<VirtualMachineInstanceSpec, typeof PARTS[number]>;

/** The scheduling field of an instance's spec that a path points into; undefined if it points elsewhere. */
export function schedulingPart(path: string): keyof Scheduling | undefined {
  return PARTS.find((part) => path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`));
}
