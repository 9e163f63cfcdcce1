import { AccountToken, TenantKubernetes, TenantVolumeRoom, WorkerController } from './options';
import {
  Choice, CLOUD_CONTROLLER, CLUSTER_API, Component, CSI_DRIVER, MACHINE_CONTROLLER, Right,
} from './rights';
import type { AccountFacts, RoleRule, TenantClusterFacts, VolumeRoom } from '../../inventory/known';
import { notByteSize, sizeText } from '../../toolkit/quantity';

/** A Kubernetes cluster of a tenant with its name. */
export interface NamedCluster extends TenantKubernetes {
  readonly name: string;
  /** Its place in the tenant's props, such as `kubernetes[0]`. */
  readonly prop: string;
}

/** The service account of a controller. */
export interface Account extends AccountFacts {
  readonly component: Component;
  /** Whether a Secret holds a token of it. */
  readonly hasSecret: boolean;
}

/** The accounts of a cluster's controllers. */
export function accountsOf(cluster: NamedCluster): Account[] {
  const choices = choicesOf(cluster);
  return componentsOf(cluster).map((component) => {
    const needed = component.rights.filter(({ onlyWith }) => onlyWith === undefined || choices.has(onlyWith));
    const rules = (rights: readonly Right[]): RoleRule[] => rights.map((right) => ruleOf(right, cluster));
    return {
      name: `${cluster.name}-${component.id}`,
      of: component.title,
      component,
      rights: rules(needed.filter(({ isClusterWide }) => isClusterWide !== true)),
      reads: rules(needed.filter(({ isClusterWide }) => isClusterWide === true)),
      hasSecret: cluster.token === AccountToken.SECRET,
    };
  });
}

function componentsOf({ workers, cloudController, csiDriver }: NamedCluster): Component[] {
  return [
    ...(workers === WorkerController.MACHINE_CONTROLLER ? [MACHINE_CONTROLLER] : []),
    ...(workers === WorkerController.CLUSTER_API ? [CLUSTER_API] : []),
    ...(cloudController === undefined ? [] : [CLOUD_CONTROLLER]),
    ...(csiDriver === undefined ? [] : [CSI_DRIVER]),
  ];
}

/** Whether the cloud controller of a cluster makes load balancers. */
export function hasLoadBalancers({ cloudController }: TenantKubernetes): boolean {
  return cloudController !== undefined && cloudController.loadBalancers !== false;
}

function choicesOf(cluster: NamedCluster): ReadonlySet<Choice> {
  const { cloudController, csiDriver, imageHeaderSecrets = [] } = cluster;
  const made: { readonly [C in Choice]: boolean } = {
    imageHeaderSecrets: imageHeaderSecrets.length > 0,
    loadBalancers: hasLoadBalancers(cluster),
    endpointSlices: cloudController?.endpointSlices === true,
    zones: cloudController?.zones !== false,
    snapshots: csiDriver?.snapshots === true,
    expansion: csiDriver?.expansion === true,
  };
  return new Set((Object.keys(made) as Choice[]).filter((choice) => made[choice]));
}

function ruleOf({ group, resources, verbs, onlyWith }: Right, { imageHeaderSecrets }: NamedCluster): RoleRule {
  const rule = { apiGroups: [group], resources: [...resources], verbs: [...verbs] };
  return onlyWith === 'imageHeaderSecrets' ? { ...rule, resourceNames: [...imageHeaderSecrets ?? []].sort() } : rule;
}

/** What rules know about a cluster. */
export function factsOf(cluster: NamedCluster): TenantClusterFacts {
  const { csiDriver, name, prop, workers = WorkerController.NONE } = cluster;
  return {
    name,
    prop,
    hasOwnMachines: workers !== WorkerController.NONE,
    hasLoadBalancers: hasLoadBalancers(cluster),
    hasPluggedVolumes: csiDriver !== undefined,
    room: usableRoom(csiDriver?.room),
    accounts: accountsOf(cluster),
  };
}

/** The room for volumes, if it can be held against a quota. */
function usableRoom(room: TenantVolumeRoom | undefined): VolumeRoom | undefined {
  if (room === undefined || !isCount(room.volumes) || notByteSize(room.capacity) !== undefined) return undefined;
  return { ...room, capacity: sizeText(room.capacity) };
}

/** Whether a number can be one of volumes. */
export function isCount(volumes: number): boolean {
  return Number.isInteger(volumes) && volumes >= 1;
}
