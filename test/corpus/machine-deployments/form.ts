import { faulty, sound } from './deployment';
import type { Right, Wrong } from '../case';

const KUBECONFIG = Buffer.from('apiVersion: v1\nkind: Config\nclusters: []\n').toString('base64');
const REFERENCE = { namespace: 'kube-system', name: 'infra', key: 'kubeconfig' };
const PCI = 'kubevirt.io/placePCIDevicesOnRootComplex';

/** MachineDeployments that machine-controller cannot decode, or that give away what is secret. */
export const FORM: readonly Wrong[] = [
  faulty('MD001', 'of Cluster API', { apiVersion: 'cluster.k8s.io/v1beta1' }, 'apiVersion "cluster.k8s.io/v1beta1"'),
  faulty('MD002', 'misspelt', { 'VALUE.cloudProvider': 'kube-virt' }, 'VALUE.cloudProvider "kube-virt" is unknown'),
  faulty('MD002', 'none', { 'VALUE.cloudProvider': undefined }, 'VALUE.cloudProvider is missing'),
  faulty('MD003', 'a misspelt key', { 'TEMPLATE.cpu': '2', 'TEMPLATE.cpus': undefined },
    'TEMPLATE.cpu is not a field that machine-controller knows, so it refuses all of the MachineDeployment. Did you '
    + 'mean "cpus"?'),
  faulty('MD003', 'the flat form of KKP 2.20', { 'CLOUD.sourceURL': 'http://images.example.com/u.img' },
    'CLOUD.sourceURL is not a field that machine-controller knows, so it refuses all of the MachineDeployment. Write '
    + 'virtualMachine.template.primaryDisk.osImage.'),
  faulty('MD003', 'affinity one level too high', { 'VALUE.affinity': {} }, 'Write cloudProviderSpec.affinity.'),
  faulty('MD003', 'affinity one level too low', { 'MACHINE.affinity': {} }, 'Write cloudProviderSpec.affinity.'),
  faulty('MD003', 'a key of a secondary disk',
    { 'TEMPLATE.secondaryDisks': [{ name: 'a', size: '1Gi', storageClassName: 'fast' }] },
    'TEMPLATE.secondaryDisks[0].name is not a field'),
  faulty('MD004', 'beside the template', { 'spec.template.spec.taint': [] },
    'spec.template.spec.taint is a field that machine-controller ignores. Did you mean "taints"?'),
  faulty('MD004', 'within a reference', { 'CLOUD.clusterName': { valeu: 'acme' } },
    'CLOUD.clusterName.valeu is a field'),
  faulty('MD005', 'a number as a text', { 'TEMPLATE.vcpus': { cores: '4' }, 'TEMPLATE.cpus': undefined },
    'TEMPLATE.vcpus.cores is a text, not a whole number'),
  faulty('MD005', 'a truth value as a text', { 'MACHINE.enableNetworkMultiQueue': 'false' },
    'MACHINE.enableNetworkMultiQueue is a text, not true or false'),
  faulty('MD005', 'a list as a text', { 'VALUE.sshPublicKeys': 'ssh-ed25519 AAAA' },
    'VALUE.sshPublicKeys is not a list'),
  faulty('MD005', 'a map as a text', { 'spec.template.spec.versions': '1.34.3' }, 'spec.template.spec.versions is not'),
  faulty('MD006', 'without a namespace', { 'CLOUD.auth.kubeconfig': { secretKeyRef: { name: 'infra', key: 'k' } } },
    'CLOUD.auth.kubeconfig.secretKeyRef has no namespace, so machine-controller ignores it'),
  faulty('MD006', 'without all three', { 'CLOUD.projectID': { configMapKeyRef: { namespace: '' } } },
    'CLOUD.projectID.configMapKeyRef has no namespace and no name and no key'),
  faulty('MD007', 'in clear', { 'CLOUD.auth.kubeconfig': { value: 'not base64!' } },
    'CLOUD.auth.kubeconfig is not base64'),
  faulty('MD007', 'base64 of something else', { 'CLOUD.auth.kubeconfig': Buffer.from('password').toString('base64') },
    'CLOUD.auth.kubeconfig is base64 of something that is not a kubeconfig'),
  faulty('MD008', 'in the object', { 'CLOUD.auth.kubeconfig': KUBECONFIG },
    'CLOUD.auth.kubeconfig holds the access to the infra cluster'),
  faulty('MD008', 'before a reference', { 'CLOUD.auth.kubeconfig': { value: KUBECONFIG, secretKeyRef: REFERENCE } },
    'CLOUD.auth.kubeconfig holds the access to the infra cluster'),
  faulty('MD009', 'of old', { 'VALUE.operatingSystem': 'centos' }, 'VALUE.operatingSystem "centos" is unknown'),
  faulty('MD009', 'none', { 'VALUE.operatingSystem': '' }, 'VALUE.operatingSystem is missing'),
  faulty('MD010', 'a key of Flatcar for Ubuntu', { 'VALUE.operatingSystemSpec.disableAutoUpdate': true },
    'VALUE.operatingSystemSpec.disableAutoUpdate is not a key of ubuntu but of flatcar'),
  faulty('MD011', 'a truth value as a text', { 'VALUE.operatingSystemSpec.distUpgradeOnBoot': 'true' },
    'VALUE.operatingSystemSpec.distUpgradeOnBoot is not true or false'),
  faulty('MD011', 'a utility that Flatcar lacks',
    { 'VALUE.operatingSystem': 'flatcar', 'VALUE.operatingSystemSpec': { provisioningUtility: 'magic' } },
    'VALUE.operatingSystemSpec.provisioningUtility "magic" is unknown'),
  faulty('MD012', 'without the annotation', { 'VALUE.operatingSystem': 'flatcar', 'VALUE.operatingSystemSpec': {} },
    `spec.template.metadata.annotations["${PCI}"] is not "true"`),
  faulty('MD068', 'in lower case', { 'DISK.osimage': 'http://a/u.img', 'DISK.osImage': undefined },
    'DISK.osimage has another case than the field'),
];

