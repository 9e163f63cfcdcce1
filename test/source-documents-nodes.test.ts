import { ApiObject } from 'cdk8s';
import { FeatureGate, WorkerController } from '../src';
import { changedDeployment, Changes } from './corpus/machine-deployments/deployment';
import { errorsOf, findingsOf, rulesOf } from './findings';
import { linesOf, migrated } from './migrate/run';
import { only, Platform } from './platform';
import { providerMachine } from '../src/machine-controller/made/provider-machine';

/*
 * The rows of the documents that the library began with that are about nodes, which machine-controller makes of a
 * MachineDeployment: 0.3 to 0.9, 1.4 to 1.16, 1.31 and 1.34. What a document has in its sample is judged as it is
 * printed there.
 */

/** A network that keeps the address of a node. */
const KUBE_OVN: Changes = { 'MACHINE.providerNetwork': { name: 'kubeovn', vpc: { name: 'tenants' } } };

/** A program with a MachineDeployment that somebody else wrote. */
function plain(changes: Changes): Platform {
  const platform = new Platform({ featureGates: [FeatureGate.EXPERIMENTAL_IGNITION_SUPPORT] });
  new ApiObject(platform.infra, 'plain', changedDeployment({ ...KUBE_OVN, ...changes }));
  return platform;
}

/** The machine that machine-controller makes of one. */
function madeOf(changes: Changes) {
  const deployment = changedDeployment(changes) as Parameters<typeof providerMachine>[0];
  return providerMachine(deployment, { name: 'workers-a-b', namespace: 'cluster-acme', userDataSecret: 'userdata' });
}

const errorsAbout = (changes: Changes) => errorsOf(plain(changes).app);
const rulesAbout = (changes: Changes) => rulesOf(plain(changes).app);
const KUBECONFIG = Buffer.from('apiVersion: v1\nkind: Config\nclusters: []\n').toString('base64');
const SPREAD = { maxSkew: '1', topologyKey: 'kubernetes.io/hostname' };
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAPxMs6phkU8KJH25Vu7mCqbvsHoXf8aIGX0Q1eK0yAB someone@example.com';

test('a MachineDeployment as machine-controller takes it today has no finding', () => {
  expect(findingsOf(plain({}).app)).toEqual([]);
});

describe('0.3: the example of machine-controller', () => {
  test('has a size twice, where machine-controller ignores one', () => {
    const instancetype = { name: 'standard-2', kind: 'VirtualMachineInstancetype' };
    expect(errorsAbout({ 'MACHINE.instancetype': instancetype })).toEqual(only('instancetype'));
    const sized = { 'MACHINE.instancetype': instancetype, 'TEMPLATE.cpus': undefined, 'TEMPLATE.memory': undefined };
    expect(errorsAbout(sized)).toEqual([]);
  });

  test('has an empty whenUnsatisfiable, with which KubeVirt refuses each machine', () => {
    expect(errorsAbout({ 'CLOUD.topologySpreadConstraints': [{ ...SPREAD, whenUnsatisfiable: '' }] }))
      .toEqual(only('whenUnsatisfiable'));
    expect(errorsAbout({ 'CLOUD.topologySpreadConstraints': [{ ...SPREAD, whenUnsatisfiable: 'ScheduleAnyway' }] }))
      .toEqual([]);
  });
});

describe('0.5: what is evicted as External needs a controller', () => {
  test('which a warning asks for where nothing is written', () => {
    expect(rulesAbout({ 'MACHINE.evictionStrategy': undefined })).toEqual(['MD048']);
  });

  test.each([
    'LiveMigrateIfPossible', 'None',
  ])('and %s is a strategy that machine-controller does not have', (evictionStrategy) => {
    expect(errorsAbout({ 'MACHINE.evictionStrategy': evictionStrategy })).toEqual(only(evictionStrategy));
  });

  test('and a live migration needs disks that move', () => {
    expect(errorsAbout({ 'DISK.storageAccessType': 'ReadWriteOnce' })).toEqual(only('ReadWriteOnce'));
  });
});

test('0.4: a machine, its instance and its disk have the name of the Machine', () => {
  const { metadata, spec } = madeOf({});
  expect(metadata).toMatchObject({ name: 'workers-a-b', namespace: 'cluster-acme' });
  expect(spec.dataVolumeTemplates!.map((each) => each.metadata.name)).toEqual(['workers-a-b']);
});

