import { stringify } from 'yaml';
import { kubevirt, machine, object, stream } from './objects';
import { linesOf, migrated } from './run';
import { KubeVirtRelease } from '../../src';

describe('a stream', () => {
  test('that needs no change keeps every byte', () => {
    const text = '# first\n\napiVersion:   v1\nkind: Namespace\nmetadata: {name: a}   # odd\n---\n# nothing\n---\n'
      + '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b", "namespace": "a"}}\n...\n';
    expect(migrated(text)).toEqual({ yaml: text, lines: [] });
  });

  test.each([
    ['a: [1', 'error in.yaml:1 '],
    ['{{ if .Values.on }}\na: b\n{{ end }}', 'it looks like a template, which must be rendered first'],
    ['a: 1\na: 2', 'error in.yaml:2 Map keys must be unique'],
    ['- a\n- b', 'error in.yaml:1 is not a Kubernetes object'],
    ['kind: A\nmetadata:\n  name: {{ .Values.name }}\n', 'it looks like a template, which must be rendered first'],
    ['kind: A\n? [a]\n: b\n', 'error in.yaml:1 has a mapping or a list as a key'],
    ['a: &a [1,1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]',
      'error in.yaml:1 has aliases that stand for too much'],
  ])('that cannot be read is an error with its line: %j', (text, line) => {
    const result = migrated(text);
    expect(result.yaml).toBe('');
    expect(result.lines[0]).toContain(line);
  });

  test('of a List is changed item by item', () => {
    const items = [machine({ runStrategy: undefined, running: true }), object('v1', 'Secret', 'hidden', { data: {} })];
    const result = migrated(stringify({ apiVersion: 'v1', kind: 'List', items }));
    expect(result.yaml).toContain('runStrategy: Always');
    expect(result.yaml).not.toContain('hidden');
    expect(linesOf('warning', result)).toContainEqual(
      expect.stringContaining('Secret hidden: is left out: secrets are never repeated'),
    );
  });

  test('with aliases is written out where it changes', () => {
    const text = 'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata: {name: a, namespace: ns, labels: &l '
      + '{x: z}}\nspec:\n  running: true\n  template:\n    metadata: {labels: *l}\n    spec: {domain: {devices: {}}}\n';
    expect(migrated(text).yaml).toContain('    metadata:\n      labels:\n        x: z\n');
  });

  test('with objects that are not identified is an error', () => {
    expect(linesOf('error', migrated('kind: Pod\n'))).toEqual([expect.stringContaining('in.yaml:1 has no apiVersion')]);
  });

  test.each([
    ['lists', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`],
    ['mappings', `a: ${'{a: '.repeat(300)}1${'}'.repeat(300)}\n`],
  ])('of very deep %s says so', (_what, text) => {
    expect(linesOf('error', migrated(text))).toEqual([expect.stringContaining(
      'in.yaml:1 has more than 200 mappings and lists within each other',
    )]);
  });

  test('with a template of machines without a spec is judged all the same', () => {
    const text = 'apiVersion: infrastructure.cluster.x-k8s.io/v1alpha1\nkind: KubevirtMachineTemplate\n'
      + 'metadata: {name: a-1a2b3c4d, namespace: b}\n';
    expect(linesOf('error', migrated(text))).toEqual([expect.stringContaining('CAPI037 spec is missing')]);
    expect(linesOf('error', migrated(`${text}spec: null\n`))).toEqual([expect.stringContaining('spec is null')]);
  });

  test('with a name that YAML does not read as a text says so', () => {
    expect(linesOf('error', migrated('apiVersion: v1\nkind: Pod\nmetadata: {name: off}\n'))).toEqual([
      'in.yaml:1 metadata.name is off, which YAML reads as a boolean and not as a text. Write it in quotes.',
    ]);
  });
});

describe('a machine', () => {
  test('with both running and runStrategy keeps the strategy, with a warning', () => {
    const result = migrated(stream(machine({ running: false })));
    expect(result.yaml).not.toContain('running');
    expect(linesOf('warning', result)).toContainEqual(
      expect.stringContaining('spec.running is removed: spec.runStrategy is there already, and KubeVirt refuses both'),
    );
  });

  test('of kubevirt.io/v1alpha2 has disks with the names of their volumes', () => {
    const disks = [{ name: 'mydisk', volumeName: 'root', disk: {} }];
    const { yaml } = migrated(stream(machine({}, { domain: { devices: { disks }, memory: { guest: '1Gi' } } })));
    expect(yaml).toContain('- name: root\n              disk: {}');
  });

  test('with secrets in its user data refers to a Secret, and no line repeats them', () => {
    const userData = '#cloud-config\npassword: hunter2-and-more\nchpasswd: { expire: false }\n';
    for (const field of [{ userData }, { userDataBase64: Buffer.from(userData).toString('base64') }]) {
      const volumes = [{ name: 'root', cloudInitNoCloud: field }];
      const result = migrated(stream(machine({}, { volumes })));
      expect(result.yaml).toContain('secretRef:\n              name: vm-cloud-init');
      expect(result.yaml + result.lines.join('\n')).not.toContain('hunter2');
      expect(linesOf('warning', result)).toContainEqual(expect.stringContaining('create the Secret vm-cloud-init'));
    }
  });
});

describe('KubeVirt', () => {
  const GATES = ['LiveMigration', 'Snapshot', 'HotplugVolumes', 'DataVolumes', 'CPUManager', 'Macvtap'];

  test.each([
    [KubeVirtRelease.V1_8_4, ['Snapshot', 'HotplugVolumes', 'CPUManager']],
    [KubeVirtRelease.V1_9_0, ['HotplugVolumes', 'CPUManager']],
  ])('lists the feature gates that %s needs', (release, gates) => {
    const { yaml } = migrated(stream(kubevirt(GATES)), release);
    expect(yaml).toContain(`featureGates:\n${gates.map((gate) => `        - ${gate}\n`).join('')}`);
    expect(yaml.match(/ - /g)).toHaveLength(gates.length);
  });

  test('takes over what the ConfigMap kubevirt-config says, and refuses what it cannot', () => {
    const migrations = 'parallelMigrationsPerCluster: 3';
    const data = { 'feature-gates': 'CPUManager, Sidecar', migrations, 'odd': 'x' };
    const result = migrated(stream(object('v1', 'ConfigMap', 'kubevirt-config', { data }), kubevirt(['CPUManager'])));
    expect(result.yaml).toContain(`- CPUManager\n        - Sidecar\n    migrations:\n      ${migrations}`);
    expect(result.yaml).toContain('data:\n  odd: x\n');
    expect(linesOf('error', result)).toEqual([expect.stringContaining('data["odd"] cannot be carried over')]);
    expect(linesOf('warning', result)).toEqual([expect.stringContaining('keeps the feature gate Sidecar')]);
  });

  test('of the ConfigMap kubevirt-config is one change for each gate, and the ConfigMap goes', () => {
    const data = { 'feature-gates': 'DataVolumes, CPUManager, LiveMigration' };
    const result = migrated(stream(object('v1', 'ConfigMap', 'kubevirt-config', { data })));
    expect(result.yaml).not.toContain('ConfigMap');
    expect(linesOf('change', result)).toEqual([
      expect.stringContaining('data["feature-gates"] no longer lists DataVolumes: it is not a feature gate'),
      expect.stringContaining('data["feature-gates"] no longer lists LiveMigration: it is always on'),
      expect.stringContaining('featureGates becomes ["CPUManager"]'),
      expect.stringContaining('is left out: KubeVirt reads'),
    ]);
  });

  test('keeps the comments of the ConfigMap kubevirt-config', () => {
    const data = { 'selinuxLauncherType': 'a', 'feature-gates': 'CPUManager' };
    const text = stream(object('v1', 'ConfigMap', 'kubevirt-config', { data }))
      .replace('  feature-gates: CPUManager', '  # pinned\n  feature-gates: CPUManager # for CPUs');
    expect(migrated(text).yaml).toMatch(/# pinned\n +# for CPUs\n +featureGates:/);
  });

  test.each([
    ['memory-overcommit', 'much'], ['debug.useEmulation', 'yes'], ['migrations', 'a: [1'], ['smbios', 'text'],
  ])('of the ConfigMap kubevirt-config has no %s of %j', (key, value) => {
    const result = migrated(stream(object('v1', 'ConfigMap', 'kubevirt-config', { data: { [key]: value } })));
    const cannot = `data["${key}"] cannot be carried over: its text`;
    expect(linesOf('error', result)).toEqual([expect.stringContaining(cannot)]);
    expect(result.yaml).toContain(`${key}: `);
  });

  test('names the gates that it no longer lists', () => {
    expect(linesOf('change', migrated(stream(kubevirt(['DataVolumes', 'CPUManager', 'LiveMigration']))))).toEqual([
      expect.stringContaining('featureGates no longer lists DataVolumes: it is not a feature gate'),
      expect.stringContaining('featureGates no longer lists LiveMigration: it is always on'),
    ]);
  });

  test('in two namespaces cannot be merged', () => {
    const other = { ...kubevirt([]), metadata: { name: 'kubevirt', namespace: 'other' } };
    expect(linesOf('error', migrated(stream(kubevirt([]), other)))[0]).toContain('a cluster has one KubeVirt');
  });
});

describe('a DataSource that imports', () => {
  const source = object('cdi.kubevirt.io/v1beta1', 'DataSource', 'image', {
    spec: { source: { http: { url: 'https://images.example.com/a.qcow2' } } },
  });

  test('cannot be carried over without a clone that states a size', () => {
    const result = migrated(stream(source));
    expect(linesOf('error', result)[0]).toContain('spec.source.http cannot be carried over: a DataVolume that imports');
  });

  test('has the size of clones in its own namespace alone', () => {
    const storage = { resources: { requests: { storage: '1Gi' } } };
    const template = { metadata: { name: 'a' }, spec: { sourceRef: { kind: 'DataSource', name: 'image' }, storage } };
    const volumes = [{ name: 'a', dataVolume: { name: 'a' } }];
    const domain = { devices: { disks: [{ name: 'a', disk: {} }] }, memory: { guest: '1Gi' } };
    const clone = machine({ dataVolumeTemplates: [template] }, { domain, volumes });
    const elsewhere = { ...source, metadata: { name: 'image', namespace: 'other' } };
    expect(migrated(stream(clone, source)).yaml).toContain('storage: 1Gi');
    expect(linesOf('error', migrated(stream(clone, elsewhere)))).toContainEqual(
      expect.stringContaining('no machine in these files clones this DataSource'),
    );
  });

  test('has the size of the smallest clone', () => {
    const clone = (name: string, storage: string): object => ({
      metadata: { name },
      spec: { sourceRef: { kind: 'DataSource', name: 'image' }, storage: { resources: { requests: { storage } } } },
    });
    const dataVolumeTemplates = [clone('a', '20Gi'), clone('b', '2000Mi'), clone('c', '3Gi')];
    const volumes = ['a', 'b', 'c'].map((name) => ({ name, dataVolume: { name } }));
    const disks = ['a', 'b', 'c'].map((name) => ({ name, disk: {} }));
    const domain = { devices: { disks }, memory: { guest: '1Gi' } };
    const { yaml } = migrated(stream(machine({ dataVolumeTemplates }, { domain, volumes }), source));
    expect(yaml).toContain('storage:\n    resources:\n      requests:\n        storage: 2000Mi\n');
  });
});

describe('a preset', () => {
  const preset = (domain: object): object => object('kubevirt.io/v1', 'VirtualMachineInstancePreset', 'small', {
    spec: { selector: { matchLabels: { size: 'small' } }, domain },
  });
  const size = preset({ cpu: { cores: 2 }, memory: { guest: '4Gi' } });

  test('becomes an instancetype, which the machines that it selected choose by name', () => {
    const template = { metadata: { labels: { size: 'small' } }, spec: { domain: { devices: {} } } };
    const { yaml } = migrated(stream(size, machine({ template })));
    expect(yaml).toContain('spec:\n  cpu:\n    guest: 2\n  memory:\n    guest: 4Gi\n');
    expect(yaml).toContain('instancetype:\n    kind: VirtualMachineInstancetype\n    name: small\n');
  });

  const named = (given: object, namespace?: string): object => {
    const { metadata, ...others } = given as { metadata: { name: string } };
    return { ...others, metadata: { name: metadata.name, namespace } };
  };
  const labels = { size: 'small' };
  const labelled = machine({ template: { metadata: { labels }, spec: { domain: { devices: {} } } } });

  test.each([[undefined, 'default', true], ['default', undefined, true], [undefined, 'ns', false]])(
    'in the namespace %s is for machines in %s: %s', (ofPreset, ofMachine, isChosen) => {
      const { yaml } = migrated(stream(named(size, ofPreset), named(labelled, ofMachine)));
      expect(yaml.includes('instancetype:\n    kind: VirtualMachineInstancetype\n    name: small\n')).toBe(isChosen);
    });

  test('does not replace the size of a machine', () => {
    const spec = { domain: { devices: {}, memory: { guest: '1Gi' } } };
    const template = { metadata: { labels: { size: 'small' } }, spec };
    const result = migrated(stream(size, machine({ template })));
    expect(linesOf('warning', result)).toContainEqual(expect.stringContaining('chose the preset small'));
  });

  test('that says more than a size stays', () => {
    const result = migrated(stream(preset({ cpu: { cores: 2 }, memory: { guest: '4Gi' }, clock: {} })));
    expect(result.yaml).toContain('kind: VirtualMachineInstancePreset');
    expect(linesOf('warning', result)[0]).toContain('stays a preset');
  });
});
