import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { PropRule } from '../rule';
import { kubernetes } from '../sources';

export const DISK_ELSEWHERE: PropRule = {
  id: 'VM162',
  name: 'machines/disk-elsewhere',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The disks that a machine uses are in its own namespace and cluster',
  why: 'A pod uses only claims of its own namespace. The machine would wait for a claim that is not there, or take '
    + 'another one of that name.',
  remedy: 'Create the disk below the tenant of the machine.',
  source: kubernetes('pkg/scheduler/framework/plugins/volumebinding/binder.go: GetPodVolumeClaims'),
  acceptable: false,
};

/** A disk of the program, and where it and the machine are. */
export interface DiskPlace {
  readonly prop: string;
  /** The path of the disk. */
  readonly disk: string;
  readonly diskPlace: string;
  readonly machinePlace: string;
  /** The path of the machine's tenant. */
  readonly tenant: string;
}

/** A disk that the machine cannot use. */
export function diskElsewhereFault({ prop, disk, diskPlace, machinePlace, tenant }: DiskPlace): Fault {
  return fault(prop, `is the disk ${disk} of ${diskPlace}, but the machine is in ${machinePlace}, and a machine uses `
    + 'only claims of its own namespace', `Create the disk below ${tenant}.`);
}
