import { ApiObject, Duration } from 'cdk8s';
import { later, refused, right, Right, stricter, Verdict, wrong, Wrong } from './case';
import { launcher, patched, Scene } from './scene';
import {
  AccessMode,
  Architecture,
  BootImage,
  CloudInit,
  CloudInitType,
  EvictionStrategy,
  GoldenImage,
  KubeVirtCluster,
  MachineSize,
  PodNetworkBinding,
  PoolBackend,
  Preset,
  ScaleInStrategy,
  SchedulingPolicy,
  StatePreservation,
  Tenant,
  TenantNamespace,
  UpdateStrategy,
  VirtualMachinePoolOptions,
  VolumeDevice,
  VolumeSource,
  WorkerPool,
  WorkerPoolProps,
} from '../../src';
import { tell } from '../../src/inventory/tell';

function pool(rule: string, name: string, props: Partial<WorkerPoolProps>, says: string, verdict: Verdict): Wrong {
  return wrong(rule, name, (scene) => [scene.pool(props).virtualMachinePool], says, verdict);
}

/** A pool with an image that the cluster knows. */
function told(rule: string, name: string, props: Partial<WorkerPoolProps>, says: string, verdict: Verdict): Wrong {
  return wrong(rule, name, (scene) => [known(scene).pool(props).virtualMachinePool], says, verdict);
}

/** The scene with what its image is for the inventory. */
function known(scene: Scene): Scene {
  const { dataSourceName, namespaceName: namespace, _size: size } = scene.ubuntu;
  tell(scene.ubuntu, {
    image: {
      dataSourceName,
      namespace,
      size,
      mayBeClonedFrom: () => true,
      imports: 0,
      refreshed: false,
      cloners: () => [],
    },
  });
  return scene;
}

/** A tenant whose whole namespace is in the bundle. */
function complete(scene: Scene): TenantNamespace {
  const tenant = scene.tenant();
  tell(tenant, { tenant: { namespace: tenant.namespaceName, isComplete: true } });
  return tenant;
}

/** A pool of one machine in another tenant or cluster than the scene's. */
function poolIn(tenant: Tenant, image: BootImage, props: Partial<WorkerPoolProps>): ApiObject {
  const size = MachineSize.of({ cores: 2, memory: '4Gi' });
  return new WorkerPool(tenant, 'workers', { replicas: 1, size, image, ...props }).virtualMachinePool;
}

/** Values by the paths of JSON patches; undefined removes. */
interface Patches {
  readonly [path: string]: unknown;
}

/** The pool after JSON patches. */
function changed(
  rule: string,
  name: string,
  props: Partial<WorkerPoolProps>,
  patches: Patches,
  says: string,
  verdict: Verdict,
): Wrong {
  return wrong(
    rule,
    name,
    (scene) => {
      const { virtualMachinePool } = scene.pool(props);
      for (const [path, value] of Object.entries(patches)) patched(virtualMachinePool, path, value);
      return [virtualMachinePool];
    },
    says,
    verdict,
  );
}

const VM = '/spec/virtualMachineTemplate/spec';
const VMI = `${VM}/template/spec`;
const vmi = (spec: object) => ({ overrides: { template: { spec } } }) as Partial<WorkerPoolProps>;
const vmp = (options: object) => ({ backend: PoolBackend.virtualMachinePool(options as VirtualMachinePoolOptions) });
const RWX = {
  bootDisk: { accessModes: [AccessMode.READ_WRITE_MANY] },
  evictionStrategy: EvictionStrategy.LIVE_MIGRATE,
};
const DRAIN = 'KubeVirt takes it, and the node of such a machine can never be drained';
const SHARED = 'KubeVirt takes it, and gives all members the same';
const READABLE = 'KubeVirt takes it, and everyone who may read machines reads the secret';
const MAKERS = 'no server sees who makes the machines';
const HEADER = { name: 'Authorization', value: 'Basic bWU6aHVudGVyMg==' };
const long = 'w'.repeat(59);

