import { Fleet } from './support';
import {
  AccessMode,
  Boot,
  CdiRelease,
  CloudInit,
  DiskBus,
  EvictionStrategy,
  KubeVirtCluster,
  KubeVirtRelease,
  PodNetworkBinding,
  RunStrategy,
  UpdateVolumesStrategy,
  VirtualMachine,
  VirtualMachineProps,
} from '../../src';
import { KEPT_WHEN_PRUNED } from '../../src/layout/protection';
import { isUuid } from '../../src/toolkit/uuid';
import { findingsOf } from '../findings';
import { SIZE } from '../workers/support';

function specOf(props: Partial<VirtualMachineProps> = {}, id?: string): any {
  return new Fleet().machine(props, id).apiObject.toJson().spec;
}

/** What is found in a program with one machine. */
function foundOf(props: Partial<VirtualMachineProps>, id?: string): string[] {
  const program = new Fleet();
  program.machine(props, id);
  return findingsOf(program.app);
}

const OBJECT = '[infra/tenant/db/VirtualMachine]';

describe('a machine with required props only', () => {
  test.each(KubeVirtRelease.all())('%s', (release) => {
    const program = new Fleet(release);
    program.machine();
    expect(findingsOf(program.app)).toEqual([]);
    expect(program.app.synthYaml()).toMatchSnapshot();
  });

  test('is kept when it is pruned, and deleted if it is stateless', () => {
    const annotations = (props: Partial<VirtualMachineProps>) => (
      new Fleet().machine(props).apiObject.toJson().metadata.annotations);
    expect(annotations({})).toEqual(KEPT_WHEN_PRUNED);
    expect(annotations({ stateless: true })).toBeUndefined();
  });

  test('marks machine, instance and pod by a label, and recommends labels for the machine alone', () => {
    const machine = new Fleet().machine({ labels: { team: 'a' } });
    const { metadata, spec } = machine.apiObject.toJson();
    expect(machine.machineLabels).toEqual({ 'kubevirt.io/vm': 'db' });
    expect(spec.template.metadata.labels).toEqual({ 'team': 'a', 'kubevirt.io/vm': 'db' });
    expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'cdk8s-kubevirt', 'team': 'a' });
  });

  test('requests the right to clone its image', () => {
    const program = new Fleet();
    program.machine();
    expect(program.image.cloners).toEqual(['cluster-a']);
  });

  test('counts as one machine of its namespace', () => {
    const program = new Fleet();
    program.machine();
    expect(program.demands()).toMatchObject([{ path: 'infra/tenant/db/VirtualMachine', machines: 1 }]);
  });
});

test('a machine has all that a member of a pool has', () => {
  const props: Partial<VirtualMachineProps> = {
    bootDisk: { capacity: '20Gi', accessModes: [AccessMode.READ_WRITE_MANY] },
    extraDisks: [{ name: 'data', capacity: '5Gi', bus: DiskBus.SCSI }],
    cloudInit: CloudInit.fromSecret('user-data'),
    podNetwork: PodNetworkBinding.MASQUERADE,
    networks: [{ networkName: 'storage' }],
    runStrategy: RunStrategy.ALWAYS,
    overrides: { template: { spec: { domain: { devices: { rng: {} } } } } },
  };
  const program = new Fleet();
  const machine = program.machine(props).apiObject.toJson().spec;
  const pool = program.pool({ ...props, name: 'db' }).virtualMachinePool.toJson().spec.virtualMachineTemplate.spec;
  delete machine.template.spec.domain.firmware;
  const neutral = JSON.stringify(machine).replaceAll('kubevirt.io/vm"', 'kubevirt.io/vmpool"');
  expect(JSON.parse(neutral)).toEqual(pool);
});

