import { accessCredentials } from './access-credentials';
import { cloudInit } from './cloud-init';
import { cpus } from './cpu';
import { dataVolumeTemplates } from './data-volume-templates';
import { devices } from './devices';
import { disks } from './disks';
import { firmware } from './firmware';
import { instancetypes } from './instancetype';
import { machineOf, MachineRule } from './machine';
import { memory } from './memory';
import { metadata } from './metadata';
import { names } from './names';
import { networks } from './networks';
import { runStrategies } from './run-strategy';
import { volumes } from './volumes';
import type { VirtualMachineSpec } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../toolkit/problems';

const RULES: readonly MachineRule[] = [
  runStrategies,
  instancetypes,
  metadata,
  cpus,
  memory,
  firmware,
  devices,
  disks,
  volumes,
  cloudInit,
  dataVolumeTemplates,
  networks,
  names,
  accessCredentials,
];

/**
 * What KubeVirt would refuse of a VirtualMachine's spec although its schema holds: the rules of its admission that need no cluster
 * to be decided. Where a machine may run is checked with its scheduling.
 */
export function machineProblems(spec: VirtualMachineSpec): Sentence[] {
  const machine = machineOf(spec);
  return RULES.flatMap((rule) => rule(machine));
}