/** MachineDeployments that come close. */
export const FORM_RIGHT: readonly Right[] = [
  sound('MD001', 'of machine-controller', {}),
  sound('MD002', 'another provider', { 'VALUE.cloudProvider': 'hetzner', 'VALUE.cloudProviderSpec': { token: {} } }),
  sound('MD003', 'every form of a text', {
    'CLOUD.clusterName': { value: 'acme' },
    'TEMPLATE.cpus': 2,
    'CLOUD.projectID': { secretKeyRef: REFERENCE },
    'MACHINE.dnsConfig': { options: [{ name: 'ndots', value: '1' }] },
  }),
  sound('MD004', 'rarely seen fields', { 'spec.template.spec.nodeDrainTimeout': '5m' }),
  sound('MD005', 'a number as a text where machine-controller reads one', { 'TEMPLATE.memory': 4294967296 }),
  sound('MD006', 'a ConfigMap', { 'CLOUD.auth.kubeconfig': { configMapKeyRef: REFERENCE } }),
  sound('MD007', 'the base64 of one', { 'CLOUD.auth.kubeconfig': KUBECONFIG }),
  sound('MD008', 'from the environment', { 'CLOUD.auth': undefined }),
  sound('MD009', 'RHEL', { 'VALUE.operatingSystem': 'rhel' }),
  sound('MD010', 'keys of its own', { 'VALUE.operatingSystem': 'rockylinux' }),
  sound('MD011', 'ignition',
    { 'VALUE.operatingSystem': 'flatcar', 'VALUE.operatingSystemSpec': { provisioningUtility: 'ignition' } }),
  sound('MD012', 'with the annotation',
    { 'VALUE.operatingSystem': 'flatcar', 'spec.template.metadata.annotations': { [PCI]: 'true' } }),
  sound('MD068', 'as the API has them', {}),
];
