import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { VirtualMachineSpec } from '../../imports/kubevirt.io';
import type { Intent } from '../inventory/known';
import type { KubeVirtRelease } from '../releases/release';

/** One set of machines of a pool, as its props make it. */
export interface PoolMachine {
  /** The spec of a VirtualMachine, overrides included. */
  readonly spec: VirtualMachineSpec;
  /** Labels of the VirtualMachine, its instance and its pod. */
  readonly labels: { readonly [key: string]: string };
  /**
   * The prop that a field of the written spec came from; undefined if no prop says it, or if something else changed it
   * since.
   * @param path a path within the VirtualMachine's spec
   * @param written the spec as it will be written
   */
  readonly propOf: (path: string, written: unknown) => string | undefined;
}

/** What a pool hands to its backend. */
export interface PoolParts {
  /** The pool's name. */
  readonly name: string;
  readonly namespace: string;
  /** How many members there are; undefined where something else sets the number. */
  readonly replicas: number | undefined;
  /** Whether the members' disks hold nothing that matters. */
  readonly isStateless: boolean;
  /** What the pool knows and its objects do not show. */
  readonly intent: Intent;
  readonly release: KubeVirtRelease;
  /** The machine whose DataVolumes are called `<name>-<disk>`. */
  readonly machine: (name: string) => PoolMachine;
}

/** Writes pools as objects of one kind. Siblings of equal rank, one for each way to run equal machines. */
export interface PoolWriter {
  /** The label that marks the members of a pool; its value is the pool's name. */
  readonly memberLabel: string;
  /** Makes the objects of a pool below its construct; the objects that hold machines come first. */
  write(scope: Construct, pool: PoolParts): ApiObject[];
}