const POOLS: readonly Wrong[] = [
  pool(
    'K8S004',
    'an invalid name of a pool',
    { name: 'My Workers' },
    'name "My Workers" is not a DNS subdomain',
    refused('metadata.name: Invalid value: "My Workers"'),
  ),
  pool(
    'POOL001',
    'a name without room for a number',
    { name: long },
    'must stay free for the number',
    stricter('KubeVirt takes it, and cannot make the members whose names are too long'),
  ),
  pool(
    'POOL002',
    'the label of the pool itself',
    { labels: { 'kubevirt.io/vmpool': 'other' } },
    'whose value is always "workers"',
    stricter('no server sees it: the pool has its own'),
  ),
  changed(
    'POOL003',
    'fewer than none',
    { replicas: -1 },
    { '/spec/replicas': -1 },
    'replicas -1 is not a number of machines',
    refused('spec.replicas: Invalid value: -1'),
  ),
  pool(
    'POOL004',
    'no number',
    vmp({ overrides: { replicas: null } }),
    'replicas is missing',
    stricter('KubeVirt takes it for 1, and deletes all members but one'),
  ),
  pool(
    'POOL006',
    'a number and someone who sets it',
    { replicas: 2, externallyScaled: { by: 'an autoscaler', maxReplicas: 4 } },
    'each sync would set it back',
    stricter('no server sees that two set the number'),
  ),
  pool(
    'POOL007',
    'by nobody',
    { replicas: undefined, externallyScaled: { by: ' ', maxReplicas: 4 } },
    'which names nobody',
    stricter(MAKERS),
  ),
  pool(
    'POOL007',
    'to none',
    { replicas: undefined, externallyScaled: { by: 'an autoscaler', maxReplicas: 0 } },
    'externallyScaled.maxReplicas 0',
    stricter(MAKERS),
  ),
  pool(
    'POOL005',
    'missing',
    vmp({ overrides: { maxUnavailable: null } }),
    'maxUnavailable is missing',
    stricter('KubeVirt takes it for all members at once'),
  ),
  pool(
    'POOL005',
    'none',
    vmp({ maxUnavailable: 0 }),
    'maxUnavailable 0 is neither',
    refused('maxUnavailable must be greater than 0'),
  ),
  pool(
    'POOL005',
    'more than all',
    vmp({ maxUnavailable: '150%' }),
    'maxUnavailable "150%" is neither',
    refused('maxUnavailable percentage value 150 must be between 1 and 100'),
  ),
  pool(
    'POOL008',
    'none',
    vmp({ overrides: { updateStrategy: { unmanaged: null } } }),
    'updateStrategy is empty',
    stricter('KubeVirt takes it for proactive, which deletes members with their disks'),
  ),
  pool(
    'POOL008',
    'two',
    vmp({ overrides: { updateStrategy: { opportunistic: {} } } }),
    'updateStrategy has unmanaged and opportunistic',
    refused('only one strategy can be configured at a time'),
  ),
  pool(
    'POOL009',
    'none',
    vmp({ overrides: { scaleInStrategy: { proactive: null } } }),
    'scaleInStrategy is empty',
    stricter('KubeVirt takes it for any member, and its disks with it'),
  ),
  pool(
    'POOL009',
    'two',
    vmp({ overrides: { scaleInStrategy: { unmanaged: {} } } }),
    'scaleInStrategy has proactive and unmanaged',
    refused('only one strategy can be configured at a time'),
  ),
  pool(
    'POOL010',
    'selectors',
    vmp({
      overrides: {
        scaleInStrategy: {
          proactive: { selectionPolicy: { selectors: { labelSelector: { matchLabels: { app: 'x' } } } } },
        },
      },
    }),
    'selectors crash virt-controller',
    stricter('KubeVirt takes it, and virt-controller crashes when too few members match'),
  ),
  pool(
    'POOL011',
    'on',
    vmp({ overrides: { autohealing: {} } }),
    'autohealing deletes failing machines',
    stricter('KubeVirt takes it, and deletes machines of the namespace that are not of the pool'),
  ),
  pool(
    'POOL012',
    'a further label that the machines do not have',
    vmp({ overrides: { selector: { matchLabels: { app: 'x' } } } }),
    'which does not match the labels of the machines',
    refused('selector does not match labels'),
  ),
  pool(
    'POOL012',
    'an expression that the machines do not meet',
    vmp({ overrides: { selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } } }),
    'which does not match the labels of the machines',
    refused('selector does not match labels'),
  ),
  pool(
    'POOL012',
    'another value on the machines',
    vmp({ overrides: { virtualMachineTemplate: { metadata: { labels: { 'kubevirt.io/vmpool': 'other' } } } } }),
    'which does not match the labels of the machines, {"kubevirt.io/vmpool":"other"}',
    refused('selector does not match labels'),
  ),
  changed(
    'POOL013',
    'not on the machines',
    {},
    {
      '/spec/selector': { matchLabels: { app: 'x' } },
      '/spec/virtualMachineTemplate/metadata/labels': { app: 'x' },
    },
    'spec.virtualMachineTemplate.metadata.labels has nothing for kubevirt.io/vmpool',
    stricter('KubeVirt takes it, and by convention Services look for the label'),
  ),
  pool(
    'POOL013',
    'not on their instances',
    vmp({
      overrides: {
        virtualMachineTemplate: { spec: { template: { metadata: { labels: { 'kubevirt.io/vmpool': 'other' } } } } },
      },
    }),
    'virtualMachineTemplate.spec.template.metadata.labels has "other"',
    stricter('KubeVirt takes it, and services and affinity do not find the members'),
  ),
  pool(
    'VM103',
    'nobody who acts',
    { evictionStrategy: EvictionStrategy.EXTERNAL },
    'and none is named',
    stricter(DRAIN),
  ),
  pool(
    'VM104',
    'a disk of one node',
    { ...RWX, bootDisk: { accessModes: [AccessMode.READ_WRITE_ONCE] } },
    'is ReadWriteOnce, not ReadWriteMany',
    stricter(DRAIN),
  ),
  pool(
    'VM104',
    'devices',
    { ...RWX, ...vmi({ domain: { devices: { hostDevices: [{ name: 'a', deviceName: 'vendor.example/card' }] } } }) },
    'hostDevices belong to one node',
    stricter(DRAIN),
  ),
  pool(
    'VM104',
    'graphics',
    {
      ...RWX,
      ...vmi({
        domain: {
          devices: {
            gpus: [
              { name: 'a', deviceName: 'vendor.example/gpu' },
              { name: 'b', deviceName: 'vendor.example/gpu' },
            ],
          },
        },
      }),
    },
    'gpus belong to one node',
    stricter(DRAIN),
  ),
  pool(
    'VM104',
    'a single card',
    { ...RWX, ...vmi({ domain: { devices: { gpus: [{ name: 'a', deviceName: 'vendor.example/gpu' }] } } }) },
    'gpus belong to one node',
    stricter(DRAIN),
  ),
  pool(
    'VM104',
    'encrypted memory',
    {
      ...RWX,
      architecture: Architecture.AMD64,
      ...vmi({ domain: { launchSecurity: { sev: {} }, firmware: { bootloader: { efi: { secureBoot: false } } } } }),
    },
    'launchSecurity ties its memory to one node',
    stricter(DRAIN),
  ),
  pool(
    'VM104',
    'features of the node',
    { ...RWX, ...vmi({ domain: { features: { hypervPassthrough: { enabled: true } } } }) },
    'hypervPassthrough shows it the features of one node',
    stricter(DRAIN),
  ),
  changed(
    'VM104',
    'a file of the node',
    RWX,
    {
      [`${VMI}/volumes/-`]: { name: 'file', hostDisk: { path: '/disk.img', type: 'Disk' } },
      [`${VMI}/domain/devices/disks/-`]: { name: 'file', disk: { bus: 'virtio' } },
    },
    'the volume "file" is a file of one node',
    stricter(DRAIN),
  ),
  changed(
    'VM104',
    'a bridge',
    { ...RWX, podNetwork: PodNetworkBinding.BRIDGE },
    { [`${VM}/template/metadata/annotations`]: undefined },
    'its bridge on the pod network lacks the annotation',
    stricter(DRAIN),
  ),
  pool(
    'POOL014',
    'memory to be added',
    vmi({ domain: { memory: { maxGuest: '8Gi' } } }),
    'domain.memory.maxGuest is refused in a pool',
    refused('Memory hotplug is only available for x86_64 VMs'),
  ),
  pool(
    'POOL014',
    'encrypted memory',
    vmi({ domain: { launchSecurity: { sev: {} }, firmware: { bootloader: { efi: { secureBoot: false } } } } }),
    'domain.launchSecurity is refused in a pool',
    refused('No launchSecurity support for architecture'),
  ),
  told(
    'VM101',
    'a smaller disk',
    { bootDisk: { capacity: '5Gi' } },
    'bootDisk.capacity is "5Gi", but the image "ubuntu-24-04" has "10Gi"',
    later('CDI never fills a disk that is smaller than what it is a clone of'),
  ),
  pool('POOL015', 'a host name', { replicas: 2, ...vmi({ hostname: 'node' }) }, 'hostname is "node"', stricter(SHARED)),
  pool(
    'POOL015',
    'a serial number',
    { replicas: 2, ...vmi({ domain: { firmware: { serial: '1' } } }) },
    'domain.firmware.serial is "1"',
    stricter(SHARED),
  ),
  changed(
    'POOL015',
    'a MAC address',
    { replicas: 2 },
    { [`${VMI}/domain/devices/interfaces/0/macAddress`]: '02:00:00:00:00:01' },
    'macAddress is "02:00:00:00:00:01"',
    stricter(SHARED),
  ),
  changed(
    'POOL016',
    'one claim',
    { replicas: 2 },
    {
      [`${VMI}/volumes/-`]: { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
      [`${VMI}/domain/devices/disks/-`]: { name: 'data', disk: { bus: 'virtio' } },
    },
    'which all members would write to at once',
    stricter('KubeVirt takes it, and the members ruin the disk'),
  ),
  told(
    'POOL033',
    'two members',
    { replicas: 2, deviceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }] },
    'deviceClaims[0].resourceClaimName is "gpu", which every member would claim: they share one template',
    stricter('KubeVirt takes it, and only one of the members gets the devices'),
  ),
  pool(
    'VM110',
    'half a second',
    { terminationGracePeriod: Duration.millis(500) },
    'terminationGracePeriod is 0.5 seconds',
    stricter('the API has whole seconds, so no server sees what was meant'),
  ),
  pool(
    'POOL022',
    'an unknown way to scale in',
    vmp({ scaleIn: { strategy: 'gently' as ScaleInStrategy } }),
    'scaleIn.strategy is "gently", which is not a value of ScaleInStrategy',
    stricter('no server sees the word'),
  ),
  pool(
    'VM111',
    'an unknown kind of cloud-init',
    { cloudInit: CloudInit.fromSecret('user-data', { type: 'floppy' as CloudInitType }) },
    'cloudInit.type is "floppy", which is not a value of CloudInitType',
    stricter('no server sees the word'),
  ),
  pool(
    'VM109',
    'three parts',
    { networks: [{ name: 'lan', networkName: 'a/b/c' }] },
    'networkName "a/b/c" is not the name of a NetworkAttachmentDefinition',
    stricter('KubeVirt does not look into it, and Multus never finds it'),
  ),
];

