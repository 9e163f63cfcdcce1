import type { Bad } from './bad';

const NO_NAME: Bad = { to: 'Not a name!' };
const NO_SHARE: Bad[] = [{ to: 'half' }, { to: -1 }, { to: 1.5 }];
const PART: Bad[] = [{ to: { $milliseconds: 1500 } }];
const updating = { type: 'RollingUpdate' };

/** By prop of Cluster API, what it cannot be. */
export const BROKEN_CLUSTER_API: { readonly [prop: string]: readonly Bad[] } = {
  'ClusterApiClusterProps.name': [{ to: 'x'.repeat(64) }, { to: '' }],
  'ClusterApiClusterProps.controlPlaneServiceAnnotations': [{ to: { key: 'value' }, beside: { managedBy: 'kamaji' } }],
  'ClusterApiReference.kind': [NO_NAME, { to: '' }],
  'ClusterApiReference.name': [NO_NAME, { to: '' }],
  'ClusterApiReference.apiGroup': [NO_NAME, { to: '' }],
  'KubeadmFile.path': [{ to: '' }, { to: `/${'x'.repeat(600)}` }],
  'KubeadmFile.content': [{ to: 'a', beside: { secretName: 'b' }, says: /has both content and contentFrom/ }],
  'KubeadmFile.secretName': [{ to: '', beside: { content: undefined }, says: /contentFrom\.secret\.name/ }],
  'KubeadmFile.secretKey': [
    { to: '', beside: { content: undefined, secretName: 'a' }, says: /contentFrom\.secret\.key/ },
  ],
  'KubeadmFile.permissions': [{ to: '0'.repeat(20) }],
  'KubeadmFile.owner': [{ to: '' }],
  'KubeadmJoin.criSocket': [{ to: '' }],
  'KubeadmJoin.preKubeadmCommands': [{ to: [''] }],
  'KubeadmJoin.postKubeadmCommands': [{ to: [''] }],
  'KubeadmJoin.overrides': [{ to: { users: [{ nam: 'a' }] }, says: /users\[0\]/ }],
  'ClusterApiRollout.maxSurge': NO_SHARE.map((each) => ({ ...each, beside: updating })),
  'ClusterApiRollout.maxUnavailable': NO_SHARE.map((each) => ({ ...each, beside: updating })),
  'ClusterApiHealthCheck.unhealthyAfter': PART,
  'ClusterApiOptions.nodeDrainTimeout': PART,
  'ClusterApiOptions.nodeVolumeDetachTimeout': PART,
  'ClusterApiOptions.minReady': PART,
  'ClusterApiHealthCheck.nodeStartupTimeout': [...PART, { to: { $seconds: 10 }, says: /nodeStartupTimeoutSeconds/ }],
  'ClusterApiHealthCheck.maxUnhealthy': NO_SHARE.map((each) => ({ ...each, says: /unhealthyLessThanOrEqualTo/ })),
  'ClusterApiOptions.clusterName': [{ to: 'x'.repeat(64) }, { to: '' }],
  'ClusterApiOptions.version': [{ to: 'v1.35' }, { to: 'newest' }, { to: '=1.35.4' }],
  'ClusterApiOptions.failureDomain': [{ to: 'x'.repeat(257) }, { to: '' }],
  'ClusterApiOptions.overrides': [{ to: { pausd: true }, says: /pausd/ }],
};

/** Props of Cluster API for which there is nothing to break. */
export const UNRULED_CLUSTER_API: { readonly [reason: string]: readonly string[] } = {
  'its parts have mistakes of their own, by Cluster API': [
    'ClusterApiClusterProps.controlPlane',
    'ClusterApiClusterProps.networks',
    'ClusterApiClusterProps.controlPlaneEndpoint',
    'KubeadmJoin.taints',
    'KubeadmJoin.files',
    'ClusterApiOptions.bootstrap',
    'ClusterApiOptions.rollout',
    'ClusterApiOptions.healthCheck',
  ],
  'true or false, for Cluster API': [
    'ClusterApiClusterProps.paused',
    'ClusterApiOptions.paused',
    'KubeadmJoin.ignition',
  ],
  'whoever reads it in the cluster judges it: the provider, kubeadm, the kubelet or a load balancer': [
    'ControlPlaneEndpoint.host',
    'ControlPlaneEndpoint.port',
    'ClusterApiClusterProps.managedBy',
    'ClusterApiClusterProps.infraClusterSecret',
    'ClusterApiOptions.infraClusterSecret',
    'KubeadmJoin.nodeLabels',
    'KubeadmJoin.kubeletExtraArgs',
  ],
};
