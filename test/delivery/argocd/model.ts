import type { DeliveredCluster, DeliveryModel, DeliveryUnit, UnitKind } from '../../../src/delivery/model/unit';
import { Layer } from '../../../src/layout/layer';

/** A unit with the given parts; without others it is the operators' layer of cluster `berlin`, with no objects. */
export function unit(parts: Partial<DeliveryUnit> & { readonly name: string }): DeliveryUnit {
  const { cluster = 'berlin', layer = Layer.OPERATORS, tenant } = parts;
  const path = ['clusters', cluster, layer, tenant].filter((part) => part !== undefined).join('/');
  return {
    cluster,
    layer,
    path,
    dependsOn: [],
    kinds: [],
    namespaces: [],
    makesNamespaces: [],
    clonesFrom: [],
    objects: 1,
    bytes: 1,
    ...parts,
  };
}

/** A kind such as `kubevirt.io/VirtualMachine`; one of the core group has no group. */
export function kind(name: string, namespaced = true): UnitKind {
  const parts = name.split('/');
  return { group: parts.length > 1 ? parts[0] : '', version: 'v1', kind: parts.at(-1)!, namespaced, count: 1 };
}

/** An infra cluster with a tenant, whose own cluster has machines of the infra cluster as its nodes. */
export const BERLIN: DeliveredCluster = {
  name: 'berlin',
  units: [
    unit({
      name: 'berlin-operators',
      kinds: [
        kind('Namespace', false), kind('apiextensions.k8s.io/CustomResourceDefinition', false),
        kind('apps/Deployment'), kind('rbac.authorization.k8s.io/ClusterRole', false),
      ],
      namespaces: ['cdi', 'kubevirt'],
      makesNamespaces: ['cdi', 'kubevirt'],
    }),
    unit({
      name: 'berlin-platform',
      layer: Layer.PLATFORM,
      dependsOn: ['berlin-operators'],
      kinds: [kind('cdi.kubevirt.io/CDI', false), kind('kubevirt.io/KubeVirt')],
      namespaces: ['kubevirt'],
    }),
    unit({
      name: 'berlin-catalog',
      layer: Layer.CATALOG,
      dependsOn: ['berlin-platform'],
      kinds: [kind('cdi.kubevirt.io/DataImportCron'), kind('Namespace', false)],
      namespaces: ['golden-images-fedora'],
      makesNamespaces: ['golden-images-fedora'],
    }),
    unit({
      name: 'berlin-tenants-acme',
      layer: Layer.TENANTS,
      tenant: 'acme',
      dependsOn: ['berlin-catalog'],
      kinds: [kind('Namespace', false), kind('ResourceQuota'), kind('networking.k8s.io/NetworkPolicy')],
      namespaces: ['acme'],
      makesNamespaces: ['acme'],
    }),
    unit({
      name: 'berlin-workloads-acme',
      layer: Layer.WORKLOADS,
      tenant: 'acme',
      dependsOn: ['berlin-tenants-acme'],
      kinds: [kind('pool.kubevirt.io/VirtualMachinePool')],
      namespaces: ['acme'],
    }),
  ],
};

export const SHOP: DeliveredCluster = {
  name: 'shop',
  infra: 'berlin',
  units: [
    unit({
      name: 'shop-workloads',
      cluster: 'shop',
      layer: Layer.WORKLOADS,
      dependsOn: ['berlin-workloads-acme'],
      kinds: [kind('cluster.k8s.io/MachineDeployment')],
      namespaces: ['kube-system'],
    }),
  ],
};

export const MODEL: DeliveryModel = { app: 'platform', clusters: [BERLIN, SHOP] };