const disks = (...names: string[]) => names.map((name) => ({ name, capacity: '1Gi' }));

const DISKS: readonly Wrong[] = [
  pool(
    'VM112',
    'four',
    { extraDisks: disks('a', 'b', 'c', 'd') },
    'extraDisks holds 4 disks',
    stricter("KubeVirt takes as many as a machine can have; Kubermatic's dashboard takes three"),
  ),
  changed(
    'VM113',
    'an invalid name',
    { extraDisks: disks('my.data') },
    { [`${VMI}/domain/devices/disks/0/name`]: 'my.data', [`${VMI}/volumes/0/name`]: 'my.data' },
    'extraDisks[0].name "my.data"',
    refused('denied the request: must not contain dots'),
  ),
  changed(
    'VM114',
    'two of one name',
    { extraDisks: disks('data', 'data') },
    { [`${VMI}/domain/devices/disks/-`]: { name: 'data', disk: { bus: 'virtio' } } },
    'extraDisks holds two disks named "data"',
    refused('devices.disks[1] must not have the same Name'),
  ),
  changed(
    'VM114',
    'the name of the boot disk',
    { extraDisks: disks('boot') },
    { [`${VMI}/domain/devices/disks/-`]: { name: 'boot', disk: { bus: 'virtio' } } },
    'which a machine has already',
    refused('devices.disks[0] must not have the same Name'),
  ),
  wrong(
    'POOL017',
    'two pools with one name for a disk',
    (scene) => [
      scene.pool({ extraDisks: disks('b-c') }, 'a').virtualMachinePool,
      scene.pool({ extraDisks: disks('c') }, 'a-b').virtualMachinePool,
    ],
    'both have a disk "a-b-c"',
    stricter("KubeVirt takes both pools, and their members take each other's disks"),
  ),
  changed(
    'VM100',
    'a claim of another namespace',
    {},
    {
      [`${VM}/dataVolumeTemplates/0/spec/sourceRef`]: undefined,
      [`${VM}/dataVolumeTemplates/0/spec/source`]: { pvc: { namespace: 'elsewhere', name: 'secret' } },
    },
    'may clone from there',
    later('virt-controller makes no machine without the right to clone'),
  ),
];

