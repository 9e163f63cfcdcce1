import { stringify } from 'yaml';
import { stream } from './objects';
import { programFrom } from './run';
import { identity } from './same';
import { runProgram } from '../../tools/field/run-program';
import { typeErrors } from '../../tools/field/type-errors';

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => jest.restoreAllMocks());

const VALUE = {
  cloudProvider: 'kubevirt',
  operatingSystem: 'flatcar',
  operatingSystemSpec: { disableAutoUpdate: true },
  sshPublicKeys: [],
  cloudProviderSpec: {
    clusterName: 'gff5gnxc7r',
    projectID: 'p1',
    auth: { kubeconfig: { secretKeyRef: { namespace: 'kube-system', name: 'infra', key: 'kubeconfig' } } },
    affinity: { nodeAffinityPreset: { type: 'hard', key: 'zone', values: ['a'] } },
    topologySpreadConstraints: [
      { maxSkew: '2', topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' },
    ],
    virtualMachine: {
      dnsPolicy: 'None',
      dnsConfig: { nameservers: ['10.0.0.1'] },
      location: { zone: 'a' },
      providerNetwork: { name: 'kubeovn', vpc: { name: 'acme', subnet: { name: 'acme-a' } } },
      preference: { kind: 'VirtualMachineClusterPreference', name: 'flatcar' },
      template: {
        vcpus: { cores: 2 },
        memory: '4Gi',
        primaryDisk: {
          source: 'http',
          osImage: 'https://images.example.com/u.img',
          size: '20Gi',
          storageClassName: 'fast',
          storageAccessType: 'ReadWriteMany',
        },
        secondaryDisks: [{ size: '5Gi', storageClassName: 'fast' }],
      },
    },
  },
};

/** A MachineDeployment with changes of its virtualMachine, of the cloud's fields, and of its kubelet. */
function deployment(name: string, machine: object = {}, cloud: object = {}, kubelet = '1.34.1') {
  const cloudProviderSpec = {
    ...VALUE.cloudProviderSpec, virtualMachine: { ...VALUE.cloudProviderSpec.virtualMachine, ...machine }, ...cloud,
  };
  const annotations = { 'kubevirt.io/placePCIDevicesOnRootComplex': 'true' };
  return {
    apiVersion: 'cluster.k8s.io/v1alpha1',
    kind: 'MachineDeployment',
    metadata: { name, namespace: 'kube-system', annotations: { 'k8c.io/operating-system-profile': 'osp' } },
    spec: {
      replicas: 3,
      minReadySeconds: 30,
      selector: { matchLabels: { name } },
      template: {
        metadata: { labels: { name }, annotations },
        spec: {
          metadata: { labels: { node: 'a' } },
          taints: [{ key: 'a', value: 'b', effect: 'NoSchedule' }],
          versions: { kubelet },
          providerSpec: { value: { ...VALUE, cloudProviderSpec } },
        },
      },
    },
  };
}

test('MachineDeployments become pools of nodes whose templates stay to the letter', () => {
  const { primaryDisk } = VALUE.cloudProviderSpec.virtualMachine.template;
  const fromRegistry = { ...primaryDisk, source: 'registry', osImage: 'docker://quay.io/a/b:1', pullMethod: 'node' };
  const instancetype = { kind: 'VirtualMachineInstancetype', name: 'standard-2' };
  const objects = [
    deployment('first'),
    deployment('second', { instancetype, template: { primaryDisk: fromRegistry } }, {}, '1.35.2'),
    deployment('third', {
      template: {
        cpus: '2', memory: '4Gi', primaryDisk: { ...primaryDisk, source: 'pvc', osImage: 'golden/ubuntu' },
      },
    }, { clusterName: 'other' }),
  ];
  const { program, lines } = programFrom(stream(...objects));
  expect(lines.filter((line) => line.includes('stays a plain object'))).toEqual([]);
  expect(program).not.toContain('new ApiObject(');
  expect(program.match(/new TenantCluster\(app, 'gff5gnxc7r', \{\n {2}tenant: \w+,\n {2}kubernetes: '1.35.2',/g))
    .toHaveLength(1);
  expect(lines).toContainEqual(expect.stringContaining('MachineDeployment kube-system/first: the program takes '
    + 'cluster-gff5gnxc7r for the namespace of its machines, and 1.35.2, the version of the latest kubelet, for'));
  expect(typeErrors([program])).toEqual([]);
  const made = runProgram(program);
  for (const object of objects) {
    const { metadata, spec } = made.find((each) => identity(each) === identity(object))!;
    const { strategy, ...others } = spec;
    expect(others).toEqual(object.spec);
    expect(strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
    expect(metadata).toMatchObject(object.metadata);
  }
}, 120_000);

test.each<[string, object, object]>([
  ['cloudProviderSpec.clusterName does not say which cluster it is for', {}, { clusterName: undefined }],
  ['clusterName "cluster" is an id that the program has already', {}, { clusterName: 'cluster' }],
  ['spec.template.spec.providerSpec.value.cloudProviderSpec.virtualMachine.template.cpus is "2" in place of 2',
    { template: { ...VALUE.cloudProviderSpec.virtualMachine.template, vcpus: undefined, cpus: 2 } }, {}],
])('a MachineDeployment stays a plain object because %s', (reason, machine, cloud) => {
  const { program, lines } = programFrom(stringify(deployment('first', machine, cloud)));
  expect(program).toContain("new ApiObject(tenantClusterChart, 'MachineDeployment-first'");
  expect(program).not.toContain('TenantNamespace.existing(');
  expect(lines).toContain('warning in.yaml:1 MachineDeployment kube-system/first: stays a plain object, because typed '
    + `props would not make the same: ${reason}`);
});

test('a program asks who handles evictions, because no manifest names it', () => {
  const told: string[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((line) => told.push(String(line)) > 0);
  const said = deployment('said', { evictionStrategy: 'External' });
  const stays = deployment('stays', { evictionStrategy: 'LiveMigrate' });
  const { program } = programFrom(stream(deployment('goes'), said, stays));
  expect(program).not.toContain('evictionHandler');
  runProgram(program);
  const asked = told.join('').split('\n').filter((line) => line.includes('MD048'));
  expect(asked).toEqual(['goes', 'said'].map((name) => expect.stringContaining(name)));
});