describe('the identity of a machine', () => {
  const firmwareOf = (...given: Parameters<typeof specOf>) => specOf(...given).template.spec.domain.firmware;

  test('is derived, always the same, and differs by name', () => {
    const { uuid, serial } = firmwareOf();
    expect([uuid, serial].map(isUuid)).toEqual([true, true]);
    expect(uuid).not.toBe(serial);
    expect(firmwareOf()).toEqual({ uuid, serial });
    expect(firmwareOf({}, 'db2')).not.toEqual({ uuid, serial });
    expect(firmwareOf({ name: 'db' }, 'other')).toEqual({ uuid, serial });
  });

  test('never changes with a release of this library', () => {
    expect(firmwareOf()).toMatchSnapshot();
  });

  test('differs between clusters, unless both have the same seed', () => {
    const inCluster = (id: string, seed?: string) => {
      const program = new Fleet(undefined, undefined, (app) => (
        KubeVirtCluster.existing(app, id, { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 })));
      return program.machine({ identity: { seed } }).apiObject.toJson().spec.template.spec.domain.firmware;
    };
    expect(inCluster('a')).not.toEqual(inCluster('b'));
    expect(inCluster('a', 'x')).toEqual(inCluster('b', 'x'));
    expect(inCluster('b', 'a')).toEqual(inCluster('a'));
  });

  test('is what is given', () => {
    const uuid = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
    expect(firmwareOf({ identity: { uuid } })).toEqual({ uuid, serial: firmwareOf().serial });
    expect(firmwareOf({ identity: { uuid, serial: 'S1' } })).toEqual({ uuid, serial: 'S1' });
  });

  test('is left to KubeVirt by overrides', () => {
    const overrides = { template: { spec: { domain: { firmware: { uuid: null, serial: null } } } } };
    expect(firmwareOf({ overrides })).toBeUndefined();
  });
});

test('a machine has a host name, MAC addresses and a strategy for its volumes', () => {
  const spec = specOf({
    hostname: 'database',
    macAddress: '02:00:00:00:00:01',
    networks: [{ networkName: 'storage', macAddress: '02:00:00:00:00:02' }],
    updateVolumesStrategy: UpdateVolumesStrategy.MIGRATION,
  });
  expect(spec.updateVolumesStrategy).toBe('Migration');
  expect(spec.template.spec.hostname).toBe('database');
  expect(spec.template.spec.domain.devices.interfaces).toEqual([
    { name: 'default', masquerade: {}, macAddress: '02:00:00:00:00:01' },
    { name: 'storage', bridge: {}, macAddress: '02:00:00:00:00:02' },
  ]);
});

test('a machine is behind masquerade, because it is not a node, unless it asks for a bridge', () => {
  const templateOf = (props: Partial<VirtualMachineProps>) => specOf(props).template;
  expect(templateOf({}).spec.domain.devices.interfaces).toEqual([{ name: 'default', masquerade: {} }]);
  expect(templateOf({}).metadata.annotations).toBeUndefined();
  const bridged = templateOf({ podNetwork: PodNetworkBinding.BRIDGE });
  expect(bridged.spec.domain.devices.interfaces).toEqual([{ name: 'default', bridge: {} }]);
  expect(bridged.metadata.annotations).toEqual({
    'kubevirt.io/allow-pod-bridge-network-live-migration': 'true',
  });
});

test('a machine is halted, or started and stopped by hand', () => {
  expect(specOf().runStrategy).toBe('RerunOnFailure');
  expect(specOf({ runStrategy: RunStrategy.HALTED }).runStrategy).toBe('Halted');
  expect(specOf({ runStrategy: RunStrategy.MANUAL }).runStrategy).toBe('Manual');
});

describe('what is found names the prop', () => {
  test.each<[string, Partial<VirtualMachineProps>, string]>([
    ['a host name', { hostname: 'a.b' }, `${OBJECT} hostname "a.b" is not a DNS label`],
    ['a UUID', { identity: { uuid: 'none' } }, `${OBJECT} identity.uuid "none" is not a UUID`],
    ['a MAC address', { macAddress: 'none' }, `${OBJECT} macAddress "none" `],
    [
      'that of a network',
      { networks: [{ networkName: 'a', macAddress: 'none' }] },
      `${OBJECT} networks[0].macAddress "none" `,
    ],
    [
      'that of the only network',
      { podNetwork: PodNetworkBinding.NONE, networks: [{ networkName: 'a', macAddress: 'none' }] },
      `${OBJECT} networks[0].macAddress "none" `,
    ],
    ['a name', { name: 'a_b' }, `${OBJECT} name "a_b" is not a DNS subdomain`],
    ['a long name', { name: 'a'.repeat(64) }, `${OBJECT} name "aaa`],
    [
      'a label',
      { labels: { 'kubevirt.io/vm': 'x' } },
      '[infra/tenant/db] labels holds "kubevirt.io/vm", whose value is always',
    ],
    ['a wrong label', { labels: { team: 'a b' } }, `${OBJECT} labels.team "a b" `],
    ['a small disk', { bootDisk: { capacity: '1Gi' } }, `${OBJECT} bootDisk.capacity is "1Gi"`],
    ['a drain', { evictionStrategy: EvictionStrategy.NONE }, `${OBJECT} runStrategy is RerunOnFailure, but a drain`],
  ])('%s', (_name, props, text) => {
    const found = foundOf(props);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(text);
  });

  test('but not if something else changed the field', () => {
    const overrides = { template: { spec: { hostname: 'a.b' } } };
    expect(foundOf({ overrides })[0]).toContain(`${OBJECT} spec.template.spec.hostname "a.b" is not`);
  });
});

