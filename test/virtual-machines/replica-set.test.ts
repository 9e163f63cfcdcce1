import { Fleet } from './support';
import {
  Boot, CloudInit, ImageSource, KubeVirtRelease, MachinePreference, MachineSize, PodNetworkBinding, Preset, RunStrategy,
  SchedulingPolicy, VirtualMachineReplicaSetProps,
} from '../../src';
import { findingsOf, rulesOf } from '../findings';

function setOf(props: Partial<VirtualMachineReplicaSetProps> = {}): any {
  return new Fleet().replicaSet(props).replicaSet.toJson();
}

function foundOf(props: Partial<VirtualMachineReplicaSetProps>): string[] {
  const program = new Fleet();
  program.replicaSet(props);
  return findingsOf(program.app);
}

const OBJECT = '[infra/tenant/web/VirtualMachineInstanceReplicaSet]';

describe('a replica set', () => {
  test.each(KubeVirtRelease.all())('%s', (release) => {
    const program = new Fleet(release);
    program.replicaSet();
    expect(findingsOf(program.app)).toEqual([]);
    expect(program.app.synthYaml()).toMatchSnapshot();
  });

  test('has one instance unless something says otherwise', () => {
    expect(setOf({ replicas: undefined }).spec.replicas).toBe(1);
    expect(setOf({ replicas: 0 }).spec.replicas).toBe(0);
    expect(setOf({ replicas: undefined, externallyScaled: { by: 'a scaler', maxReplicas: 4 } }).spec.replicas)
      .toBeUndefined();
  });

  test('is behind masquerade, because its instances are not nodes', () => {
    const interfaces = (props: Partial<VirtualMachineReplicaSetProps>) => (
      setOf(props).spec.template.spec.domain.devices.interfaces);
    expect(interfaces({})).toEqual([{ name: 'default', masquerade: {} }]);
    expect(interfaces({ podNetwork: PodNetworkBinding.BRIDGE })).toEqual([{ name: 'default', bridge: {} }]);
  });

  test('is paused', () => expect(setOf({ paused: true }).spec.paused).toBe(true));

  test('selects its instances by a label of its own', () => {
    const { memberLabels, replicaSet } = new Fleet().replicaSet({ labels: { team: 'a' } });
    const { spec } = replicaSet.toJson();
    expect(memberLabels).toEqual({ 'kubevirt.io/vmReplicaSet': 'web' });
    expect(spec.selector).toEqual({ matchLabels: memberLabels });
    expect(spec.template.metadata.labels).toEqual({ team: 'a', ...memberLabels });
  });

  test('is deleted when it is pruned, because it holds no data', () => {
    expect(setOf().metadata.annotations).toBeUndefined();
  });

  test('counts all of its instances in its namespace', () => {
    const program = new Fleet();
    program.replicaSet({ replicas: 3 });
    expect(program.demands()).toMatchObject([{ machines: 3 }]);
  });

  test('has what instances of other kinds have', () => {
    const program = new Fleet();
    const { spec } = program.replicaSet({
      cloudInit: CloudInit.fromSecret('user-data'),
      scheduling: new SchedulingPolicy(program.infra, 'apart', { podAntiAffinityPreset: Preset.SOFT }),
    }).replicaSet.toJson();
    expect(spec.template.spec.volumes.map(({ name }: { name: string }) => name)).toEqual(['boot', 'cloudinit']);
    expect(JSON.stringify(spec.template.spec.affinity)).toContain('"kubevirt.io/vmReplicaSet":"web"');
    expect(spec.dataVolumeTemplates).toBeUndefined();
  });
});