/** Another cluster, whose tenants and images a pool cannot use. */
const elsewhere = (scene: Scene) =>
  KubeVirtCluster.existing(scene.app, 'elsewhere', { kubevirt: scene.kubevirt, cdi: scene.cdi });

const PROGRAMS: readonly Wrong[] = [
  wrong(
    'POOL023',
    'a class that is made elsewhere',
    (scene) => [
      scene.pool({ scheduling: new SchedulingPolicy(elsewhere(scene), 'first', { priorityClass: { value: 1 } }) })
        .virtualMachinePool,
      launcher({ priorityClassName: 'first' }),
    ],
    'is made in another cluster',
    later(
      'Kubernetes refuses the launcher pod, whose class does not exist',
      'no PriorityClass with name first was found',
    ),
  ),
  wrong(
    'IMG051',
    'an image that exists elsewhere',
    (scene) => [
      scene.pool({
        image: GoldenImage.existing(elsewhere(scene), 'far', {
          dataSourceName: 'far',
          namespaceName: 'golden-images',
          cloneableFrom: true,
        }),
      }).virtualMachinePool,
    ],
    'Name an image of infra',
    later('CDI never finds the DataSource'),
  ),
  wrong(
    'IMG051',
    'an image of ours elsewhere',
    (scene) => [scene.pool({ image: scene.image({}, 'far', elsewhere(scene)) }).virtualMachinePool],
    'Create the image in infra too',
    later('CDI never finds the DataSource'),
  ),
  wrong(
    'IMG050',
    'an image that nobody may clone',
    (scene) => [
      scene.pool({
        image: GoldenImage.existing(scene.infra, 'closed', {
          dataSourceName: 'closed',
          namespaceName: 'golden-images',
        }),
      }).virtualMachinePool,
    ],
    'without which CDI refuses the disk',
    later('virt-controller makes no machine without the right to clone'),
  ),
];

