import { DISKS, DISKS_RIGHT } from './disks';
import { FORM, FORM_RIGHT } from './form';
import { MACHINE, MACHINE_RIGHT } from './machine';
import { NODES, NODES_RIGHT } from './nodes';
import type { Right, Wrong } from '../case';

/** MachineDeployments that break a rule. */
export const MACHINE_DEPLOYMENTS: readonly Wrong[] = [...FORM, ...MACHINE, ...DISKS, ...NODES];

/** MachineDeployments that do not. */
export const MACHINE_DEPLOYMENTS_RIGHT: readonly Right[] = [
  ...FORM_RIGHT, ...MACHINE_RIGHT, ...DISKS_RIGHT, ...NODES_RIGHT,
];
