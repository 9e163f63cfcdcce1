import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { migrated, programFrom } from './run';
import type { Code } from '../../src/migrate/typescript/code';
import { compared, copyOf } from '../../src/migrate/typescript/same/compare';
import { written } from '../../src/migrate/typescript/write';
import { runProgram } from '../../tools/field/run-program';
import { typeErrors } from '../../tools/field/type-errors';

const FOLDER = join(__dirname, 'samples');
const SAMPLES = readdirSync(FOLDER);
const textOf = (sample: string): string => readFileSync(join(FOLDER, sample), 'utf8');

/** A machine with everything that a construct says by other means than props, and with names that end literals. */
const HOSTILE = stringify({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: {
    name: 'db-1',
    namespace: 'ns',
    labels: { team: 'a' },
    annotations: { 'a/b': '${process.exit(1)} */ ` \' " \\ \n \u2028 \u2029 </script>', 'a.b/c': '\\\'' },
  },
  spec: {
    runStrategy: 'Always',
    dataVolumeTemplates: [{
      metadata: { name: 'old-root-name' },
      spec: {
        source: { http: { url: 'https://images.example.com/a.qcow2' } },
        storage: { resources: { requests: { storage: '10Gi' } } },
      },
    }],
    template: {
      metadata: { annotations: { 'a/c': '$(rm -rf ~) `${1}`' } },
      spec: {
        domain: {
          cpu: { cores: 2 }, memory: { guest: '2Gi' }, devices: { disks: [{ name: 'root', disk: { bus: 'virtio' } }] },
        },
        volumes: [{ name: 'root', dataVolume: { name: 'old-root-name' } }],
      },
    },
  },
});

const ALL: readonly (readonly [string, string])[] = [
  ...SAMPLES.map((sample): [string, string] => [sample, textOf(sample)]), ['hostile', HOSTILE],
];
const PROGRAMS = new Map(ALL.map(([name, text]) => [name, programFrom(text)]));

test('the programs of all samples pass the compiler with --strict', () => {
  expect(typeErrors([...PROGRAMS.values()].map(({ program }) => program))).toEqual([]);
}, 120_000);

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => jest.restoreAllMocks());

describe.each(ALL)('the program of %s', (name, text) => {
  const { program, lines } = PROGRAMS.get(name)!;

  test('is as expected', () => {
    expect(program).toMatchSnapshot();
  });

  test('makes the migrated objects', () => {
    const made = runProgram(program);
    const wanted = parseAllDocuments(migrated(text).yaml, { version: '1.1' }).map((each) => each.toJS());
    expect(made.map(identity).sort()).toEqual(wanted.map(identity).sort());
    for (const object of wanted) {
      const other = made.find((each) => identity(each) === identity(object))!;
      expect(differences(object, other)).toEqual([]);
    }
  });

  test('holds no secret', () => {
    expect(`${program}${lines.join('')}`).not.toContain('YXBpVmVyc2lv');
  });
});

test('a machine keeps the names of its DataVolumes, and its labels and annotations', () => {
  const [machine] = runProgram(PROGRAMS.get('hostile')!.program);
  expect(machine.spec.dataVolumeTemplates[0].metadata.name).toBe('old-root-name');
  expect(machine.spec.template.spec.volumes[0].dataVolume.name).toBe('old-root-name');
  expect(machine.metadata.labels.team).toBe('a');
  expect(PROGRAMS.get('hostile')!.program).toContain('new VirtualMachine(');
});

const stream = (...objects: object[]): string => objects.map((each) => stringify(each)).join('---\n');
const GROUP = 'instancetype.kubevirt.io/v1beta1';

