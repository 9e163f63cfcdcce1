import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Intent } from '../inventory/known';
import type { KubeVirtRelease } from '../releases/release';
import type { Autoscale } from '../scaling/autoscale';
import type { MadeMachine } from '../virtual-machines/tenant-machine';

/** What a pool passes to its backend. */
export interface PoolParts {
  /** The pool's name. */
  readonly name: string;
  readonly namespace: string;
  /** The number of members; undefined if something else sets it. */
  readonly replicas: number | undefined;
  /** The autoscaler that sets the number; undefined without one. */
  readonly autoscale: Autoscale | undefined;
  /** Whether the members' disks hold no data that matters. */
  readonly isStateless: boolean;
  /** What the pool knows and its objects do not show. */
  readonly intent: Intent;
  readonly release: KubeVirtRelease;
  /** The machine whose DataVolumes are called `<name>-<disk>`. */
  readonly machine: (name: string) => MadeMachine;
}

/** Writes pools as objects of one kind. There is one writer for each way to run equal machines. */
export interface PoolWriter {
  /** The label that marks the members of a pool. Its value is the pool's name. */
  readonly memberLabel: string;
  /** Creates the objects of a pool below its construct. Objects that hold machines come first. */
  write(scope: Construct, pool: PoolParts): ApiObject[];
}