const TAKEN = 'KubeVirt takes it: it works, and is likely not what was meant';
const inline = (userData: string, networkData?: string) => ({ cloudInit: CloudInit.inline({ userData, networkData }) });
const HOST_NAME = '#cloud-config\nhostname: worker\n';
const STATIC = 'version: 2\nethernets:\n  eth0:\n    addresses: [192.0.2.5/24]\n';
const DYNAMIC = 'version: 2\nethernets:\n  eth0:\n    dhcp4: true\n    nameservers:\n      addresses: [192.0.2.53]\n';
const OLD_TYPE = { architecture: Architecture.AMD64, machineType: 'pc-i440fx-6.2' };

/** What works, and is likely not what was meant. */
const REMARKS: readonly Wrong[] = [
  pool('POOL018', 'one host name for two', { replicas: 2, ...inline(HOST_NAME) }, 'the same hostname', stricter(TAKEN)),
  pool(
    'POOL019',
    'one address for two',
    { replicas: 2, ...inline('#cloud-config\n', STATIC) },
    'the same addresses',
    stricter(TAKEN),
  ),
  pool(
    'POOL020',
    'with disks',
    vmp({ updateStrategy: UpdateStrategy.PROACTIVE }),
    'deletes running members',
    stricter(TAKEN),
  ),
  pool(
    'POOL021',
    'opportunistic',
    vmp({ scaleIn: { strategy: ScaleInStrategy.OPPORTUNISTIC } }),
    'never gets smaller',
    stricter(TAKEN),
  ),
  pool(
    'VM106',
    'an old one',
    OLD_TYPE,
    'machineType "pc-i440fx-6.2" is refused by KubeVirt unless',
    refused('is not supported: pc-i440fx-6.2 (allowed values'),
  ),
  pool(
    'VM107',
    'packages alone',
    inline('packages: [git]\n'),
    'does not begin with a word that cloud-init knows',
    stricter('KubeVirt does not look into it'),
  ),
  pool(
    'VM124',
    'a disk without access modes',
    { evictionStrategy: EvictionStrategy.LIVE_MIGRATE },
    'the StorageProfile of the default class decides whether the disk "boot" is ReadWriteMany',
    stricter(TAKEN),
  ),
  pool('POOL027', 'a host name', vmi({ hostname: 'node' }), 'there can never be a second member', stricter(TAKEN)),
  changed(
    'POOL027',
    'an existing disk',
    {},
    {
      [`${VMI}/volumes/-`]: { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
      [`${VMI}/domain/devices/disks/-`]: { name: 'data', disk: { bus: 'virtio' } },
    },
    'is "data", which only one machine can have',
    stricter(TAKEN),
  ),
  pool(
    'POOL028',
    'a further label',
    vmp({
      overrides: {
        selector: { matchLabels: { app: 'x' } },
        virtualMachineTemplate: { metadata: { labels: { app: 'x' } } },
      },
    }),
    'which can never be changed again',
    stricter(TAKEN),
  ),
  pool(
    'VM125',
    'an annotation',
    { annotations: { 'example.com/password': 'hunter2' } },
    'holds what looks like a secret (a value for "password")',
    stricter(READABLE),
  ),
  pool(
    'VM125',
    'a header of a probe',
    vmi({ readinessProbe: { httpGet: { port: 80, httpHeaders: [HEADER] } } }),
    'holds what looks like a secret (a value for "Authorization")',
    stricter(READABLE),
  ),
  pool(
    'VM125',
    'a command of a probe',
    vmi({ readinessProbe: { exec: { command: ['curl', '-u', 'me:hunter2', 'http://localhost'] } } }),
    'holds what looks like a secret (a user name with its password)',
    stricter(READABLE),
  ),
  pool(
    'IMG031',
    'the source of a disk of a machine',
    {
      overrides: {
        dataVolumeTemplates: [
          {
            metadata: { name: 'workers-boot' },
            spec: {
              source: { http: { url: 'https://me:hunter2@images.example.com/a.img' } },
              storage: { resources: { requests: { storage: '10Gi' } } },
            },
          },
        ],
      },
    },
    'contains a user name or a password',
    stricter(READABLE),
  ),
  pool('VM108', 'some', { ignition: '{}' }, 'ignition is readable by everyone', stricter(TAKEN)),
];

/** What the bundle itself must hold. */
const HELD: readonly Wrong[] = [
  wrong(
    'VM102',
    'a size that the tenant does not offer',
    (scene) => [poolIn(complete(scene), scene.ubuntu, { size: MachineSize.instancetype('standard-3') })],
    '"standard-3" is not an instancetype of namespace "cluster-acme"',
    later('KubeVirt does not start the machine, whose instancetype does not exist'),
  ),
  wrong(
    'VM102',
    'one that KubeVirt brings for the whole cluster',
    (scene) => [poolIn(complete(scene), scene.ubuntu, { size: MachineSize.instancetype('u1.medium') })],
    'MachineSize.clusterInstancetype("u1.medium")',
    later('KubeVirt does not start the machine, whose instancetype does not exist'),
  ),
  wrong(
    'VM105',
    'an old one',
    (scene) => {
      const infra = scene.cluster();
      const home = TenantNamespace.existing(infra, 'home', { namespaceName: 'cluster-a' });
      const image = GoldenImage.existing(infra, 'ubuntu', {
        dataSourceName: 'ubuntu',
        namespaceName: 'golden-images',
        cloneableFrom: true,
      });
      return [poolIn(home, image, OLD_TYPE)];
    },
    'is not listed in emulatedMachines',
    refused('is not supported: pc-i440fx-6.2 (allowed values'),
  ),
];

/** A pool that does not break a rule. */
function fine(rule: string, name: string, props: Partial<WorkerPoolProps>): Right {
  return right(rule, name, (scene) => known(scene).pool(props));
}

/** Programs that come close to breaking a rule and do not. */
export const WORKERS_RIGHT: readonly Right[] = [
  fine('POOL001', '58 characters', { name: 'w'.repeat(58) }),
  fine('POOL002', "another label of KubeVirt's", { labels: { 'kubevirt.io/size': 'small' } }),
  fine('POOL003', 'none', { replicas: 0 }),
  fine('POOL004', 'someone else sets the number', {
    replicas: undefined,
    externallyScaled: { by: 'an autoscaler', maxReplicas: 4 },
  }),
  fine('POOL005', 'all', vmp({ maxUnavailable: '100%' })),
  fine('POOL006', 'a number and nobody who sets it', { replicas: 4 }),
  fine('POOL007', 'to one', { replicas: undefined, externallyScaled: { by: 'an autoscaler', maxReplicas: 1 } }),
  fine('POOL008', 'another one', vmp({ overrides: { updateStrategy: { unmanaged: {} } } })),
  fine('POOL009', 'another one', vmp({ overrides: { scaleInStrategy: { proactive: null, unmanaged: {} } } })),
  fine(
    'POOL010',
    'a sort policy',
    vmp({ overrides: { scaleInStrategy: { proactive: { selectionPolicy: { sortPolicy: 'Oldest' } } } } }),
  ),
  fine('POOL011', 'off', vmp({ overrides: { autohealing: null } })),
  fine('POOL012', 'labels beside the selector', { labels: { app: 'x' } }),
  fine(
    'POOL012',
    'an expression that the machines meet',
    vmp({ overrides: { selector: { matchExpressions: [{ key: 'kubevirt.io/vmpool', operator: 'Exists' }] } } }),
  ),
  fine('POOL013', 'labels beside its own', vmi({ subdomain: 'workers' })),
  fine('POOL014', 'memory to be added, and an architecture', {
    architecture: Architecture.AMD64,
    ...vmi({ domain: { memory: { maxGuest: '8Gi' } } }),
  }),
  fine('POOL015', 'a subdomain', { replicas: 2, subdomain: 'workers' }),
  fine('POOL015', 'the host name of one', vmi({ hostname: 'node' })),
  fine('POOL027', 'the host name of nobody', { subdomain: 'workers' }),
  fine('POOL028', 'its own label alone', { labels: { app: 'x' } }),
  fine('POOL033', 'a claim for each', {
    replicas: 2, deviceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'gpu' }],
  }),
  fine('POOL033', 'the claim of one', { deviceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }] }),
  right('POOL016', 'one claim that is only read', (scene) => {
    const disk = { name: 'data', persistentVolumeClaim: { claimName: 'data', readOnly: true } };
    patched(scene.pool().virtualMachinePool, `${VMI}/volumes/-`, disk);
  }),
  fine('POOL016', 'a directory that virtiofs shares', {
    replicas: 2,
    volumes: [{ name: 'data', source: VolumeSource.claim('data'), device: VolumeDevice.FILESYSTEM }],
  }),
  right('POOL017', 'two pools with one name for a disk of each', (scene) => {
    for (const id of ['a', 'b']) scene.pool({ extraDisks: disks('data') }, id);
  }),
  fine('POOL018', 'one host name for one', { replicas: 1, ...inline(HOST_NAME) }),
  fine('POOL019', 'one name server for two', { replicas: 2, ...inline('#cloud-config\n', DYNAMIC) }),
  fine('POOL020', 'unmanaged, with disks', vmp({ updateStrategy: UpdateStrategy.UNMANAGED })),
  fine(
    'POOL021',
    'proactive, with disks that stay',
    vmp({ scaleIn: { statePreservation: StatePreservation.OFFLINE } }),
  ),
  fine('POOL022', 'a word of the set', vmp({ scaleIn: { strategy: ScaleInStrategy.UNMANAGED } })),
  right('POOL023', 'a policy of another cluster that makes nothing', (scene) => {
    scene.pool({ scheduling: new SchedulingPolicy(elsewhere(scene), 'apart', { podAntiAffinityPreset: Preset.SOFT }) });
  }),
  right('VM100', 'a claim of the namespace of an image that may be cloned', (scene) => {
    const { virtualMachinePool } = known(scene).pool();
    patched(virtualMachinePool, `${VM}/dataVolumeTemplates/0/spec/sourceRef`, undefined);
    patched(virtualMachinePool, `${VM}/dataVolumeTemplates/0/spec/source`, {
      pvc: { namespace: 'golden-images', name: 'other' },
    });
  }),
  fine('VM101', 'just as large', { bootDisk: { capacity: '10Gi' } }),
  right('VM102', 'a size that the tenant offers', (scene) => {
    poolIn(complete(scene), scene.ubuntu, { size: MachineSize.instancetype('standard-2') });
  }),
  fine('VM103', 'someone who acts', {
    evictionStrategy: EvictionStrategy.EXTERNAL,
    evictionHandler: 'kubevirt-vmi-eviction',
  }),
  fine('VM104', 'a disk of several nodes', RWX),
  fine('VM104', 'a disk whose StorageProfile decides', { evictionStrategy: EvictionStrategy.LIVE_MIGRATE }),
  fine('VM124', 'access modes', RWX),
  fine('VM125', 'a probe that reads a file', {
    annotations: { 'example.com/token-ttl': '24h', 'example.com/secret-name': 'my-tls' },
    ...vmi({ readinessProbe: { exec: { command: ['sh', '-c', 'curl -H "X-Token: $(cat /run/token)" localhost'] } } }),
  }),
  right('VM105', 'one that the custom resource lists', (scene) => {
    const infra = scene.cluster({
      overrides: {
        kubevirt: { configuration: { architectureConfiguration: { amd64: { emulatedMachines: ['pc-i440fx*'] } } } },
      },
    });
    const home = TenantNamespace.existing(infra, 'home', { namespaceName: 'cluster-a' });
    const image = GoldenImage.existing(infra, 'ubuntu', {
      dataSourceName: 'ubuntu',
      namespaceName: 'golden-images',
      cloneableFrom: true,
    });
    poolIn(home, image, OLD_TYPE);
  }),
  fine('VM106', 'one of RHEL', { architecture: Architecture.AMD64, machineType: 'pc-q35-rhel9.6.0' }),
  fine('VM107', 'a script', inline('#!/bin/sh\necho hello\n')),
  fine('VM108', 'another annotation', { annotations: { 'kubevirt.io/ignition': 'none' } }),
  fine('VM109', 'two parts', { networks: [{ name: 'lan', networkName: 'a/b' }] }),
  fine('VM110', 'one second', { terminationGracePeriod: Duration.millis(1000) }),
  fine('VM111', 'a word of the set', {
    cloudInit: CloudInit.fromSecret('user-data', { type: CloudInitType.CONFIG_DRIVE }),
  }),
  fine('VM112', 'three', { extraDisks: disks('a', 'b', 'c') }),
  fine('VM113', 'hyphens', { extraDisks: disks('my-data') }),
  fine('VM114', 'names that begin alike', { extraDisks: disks('boot-2', 'data', 'data-2') }),
];

export const WORKERS: readonly Wrong[] = [...POOLS, ...DISKS, ...PROGRAMS, ...REMARKS, ...HELD];
