import type { BlankDisk } from './disks/disk';
import type { Scheduling } from './scheduling';
import type { SingleMachine } from './single-machine';
import type { SourceTarget } from '../sources/source-rules';

/** What a machine is made of in addition to its props. */
export interface MachineParts {
  /**
   * The prefix of the names of the machine's DataVolumes. If two objects in a namespace had DataVolumes of one name,
   * they would share the disks.
   */
  readonly name: string;
  /** What the sources of imports need to know. */
  readonly target: SourceTarget;
  /** The extra disks that are valid. */
  readonly extraDisks: readonly BlankDisk[];
  /** Labels of the instance and its pod. */
  readonly labels: { readonly [key: string]: string };
  readonly scheduling?: Scheduling;
  /** What only one machine can have. */
  readonly single?: SingleMachine;
}