describe('what only a VirtualMachine has', () => {
  test.each<[string, Partial<VirtualMachineReplicaSetProps>]>([
    ['size', { size: MachineSize.instancetype('standard-2') }],
    ['preference', { preference: MachinePreference.preference('fedora') }],
    ['runStrategy', { runStrategy: RunStrategy.ALWAYS }],
    ['boot', { boot: Boot.imported(ImageSource.http('https://images.example.com/debian-13.1.qcow2')) }],
    ['extraDisks', { extraDisks: [{ name: 'data', capacity: '1Gi' }] }],
    ['overrides.updateVolumesStrategy', { overrides: { updateVolumesStrategy: 'Migration' } }],
    ['overrides.runStrategy', { overrides: { runStrategy: 'Always' } }],
  ])('is an error: %s', (prop, props) => {
    const about = foundOf(props).filter((line) => line.includes(`[infra/tenant/web] ${prop} is of a VirtualMachine`));
    expect(about).toHaveLength(1);
  });

  test('is a named size, and then nothing is said of its memory', () => {
    expect(foundOf({ size: MachineSize.clusterInstancetype('u1.small') })).toEqual([
      expect.stringContaining('[infra/tenant/web] size is of a VirtualMachine, but a replica set makes instances'),
    ]);
  });

  test('is the clone of an image', () => {
    const program = new Fleet();
    program.replicaSet({ boot: undefined, image: program.image });
    expect(findingsOf(program.app)).toEqual([
      expect.stringContaining('[infra/tenant/web] image is of a VirtualMachine, but a replica set makes instances'),
    ]);
  });

  test('is the storage of a boot disk, which no instance has', () => {
    expect(foundOf({ bootDisk: { capacity: '20Gi' } })).toEqual([
      expect.stringContaining('[infra/tenant/web] bootDisk has capacity, but boot names a disk that exists apart'),
    ]);
  });

  test('is not what a message asks for if nothing says what the instances boot from', () => {
    expect(foundOf({ boot: undefined })).toEqual([expect.stringContaining(
      '[infra/tenant/web] image and boot are missing, so the machine has nothing to boot from. Write boot: Boot.',
    )]);
  });

  test('does not matter if it is empty', () => {
    expect(foundOf({ bootDisk: {}, extraDisks: [] })).toEqual([]);
  });
});

describe('what is found names the prop', () => {
  test.each<[Partial<VirtualMachineReplicaSetProps>, string]>([
    [{ replicas: -1 }, '[infra/tenant/web] replicas -1 is not a number of machines'],
    [{ name: 'a_b' }, `${OBJECT} name "a_b" is not a DNS subdomain`],
    [{ labels: { team: 'a b' } }, `${OBJECT} labels.team "a b"`],
    [{ subdomain: 'a.b' }, `${OBJECT} subdomain "a.b"`],
    [{ labels: { 'kubevirt.io/vmReplicaSet': 'x' } }, '[infra/tenant/web] labels holds "kubevirt.io/vmReplicaSet"'],
  ])('%j', (props, text) => {
    const found = foundOf(props);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(text);
  });
});

test('instances of one template do not share what only one can have', () => {
  const macAddress = '02:00:00:00:00:01';
  const found = (replicas: number) => foundOf({ replicas, networks: [{ networkName: 'storage', macAddress }] });
  expect(found(2)).toEqual([
    expect.stringContaining(`networks[0].macAddress is "${macAddress}", and every member would have the same`),
  ]);
  expect(found(1)).toEqual([expect.stringContaining('so there can never be a second member')]);
  expect(foundOf({ boot: Boot.claim('shared') })).toEqual([
    expect.stringContaining(`${OBJECT} boot is the disk "shared", which all members would`),
  ]);
  const volumes = [{ name: 'boot', persistentVolumeClaim: { claimName: 'shared' } }];
  expect(foundOf({ overrides: { template: { spec: { volumes } } } })).toEqual([
    expect.stringContaining(`${OBJECT} spec.template.spec.volumes[0] is the disk "shared", which all members would`),
  ]);
});

test('a number and an autoscaler are one finding', () => {
  const program = new Fleet();
  program.replicaSet({ autoscale: { min: 1, max: 4, cpu: 1 } });
  expect(rulesOf(program.app)).toEqual(['POOL006']);
});
