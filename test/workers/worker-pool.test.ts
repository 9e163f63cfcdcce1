import { Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { Image, machine, notices, options, problemsOf, Program, saidOf, SIZE } from './support';
import {
  Architecture,
  BundleApp,
  CdiRelease,
  CloudInit,
  CloudInitType,
  AccessMode,
  DiskBus,
  VolumeMode,
  EvictionStrategy,
  GoldenImage,
  Findings,
  ImageSource,
  KubeVirtCluster,
  KubeVirtRelease,
  MachinePreference,
  MachineSize,
  MultusBinding,
  PodNetworkBinding,
  Preset,
  RunStrategy,
  ScaleInStrategy,
  SchedulingPolicy,
  SortPolicy,
  SshKeys,
  StatePreservation,
  TenantNamespace,
  UpdateStrategy,
  WorkerPool,
  WorkerPoolProps,
} from '../../src';
import { tell } from '../../src/inventory/tell';
import { KEPT_WHEN_PRUNED } from '../../src/layout/protection';

const RWX = [AccessMode.READ_WRITE_MANY];

const POOL = '[infra/tenant/workers]';
const OBJECT = '[infra/tenant/workers/VirtualMachinePool]';
const MACHINE = 'spec.virtualMachineTemplate.spec';

describe('a pool with required options only', () => {
  test.each(KubeVirtRelease.all())('%s', (release) => {
    const program = new Program(release);
    program.pool();
    expect(program.problems()).toEqual([]);
    expect(program.app.synthYaml()).toMatchSnapshot();
  });

  test('does nothing that KubeVirt would do by itself and that loses guests or data', () => {
    const { metadata, spec } = new Program().pool().virtualMachinePool.toJson();
    expect(spec).toMatchObject({
      replicas: 3,
      updateStrategy: { unmanaged: {} },
      maxUnavailable: 1,
      scaleInStrategy: {
        proactive: { statePreservation: 'Offline', selectionPolicy: { sortPolicy: 'DescendingOrder' } },
      },
    });
    expect(spec.autohealing).toBeUndefined();
    expect(metadata.annotations).toEqual(KEPT_WHEN_PRUNED);
  });

  test('carries the label of its members on pool, machine and instance', () => {
    const pool = new Program().pool({ labels: { team: 'a' } });
    const { metadata, spec } = pool.virtualMachinePool.toJson();
    const labels = { 'team': 'a', 'kubevirt.io/vmpool': 'workers' };
    const template = spec.virtualMachineTemplate;
    expect(metadata.labels).toMatchObject(labels);
    expect([template.metadata.labels, template.spec.template.metadata.labels]).toEqual([labels, labels]);
    expect(spec.selector).toEqual({ matchLabels: { 'kubevirt.io/vmpool': 'workers' } });
    expect(pool.memberLabels).toEqual(spec.selector.matchLabels);
  });

  test('lives in the workloads layer, in a file of its name', () => {
    const program = new Program();
    program.pool();
    expect(program.app.synthYaml()).toContain('name: workers');
    const stale = program.pool({}, 'more');
    expect(stale.poolName).toBe('more');
  });
});

describe('a pool with all options', () => {
  const everything = (program: Program): Partial<WorkerPoolProps> => ({
    name: 'big',
    size: MachineSize.of({
      cores: 2,
      sockets: 2,
      threads: 2,
      memory: Size.gibibytes(8),
      cpuModel: 'host-model',
      dedicatedCpus: true,
      isolateEmulatorThread: true,
      hugepages: '2Mi',
    }),
    preference: MachinePreference.clusterPreference('ubuntu'),
    runStrategy: RunStrategy.RERUN_ON_FAILURE,
    bootDisk: {
      capacity: '40Gi',
      storageClassName: 'fast',
      accessModes: RWX,
      volumeMode: VolumeMode.BLOCK,
      bus: DiskBus.SCSI,
    },
    extraDisks: [
      { name: 'data', capacity: Size.gibibytes(100), accessModes: RWX },
      { name: 'logs', capacity: '5Gi', accessModes: RWX, bus: DiskBus.SATA },
    ],
    podNetwork: PodNetworkBinding.MASQUERADE,
    networks: [
      { networkName: 'storage/vlan-10', name: 'vlan10' },
      { networkName: 'sriov-net', binding: MultusBinding.SRIOV },
    ],
    networkInterfaceMultiqueue: true,
    cloudInit: CloudInit.fromSecret('worker-user-data', { networkDataSecret: 'worker-network' }),
    sshKeys: [SshKeys.fromSecret('admins'), SshKeys.fromSecretByGuestAgent('operators', ['core'])],
    scheduling: new SchedulingPolicy(program.tenant, 'apart', { podAntiAffinityPreset: Preset.HARD }),
    evictionStrategy: EvictionStrategy.LIVE_MIGRATE,
    terminationGracePeriod: Duration.minutes(5),
    ...options({
      updateStrategy: UpdateStrategy.PROACTIVE,
      maxUnavailable: '25%',
      scaleIn: { sortPolicy: SortPolicy.OLDEST, statePreservation: StatePreservation.DISABLED },
      indexedReferences: { secrets: true, configMaps: true },
    }),
    architecture: Architecture.AMD64,
    machineType: 'pc-q35-rhel9.6.0',
    subdomain: 'workers',
    labels: { 'cluster.x-k8s.io/role': 'worker' },
    annotations: { 'example.com/note': 'a' },
  });

  test.each(KubeVirtRelease.all())('%s', (release) => {
    const program = new Program(release);
    program.pool(everything(program));
    expect(program.problems()).toEqual([]);
    expect(program.app.synthYaml()).toMatchSnapshot();
  });

  test('a proactive update that could take disks with it is a warning', () => {
    const program = new Program();
    expect(notices(program.pool(everything(program)))).toContain(
      'spec.updateStrategy is proactive, so a change of a disk, even of its size, deletes running members with all ' +
        'their disks; so does a change that was made before with another updateStrategy, unless opportunistic ' +
        'brought it to them and they have been restarted since. Change disks in a new pool, or leave ' +
        'updateStrategy out and replace members one by one (docs/how-to/plugged-volumes.md).',
    );
  });
});

describe('sizes and preferences', () => {
  test('an instancetype is named with its kind, and nothing is said beside it', () => {
    const program = new Program();
    const own = machine(program.pool({ size: MachineSize.instancetype('standard-2') }));
    expect(own.instancetype).toEqual({ kind: 'VirtualMachineInstancetype', name: 'standard-2' });
    expect(own.template.spec.domain).not.toHaveProperty('cpu');
    expect(own.template.spec.domain).not.toHaveProperty('memory');
    const shared = machine(
      program.pool(
        { size: MachineSize.clusterInstancetype('u1.medium'), preference: MachinePreference.preference('linux') },
        'shared',
      ),
    );
    expect(shared).toMatchObject({
      instancetype: { kind: 'VirtualMachineClusterInstancetype', name: 'u1.medium' },
      preference: { kind: 'VirtualMachinePreference', name: 'linux' },
    });
    expect(program.problems()).toEqual([]);
  });

  test.each<[string, Partial<WorkerPoolProps>, string]>([
    [
      'a size of thousandths',
      { size: MachineSize.of({ cores: 2, memory: '2048m' }) },
      'size.memory "2048m" is not a whole number of bytes ("m" means thousandths). Write "2048Mi" for mebibytes.',
    ],
    [
      'no core',
      { size: MachineSize.of({ cores: 0, memory: '4Gi' }) },
      'size.cores is 0, but a machine has a whole number of at least 1. Write one, such as 4.',
    ],
    [
      'an instancetype and cores',
      { size: MachineSize.instancetype('a'), overrides: { template: { spec: { domain: { cpu: { cores: 4 } } } } } },
      'spec.virtualMachineTemplate.spec.template.spec.domain.cpu.cores is 4, but the instancetype "a" says it already, '
        + 'and KubeVirt refuses a machine that has both. Leave one of the two out.',
    ],
    [
      'cores and an instancetype',
      {
        size: MachineSize.of({ cores: 4, memory: '4Gi' }),
        overrides: {
          instancetype: { name: 'a' },
          template: { spec: { domain: { memory: null, cpu: { sockets: null, threads: null } } } },
        },
      },
      'size.cores is 4, but the instancetype "a" says it already, and KubeVirt refuses a machine that has both. Leave '
        + 'one of the two out.',
    ],
    [
      'a size of no name',
      { size: MachineSize.instancetype('Standard 2') },
      'size "Standard 2" is not a DNS subdomain, so the API server refuses it. Use lower-case letters, digits, "-" and '
        + '".", each part beginning and ending with a letter or digit, for example "standard-2".',
    ],
  ])('%s is refused', (_name, props, sentence) => {
    expect(problemsOf(props)).toEqual([`${OBJECT} ${sentence}`]);
  });
});

describe('disks', () => {
  test('the boot disk is a clone of the image, by default of its size, and the tenant may clone it', () => {
    const program = new Program();
    const pool = program.pool();
    expect(machine(pool).dataVolumeTemplates).toEqual([
      {
        metadata: { name: 'workers-boot' },
        spec: {
          sourceRef: { kind: 'DataSource', name: 'ubuntu-24-04', namespace: 'golden-images' },
          storage: { resources: { requests: { storage: '10Gi' } } },
        },
      },
    ]);
    expect(program.image.cloners).toEqual(['cluster-a']);
  });

  test('an image of unknown size leaves the size to CDI', () => {
    const program = new Program(undefined, (scope) => new Image(scope, 'image', ''));
    expect(machine(program.pool()).dataVolumeTemplates[0].spec.storage).toEqual({});
    expect(program.problems()).toEqual([]);
  });

  test('extra disks are blank, found by their name, and each member has its own', () => {
    const { template, dataVolumeTemplates } = machine(
      new Program().pool({ extraDisks: [{ name: 'data', capacity: '20Gi', storageClassName: 'slow' }] }),
    );
    expect(dataVolumeTemplates[1]).toEqual({
      metadata: { name: 'workers-data' },
      spec: {
        source: { blank: {} },
        storage: { storageClassName: 'slow', resources: { requests: { storage: '20Gi' } } },
      },
    });
    expect(template.spec.domain.devices.disks[1]).toEqual({ name: 'data', serial: 'data', disk: { bus: 'virtio' } });
    expect(template.spec.volumes[1]).toEqual({ name: 'data', dataVolume: { name: 'workers-data' } });
  });

  const disks = (...names: string[]) => names.map((name) => ({ name, capacity: '1Gi' }));
  test.each<[string, Partial<WorkerPoolProps>, string]>([
    [
      'a disk smaller than its image',
      { bootDisk: { capacity: '8Gi' } },
      `${OBJECT} bootDisk.capacity is "8Gi", but the image "ubuntu-24-04" has "10Gi", which does not fit. Write at ` +
        'least "10Gi".',
    ],
    [
      'a disk made smaller by an override',
      {
        overrides: {
          dataVolumeTemplates: [
            {
              metadata: { name: 'workers-boot' },
              spec: {
                sourceRef: { kind: 'DataSource', name: 'ubuntu-24-04', namespace: 'golden-images' },
                storage: { resources: { requests: { storage: '1Gi' } } },
              },
            },
          ],
        },
      },
      `${OBJECT} spec.virtualMachineTemplate.spec.dataVolumeTemplates[0].spec.storage.resources.requests.storage is ` +
        '"1Gi", but the image "ubuntu-24-04" has "10Gi", which does not fit. Write at least "10Gi".',
    ],
    [
      'two disks of one name',
      { extraDisks: disks('a', 'a') },
      `${POOL} extraDisks holds two disks named "a". Give each its own name.`,
    ],
    [
      'a disk with the name of the boot disk',
      { extraDisks: disks('boot') },
      `${POOL} extraDisks holds a disk named "boot", which a machine has already. Give it another name.`,
    ],
    [
      'an invalid name of a disk',
      { extraDisks: disks('My Disk') },
      `${POOL} extraDisks[0].name "My Disk" is not a DNS label, so the API server refuses it. Use lower-case letters, `
        + 'digits and "-", beginning and ending with a letter or digit, for example "my-disk".',
    ],
  ])('%s is refused', (_name, props, sentence) => {
    expect(problemsOf(props)).toContain(sentence);
  });

  test('four extra disks are worth a notice', () => {
    expect(saidOf({ extraDisks: disks('a', 'b', 'c', 'd') })).toEqual([
      `info ${POOL} extraDisks holds 4 disks, which KubeVirt takes, but Kubermatic's dashboard takes at most 3. Leave `
        + 'some out if that dashboard manages the machines.',
    ]);
    expect(saidOf({ extraDisks: disks('a', 'b', 'c') })).toEqual([]);
  });

  test('an image that may not be cloned says why', () => {
    const program = new Program(undefined, (scope) => new Image(scope, 'image', '1Gi', 'cannot be cloned'));
    program.pool();
    expect(program.problems()).toEqual(['[infra/tenant/workers] cannot be cloned.']);
  });

  test('two pools whose disks would have one name are found', () => {
    const program = new Program();
    program.pool({ extraDisks: disks('b-c') }, 'a');
    program.pool({ extraDisks: disks('c') }, 'a-b');
    expect(program.problems()).toEqual([
      '[infra/tenant/a-b/VirtualMachinePool] infra/tenant/a/VirtualMachinePool and infra/tenant/a-b/VirtualMachinePool '
        + 'both have a disk "a-b-c", so members of the two would take each other\'s disks. Give one of the disks or '
        + 'pools another name.',
    ]);
  });

  test.each<[string, object, string[]]>([
    [
      'a claim of all members',
      { persistentVolumeClaim: { claimName: 'shared' } },
      [
        `${OBJECT} ${MACHINE}.template.spec.volumes[0] is the disk "shared", which all members would write `
          + 'to at once: they share one template. Write a DataVolume template of that name, so that each member has '
          + 'its own, or mark the disk shareable or the volume readOnly.',
      ],
    ],
    [
      'a claim of all members that is only read',
      { persistentVolumeClaim: { claimName: 'shared', readOnly: true } },
      [],
    ],
    ['a disk that goes with the machine', { emptyDisk: { capacity: '1Gi' } }, []],
  ])('%s', (_name, source, says) => {
    expect(
      problemsOf({
        overrides: { dataVolumeTemplates: null, template: { spec: { volumes: [{ name: 'boot', ...source }] } } },
      }),
    ).toEqual(says);
  });
});

describe('networks', () => {
  const spec = (props: Partial<WorkerPoolProps>) => machine(new Program().pool(props)).template;

  test('a bridge without that annotation, if a drain shuts the machine down', () => {
    const { metadata, spec: vmi } = machine(new Program().pool({ evictionStrategy: EvictionStrategy.NONE })).template;
    expect(metadata.annotations).toBeUndefined();
    expect(vmi.domain.devices.interfaces).toEqual([{ name: 'default', bridge: {} }]);
  });

  test('a bridge on the pod network, with the annotation that lets it be live-migrated', () => {
    const { metadata, spec: vmi } = spec({});
    expect(metadata.annotations).toEqual({ 'kubevirt.io/allow-pod-bridge-network-live-migration': 'true' });
    expect([vmi.networks, vmi.domain.devices.interfaces]).toEqual([
      [{ name: 'default', pod: {} }],
      [{ name: 'default', bridge: {} }],
    ]);
  });

  test('masquerade, without it', () => {
    const { metadata, spec: vmi } = spec({ podNetwork: PodNetworkBinding.MASQUERADE });
    expect(metadata.annotations).toBeUndefined();
    expect(vmi.domain.devices.interfaces).toEqual([{ name: 'default', masquerade: {} }]);
  });

  test('none at all is said, for KubeVirt would add one', () => {
    const { spec: vmi } = spec({ podNetwork: PodNetworkBinding.NONE });
    expect(vmi.domain.devices.autoattachPodInterface).toBe(false);
    expect(vmi).not.toHaveProperty('networks');
    expect(problemsOf({ podNetwork: PodNetworkBinding.NONE })).toEqual([]);
  });

  test('Multus networks come after the pod network, named as their attachment unless told otherwise', () => {
    const { spec: vmi } = spec({
      networks: [
        { networkName: 'storage/vlan-10' },
        { networkName: 'fast', name: 'nic2', binding: MultusBinding.SRIOV },
      ],
    });
    expect(vmi.networks).toEqual([
      { name: 'default', pod: {} },
      { name: 'vlan-10', multus: { networkName: 'storage/vlan-10' } },
      { name: 'nic2', multus: { networkName: 'fast' } },
    ]);
    expect(vmi.domain.devices.interfaces.slice(1)).toEqual([
      { name: 'vlan-10', bridge: {} },
      { name: 'nic2', sriov: {} },
    ]);
  });

  test.each<[string, WorkerPoolProps['networks'], string]>([
    [
      'an invalid name of an attachment',
      [{ networkName: 'a/b/c', name: 'x' }],
      `${OBJECT} networks[0].networkName "a/b/c" is not the name of a NetworkAttachmentDefinition. Write "name", or ` +
        '"namespace/name" for one of another namespace.',
    ],
  ])('%s is refused', (_name, networks, sentence) => {
    expect(problemsOf({ networks })).toContain(sentence);
  });
});

describe('what guests are configured with', () => {
  test('is a reference to Secrets', () => {
    const { spec } = machine(
      new Program().pool({
        cloudInit: CloudInit.fromSecret('user-data', { type: CloudInitType.CONFIG_DRIVE }),
        sshKeys: [SshKeys.fromSecret('keys')],
      }),
    ).template;
    expect(spec.volumes[1]).toEqual({ name: 'cloudinit', cloudInitConfigDrive: { secretRef: { name: 'user-data' } } });
    expect(spec.accessCredentials).toEqual([
      { sshPublicKey: { source: { secret: { secretName: 'keys' } }, propagationMethod: { configDrive: {} } } },
    ]);
  });

  test('can be text that is not a secret', () => {
    const cloudInit = CloudInit.inline({ userData: '#cloud-config\n', networkData: 'version: 2\n' });
    expect(machine(new Program().pool({ cloudInit })).template.spec.volumes[1]).toEqual({
      name: 'cloudinit',
      cloudInitNoCloud: { userData: '#cloud-config\n', networkData: 'version: 2\n' },
    });
    expect(problemsOf({ cloudInit })).toEqual([]);
  });

  test('can be Ignition, which everyone may read', () => {
    const pool = new Program().pool({ ignition: '{"ignition":{"version":"3.3.0"}}' });
    expect(machine(pool).template.metadata.annotations).toMatchObject({
      'kubevirt.io/ignitiondata': '{"ignition":{"version":"3.3.0"}}',
      'kubevirt.io/placePCIDevicesOnRootComplex': 'true',
    });
    expect(notices(pool)).toContain(
      'ignition is readable by everyone who may read machines of the namespace. Keep secrets out of it; Ignition can ' +
        'fetch them from where only the machine gets them.',
    );
  });

  test('Ignition without the annotation that KubeVirt needs for it is a warning', () => {
    const annotations = { 'kubevirt.io/placePCIDevicesOnRootComplex': 'false' };
    const pool = new Program().pool({ ignition: '{"ignition":{"version":"3.3.0"}}', annotations });
    expect(machine(pool).template.metadata.annotations).toMatchObject(annotations);
    expect(notices(pool)).toContain('ignition does not reach the guest without the annotation '
      + 'kubevirt.io/placePCIDevicesOnRootComplex: "true". Write that annotation beside it.');
  });

  test.each<[string, Partial<WorkerPoolProps>, string]>([
    [
      'a secret in the text',
      { cloudInit: CloudInit.inline({ userData: '#cloud-config\nchpasswd:\n  list: root:hunter2\n' }) },
      'cloudInit.userData holds what looks like a secret (chpasswd, which sets passwords), and everyone who may read ' +
        'machines could read it. Put it into a Secret and write CloudInit.fromSecret(…).',
    ],
    [
      'a text that is too long',
      { cloudInit: CloudInit.inline({ networkData: 'ä'.repeat(1025) }) },
      'cloudInit.networkData has 2050 bytes, but KubeVirt takes 2048 inline. Put it into a Secret and write ' +
        'CloudInit.fromSecret(…, { networkDataSecret: … }).',
    ],
    [
      'nothing',
      { cloudInit: CloudInit.inline({}) },
      'cloudInit has no data. Write CloudInit.fromSecret(…) with the name of a Secret that holds the key "userdata".',
    ],
    [
      'an invalid name of a Secret',
      { cloudInit: CloudInit.fromSecret('User Data') },
      'cloudInit.secretRef.name "User Data" is not a DNS subdomain, so the API server refuses it. Use lower-case ' +
        'letters, digits, "-" and ".", each part beginning and ending with a letter or digit, for example ' +
        '"user-data".',
    ],
    [
      'keys for a cloud-init that is not there',
      { sshKeys: [SshKeys.fromSecret('keys')] },
      'sshKeys[0].sshPublicKey.propagationMethod is noCloud, but the machine has no cloud-init data of that kind to ' +
        'add keys to. Write cloudInit, or SshKeys.fromSecretByGuestAgent(…).',
    ],
    [
      'keys for nobody',
      { sshKeys: [SshKeys.fromSecretByGuestAgent('keys', [])] },
      'sshKeys[0].sshPublicKey.propagationMethod.qemuGuestAgent.users is empty, so no one would get the keys. Write a '
        + 'user of the guest.',
    ],
    [
      'Ignition that is not JSON',
      { ignition: 'variant: flatcar' },
      'ignition is not valid JSON, which Ignition reads. Write the output of butane.',
    ],
  ])('%s is refused', (_name, props, sentence) => {
    expect(problemsOf(props)).toEqual([`${OBJECT} ${sentence}`]);
  });

  test('a secret is never repeated in the sentence about it', () => {
    expect(problemsOf({ cloudInit: CloudInit.inline({ userData: 'password: hunter2' }) }).join()).not.toContain(
      'hunter2',
    );
  });
});

describe('eviction', () => {
  test.each([undefined, ' '])('External with handler %j is a warning', (evictionHandler) => {
    expect(saidOf({ evictionStrategy: EvictionStrategy.EXTERNAL, evictionHandler })).toEqual([`warning ${NOBODY}`]);
  });

  test.each([
    [undefined, 'the StorageProfile of the default class'],
    ['fast', 'the StorageProfile "fast"'],
  ])('LiveMigrate of disks of class %j is a notice: their StorageProfile decides', (storageClassName, profile) => {
    expect(saidOf({ evictionStrategy: EvictionStrategy.LIVE_MIGRATE, bootDisk: { storageClassName } })).toEqual([
      `info ${OBJECT} evictionStrategy is LiveMigrate, and ${profile} decides whether the disk "boot" is `
        + 'ReadWriteMany, which live migration needs. Make sure that the StorageProfile has ReadWriteMany, or write '
        + 'accessModes.',
    ]);
  });

  test('External is fine once someone is named who acts', () => {
    expect(
      problemsOf({ evictionStrategy: EvictionStrategy.EXTERNAL, evictionHandler: 'kubevirt-vmi-eviction' }),
    ).toEqual([]);
  });

  test('LiveMigrate is fine when every disk is ReadWriteMany', () => {
    expect(problemsOf({ evictionStrategy: EvictionStrategy.LIVE_MIGRATE, bootDisk: { accessModes: RWX } })).toEqual([]);
  });

  const cannot = (bar: string) =>
    `${OBJECT} evictionStrategy is LiveMigrate, so a drain never ends if the machine cannot be live-migrated, and this `
      + `one cannot: ${bar}. Change that, or write LiveMigrateIfPossible.`;
  const NOBODY =
    `${OBJECT} evictionStrategy is External, so a drain waits until a controller has acted, and none is ` +
    'named: the drain would never end. Name the controller in evictionHandler, or write LiveMigrateIfPossible.';
  const migrating = { evictionStrategy: EvictionStrategy.LIVE_MIGRATE, bootDisk: { accessModes: RWX } };
  const patched = (spec: any) => ({ ...migrating, overrides: { template: { spec } } });
  test.each<[string, Partial<WorkerPoolProps>, string]>([
    [
      'LiveMigrate on ReadWriteOnce',
      { ...migrating, bootDisk: { accessModes: [AccessMode.READ_WRITE_ONCE] } },
      cannot('the disk "boot" is ReadWriteOnce, not ReadWriteMany'),
    ],
    [
      'LiveMigrate of a bridge without the annotation',
      { ...migrating, overrides: { template: { metadata: { annotations: null } } } },
      cannot('its bridge on the pod network lacks the annotation kubevirt.io/allow-pod-bridge-network-live-migration'),
    ],
    [
      'LiveMigrate with host devices',
      patched({ domain: { devices: { hostDevices: [{ name: 'a', deviceName: 'a/b' }] } } }),
      cannot('domain.devices.hostDevices belong to one node'),
    ],
    [
      'LiveMigrate with GPUs',
      patched({
        domain: {
          devices: {
            gpus: [
              { name: 'a', deviceName: 'a/b' },
              { name: 'b', deviceName: 'a/b' },
            ],
          },
        },
      }),
      cannot('domain.devices.gpus belong to one node'),
    ],
    [
      'LiveMigrate of encrypted memory',
      patched({
        architecture: 'amd64',
        domain: { launchSecurity: { tdx: {} }, firmware: { bootloader: { efi: {} } } },
      }),
      cannot('domain.launchSecurity ties its memory to one node'),
    ],
    [
      "LiveMigrate of one node's features",
      patched({ domain: { features: { hypervPassthrough: {} } } }),
      cannot('domain.features.hypervPassthrough shows it the features of one node'),
    ],
    [
      'LiveMigrate of a file of a node',
      {
        ...migrating,
        overrides: {
          dataVolumeTemplates: null,
          template: { spec: { volumes: [{ name: 'boot', hostDisk: { path: '/a', type: 'Disk' } }] } },
        },
      },
      cannot('the volume "boot" is a file of one node'),
    ],
  ])('%s is refused', (_name, props, sentence) => {
    expect(problemsOf({ architecture: Architecture.AMD64, ...props })).toContain(sentence);
  });
});

describe('replicas', () => {
  const MISSING =
    `${OBJECT} replicas is missing, and KubeVirt takes that for 1: it would delete all members but one. ` +
    'Write replicas or autoscale, or name in externallyScaled who sets the number.';
  test.each<[string, Partial<WorkerPoolProps>, string]>([
    [
      'less than none',
      { replicas: -1 },
      `${POOL} replicas -1 is not a number of machines. Write a whole number of at least 0.`,
    ],
    [
      'no number',
      { replicas: NaN },
      `${POOL} replicas NaN is not a number of machines. Write a whole number of at least 0.`,
    ],
    [
      'a part of one',
      { replicas: 1.5 },
      `${POOL} replicas 1.5 is not a number of machines. Write a whole number of at least 0.`,
    ],
    ['not said', { replicas: undefined }, MISSING],
    ['taken away', options({ overrides: { replicas: null } }), MISSING.replace('replicas', 'spec.replicas')],
    [
      'said by two',
      { externallyScaled: { by: 'HPA workers', maxReplicas: 5 } },
      `${OBJECT} replicas is 3, but HPA workers sets the number: each sync would set it ` +
        'back and delete the machines beyond it. Write one of replicas, autoscale and externallyScaled.',
    ],
    [
      'said by nobody',
      { replicas: undefined, externallyScaled: { by: ' ', maxReplicas: 5 } },
      `${POOL} externallyScaled.by is " ", which names nobody. Write who sets the number of machines, such as ` +
        '"ScaledObject workers".',
    ],
    [
      'made wrong by an override',
      options({ overrides: { replicas: -2 } }),
      `${OBJECT} spec.replicas is -2, but must be >= 0. Write a value within the limit.`,
    ],
    [
      'at most none',
      { replicas: undefined, externallyScaled: { by: 'HPA', maxReplicas: 0 } },
      `${POOL} externallyScaled.maxReplicas 0 is not a number of machines. Write a whole number of at least 1.`,
    ],
  ])('%s are refused, in one sentence', (_name, props, sentence) => {
    expect(problemsOf(props)).toEqual([sentence]);
  });

  test.each<[string, object]>([
    ['externallyScaled is "HPA", but must be an object', { externallyScaled: 'HPA' }],
    [
      'externallyScaled.maxReplicas is "5", but must be a number',
      { externallyScaled: { by: 'HPA', maxReplicas: '5' } },
    ],
    ['externallyScaled.maxReplicas is missing', { externallyScaled: { by: 'HPA' } }],
    ['externalyScaled is not a known property', { externalyScaled: { by: 'HPA', maxReplicas: 5 } }],
  ])('is not missed where %s', (says, props) => {
    for (const replicas of [undefined, 2]) {
      expect(problemsOf({ replicas, ...props })).toEqual([expect.stringContaining(says)]);
    }
  });

  test('is missed beside a mistake about something else', () => {
    const props = { replicas: undefined, subdomain: 4 } as object as Partial<WorkerPoolProps>;
    expect(problemsOf(props)).toHaveLength(2);
  });

  test('none at all, and as many as someone else says', () => {
    expect(problemsOf({ replicas: 0 })).toEqual([]);
    expect(problemsOf({ replicas: undefined, externallyScaled: { by: 'HPA', maxReplicas: 5 } })).toEqual([]);
    expect(
      new Program()
        .pool({ replicas: undefined, externallyScaled: { by: 'HPA', maxReplicas: 5 } })
        .virtualMachinePool.toJson().spec,
    ).not.toHaveProperty('replicas');
  });
});

describe('strategies', () => {
  test.each<[string, Partial<WorkerPoolProps>, object]>([
    [
      'opportunistic',
      options({ scaleIn: { strategy: ScaleInStrategy.OPPORTUNISTIC } }),
      { opportunistic: { statePreservation: 'Offline' } },
    ],
    ['unmanaged', options({ scaleIn: { strategy: ScaleInStrategy.UNMANAGED } }), { unmanaged: {} }],
    [
      'stateless',
      { stateless: true },
      { proactive: { statePreservation: 'Disabled', selectionPolicy: { sortPolicy: 'DescendingOrder' } } },
    ],
  ])('a pool gets smaller: %s', (_name, props, strategy) => {
    const pool = new Program().pool(props);
    expect(pool.virtualMachinePool.toJson().spec.scaleInStrategy).toEqual(strategy);
    expect(problemsOf(props)).toEqual([]);
  });

  test('a pool that never gets smaller is worth a notice', () => {
    expect(notices(new Program().pool(options({ scaleIn: { strategy: ScaleInStrategy.OPPORTUNISTIC } })))).toEqual([
      'spec.scaleInStrategy is opportunistic, so the pool never gets smaller: after a lower number of replicas, ' +
        'KubeVirt stops a member that is deleted and leaves it in deletion until the number is raised again. Choose ' +
        'ScaleInStrategy.PROACTIVE for a pool that is to shrink.',
    ]);
    expect(notices(new Program().pool({}))).toEqual([]);
  });

  test('a stateless pool goes when it vanishes from the bundle', () => {
    expect(new Program().pool({ stateless: true }).virtualMachinePool.toJson().metadata).not.toHaveProperty(
      'annotations',
    );
  });

  const AUTOHEALING =
    'spec.autohealing deletes failing machines of the whole namespace with their disks, not only those of this pool; a '
      + 'full cluster is enough of a failure. Leave it out, or accept this rule with a reason in a namespace that '
      + 'holds nothing but this pool.';
  const SELECTORS =
    'spec.scaleInStrategy.proactive.selectionPolicy.selectors crash virt-controller, which serves every machine of the '
      + 'cluster, if they match fewer members than must be deleted. Write a sortPolicy instead, or accept this rule '
      + 'with the reason why the selectors always match enough members.';
  const EMPTY =
    'spec.updateStrategy is empty, and KubeVirt takes that for proactive: a changed template restarts members, and a ' +
    'changed disk deletes them with their disks. Write updateStrategy: {unmanaged: {}}, or {proactive: {}} if ' +
    'that is wanted.';
  const selectors = {
    scaleInStrategy: { proactive: { selectionPolicy: { selectors: { labelSelector: { matchLabels: { a: 'b' } } } } } },
  };
  test.each<[string, Partial<WorkerPoolProps>, string]>([
    ['autohealing', options({ overrides: { autohealing: {} } }), AUTOHEALING],
    ['scale-in selectors', options({ overrides: selectors }), SELECTORS],
    ['no update strategy', options({ overrides: { updateStrategy: null } }), EMPTY],
    ['an empty update strategy', options({ overrides: { updateStrategy: { unmanaged: null } } }), EMPTY],
    [
      'two update strategies',
      options({ overrides: { updateStrategy: { proactive: {} } } }),
      'spec.updateStrategy has unmanaged and proactive, which exclude each other. Write one.',
    ],
    [
      'no scale-in strategy',
      options({ overrides: { scaleInStrategy: null } }),
      'spec.scaleInStrategy is empty, and KubeVirt takes that for any member, and its disks with it. Write proactive ' +
        'with statePreservation and a sortPolicy.',
    ],
    [
      'two scale-in strategies',
      options({ overrides: { scaleInStrategy: { unmanaged: {} } } }),
      'spec.scaleInStrategy has proactive and unmanaged, which exclude each other. Write one.',
    ],
    [
      'no maxUnavailable',
      options({ overrides: { maxUnavailable: null } }),
      'spec.maxUnavailable is missing, which KubeVirt takes for all members at once. Write a number, such as 1.',
    ],
    [
      'none unavailable',
      options({ maxUnavailable: 0 }),
      'maxUnavailable 0 is neither a number nor a percentage of members. Write a whole number of at least 1, or a text '
        + 'from "1%" to "100%".',
    ],
    [
      'more than all unavailable',
      options({ maxUnavailable: '150%' }),
      'maxUnavailable "150%" is neither a number nor a percentage of members. Write a whole number of at least 1, or a '
        + 'text from "1%" to "100%".',
    ],
    [
      'a text unavailable',
      options({ maxUnavailable: '3' }),
      'maxUnavailable "3" is neither a number nor a percentage of members. Write a whole number of at least 1, or a ' +
        'text from "1%" to "100%".',
    ],
  ])('%s is refused', (_name, props, sentence) => {
    expect(problemsOf(props)).toEqual([`${OBJECT} ${sentence}`]);
  });

  test('a risk that is accepted with a reason is taken', () => {
    const program = new Program();
    const pool = program.pool(options({ overrides: { autohealing: { startUpFailureThreshold: 5 }, ...selectors } }));
    Findings.accept(pool, 'POOL010', 'all members have the label');
    Findings.accept(pool, 'POOL011', 'the namespace holds nothing but this pool');
    expect(program.problems()).toEqual([]);
  });
});

describe('what all members would share', () => {
  const vmi = (spec: any) => ({ template: { spec } });
  const AT = `${MACHINE}.template.spec`;
  test.each<[string, any, string]>([
    [
      'a firmware uuid',
      vmi({ domain: { firmware: { uuid: '5d307ca9-b3ef-428c-8861-06e72d69f223' } } }),
      `${AT}.domain.firmware.uuid is "5d307ca9-b3ef-428c-8861-06e72d69f223", and every member would have ` +
        'the same: they share one template. Leave it out: each member gets one of its own.',
    ],
    [
      'a firmware serial',
      vmi({ domain: { firmware: { serial: 'a' } } }),
      `${AT}.domain.firmware.serial is "a", and every member would have the same: they share one template. `
        + 'Leave it out: each member gets one of its own.',
    ],
    [
      'a hostname',
      vmi({ hostname: 'node' }),
      `${AT}.hostname is "node", and every member would have the same: they share one template. Leave it ` +
        'out: each member gets one of its own.',
    ],
    [
      'a MAC',
      vmi({ domain: { devices: { interfaces: [{ name: 'default', bridge: {}, macAddress: '02:00:00:00:00:01' }] } } }),
      `${AT}.domain.devices.interfaces[0].macAddress is "02:00:00:00:00:01", and every member would have ` +
        'the same: they share one template. Leave it out: each member gets one of its own.',
    ],
    [
      'an architecture that is filled in too late',
      vmi({ domain: { memory: { maxGuest: '8Gi' } } }),
      `${AT}.domain.memory.maxGuest is refused in a pool that does not say its architecture. Write the architecture, ` +
        'such as Architecture.AMD64.',
    ],
  ])('%s is refused', (_name, overrides, sentence) => {
    expect(problemsOf({ overrides })).toEqual([`${OBJECT} ${sentence}`]);
  });
});

test('a time to shut down is a number of whole seconds', () => {
  expect(problemsOf({ terminationGracePeriod: Duration.millis(1500) })).toEqual([
    '[infra/tenant/workers] terminationGracePeriod is 1.5 seconds, but the API takes whole ones. Write ' +
      'Duration.seconds(2).',
  ]);
});

describe('names and labels', () => {
  test('a name leaves room for the numbers of members', () => {
    expect(problemsOf({ name: 'a'.repeat(58) })).toEqual([]);
    expect(problemsOf({ name: 'a'.repeat(59) })).toEqual([
      `${OBJECT} name "${'a'.repeat(59)}" has 59 characters; of 63, 5 must stay free for the number that KubeVirt ` +
        'appends for each member, such as "-1234". Shorten it to 58.',
    ]);
  });

  test('whatever name is taken, members and disks have names that Kubernetes takes', () => {
    const name = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,70}[a-z0-9])?$/);
    fc.assert(
      fc.property(name, fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/), (pool, disk) => {
        const program = new Program();
        const taken = program.pool({ name: pool, extraDisks: [{ name: disk, capacity: '1Gi' }] });
        const fine = pool.length <= 58 && !['boot', 'cloudinit'].includes(disk);
        expect(program.problems().length === 0).toBe(fine);
        if (!fine) return;
        for (const number of [0, 9999]) {
          expect(`${taken.poolName}-${number}`.length).toBeLessThanOrEqual(63);
          for (const { metadata } of machine(taken).dataVolumeTemplates) {
            expect(`${metadata.name}-${number}`).toMatch(/^[a-z0-9][-a-z0-9]{0,251}[a-z0-9]$/);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  const TEMPLATE = 'virtualMachineTemplate.spec.template.metadata';
  test.each<[string, Partial<WorkerPoolProps>, string]>([
    [
      'an invalid name',
      { name: 'My Pool' },
      '[infra/tenant/workers/VirtualMachinePool] name "My Pool" is not a DNS subdomain, so the API server refuses it. '
        + 'Use lower-case letters, digits, "-" and ".", each part beginning and ending with a letter or digit, for '
        + 'example "my-pool".',
    ],
    [
      "a label that is the pool's own",
      { labels: { 'kubevirt.io/vmpool': 'other' } },
      '[infra/tenant/workers] labels holds "kubevirt.io/vmpool", whose value is always "workers". Use a label '
        + 'of your own.',
    ],
  ])('%s is refused', (_name, props, sentence) => {
    expect(problemsOf(props)).toContain(sentence);
  });

  const TEAM = { matchLabels: { team: 'a' } };
  const OWN_AND_TEAM = '{"matchLabels":{"kubevirt.io/vmpool":"workers","team":"a"}}';

  test('a selector that does not match the labels of the machines is refused', () => {
    expect(saidOf(options({ overrides: { selector: TEAM } }))).toEqual([
      `error ${OBJECT} spec.selector is ${OWN_AND_TEAM}, which does not match the labels of the machines, `
        + '{"kubevirt.io/vmpool":"workers"}. Write the same labels in spec.virtualMachineTemplate.metadata.labels, or '
        + 'leave them out of the selector.',
    ]);
  });

  test('a further label in the selector that the machines have is a warning', () => {
    const virtualMachineTemplate = { metadata: { labels: { team: 'a' } } };
    expect(saidOf(options({ overrides: { selector: TEAM, virtualMachineTemplate } }))).toEqual([
      `warning ${OBJECT} spec.selector is ${OWN_AND_TEAM}, which can never be changed again. Select by `
        + 'kubevirt.io/vmpool alone, and add labels to the template instead.',
    ]);
  });

  test('members without their label are a warning', () => {
    expect(saidOf({ overrides: { template: { metadata: { labels: null } } } })).toEqual([
      `warning ${OBJECT} spec.${TEMPLATE}.labels has nothing for kubevirt.io/vmpool, by which scheduling policies and `
        + 'Services find the members of pool "workers". Leave the label as it is.',
    ]);
  });
});

describe('scheduling', () => {
  test('one policy, and each pool the members of its own', () => {
    const program = new Program();
    const scheduling = new SchedulingPolicy(program.infra, 'apart', { podAntiAffinityPreset: Preset.SOFT });
    const terms = ['a', 'b'].map(
      (id) =>
        machine(program.pool({ scheduling }, id)).template.spec.affinity.podAntiAffinity
          .preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm,
    );
    expect(terms.map((term) => term.labelSelector.matchLabels)).toEqual([
      { 'kubevirt.io/vmpool': 'a' },
      { 'kubevirt.io/vmpool': 'b' },
    ]);
    expect(program.problems()).toEqual([]);
  });

  test('a mistake of a policy is told once, and not of each of its pools', () => {
    const program = new Program();
    const scheduling = new SchedulingPolicy(program.tenant, 'policy', { nodeSelector: { zone: 'a b' } });
    for (const id of ['a', 'b']) program.pool({ scheduling }, id);
    expect(program.problems()).toEqual([
      '[infra/tenant/policy] nodeSelector.zone "a b" is not a label value, so the API server refuses it. Use at most ' +
        '63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit.',
    ]);
  });

  test('a mistake of an override is told of its pool', () => {
    expect(problemsOf({ overrides: { template: { spec: { tolerations: [{ operator: 'Equal' }] } } } })).toEqual([
      '[infra/tenant/workers/VirtualMachinePool] spec.virtualMachineTemplate.spec.template.spec.tolerations[0] has no '
        + 'key, which means every taint and needs the operator Exists, but the operator is Equal. Write a key, or the '
        + 'operator Exists.',
    ]);
  });
});

describe('feature gates', () => {
  const needs = (release: KubeVirtRelease, overrides: any) => {
    const program = new Program(release);
    program.pool({ overrides: { template: { spec: overrides } } });
    return program.gates();
  };
  const VIDEO = { domain: { devices: { video: { type: 'virtio' } } } };

  test('are asked for by what a pool uses, in overrides too', () => {
    expect(needs(KubeVirtRelease.V1_9_0, { domain: { cpu: { dedicatedCpuPlacement: true } } })).toEqual(['CPUManager']);
  });

  test('are not asked for where the release has them for good', () => {
    expect(needs(KubeVirtRelease.V1_8_4, VIDEO)).toEqual(['VideoConfig']);
    expect(needs(KubeVirtRelease.V1_9_0, VIDEO)).toEqual([]);
  });

  test('are not asked for where the release asks for them no more', () => {
    expect(needs(KubeVirtRelease.V1_7_4, { architecture: 'arm64' })).toEqual(['MultiArchitecture']);
    expect(needs(KubeVirtRelease.V1_8_4, { architecture: 'arm64' })).toEqual([]);
  });
});

describe('what a pool asks of its namespace', () => {
  const demand = (props: Partial<WorkerPoolProps>) => {
    const program = new Program();
    program.pool(props);
    const [{ cpu, memory, storage, disks, path, machines, volumes }] = program.demands();
    return {
      path,
      machines,
      volumes,
      cpu: cpu?.toCoresText(),
      memory: memory?.toUnits(),
      storage: storage?.toBytesText(),
      disks: disks.map(({ size }) => size?.toBytesText()),
    };
  };

  test("members, each with KubeVirt's share, and their disks", () => {
    expect(demand({ extraDisks: [{ name: 'data', capacity: '5Gi' }] })).toEqual({
      path: 'infra/tenant/workers/VirtualMachinePool',
      machines: 3,
      cpu: '205m',
      memory: 4619374272n,
      storage: '15Gi',
      disks: ['10Gi', '5Gi'],
      volumes: 2,
    });
  });

  test('a size that nobody in the program knows is not counted', () => {
    expect(demand({ size: MachineSize.clusterInstancetype('theirs') })).toMatchObject({
      cpu: undefined,
      memory: undefined,
      storage: '10Gi',
    });
  });

  test('as many as someone else may scale to', () => {
    expect(demand({ replicas: undefined, externallyScaled: { by: 'HPA', maxReplicas: 7 } }).machines).toBe(7);
  });

  test('what overrides make of it', () => {
    expect(
      demand({
        ...options({ overrides: { replicas: 5 } }),
        overrides: { template: { spec: { domain: { cpu: { cores: 12 } } } } },
      }),
    ).toMatchObject({ machines: 5, cpu: '1205m' });
  });
});

test('in a whole platform, quotas are checked, sizes are known, and the cluster turns on what a pool needs', () => {
  const app = new BundleApp();
  const infra = new KubeVirtCluster(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
  const image = new GoldenImage(infra, 'ubuntu', {
    source: ImageSource.http('https://images.example.com/ubuntu.qcow2'),
    capacity: Size.gibibytes(10),
  });
  const tenant = new TenantNamespace(infra, 'tenant', { quota: { memory: Size.gibibytes(20) } });
  new WorkerPool(tenant, 'few', { replicas: 1, size: MachineSize.instancetype('standard-2'), image });
  new WorkerPool(tenant, 'pinned', {
    replicas: 1,
    size: MachineSize.of({ cores: 1, memory: '1Gi', dedicatedCpus: true }),
    image,
  });
  expect(app.synthYaml()).toContain('- CPUManager');
  new WorkerPool(tenant, 'many', { replicas: 3, size: MachineSize.instancetype('standard-4'), image });
  expect(() => app.synthYaml()).toThrow(/infra\/tenant\/ResourceQuota-tenant\] .*memory/);
});

test('an instancetype that the tenant does not offer is an error if the bundle holds the whole tenant', () => {
  const program = new Program();
  const tenant = new TenantNamespace(program.infra, 'sized');
  tell(tenant, { tenant: { namespace: tenant.namespaceName, isComplete: true } });
  const { image } = program;
  for (const [id, name] of Object.entries({ a: 'standard-3', b: 'standard-4' })) {
    new WorkerPool(tenant, id, { replicas: 1, size: MachineSize.instancetype(name), image });
  }
  expect(program.problems()).toEqual([
    '[infra/sized/a/VirtualMachinePool] size "standard-3" is not an instancetype of namespace "cluster-sized", so no ' +
      'machine starts. Did you mean "standard-2"? Name one of the tenant\'s sizes, or add it to the tenant\'s sizes.',
  ]);
  program.pool({ size: MachineSize.instancetype('standard-3') });
  expect(program.problems()).toHaveLength(1);
});

test(
  'a machine type that KubeVirt does not know is a warning if the bundle does not hold its custom resource, and an ' +
    'error if it does',
  () => {
    const program = new Program();
    expect(notices(program.pool({ machineType: 'pc-i440fx-6.2' }, 'c'))).toEqual([
      'machineType "pc-i440fx-6.2" is refused by KubeVirt unless its custom resource lists it in emulatedMachines. See '
        + 'emulatedMachines in the KubeVirt custom resource, or write a type that KubeVirt takes by default.',
    ]);
    expect(notices(program.pool({ machineType: 'virt-rhel9', architecture: Architecture.ARM64 }, 'd'))).toEqual([]);
    const infra = new KubeVirtCluster(program.app, 'ours', {
      kubevirt: KubeVirtRelease.V1_9_0,
      cdi: CdiRelease.V1_66_0,
    });
    const tenant = TenantNamespace.existing(infra, 'tenant', { namespaceName: 'cluster-b' });
    new WorkerPool(tenant, 'workers', {
      replicas: 1,
      size: SIZE,
      image: new Image(infra, 'image'),
      machineType: 'virt-6.2',
      architecture: Architecture.AMD64,
    });
    expect(program.problems()).toEqual([
      '[ours/tenant/workers/VirtualMachinePool] machineType "virt-6.2" is not listed in emulatedMachines of the '
        + 'KubeVirt ' +
        'custom resource, so KubeVirt refuses the machine. Write a type such as q35* or pc-q35*, or list it there.',
    ]);
  },
);

test('two pools of one name are found', () => {
  const program = new Program();
  program.pool({ name: 'same' }, 'a');
  program.pool({ name: 'same' }, 'b');
  expect(program.problems()).toContainEqual(
    expect.stringContaining(
      'VirtualMachinePool "same" in namespace "cluster-a" is already made by infra/tenant/a/VirtualMachinePool',
    ),
  );
});

test('a pool outside of any tenant is told where to go', () => {
  const infra = KubeVirtCluster.existing(new BundleApp(), 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
  });
  expect(() => new WorkerPool(infra, 'workers', { replicas: 1, size: SIZE, image: new Image(infra, 'image') })).toThrow(
    '[infra/workers] is outside of any tenant',
  );
});

// What rules about machines find, in the machines of a pool.
test.each<[string, Partial<WorkerPoolProps>, string]>([
  [
    'a boot disk that can only be read',
    { bootDisk: { accessModes: [AccessMode.READ_ONLY_MANY] } },
    'bootDisk.accessModes is ReadOnlyMany alone, so the disk could be neither filled nor written to. Write ' +
      'ReadWriteOnce, or ReadWriteMany for live migration.',
  ],
  [
    'an invalid size of a disk',
    { bootDisk: { capacity: '40960m' } },
    'bootDisk.capacity "40960m" is not a whole number of bytes ("m" means thousandths). Write "40960Mi" for mebibytes.',
  ],
  [
    'a size of a disk that CDI does not take',
    { bootDisk: { capacity: '512Ki' } },
    'bootDisk.capacity "512Ki" is less than the 1Mi that CDI takes at least (a number alone means bytes). Write a size '
      + 'such as "10Gi".',
  ],
  [
    'two networks of one name',
    { networks: [{ networkName: 'a/x' }, { networkName: 'b/x' }] },
    'networks holds two networks named "x". Give each its own name.',
  ],
  [
    'a network with the name of the pod network',
    { networks: [{ networkName: 'default' }] },
    'networks holds two networks named "default". The pod network has that name: write another in '
      + 'name of the other network.',
  ],
  [
    'an invalid name of a network',
    { networks: [{ networkName: 'a.b' }] },
    'networks[0].name "a.b" is not a name of an interface. Use letters, digits, "-" and "_".',
  ],
  [
    "a label that is KubeVirt's own",
    { labels: { 'kubevirt.io/nodeName': 'a' } },
    'labels["kubevirt.io/nodeName"] is a label that only KubeVirt itself may set. Use a label of your own.',
  ],
  [
    'an invalid label',
    { labels: { team: 'my team' } },
    'labels.team "my team" is not a label value, so the API server refuses it. Use at most 63 letters, digits, "-", ' +
      '"_" and ".", beginning and ending with a letter or digit.',
  ],
])('%s is refused', (_name, props, sentence) => {
  expect(problemsOf(props)).toEqual([`${OBJECT} ${sentence}`]);
});