test('0.7: load balancers of the tenant select the machines that machine-controller makes', () => {
  const { tenant, app } = new Platform({}, { id: 'gff5gnxc7r', kubernetes: [{ cloudController: {} }] });
  const { metadata, spec } = madeOf({ 'CLOUD.clusterName': 'gff5gnxc7r' });
  const selected = tenant.workerLabels();
  expect(selected).toMatchObject({ 'cluster.x-k8s.io/cluster-name': 'gff5gnxc7r' });
  expect(metadata.labels).toMatchObject(selected);
  expect(spec.template.metadata.labels).toMatchObject(selected);
  expect(errorsOf(app)).toEqual([]);
});

test('0.7: clusterName is a value that labels can have, by which load balancers select machines', () => {
  expect(errorsAbout({ 'CLOUD.clusterName': 'Elastic Mayer' })).toEqual(only('clusterName'));
  expect(errorsAbout({ 'CLOUD.clusterName': 'gff5gnxc7r' })).toEqual([]);
});

test('0.9: an image is in osImage; sourceURL is not a field any more', () => {
  const url = 'https://images.example.com/ubuntu.img';
  expect(errorsAbout({ 'CLOUD.sourceURL': url }))
    .toEqual(only('Write virtualMachine.template.primaryDisk.osImage'));
  const { spec } = plain({}).all('MachineDeployment')[0];
  expect(spec.template.spec.providerSpec.value.cloudProviderSpec.virtualMachine.template.primaryDisk)
    .toMatchObject({ osImage: url, source: 'http' });
});

describe('1.4: the kubeconfig of the infra cluster', () => {
  test('is base64 where it is written, which a placeholder is not', () => {
    expect(errorsAbout({ 'CLOUD.auth.kubeconfig': { value: '<< KUBECONFIG >>' } })).toEqual(only('is not base64'));
  });

  test('is in a Secret, because everyone who reads the object reads it', () => {
    expect(errorsAbout({ 'CLOUD.auth.kubeconfig': { value: KUBECONFIG } }))
      .toEqual(only('holds the access to the infra cluster'));
    const reference = { namespace: 'kube-system', name: 'infra', key: 'kubeconfig' };
    expect(errorsAbout({ 'CLOUD.auth.kubeconfig': { secretKeyRef: reference } })).toEqual([]);
    expect(errorsAbout({ 'CLOUD.auth.kubeconfig': { configMapKeyRef: reference } })).toEqual([]);
    expect(errorsAbout({ 'CLOUD.auth.kubeconfig': { secretKeyRef: { ...reference, namespace: undefined } } }))
      .toEqual(only('has no namespace'));
  });
});

test('1.4: a kubeconfig for machine-controller has an account with the rights that it needs in the namespace', () => {
  const kubernetes = [{ workers: WorkerController.MACHINE_CONTROLLER }];
  const platform = new Platform({}, { id: 'gff5gnxc7r', kubernetes });
  const named = (kind: string) => platform.all(kind)
    .find(({ metadata: { name, namespace } }) => (
      name === 'gff5gnxc7r-machine-controller' && namespace === 'cluster-gff5gnxc7r'));
  expect(named('ServiceAccount')).toBeDefined();
  expect(named('RoleBinding').subjects).toEqual([expect.objectContaining({ name: 'gff5gnxc7r-machine-controller' })]);
  const verbs = named('Role').rules.filter(({ resources }: any) => resources.includes('virtualmachines'))
    .flatMap((rule: any) => rule.verbs);
  expect(verbs.sort()).toEqual(['create', 'delete', 'get']);
  expect(errorsOf(platform.app)).toEqual([]);
});

test('1.5: a MachineDeployment is of cluster.k8s.io/v1alpha1, in kube-system', () => {
  expect(errorsAbout({ apiVersion: 'cluster.k8s.io/v1beta1' })).toEqual(only('cluster.k8s.io/v1beta1'));
  expect(rulesAbout({ 'metadata.namespace': 'default' })).toEqual(['MD058']);
});

