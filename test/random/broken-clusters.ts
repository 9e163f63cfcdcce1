import type { Bad } from './broken';

/** By prop of tenants' Kubernetes clusters, what it cannot be. */
export const BROKEN_CLUSTERS: { readonly [prop: string]: readonly Bad[] } = {
  'TenantNamespaceProps.kubernetes': [
    { to: [{ name: 'twice' }, { name: 'twice' }] },
    { to: [{ name: 'one' }, { name: 'two' }], beside: { sharedByClusters: undefined } },
  ],
  'TenantKubernetes.name': [{ to: 'not.a.label' }, { to: 'x'.repeat(64) }, { to: '' }],
  'TenantKubernetes.imageHeaderSecrets': [{ to: ['headers'], beside: { workers: 'none' } }],
  'TenantCloudController.reachableFrom': [{ to: {} }],
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
  ],
};
