import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Fault } from '../findings/rule';
import type { Intent } from '../inventory/known';
import type { KubeVirtRelease } from '../releases/release';
import type { Autoscale } from '../scaling/autoscale';
import type { ExternalScaling } from '../scaling/external-scaling';
import type { Tenant } from '../tenants/tenant';
import type { MadeMachine, TenantMachineProps } from '../virtual-machines/tenant-machine';

/** The props of a pool, other than its backend. */
export interface PoolProps extends TenantMachineProps {
  readonly replicas?: number;
  readonly autoscale?: Autoscale;
  readonly externallyScaled?: ExternalScaling;
  readonly name?: string;
  readonly stateless?: boolean;
  readonly pluggedVolumes?: boolean;
}

/** What a pool passes to its backend. */
export interface PoolParts {
  /** The pool's name. */
  readonly name: string;
  readonly namespace: string;
  /** The tenant that the members run in. */
  readonly tenant: Tenant;
  /** The props of the pool as the program gave them, without faulty parts. */
  readonly props: PoolProps;
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
  /** Props that a pool of this kind has if the program does not give them. */
  readonly usual?: Partial<PoolProps>;
  /**
   * What of a pool's props the objects cannot say, so that members would not have it: an error each (POOL034).
   * Undefined if they can say everything. `unsayable` makes the faults from a table of all props.
   */
  lacks?(props: PoolProps, tenant: Tenant): Iterable<Fault>;
  /** Creates the objects of a pool below its construct. Objects that hold machines come first. */
  write(scope: Construct, pool: PoolParts): ApiObject[];
}
