import type { Bad } from './bad';

const NO_NAME = 'Not a name!';
const NO_VALUE: Bad[] = [{ to: 'not a value' }];
const NO_COUNT = [-1, 1.5].map((to): Bad => ({ to }));

/** By prop of tenants' clusters and of their nodes, what it cannot be. */
export const BROKEN_NODES: { readonly [prop: string]: readonly Bad[] } = {
  'TenantClusterProps.kubernetes': ['1.35', 'v1.35.8', ''].map((to) => ({ to })),
  'TenantClusterProps.clusterId': ['not.a.label', 'x'.repeat(56), ''].map((to) => ({ to })),
  'TenantClusterProps.clusterName': ['not.a.label', 'x'.repeat(64), ''].map((to) => ({ to })),
  'TenantClusterProps.networks': [{ to: { pods: ['10.20.0.0/16'], services: ['10.20.8.0/24'] } }],
  'TenantClusterProps.dnsServiceIp': ['dns', '8.8.8.8'].map((to) => ({ to })),
  'KubeconfigKey.namespace': [{ to: 'not.a.label', says: /kubeconfig/ }],
  'WorkerTaint.key': [{ to: 'not a key' }],
  'WorkerTaint.value': NO_VALUE,
  'NodeLocation.region': NO_VALUE,
  'NodeLocation.zone': NO_VALUE,
  'WorkerNetwork.vpc': [{ to: NO_NAME }],
  'WorkerNetwork.subnet': [{ to: NO_NAME }],
  'MachineDeploymentOptions.kubelet': ['1.99.0', '1.20.0', '1.35'].map((to) => ({ to })),
  'MachineDeploymentOptions.kubeconfig': [{ to: { $call: 'InfraKubeconfig.fromSecret', with: [NO_NAME] } }],
  'MachineDeploymentOptions.sshPublicKeys': [{ to: ['not a key'] }],
  'MachineDeploymentOptions.nodeLabels': [{ to: { 'not a key': 'x' } }, { to: { key: 'not a value' } }],
  'MachineDeploymentOptions.nodeAnnotations': [{ to: { 'not a key': 'x' } }],
  'MachineDeploymentOptions.profile': [{ to: NO_NAME }],
  'MachineDeploymentOptions.maxSurge': [...NO_COUNT, { to: 0, beside: { maxUnavailable: 0 } }, { to: 'many' }],
  'MachineDeploymentOptions.maxUnavailable': [...NO_COUNT, { to: 'many' }],
  'MachineDeploymentOptions.minReadySeconds': NO_COUNT,
  'MachineDeploymentOptions.revisionHistoryLimit': NO_COUNT,
  'MachineDeploymentOptions.imageHeaderSecret': [{ to: NO_NAME }],
  'MachineDeploymentOptions.projectId': NO_VALUE,
  'MachineDeploymentOptions.overrides': [
    { to: { template: { spec: { providerSpec: { value: { unknown: 1 } } } } }, says: /unknown/ },
  ],
};

/** Props of tenants' clusters and of their nodes for which there is nothing to break. */
export const UNRULED_NODES: { readonly [reason: string]: readonly string[] } = {
  'true or false, of nodes': [
    'UpgradedSystemOptions.distUpgradeOnBoot',
    'FlatcarOptions.disableAutoUpdate',
    'FlatcarOptions.disableLocksmithD',
    'FlatcarOptions.disableUpdateEngine',
    'RhelOptions.attachSubscription',
    'RhelOptions.rhelUseSatelliteServer',
    'MachineDeploymentOptions.paused',
  ],
  'machine-controller says itself that a Secret has no such key': ['KubeconfigKey.key'],
  'Red Hat takes any text': [
    'RhelOptions.rhelSubscriptionManagerUser',
    'RhelOptions.rhelSatelliteServer',
    'RhelOptions.rhelOrganizationName',
  ],
  'the parts of an option are looked at': [
    'MachineDeploymentOptions.operatingSystem',
    'MachineDeploymentOptions.taints',
    'MachineDeploymentOptions.location',
    'MachineDeploymentOptions.providerNetwork',
  ],
  'a cluster of another tenant is one of the conflicts': ['MachineDeploymentOptions.cluster'],
  'the type says all of a tenant': ['TenantClusterProps.tenant'],
};
