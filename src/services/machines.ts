import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { MachineService } from './machine-service';
import type { ExposeOptions, MachineServiceProps } from './machine-service-props';
import { liveMigrationOf } from '../inventory/live-migration';
import { place } from '../layout/placement';
import type { LiveMigration } from '../machines/migration/live-migration';
import { podSelectorConfig } from '../toolkit/pod-selector';

/** What all machines of a construct have in common for others. */
export interface InCommon {
  readonly apiObject: ApiObject;
  readonly labels: { [key: string]: string };
  readonly namespace: string;
}

/** Machines of a tenant that one construct makes: a single one, a pool or a replica set. */
export abstract class Machines extends Construct {
  /**
   * Makes a Service of the machines, below them and in their file. With `from` it also opens the tenant's isolation to
   * those clients, for these machines and these ports.
   * @param id the id of the Service's construct, and the Service's name unless `name` is given
   * @param options the ports, and how they are reached
   */
  public expose(id: string, options: ExposeOptions): MachineService {
    const { labels: machineLabels } = this._inCommon();
    const isObject = options === undefined || typeof options === 'object' && options !== null;
    const props = isObject ? { ...options, machineLabels } : options as MachineServiceProps;
    const service = new MachineService(this, id, props);
    // in the file of the machines
    place(service, {});
    return service;
  }

  /**
   * Whether the machines can be live-migrated, and why not, as the program stands when it is asked: ask when it is
   * complete. Each call looks at the whole program; `liveMigrations()` of the app answers for all machines at once.
   */
  public liveMigration(): LiveMigration {
    return liveMigrationOf(this._inCommon().apiObject);
  }

  /**
   * The machines' pods, as `IPodSelector` of cdk8s-plus has them, so that its Services and NetworkPolicies take a
   * construct of machines for a workload. Other languages use the labels.
   * @jsii ignore
   */
  public toPodSelectorConfig(): any {
    const { labels, namespace } = this._inCommon();
    return podSelectorConfig(labels, [namespace]);
  }

  /**
   * The machines' pods, as `INetworkPolicyPeer` of cdk8s-plus has them.
   * @jsii ignore
   */
  public toNetworkPolicyPeerConfig(): any {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /**
   * The machines' pods, as `INetworkPolicyPeer` of cdk8s-plus has them.
   * @jsii ignore
   */
  public toPodSelector(): any {
    return this;
  }

  /** @internal */
  public abstract _inCommon(): InCommon;
}
