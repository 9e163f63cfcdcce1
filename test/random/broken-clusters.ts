import type { Bad } from './bad';

/** By prop of tenants' Kubernetes clusters, what it cannot be. */
export const BROKEN_CLUSTERS: { readonly [prop: string]: readonly Bad[] } = {
  'TenantNamespaceProps.kubernetes': [
    { to: [{ name: 'twice' }, { name: 'twice' }] },
    { to: [{ name: 'one' }, { name: 'two' }], beside: { sharedByClusters: undefined } },
  ],
  'TenantKubernetes.name': [{ to: 'not.a.label' }, { to: 'x'.repeat(64) }, { to: '' }],
  'TenantKubernetes.imageHeaderSecrets': [{ to: ['headers'], beside: { workers: 'none' } }],
  'TenantCloudController.reachableFrom': [{ to: {} }],
  'TenantCsiDriver.storageClasses': [
    { to: [{ name: 'fast' }, { name: 'fast' }] },
    { to: [{ name: 'fast', isDefault: true }, { name: 'slow', isDefault: true }] },
  ],
  'TenantStorageClass.name': [{ to: 'Not a name!' }, { to: 'x'.repeat(254) }],
  'TenantStorageClass.snapshotClasses': [{ to: ['Not a name!'] }],
  'TenantVolumeRoom.volumes': [{ to: 0 }, { to: -1 }, { to: 1.5 }],
  'TenantVolumeRoom.capacity': ['lots', '0', '-1Gi', '1500m'].map((to) => ({ to })),
  'TenantVolumeRoom.storageClassName': [{ to: 'Not a name!' }],
  'TenantCloudController.nodePorts': [
    { to: { port: 0 }, beside: { loadBalancers: true, reachableFrom: { cidrs: ['203.0.113.0/24'] } } },
  ],
};

/** Props of tenants' Kubernetes clusters for which there is nothing to break. */
export const UNRULED_CLUSTERS: { readonly [reason: string]: readonly string[] } = {
  'a cluster or a controller is there or not, or does something or not': [
    'TenantNamespaceProps.sharedByClusters',
    'TenantKubernetes.cloudController',
    'TenantKubernetes.csiDriver',
    'TenantKubernetes.clusterReads',
    'TenantCloudController.loadBalancers',
    'TenantCloudController.zones',
    'TenantCloudController.endpointSlices',
    'TenantCsiDriver.snapshots',
    'TenantCsiDriver.expansion',
    'TenantCsiDriver.room',
    'TenantStorageClass.isDefault',
    'MachineProps.safeToEvictLocalVolumes',
  ],
  'Kubermatic alone reads it, and any value is one': [
    'TenantStorageClass.reclaimPolicy',
    'TenantStorageClass.allowVolumeExpansion',
    'TenantStorageClass.bindingMode',
    'TenantStorageClass.usedFor',
  ],
};
