import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { VirtualMachineSpec } from '../../imports/kubevirt.io';
import type { Intent } from '../inventory/known';
import type { KubeVirtRelease } from '../releases/release';

/** The machine of a pool, as its props make it. */
export interface PoolMachine {
  /** The spec of a VirtualMachine, including overrides. */
  readonly spec: VirtualMachineSpec;
  /** Labels of the VirtualMachine, its instance and its pod. */
  readonly labels: { readonly [key: string]: string };
  /**
   * The prop that a field of the written spec came from; undefined if there is none, or if something else changed the
   * field since.
   * @param path a path within the VirtualMachine's spec
   * @param written the spec as it will be written
   */
  readonly propOf: (path: string, written: unknown) => string | undefined;
}

/** What a pool passes to its backend. */
export interface PoolParts {
  /** The pool's name. */
  readonly name: string;
  readonly namespace: string;
  /** The number of members; undefined if something else sets it. */
  readonly replicas: number | undefined;
  /** Whether the members' disks hold no data that matters. */
  readonly isStateless: boolean;
  /** What the pool knows and its objects do not show. */
  readonly intent: Intent;
  readonly release: KubeVirtRelease;
  /** The machine whose DataVolumes are called `<name>-<disk>`. */
  readonly machine: (name: string) => PoolMachine;
}

/** Writes pools as objects of one kind. There is one writer for each way to run equal machines. */
export interface PoolWriter {
  /** The label that marks the members of a pool. Its value is the pool's name. */
  readonly memberLabel: string;
  /** Creates the objects of a pool below its construct. Objects that hold machines come first. */
  write(scope: Construct, pool: PoolParts): ApiObject[];
}