test('1.6: a MachineDeployment is updated by RollingUpdate alone, and selects its own machines', () => {
  const rolling = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };
  expect(errorsAbout({ 'spec.strategy': rolling, 'spec.paused': false, 'spec.minReadySeconds': 0 })).toEqual([]);
  expect(errorsAbout({ 'spec.strategy': { type: 'Recreate' } })).toEqual(only('Recreate'));
  const standing = { ...rolling, rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } };
  expect(errorsAbout({ 'spec.strategy': standing })).toEqual(only('maxUnavailable'));
  expect(errorsAbout({ 'spec.selector.matchLabels': { name: 'other' } })).toEqual(only('spec.selector'));
  expect(errorsAbout({ 'spec.selector': {} })).toEqual(only('spec.selector'));
});

test('1.7: SSH keys are lines of authorized_keys', () => {
  expect(errorsAbout({ 'VALUE.sshPublicKeys': [KEY] })).toEqual([]);
  expect(errorsAbout({ 'VALUE.sshPublicKeys': ['<< YOUR_PUBLIC_KEY >>'] })).toEqual(only('sshPublicKeys[0]'));
});

describe('1.8: CPUs and memory', () => {
  test('are quantities, as texts', () => {
    expect(errorsAbout({ 'TEMPLATE.cpus': '1', 'TEMPLATE.memory': '2048M' })).toEqual([]);
    expect(errorsAbout({ 'TEMPLATE.memory': '2048 MB' })).toEqual(only('2048 MB'));
  });

  test('are given in one way: cpus or the number of cores', () => {
    expect(errorsAbout({ 'TEMPLATE.cpus': undefined, 'TEMPLATE.vcpus': { cores: 1 } })).toEqual([]);
    expect(errorsAbout({ 'TEMPLATE.vcpus': { cores: 1 } })).toEqual(only('vcpus'));
    expect(errorsAbout({ 'TEMPLATE.cpus': undefined })).toEqual(only('cpus'));
  });
});

test.each(['osImage', 'size', 'storageClassName'])('1.9: the disk of a node has its %s', (field) => {
  expect(errorsAbout({ [`DISK.${field}`]: undefined })).toEqual(only(`primaryDisk.${field}`));
});

describe('1.10: the presets of a MachineDeployment', () => {
  test('for pods do nothing any more, which is a warning', () => {
    expect(rulesAbout({ 'CLOUD.affinity': { podAffinityPreset: 'hard' } })).toEqual(['MD041']);
    expect(rulesAbout({ 'CLOUD.affinity': { podAntiAffinityPreset: 'soft' } })).toEqual(['MD041']);
  });

  test('for nodes have a type and a key', () => {
    const preset = { type: 'hard', key: 'foo', values: ['bar'] };
    expect(findingsOf(plain({ 'CLOUD.affinity': { nodeAffinityPreset: preset } }).app)).toEqual([]);
    expect(errorsAbout({ 'CLOUD.affinity': { nodeAffinityPreset: { ...preset, type: 'firm' } } }))
      .toEqual(only('nodeAffinityPreset.type'));
  });

  test('are not directly below providerSpec.value, where the fragments of the document have them', () => {
    expect(errorsAbout({ 'VALUE.affinity': { podAffinityPreset: 'hard' } }))
      .toEqual(only('Write cloudProviderSpec.affinity'));
  });
});

test('1.12: machine-controller prefers what is soft, with a weight, and requires what is hard', () => {
  const affinityOf = (type: string) => madeOf({
    'CLOUD.affinity': { nodeAffinityPreset: { type, key: 'foo', values: ['bar'] } },
  }).spec.template.spec!.affinity;
  const term = { matchExpressions: [{ key: 'foo', operator: 'In', values: ['bar'] }] };
  expect(affinityOf('hard')).toEqual({
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } },
  });
  expect(affinityOf('soft')).toEqual({
    nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: term }] },
  });
});

test('1.13: the machines of a MachineDeployment have the label md in common, and are spread over nodes by it', () => {
  const { labels } = madeOf({}).spec.template.metadata;
  expect(labels).toMatchObject({ md: 'workers' });
  expect(madeOf({}).spec.template.spec!.topologySpreadConstraints).toEqual([{
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { md: 'workers' } },
  }]);
});