test('sizes, preferences and DataVolumes become constructs', () => {
  const metadata = { name: 'one', namespace: 'ns', labels: { team: 'a' }, annotations: { why: 'tests' } };
  const capacity = { resources: { requests: { storage: '10Gi' } } };
  const objects = [
    {
      apiVersion: GROUP,
      kind: 'VirtualMachineInstancetype',
      metadata,
      spec: {
        cpu: { guest: 2, dedicatedCPUPlacement: true, maxSockets: 4 },
        memory: { guest: '4Gi', hugepages: { pageSize: '2Mi' } },
        gpus: [{ name: 'gpu', deviceName: 'nvidia.com/A10' }],
        ioThreadsPolicy: 'auto',
      },
    },
    {
      apiVersion: GROUP,
      kind: 'VirtualMachineClusterInstancetype',
      metadata: { name: 'ns' },
      spec: {
        cpu: { guest: 1 }, memory: { guest: '1Gi' },
      },
    },
    {
      apiVersion: GROUP,
      kind: 'VirtualMachinePreference',
      metadata,
      spec: {
        requirements: { cpu: { guest: 2 }, memory: { guest: '2Gi' } },
        cpu: { preferredCPUTopology: 'spread', spreadOptions: { ratio: 4 } },
        features: { preferredAcpi: {}, preferredSmm: { enabled: false } },
        firmware: { preferredEfi: { secureBoot: true } },
        devices: { preferredDiskBus: 'virtio', preferredRng: {}, preferredTPM: { persistent: true } },
        preferredTerminationGracePeriodSeconds: 60,
      },
    },
    {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataVolume',
      metadata,
      spec: {
        source: { http: { url: 'https://images.example.com/a.qcow2' } },
        storage: { ...capacity, accessModes: ['ReadWriteOnce'], storageClassName: 'fast' },
      },
    },
    {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataVolume',
      metadata: { name: 'copy', namespace: 'ns' },
      spec: {
        sourceRef: { kind: 'DataSource', name: 'ubuntu', namespace: 'golden' }, storage: capacity,
      },
    },
  ];
  const { program, lines } = programFrom(stream(...objects));
  expect(program).not.toContain('new ApiObject(');
  expect(program).toContain("new Instancetype(cluster, 'VirtualMachineClusterInstancetype-ns', {");
  expect(lines.filter((line) => line.includes('stays a plain object'))).toEqual([]);
  expect(typeErrors([program])).toEqual([]);
  const made = runProgram(program);
  expect(made.map(identity).sort()).toEqual(objects.map(identity).sort());
  for (const object of objects) {
    expect(differences(object, made.find((each) => identity(each) === identity(object))!)).toEqual([]);
  }
}, 120_000);

const POOL = {
  apiVersion: 'pool.kubevirt.io/v1beta1',
  kind: 'VirtualMachinePool',
  metadata: { name: 'web', namespace: 'ns', labels: { team: 'a' } },
  spec: {
    replicas: 3,
    maxUnavailable: '25%',
    updateStrategy: { unmanaged: {} },
    scaleInStrategy: { opportunistic: { statePreservation: 'Offline' } },
    nameGeneration: { appendIndexToSecretRefs: true },
    selector: { matchLabels: { app: 'web' } },
    virtualMachineTemplate: {
      metadata: { labels: { app: 'web' }, annotations: { 'a/b': '${c}' } },
      spec: {
        runStrategy: 'Always',
        dataVolumeTemplates: [{
          metadata: { name: 'web-root' },
          spec: {
            source: { http: { url: 'https://images.example.com/a.qcow2' } },
            storage: { resources: { requests: { storage: '10Gi' } } },
          },
        }],
        template: {
          metadata: { labels: { tier: 'front' } },
          spec: {
            domain: {
              cpu: { cores: 2 },
              memory: { guest: '2Gi' },
              devices: { disks: [{ name: 'root', disk: { bus: 'virtio' } }] },
            },
            volumes: [{ name: 'root', dataVolume: { name: 'web-root' } }],
          },
        },
      },
    },
  },
};

test('a pool becomes a construct with the selector and the disks that it has', () => {
  const { program, lines } = programFrom(stringify(POOL));
  expect(program).toContain("new WorkerPool(nsTenant, 'web', {");
  expect(lines.filter((line) => line.includes('stays a plain object'))).toEqual([]);
  expect(typeErrors([program])).toEqual([]);
  const [made] = runProgram(program);
  const { virtualMachineTemplate: { spec: { template, ...machine }, metadata }, ...spec } = POOL.spec;
  expect(made.metadata.labels).toMatchObject(POOL.metadata.labels);
  expect(made.spec).toMatchObject(spec);
  expect(made.spec.virtualMachineTemplate).toMatchObject({ metadata, spec: machine });
  const labels = { ...template.metadata.labels, 'kubevirt.io/vmpool': 'web' };
  expect(made.spec.virtualMachineTemplate.spec.template.metadata.labels).toMatchObject(labels);
  expect(made.spec.virtualMachineTemplate.spec.template.spec.volumes[0].dataVolume.name).toBe('web-root');
}, 120_000);