test('a name of more than 63 characters is too long, since it is the value of a label too', () => {
  const name = 'a'.repeat(64);
  expect(foundOf({ name })).toEqual([
    `error ${OBJECT} name "${name}" has 64 characters; the value of a label has at most 63. Shorten it to 63.`,
  ]);
  expect(foundOf({ name: 'a'.repeat(63) })).toEqual([]);
});

test('a label is refused once, although the machine, its instance and its pod have it', () => {
  const remedy = 'Write "name" or "prefix.example/name" with letters, digits, "-", "_" and "." and at most 63 '
    + 'characters in the name.';
  expect(foundOf({ labels: { 'my team': 'a' } })).toEqual([
    `error ${OBJECT} labels["my team"] "my team" is not a label key, so the API server refuses it. ${remedy}`,
  ]);
  expect(foundOf({ labels: { team: 'my team' } })).toHaveLength(1);
  expect(foundOf({ labels: { team: 'a' } })).toEqual([]);
});

test('a machine that a drain shuts down should be started again', () => {
  const once = { bootDisk: { accessModes: [AccessMode.READ_WRITE_ONCE] } };
  expect(foundOf(once)).toEqual([expect.stringContaining('because the disk "boot" is ReadWriteOnce')]);
  expect(foundOf({ ...once, runStrategy: RunStrategy.ALWAYS })).toEqual([]);
  expect(foundOf({ bootDisk: { accessModes: [AccessMode.READ_WRITE_MANY] } })).toEqual([]);
});

test('a machine outside of a tenant is refused', () => {
  const { infra, image } = new Fleet();
  expect(() => new VirtualMachine(infra, 'db', { image, size: SIZE })).toThrow('is outside of any tenant');
});

describe('the names of DataVolumes', () => {
  const extraDisks = [{ name: 'data', capacity: '1Gi' }];
  const namesOf = (spec: any): string[] => spec.dataVolumeTemplates.map(({ metadata }: any) => metadata.name);

  test('are those that disks of an existing machine have', () => {
    const spec = specOf({ extraDisks, dataVolumeNames: { boot: 'old-root' } });
    expect(namesOf(spec)).toEqual(['old-root', 'db-data']);
    expect(spec.template.spec.volumes.map(({ dataVolume }: any) => dataVolume?.name).slice(0, 2)).toEqual(
      ['old-root', 'db-data']);
    expect(foundOf({ extraDisks, dataVolumeNames: { boot: 'old-root' } })).toEqual([]);
  });

  test('are of disks that the machine owns', () => {
    expect(foundOf({ extraDisks, dataVolumeNames: { dota: 'old-data' } })).toEqual([
      expect.stringContaining('dataVolumeNames.dota names the disk "dota", which the machine does not own'),
    ]);
    expect(foundOf({ boot: Boot.claim('root'), image: undefined, dataVolumeNames: { boot: 'old-root' } })).toEqual([
      expect.stringContaining('names the disk "boot", which the machine does not own: it owns none'),
    ]);
  });

  test('are reported by the prop that gave them', () => {
    expect(foundOf({ dataVolumeNames: { boot: 'Old_root' } })).toEqual([
      expect.stringContaining('dataVolumeNames.boot "Old_root"'),
    ]);
  });
});
