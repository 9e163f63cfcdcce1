import { faulty, sound } from './deployment';
import type { Right, Wrong } from '../case';

const SECONDARY = { size: '5Gi', storageClassName: 'fast' };
const ELSEWHERE = { secretKeyRef: { namespace: 'kube-system', name: 'images', key: 'source' } };
const REGISTRY = { 'DISK.source': 'registry', 'DISK.osImage': 'docker://quay.io/containerdisks/ubuntu:24.04' };

/** MachineDeployments whose machines have faulty disks. */
export const DISKS: readonly Wrong[] = [
  faulty('MD021', 'no class', { 'DISK.storageClassName': undefined }, 'DISK.storageClassName is missing'),
  faulty('MD021', 'an empty size', { 'DISK.size': '' }, 'DISK.size is empty'),
  faulty('MD021', 'a secondary disk without a size', { 'TEMPLATE.secondaryDisks': [{ storageClassName: 'fast' }] },
    'TEMPLATE.secondaryDisks[0].size is missing'),
  faulty('MD022', 'another unit', { 'DISK.size': '10GB' }, 'DISK.size "10GB" is not a Kubernetes quantity'),
  faulty('MD022', 'thousandths', { 'TEMPLATE.secondaryDisks': [{ ...SECONDARY, size: '5m' }] },
    'TEMPLATE.secondaryDisks[0].size "5m" is not a whole number of bytes'),
  faulty('MD023', 'a class with capitals', { 'DISK.storageClassName': 'Fast' }, 'DISK.storageClassName "Fast"'),
  faulty('MD023', 'a short mode', { 'DISK.storageAccessType': 'RWX', 'MACHINE.evictionStrategy': 'External' },
    'DISK.storageAccessType "RWX" is unknown'),
  faulty('MD024', 'a word', { 'DISK.storageTarget': 'claim' }, 'DISK.storageTarget "claim" is unknown'),
  faulty('MD025', 'a word', { ...REGISTRY, 'DISK.pullMethod': 'host' }, 'DISK.pullMethod "host" is unknown'),
  faulty('MD026', 'one', { 'TEMPLATE.secondaryDisks': [SECONDARY] }, 'TEMPLATE.secondaryDisks holds 1'),
  faulty('MD027', 'another mode', {
    'TEMPLATE.secondaryDisks': [{ ...SECONDARY, storageAccessType: 'ReadWriteOnce' }],
  }, 'TEMPLATE.secondaryDisks[0].storageAccessType is ReadWriteOnce, but machine-controller gives the disk '
    + 'ReadWriteMany'),
  faulty('MD028', 'a DataSource', { 'DISK.source': 'datasource' }, 'DISK.source "datasource" is unknown'),
  faulty('MD029', 'a registry over HTTP', { 'DISK.osImage': 'docker://quay.io/u:1' },
    'DISK.osImage "docker://quay.io/u:1" is not a URL of HTTP'),
  faulty('MD029', 'a registry without a scheme', { 'DISK.source': 'registry', 'DISK.osImage': 'quay.io/u:1' },
    'DISK.osImage "quay.io/u:1" is not a URL of a registry'),
  faulty('MD029', 'a claim with a URL', { 'DISK.source': 'pvc' }, 'is not a claim'),
  faulty('MD029', 'a guess at another scheme', { 'DISK.source': undefined, 'DISK.osImage': 's3://images/u.img' },
    'DISK.osImage "s3://images/u.img" is not a URL of HTTP'),
  faulty('MD029', 'a guess at a scheme without slashes', { 'DISK.source': undefined, 'DISK.osImage': 'docker:u' },
    'DISK.osImage "docker:u" is not a URL of a registry'),
  faulty('MD029', 'a guess at a tag, which Go reads as a URL', { 'DISK.source': undefined, 'DISK.osImage': 'ubuntu:1' },
    'DISK.osImage "ubuntu:1" is not a URL of HTTP'),
  faulty('MD030', 'a bare name', { 'DISK.source': undefined, 'DISK.osImage': 'ubuntu' },
    'DISK.osImage is "ubuntu" without a source'),
  faulty('MD031', 'both', { 'DISK.extraHeaders': ['X-Mirror: eu'], 'DISK.extraHeadersSecretRef': 'headers' },
    'DISK.extraHeaders is written, and so is extraHeadersSecretRef'),
  faulty('MD032', 'no colon', { 'DISK.extraHeaders': ['X-Mirror eu'] }, 'DISK.extraHeaders[0] is not an HTTP header'),
  faulty('MD033', 'a token', { 'DISK.extraHeaders': ['X-Token: a'] }, 'DISK.extraHeaders[0] "X-Token" looks like'),
  faulty('MD034', 'a Secret', { 'DISK.extraHeadersSecretRef': 'headers' }, 'DISK.extraHeadersSecretRef names a Secret'),
  faulty('MD035', 'a path', { 'DISK.dataVolumeSecretRef': 'golden/login' }, 'DISK.dataVolumeSecretRef "golden/login"'),
  faulty('MD036', 'pulled over HTTP', { 'DISK.pullMethod': 'node' },
    'DISK.pullMethod has no effect, because the image comes from HTTP'),
  faulty('MD036', 'a login for a claim',
    { 'DISK.source': 'pvc', 'DISK.osImage': 'golden/ubuntu', 'DISK.dataVolumeSecretRef': 'login' },
    'DISK.dataVolumeSecretRef has no effect, because the image comes from a claim'),
];

/** MachineDeployments that come close. */
export const DISKS_RIGHT: readonly Right[] = [
  sound('MD021', 'what the Secret holds', {
    'DISK.osImage': { secretKeyRef: { namespace: 'kube-system', name: 'images', key: 'ubuntu' } },
  }),
  sound('MD022', 'a decimal unit', { 'DISK.size': '20G' }),
  sound('MD023', 'of one pod', { 'DISK.storageAccessType': 'ReadWriteOncePod' }),
  sound('MD024', 'a claim', { 'DISK.storageTarget': 'pvc' }),
  sound('MD025', 'by a pod', { ...REGISTRY, 'DISK.pullMethod': 'pod' }),
  sound('MD026', 'an empty list', { 'TEMPLATE.secondaryDisks': [] }),
  sound('MD027', 'the same mode', {
    'TEMPLATE.secondaryDisks': [{ ...SECONDARY, storageAccessType: 'ReadWriteMany' }],
  }),
  sound('MD028', 'a registry', REGISTRY),
  sound('MD029', 'a claim', { 'DISK.source': 'pvc', 'DISK.osImage': 'golden/ubuntu' }),
  sound('MD029', 'a source that is read elsewhere',
    { 'DISK.source': ELSEWHERE, 'DISK.osImage': 'docker://quay.io/u:1' }),
  sound('MD030', 'a URL', { 'DISK.source': undefined }),
  sound('MD030', 'a source that is read elsewhere', { 'DISK.source': ELSEWHERE, 'DISK.osImage': 'ubuntu' }),
  sound('MD031', 'one of the two', { 'DISK.extraHeadersSecretRef': 'headers' }),
  sound('MD032', 'a header', { 'DISK.extraHeaders': ['X-Mirror: eu'] }),
  sound('MD033', 'no secret', { 'DISK.extraHeaders': ['X-Mirror: eu'] }),
  sound('MD034', 'a login', { 'DISK.dataVolumeSecretRef': 'login' }),
  sound('MD035', 'a name', { 'DISK.dataVolumeSecretRef': 'login' }),
  sound('MD036', 'of a registry', { ...REGISTRY, 'DISK.pullMethod': 'node' }),
];