test.each<[string, object]>([
  ['WorkerPool adds a label to the template, which updateStrategy proactive brings to members',
    { updateStrategy: { proactive: {} } }],
  ['spec.selector is missing', { selector: undefined }],
  ['spec.autohealing is missing', { autohealing: {} }],
  ['rule ', { replicas: undefined }],
])('a pool stays a plain object because %s', (reason, changes) => {
  const { program, lines } = programFrom(stringify({ ...POOL, spec: { ...POOL.spec, ...changes } }));
  expect(program).toContain("new ApiObject(nsMachinesChart, 'VirtualMachinePool-web'");
  expect(lines).toContainEqual(expect.stringContaining(`typed props would not make the same: ${reason}`));
});

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

test.each([
  ['spec.pvc is missing', { source: { blank: {} }, pvc: { resources: { requests: { storage: '1Gi' } } } }, {}],
  ['metadata.finalizers has no prop', { storage: {} }, { finalizers: ['a/b'] }],
  ['1 is not a string', { source: { http: { url: 1 } }, storage: {} }, {}],
])('a DataVolume stays a plain object because %s', (reason, spec, metadata) => {
  const head = { apiVersion: 'cdi.kubevirt.io/v1beta1', kind: 'DataVolume' };
  const given = { ...head, metadata: { name: 'a', namespace: 'ns', ...metadata }, spec };
  const { program, lines } = programFrom(stringify(given));
  expect(program).toContain("new ApiObject(nsObjectsChart, 'DataVolume-a'");
  expect(lines).toContain(
    `warning in.yaml:1 DataVolume ns/a: stays a plain object, because typed props would not make the same: ${reason}`,
  );
});

test('objects that hold secrets are left out', () => {
  const text = stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', namespace: 'ns' },
    data: { 'key.pem': `-----BEGIN PRIVATE KEY-----\n${'MIIEv'.repeat(12)}\n-----END PRIVATE KEY-----\n` },
  });
  for (const lines of [programFrom(text).lines, migrated(text).lines]) {
    expect(lines).toContainEqual(
      'error in.yaml:1 ConfigMap a: is left out: data["key.pem"] holds a secret, which is not repeated',
    );
  }
  expect(programFrom(text).program + migrated(text).yaml).not.toContain('MIIEv');
});

test('data of any form become literals of the same value, and nothing else', () => {
  const anything = fc.jsonValue({ depthSize: 'medium', stringUnit: 'binary' });
  const nasty = fc.constantFrom('${a}', '*/', '\'', '"', '`', '\\', '\n', '\u2028', '\u2029', '\\\'', '__proto__');
  const texts = fc.array(fc.oneof(nasty, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''));
  const data = fc.oneof(anything, texts, fc.dictionary(texts, texts), fc.array(fc.dictionary(texts, anything)));
  fc.assert(fc.property(data, fc.nat(120), (value, indent) => {
    const text = `(${written(value as Code, indent)})`;
    const plain = JSON.parse(JSON.stringify(value)) as unknown;
    expect(JSON.stringify(new Function(`return ${text}`)())).toBe(JSON.stringify(plain));
  }), { numRuns: 300 });
});

function identity({ kind, metadata: { name } }: Record<string, any>): string {
  return `${kind} ${name}`;
}

/**
 * What differs, but for the namespace that a program states, for labels and annotations that constructs add, and for
 * what KubeVirt does not see in a machine.
 */
function differences(wanted: Record<string, any>, made: Record<string, any>): readonly string[] {
  if (wanted.kind === 'VirtualMachine') return compared(copyOf(wanted.spec), copyOf(made.spec));
  const { namespace } = made.metadata;
  const placed = { ...wanted, metadata: namespace === undefined ? wanted.metadata : { namespace, ...wanted.metadata } };
  expect({ ...made, metadata: {} }).toEqual({ ...placed, metadata: {} });
  expect(made.metadata).toMatchObject(placed.metadata);
  return [];
}
