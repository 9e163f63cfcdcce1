import { faulty, sound } from './deployment';
import type { Right, Wrong } from '../case';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl user@host';
const MIN = 'cluster.k8s.io/cluster-api-autoscaler-node-group-min-size';
const MAX = 'cluster.k8s.io/cluster-api-autoscaler-node-group-max-size';
const PROFILE = 'k8c.io/operating-system-profile';
const TAINT = { key: 'gpu', value: 'true', effect: 'NoSchedule' };

/** MachineDeployments with faults in how they make machines, and in the nodes of these. */
export const NODES: readonly Wrong[] = [
  faulty('MD050', 'negative', { 'spec.replicas': -1 }, 'spec.replicas is -1'),
  faulty('MD051', 'another one', { 'spec.strategy': { type: 'Recreate' } }, 'spec.strategy.type "Recreate" is unknown'),
  faulty('MD052', 'both are none', { 'spec.strategy.rollingUpdate': { maxSurge: 0, maxUnavailable: 0 } },
    'spec.strategy.rollingUpdate.maxSurge is 0, and so is maxUnavailable'),
  faulty('MD052', 'none by default', { 'spec.strategy.rollingUpdate': { maxSurge: '0%' } },
    'spec.strategy.rollingUpdate.maxSurge is 0'),
  faulty('MD052', 'more than all', { 'spec.strategy.rollingUpdate': { maxUnavailable: '120%' } },
    'spec.strategy.rollingUpdate.maxUnavailable is 120%'),
  faulty('MD052', 'a number as a text', { 'spec.strategy.rollingUpdate': { maxSurge: '1' } },
    'spec.strategy.rollingUpdate.maxSurge is "1", neither'),
  faulty('MD053', 'empty', { 'spec.selector': {} }, 'spec.selector is empty'),
  faulty('MD053', 'missing', { 'spec.selector': undefined }, 'spec.selector is missing'),
  faulty('MD054', 'a value with a space', { 'spec.selector.matchLabels': { pool: 'a b' } },
    'spec.selector.matchLabels.pool "a b" is not a label value'),
  faulty('MD054', 'another operator', { 'spec.selector.matchExpressions': [{ key: 'pool', operator: 'Is' }] },
    'spec.selector.matchExpressions[0].operator "Is" is unknown'),
  faulty('MD054', 'no values', { 'spec.selector.matchExpressions': [{ key: 'pool', operator: 'In' }] },
    'spec.selector.matchExpressions[0].values are missing'),
  faulty('MD055', 'other labels', { 'spec.template.metadata.labels': { pool: 'others' } },
    'spec.selector does not match spec.template.metadata.labels'),
  faulty('MD056', 'of nodes', { 'spec.template.spec.metadata': { labels: { 'a b': 'c' } } },
    'spec.template.spec.metadata.labels["a b"] "a b" is not a label key'),
  faulty('MD056', 'an annotation of machines', { 'spec.template.metadata.annotations': { 'a b': 'c' } },
    'spec.template.metadata.annotations["a b"] "a b" is not a label key'),
  faulty('MD057', 'too long', { 'metadata.name': 'w'.repeat(47) }, 'of 63, 17 must stay free'),
  faulty('MD057', 'too long for labels too', {
    'metadata.name': 'w'.repeat(64),
    'spec.selector.matchLabels': { pool: 'w'.repeat(64) },
    'spec.template.metadata.labels': { pool: 'w'.repeat(64) },
  }, 'Shorten it to 46.'),
  faulty('MD057', 'too long for disks', {
    'metadata.name': 'w'.repeat(32), 'TEMPLATE.secondaryDisks': [{ size: '1Gi', storageClassName: 'fast' }],
  }, 'of 63, 32 must stay free for the names of secondary disks'),
  faulty('MD058', 'another one', { 'metadata.namespace': 'workers' }, 'metadata.namespace is "workers"'),
  faulty('MD059', 'a space', { 'CLOUD.clusterName': 'acme inc' }, 'CLOUD.clusterName "acme inc" is not a label value'),
  faulty('MD060', 'one for all', { 'spec.template.spec.metadata': { name: 'node' } },
    'spec.template.spec.metadata.name is "node"'),
  faulty('MD061', 'none', { 'spec.template.spec.versions': undefined },
    'spec.template.spec.versions.kubelet is missing'),
  faulty('MD061', 'no patch', { 'spec.template.spec.versions.kubelet': '1.34' },
    'spec.template.spec.versions.kubelet "1.34" is not a version'),
  faulty('MD062', 'a ConfigMap', { 'spec.template.spec.configSource': { configMap: {} } },
    'spec.template.spec.configSource is written'),
  faulty('MD063', 'another effect', { 'spec.template.spec.taints': [{ ...TAINT, effect: 'Never' }] },
    'spec.template.spec.taints[0].effect "Never" is unknown'),
  faulty('MD063', 'no key', { 'spec.template.spec.taints': [{ effect: 'NoExecute' }] },
    'spec.template.spec.taints[0].key is missing'),
  faulty('MD063', 'twice', { 'spec.template.spec.taints': [TAINT, TAINT] },
    'spec.template.spec.taints holds gpu:NoSchedule twice'),
  faulty('MD064', 'a placeholder', { 'VALUE.sshPublicKeys': ['<< YOUR_PUBLIC_KEY >>'] },
    'VALUE.sshPublicKeys[0] is not a public key of SSH'),
  faulty('MD064', 'cut off', { 'VALUE.sshPublicKeys': [KEY, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5'] },
    'VALUE.sshPublicKeys[1] is not a public key of SSH'),
  faulty('MD065', 'a name with capitals', { 'metadata.annotations': { [PROFILE]: 'OSP Ubuntu' } },
    `metadata.annotations["${PROFILE}"] "OSP Ubuntu"`),
  faulty('MD066', 'one of the two', { 'metadata.annotations': { [MIN]: '1' }, 'spec.replicas': undefined },
    `metadata.annotations["${MAX}"] is missing`),
  faulty('MD066', 'none at least', { 'metadata.annotations': { [MIN]: '0', [MAX]: '3' } },
    `metadata.annotations["${MIN}"] is "0"`),
  faulty('MD066', 'the wrong way round', { 'metadata.annotations': { [MIN]: '5', [MAX]: '3' } },
    `metadata.annotations["${MIN}"] is 5, more than`),
  faulty('MD067', 'a number as well', { 'metadata.annotations': { [MIN]: '1', [MAX]: '3' } }, 'spec.replicas is 3'),
];

/** MachineDeployments that come close. */
export const NODES_RIGHT: readonly Right[] = [
  sound('MD050', 'none', { 'spec.replicas': 0 }),
  sound('MD051', 'the only one', { 'spec.strategy': { type: 'RollingUpdate' } }),
  sound('MD052', 'shares', { 'spec.strategy.rollingUpdate': { maxSurge: '25%', maxUnavailable: '100%' } }),
  sound('MD053', 'an expression', { 'spec.selector': { matchExpressions: [{ key: 'pool', operator: 'Exists' }] } }),
  sound('MD054', 'values', {
    'spec.selector.matchExpressions': [{ key: 'pool', operator: 'In', values: ['workers'] }],
  }),
  sound('MD055', 'more labels', { 'spec.template.metadata.labels': { pool: 'workers', zone: 'a' } }),
  sound('MD056', 'prefixes', { 'spec.template.spec.metadata': { labels: { 'example.com/pool': 'a' } } }),
  sound('MD057', '46 characters', { 'metadata.name': 'w'.repeat(46) }),
  sound('MD058', 'kube-system', {}),
  sound('MD059', 'an id', { 'CLOUD.clusterName': 'gff5gnxc7r', 'CLOUD.projectID': '' }),
  sound('MD060', 'labels alone', { 'spec.template.spec.metadata': { labels: { pool: 'a' } } }),
  sound('MD061', 'a letter before it', { 'spec.template.spec.versions.kubelet': 'v1.34.3' }),
  sound('MD062', 'none', {}),
  sound('MD063', 'two effects', { 'spec.template.spec.taints': [TAINT, { ...TAINT, effect: 'NoExecute' }] }),
  sound('MD064', 'a key with options', { 'VALUE.sshPublicKeys': [KEY, `from="192.0.2.0/24",no-pty ${KEY}`] }),
  sound('MD065', 'of Ubuntu', { 'metadata.annotations': { [PROFILE]: 'osp-ubuntu' } }),
  sound('MD066', 'both', { 'metadata.annotations': { [MIN]: '1', [MAX]: '3' }, 'spec.replicas': undefined }),
  sound('MD067', 'bounds alone', { 'metadata.annotations': { [MIN]: '1', [MAX]: '3' }, 'spec.replicas': undefined }),
];
