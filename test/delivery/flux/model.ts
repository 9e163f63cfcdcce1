import type { DeliveredCluster, DeliveryModel, DeliveryUnit, UnitKind } from '../../../src/delivery/model/unit';
import { Layer } from '../../../src/layout/layer';

/** Kinds of units, by their names. */
export const KINDS = {
  deployment: kind('apps', 'v1', 'Deployment'),
  kubevirt: kind('kubevirt.io', 'v1', 'KubeVirt'),
  cdi: kind('cdi.kubevirt.io', 'v1beta1', 'CDI', false),
  cron: kind('cdi.kubevirt.io', 'v1beta1', 'DataImportCron'),
  namespace: kind('', 'v1', 'Namespace', false),
  machine: kind('kubevirt.io', 'v1', 'VirtualMachine'),
  pool: kind('pool.kubevirt.io', 'v1beta1', 'VirtualMachinePool'),
  disk: kind('cdi.kubevirt.io', 'v1beta1', 'DataVolume'),
  service: kind('', 'v1', 'Service'),
  policy: kind('networking.k8s.io', 'v1', 'NetworkPolicy'),
};

function kind(group: string, version: string, name: string, namespaced = true): UnitKind {
  return { group, version, kind: name, namespaced, count: 1 };
}

/** A unit of a cluster; the tenant's objects are in the namespace of the same name. */
export function unit(clusterName: string, layer: Layer, kinds: readonly UnitKind[], {
  tenant, shard, dependsOn = [],
}: { tenant?: string; shard?: string; dependsOn?: readonly string[] } = {}): DeliveryUnit {
  const parts = [tenant, shard].filter((part) => part !== undefined);
  return {
    name: [clusterName, layer.slice(3), ...parts].join('-'),
    cluster: clusterName,
    layer,
    tenant,
    shard,
    path: ['clusters', clusterName, layer, ...parts].join('/'),
    dependsOn,
    kinds,
    namespaces: tenant === undefined ? [] : [tenant],
    makesNamespaces: [],
    clonesFrom: [],
    objects: kinds.length,
    bytes: 1,
  };
}

/** A cluster of the platform with one tenant. */
export function cluster(name: string, kinds: readonly UnitKind[] = [KINDS.pool, KINDS.service]): DeliveredCluster {
  return {
    name,
    units: [
      unit(name, Layer.OPERATORS, [KINDS.deployment]),
      unit(name, Layer.PLATFORM, [KINDS.cdi, KINDS.kubevirt], { dependsOn: [`${name}-operators`] }),
      unit(name, Layer.CATALOG, [KINDS.cron], { dependsOn: [`${name}-platform`] }),
      unit(name, Layer.TENANTS, [KINDS.namespace, KINDS.policy], { tenant: 'acme', dependsOn: [`${name}-catalog`] }),
      unit(name, Layer.WORKLOADS, kinds, { tenant: 'acme', dependsOn: [`${name}-tenants-acme`] }),
    ],
  };
}

export function model(...clusters: readonly DeliveredCluster[]): DeliveryModel {
  return { app: 'platform', clusters };
}
