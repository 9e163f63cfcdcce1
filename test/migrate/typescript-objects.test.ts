import { stringify } from 'yaml';
import { machine as machineWith, stream } from './objects';
import { programFrom } from './run';
import { differences, identity } from './same';
import { runProgram } from '../../tools/field/run-program';
import { typeErrors } from '../../tools/field/type-errors';

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => jest.restoreAllMocks());

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

test('a program asks who handles evictions of a machine, because no manifest names it', () => {
  const told: string[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((line) => told.push(String(line)) > 0);
  const { program } = programFrom(stream(machineWith({}, { evictionStrategy: 'External' })));
  expect(program).toContain('evictionStrategy: EvictionStrategy.EXTERNAL');
  expect(program).not.toContain('evictionHandler');
  runProgram(program);
  expect(told.join('')).toContain('VM103');
});

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
