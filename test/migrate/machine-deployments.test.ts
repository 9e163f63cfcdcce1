import { parse, stringify } from 'yaml';
import { deployment, stream } from './objects';
import { linesOf, Migrated, migrated } from './run';

describe('a MachineDeployment', () => {
  const template = (fields: object = {}): object => ({
    virtualMachine: {
      template: {
        cpus: '2', memory: '4Gi', primaryDisk: { osImage: 'golden', size: '10Gi', storageClassName: 'fast' }, ...fields,
      },
    },
  });

  test.each([
    ['http://images.example.com/a.qcow2', 'http'], ['s3://a/b', 'http'],
    ['docker://quay.io/a/b:1', 'registry'], ['docker:b', 'registry'], ['ns/golden', 'pvc'],
  ])('of %s states its source', (osImage, source) => {
    const primaryDisk = { osImage, size: '10Gi', storageClassName: 'fast' };
    expect(migrated(stream(deployment(template({ primaryDisk })))).yaml).toContain(`source: ${source}\n`);
  });

  test('of an operating system that machine-controller has given up cannot be carried over', () => {
    const result = migrated(stream(deployment(template(), { operatingSystem: 'centos' })));
    expect(linesOf('error', result)[0]).toContain('operatingSystem "centos" cannot be carried over');
  });

  test('has vcpus or cpus, and neither beside an instancetype', () => {
    expect(migrated(stream(deployment(template({ vcpus: { cores: 2 } })))).yaml).not.toContain('cpus: "2"');
    const virtualMachine = { flavor: { name: 'mine' }, ...(template() as { virtualMachine: object }).virtualMachine };
    const { yaml } = migrated(stream(deployment({ virtualMachine })));
    expect(yaml).toContain('name: mine\n');
    expect(yaml).not.toContain('memory:');
  });

  test('with a preset that says neither soft nor hard loses it, with a warning', () => {
    const result = migrated(stream(deployment({ ...template(), affinity: { podAntiAffinityPreset: 'medium' } })));
    expect(linesOf('warning', result)[0]).toContain('neither "soft" nor "hard", so nothing replaces it');
    expect(result.yaml).not.toContain('affinity');
  });

  test.each([
    ['podAntiAffinityPreset', { type: 'hard' }],
    ['podAffinityPreset', { type: 'soft' }],
    ['podAffinityPreset', 3],
    ['podAntiAffinityPreset', { configMapKeyRef: { namespace: 'a', name: 'b', key: 'c' } }],
  ])('keeps a %s that cannot be read, which is an error: %j', (preset, value) => {
    const result = migrated(stream(deployment({ ...template(), affinity: { [preset]: value } })));
    expect(linesOf('error', result)[0]).toContain(`affinity.${preset} cannot be carried over`);
    expect(result.yaml).toContain(preset);
  });

  test('keeps a flavor whose name cannot be read, which is an error', () => {
    for (const flavor of ['small', { name: { type: 'small' } }]) {
      const { virtualMachine } = template() as { virtualMachine: object };
      const result = migrated(stream(deployment({ virtualMachine: { ...virtualMachine, flavor } })));
      expect(linesOf('error', result)[0]).toContain('flavor cannot be carried over');
      expect(result.yaml).toContain('flavor:');
    }
  });

  test('whose flavor is replaced loses its own size with a warning', () => {
    const { virtualMachine } = template() as { virtualMachine: object };
    const flavor = { name: 'kubermatic-standard' };
    const result = migrated(stream(deployment({ virtualMachine: { ...virtualMachine, flavor } })));
    expect(linesOf('warning', result)).toContainEqual(expect.stringContaining('template.memory is removed: the '
      + 'instancetype that replaces the flavor decides the size, which was "4Gi" here'));
    const instancetype = { name: 'standard-2', kind: 'VirtualMachineInstancetype' };
    const other = migrated(stream(deployment({ virtualMachine: { ...virtualMachine, instancetype } })));
    expect(linesOf('change', other)).toContainEqual(expect.stringContaining('template.memory is removed'));
  });

  test('whose flavor was a preset of these files is told where the instancetype is, and where it must be', () => {
    const preset = {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachineInstancePreset',
      metadata: { name: 'kubermatic-standard' },
      spec: { selector: { matchLabels: { a: 'b' } }, domain: { cpu: { cores: 2 }, memory: { guest: '8Gi' } } },
    };
    const virtualMachine = { template: {}, flavor: { name: 'kubermatic-standard' } };
    const result = migrated(stream(deployment({ virtualMachine }), preset));
    expect(result.yaml).toContain('instancetype:\n                name: kubermatic-standard\n');
    expect(linesOf('warning', result)).toContainEqual(expect.stringContaining('the VirtualMachineInstancetype '
      + 'kubermatic-standard must exist in the namespace of the machines. These files have it in default. If the '
      + 'machines are in another namespace'));
  });

  test('keeps numbers, which machine-controller reads as texts', () => {
    const result = migrated(stream(deployment(template({ cpus: 2 }))));
    expect(result.yaml).toContain('cpus: 2\n');
    expect(linesOf('change', result).join()).not.toContain('cpus');
  });

  test('has warnings of the rules too', () => {
    const secondaryDisks = [{ size: '5Gi', storageClassName: 'fast' }];
    const warnings = linesOf('warning', migrated(stream(deployment(template({ secondaryDisks })))));
    expect(warnings).toContainEqual(expect.stringContaining(' MD026 '));
    expect(warnings).toContainEqual(expect.stringContaining(' MD048 '));
  });

  test('that is left out for its secret has no findings', () => {
    const overwriteCloudConfig = '#cloud-config\npassword: hunter2-and-more\n';
    const { yaml, lines } = migrated(stream(deployment(template(), { overwriteCloudConfig })));
    expect(yaml).toBe('');
    expect(lines).toContainEqual(expect.stringContaining('MachineDeployment md: is left out'));
    expect(lines.join()).not.toMatch(/ MD\d+ /);
  });

  test('keeps the comments of a flavor and a preset with what replaces them', () => {
    const given = deployment({
      virtualMachine: { template: {}, flavor: { name: 'small' } },
      affinity: { podAntiAffinityPreset: { value: 'soft' } },
    });
    const text = stringify(given, { aliasDuplicateObjects: false })
      .replace('name: small', 'name: small # four CPUs').replace(/( +)value: soft/, '$1# apart\n$& # gently');
    const { yaml } = migrated(text);
    expect(yaml).toMatch(/# four CPUs\n +instancetype:/);
    expect(yaml).toMatch(/# apart\n +# gently\n +topologySpreadConstraints:/);
  });

  test('whose template changes is told that all nodes will be replaced', () => {
    const told = (result: Migrated) => linesOf('warning', result).filter((line) => line.includes('all nodes'));
    const first = migrated(stream(deployment(template())));
    expect(told(first)).toEqual(['in.yaml:1 MachineDeployment ns/md: spec.template has changed, and machine-controller '
      + 'replaces all nodes whose template differs from it, even if the machines would be the same. Apply it when '
      + 'nodes may be replaced, or set spec.paused to true until then']);
    expect(told(migrated(first.yaml))).toEqual([]);
    const paused = deployment(template()) as { spec: object };
    const { lines } = migrated(stream({ ...paused, spec: { ...paused.spec, paused: true } }));
    expect(lines).toContainEqual(expect.stringContaining('Set spec.paused to false when nodes may be replaced'));
  });

  test('whose template stays is not told of nodes', () => {
    const given = deployment(template()) as { metadata: object };
    const { yaml } = migrated(stream(given));
    const { lines } = migrated(stream({ ...parse(yaml), metadata: { ...given.metadata, creationTimestamp: null } }));
    expect(lines).toContainEqual(expect.stringContaining('metadata.creationTimestamp is removed'));
    expect(lines.join()).not.toContain('all nodes');
  });

  test('of other providers stays as it is', () => {
    const text = stream(deployment({ zone: 'a' }, { cloudProvider: 'hetzner' }));
    expect(migrated(text).yaml).toBe(text);
  });
});