describe('1.15: the operating system', () => {
  test.each(['ubuntu', 'rhel', 'rockylinux', 'flatcar'])('may be %s', (operatingSystem) => {
    expect(errorsAbout({ 'VALUE.operatingSystem': operatingSystem, 'VALUE.operatingSystemSpec': {} })).toEqual([]);
  });

  test('has keys of its own, and disableAutoUpdate is not one of Ubuntu', () => {
    expect(errorsAbout({ 'VALUE.operatingSystemSpec': { distUpgradeOnBoot: false, disableAutoUpdate: true } }))
      .toEqual(only('disableAutoUpdate is not a key of ubuntu but of flatcar'));
  });

  test('is not CentOS any more', () => {
    expect(errorsAbout({ 'VALUE.operatingSystem': 'centos' })).toEqual(only('"centos" is unknown'));
  });
});

test('1.16: a MachineDeployment has the version of its kubelet, and migrate warns of an old one', () => {
  expect(errorsAbout({ 'spec.template.spec.versions': {} })).toEqual(only('kubelet'));
  expect(errorsAbout({ 'spec.template.spec.versions': { kubelet: '1.34' } })).toEqual(only('kubelet'));
  const changes = { ...KUBE_OVN, 'spec.template.spec.versions': { kubelet: '1.18.10' } };
  const old = migrated(JSON.stringify(changedDeployment(changes)));
  expect(linesOf('warning', old)).toEqual(only('which is long out of support'));
});

test('1.30: machine-controller fills secondary disks with the image, which is a warning', () => {
  expect(rulesAbout({
    'TEMPLATE.secondaryDisks': [{ size: '5Gi', storageClassName: 'fast', storageAccessType: 'ReadWriteMany' }],
  })).toEqual(['MD026']);
});

test('1.31: the annotation of StorageClasses that KKP 2.21 alone reads is removed, and a warning says why', () => {
  const result = migrated(`
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
  annotations:
    kubevirt-initialization.k8c.io/initialize-sc: 'true'
provisioner: csi.example.com
`);
  expect(result.yaml).not.toContain('initialize-sc');
  expect(linesOf('warning', result)).toEqual(only('List the class as infraStorageClasses of the datacenter'));
});

describe('1.34: a MachineDeployment of KKP', () => {
  const old = (cloud: string, value = '') => migrated(`
apiVersion: cluster.k8s.io/v1alpha1
kind: MachineDeployment
metadata: { name: workers, namespace: kube-system }
spec:
  selector: { matchLabels: { name: workers } }
  template:
    metadata: { labels: { name: workers } }
    spec:
      providerSpec:
        value:
          cloudProvider: kubevirt
          operatingSystem: ubuntu
          operatingSystemSpec: { distUpgradeOnBoot: false }
          cloudProviderSpec: ${cloud}
          ${value}
      versions: { kubelet: 1.34.3 }
`);

  test('2.20 has its flat fields moved to where machine-controller reads them', () => {
    const flat = 'pvcSize: 10Gi, storageClassName: fast, cpus: "2", memory: 4Gi';
    const result = old(`{ sourceURL: "http://images.example.com/u.img", ${flat} }`);
    expect(linesOf('error', result)).toEqual([]);
    expect(linesOf('change', result)).toEqual(expect.arrayContaining(
      only('sourceURL becomes spec.template.spec.providerSpec.value.cloudProviderSpec.virtualMachine.template')));
    expect(result.yaml).not.toMatch(/sourceURL|pvcSize/);
  });

  test('2.21 has an instancetype for its flavor, and a spread for its preset one level too high', () => {
    const disk = 'primaryDisk: { osImage: "http://images.example.com/u.img", size: 10Gi, storageClassName: fast }';
    const result = old(
      `{ virtualMachine: { flavor: { name: standard-2 }, template: { ${disk} } } }`,
      'affinity: { podAntiAffinityPreset: hard }',
    );
    expect(linesOf('error', result)).toEqual([]);
    expect(result.yaml).toMatch(/instancetype:\s+(\{ )?name: standard-2/);
    expect(result.yaml).toContain('whenUnsatisfiable: DoNotSchedule');
    expect(result.yaml).not.toMatch(/flavor|podAntiAffinityPreset/);
  });
});
