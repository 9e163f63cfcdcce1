import { Duration } from 'cdk8s';
import { later, refused, stricter, Verdict, wrong, Wrong } from './case';
import { launcher, patched, Scene } from './scene';
import { AccessMode, Architecture, CloudInit, CloudInitType, EvictionStrategy, GoldenImage, KubeVirtCluster, PodNetworkBinding, PoolRisk, ScaleInStrategy, SchedulingPolicy, WorkerPoolProps } from '../../src';

function pool(rule: string, name: string, props: Partial<WorkerPoolProps>, says: string, verdict: Verdict): Wrong {
  return wrong(`workers/${rule}`, name, (scene) => [scene.pool(props).virtualMachinePool], says, verdict);
}

/** Values by the paths of JSON patches; undefined removes. */
interface Patches {
  readonly [path: string]: unknown;
}

/** The pool after JSON patches. */
function changed(rule: string, name: string, props: Partial<WorkerPoolProps>, patches: Patches, says: string, verdict: Verdict): Wrong {
  return wrong(`workers/${rule}`, name, (scene) => {
    const { virtualMachinePool } = scene.pool(props);
    for (const [path, value] of Object.entries(patches)) patched(virtualMachinePool, path, value);
    return [virtualMachinePool];
  }, says, verdict);
}

const VM = '/spec/virtualMachineTemplate/spec';
const VMI = `${VM}/template/spec`;
const vmi = (spec: object) => ({ overrides: { virtualMachineTemplate: { spec: { template: { spec } } } } }) as Partial<WorkerPoolProps>;
const RWX = { bootDisk: { accessModes: [AccessMode.READ_WRITE_MANY] }, evictionStrategy: EvictionStrategy.LIVE_MIGRATE };
const DRAIN = 'KubeVirt takes it, and the node of such a machine can never be drained';
const SHARED = 'KubeVirt takes it, and gives all members the same';
const MAKERS = 'no server sees who makes the machines';
const long = 'w'.repeat(59);

const POOLS: readonly Wrong[] = [
  pool('name', 'a name that is none', { name: 'My Workers' }, 'name "My Workers" is not a DNS label', refused('metadata.name: Invalid value: "My Workers"')),
  pool('name', 'a name without room for a number', { name: long }, 'must stay free for the number', stricter('KubeVirt takes it, and cannot make the members whose names are too long')),
  pool('label', 'the label of the pool itself', { labels: { 'kubevirt.io/vmpool': 'other' } }, 'is the pool\'s name in every pool', stricter('no server sees it: the pool has its own')),
  changed('replicas', 'fewer than none', { replicas: -1 }, { '/spec/replicas': -1 }, 'replicas -1 is no number of machines', refused('spec.replicas: Invalid value: -1')),
  pool('replicas-missing', 'no number', { overrides: { replicas: null } }, 'replicas is missing', stricter('KubeVirt takes it for 1, and deletes all members but one')),
  pool('externally-scaled', 'a number and someone who sets it', { replicas: 2, externallyScaled: { by: 'an autoscaler', maxReplicas: 4 } }, 'each sync would set it back', stricter('no server sees that two set the number')),
  pool('externally-scaled', 'by nobody', { replicas: undefined, externallyScaled: { by: ' ', maxReplicas: 4 } }, 'which names nobody', stricter(MAKERS)),
  pool('externally-scaled', 'to none', { replicas: undefined, externallyScaled: { by: 'an autoscaler', maxReplicas: 0 } }, 'externallyScaled.maxReplicas 0', stricter(MAKERS)),
  pool('max-unavailable', 'missing', { overrides: { maxUnavailable: null } }, 'maxUnavailable is missing', stricter('KubeVirt takes it for all members at once')),
  pool('max-unavailable', 'none', { maxUnavailable: 0 }, 'maxUnavailable 0 is neither', refused('maxUnavailable must be greater than 0')),
  pool('max-unavailable', 'more than all', { maxUnavailable: '150%' }, 'maxUnavailable "150%" is neither', refused('maxUnavailable percentage value 150 must be between 1 and 100')),
  pool('update-strategy', 'none', { overrides: { updateStrategy: { opportunistic: null } } }, 'updateStrategy is empty', stricter('KubeVirt takes it for proactive, which deletes members with their disks')),
  pool('update-strategy', 'two', { overrides: { updateStrategy: { unmanaged: {} } } }, 'updateStrategy has opportunistic and unmanaged', refused('only one strategy can be configured at a time')),
  pool('scale-in-strategy', 'none', { overrides: { scaleInStrategy: { proactive: null } } }, 'scaleInStrategy is empty', stricter('KubeVirt takes it for any member, and its disks with it')),
  pool('scale-in-strategy', 'two', { overrides: { scaleInStrategy: { unmanaged: {} } } }, 'scaleInStrategy has proactive and unmanaged', refused('only one strategy can be configured at a time')),
  pool('scale-in-selectors', 'selectors', { overrides: { scaleInStrategy: { proactive: { selectionPolicy: { selectors: { labelSelector: { matchLabels: { app: 'x' } } } } } } } }, 'selectors crash virt-controller', stricter('KubeVirt takes it, and virt-controller crashes when too few members match')),
  pool('autohealing', 'on', { overrides: { autohealing: {} } }, 'autohealing deletes failing machines', stricter('KubeVirt takes it, and deletes machines of the namespace that are not of the pool')),
  pool('selector', 'another label beside', { overrides: { selector: { matchLabels: { app: 'x' } } } }, 'alone tells the members of a pool', refused('selector does not match labels')),
  pool('member-label', 'not on the machines', { overrides: { virtualMachineTemplate: { metadata: { labels: { 'kubevirt.io/vmpool': 'other' } } } } }, 'virtualMachineTemplate.metadata.labels has "other"', refused('selector does not match labels')),
  pool('member-label', 'not on their instances', { overrides: { virtualMachineTemplate: { spec: { template: { metadata: { labels: { 'kubevirt.io/vmpool': 'other' } } } } } } }, 'virtualMachineTemplate.spec.template.metadata.labels has "other"', stricter('KubeVirt takes it, and services and affinity do not find the members')),
  pool('eviction-handler', 'nobody who acts', { evictionStrategy: EvictionStrategy.EXTERNAL }, 'and none is named', stricter(DRAIN)),
  pool('live-migration', 'a disk of unknown access', { evictionStrategy: EvictionStrategy.LIVE_MIGRATE }, 'does not say that it is ReadWriteMany', stricter(DRAIN)),
  pool('live-migration', 'a disk of one node', { ...RWX, bootDisk: { accessModes: [AccessMode.READ_WRITE_ONCE] } }, 'is ReadWriteOnce, not ReadWriteMany', stricter(DRAIN)),
  pool('live-migration', 'devices', { ...RWX, ...vmi({ domain: { devices: { hostDevices: [{ name: 'a', deviceName: 'vendor.example/card' }] } } }) }, 'hostDevices belong to one node', stricter(DRAIN)),
  pool('live-migration', 'graphics', { ...RWX, ...vmi({ domain: { devices: { gpus: [{ name: 'a', deviceName: 'vendor.example/gpu' }, { name: 'b', deviceName: 'vendor.example/gpu' }] } } }) }, 'gpus belong to one node', stricter(DRAIN)),
  pool('live-migration', 'encrypted memory', { ...RWX, architecture: Architecture.AMD64, ...vmi({ domain: { launchSecurity: { sev: {} }, firmware: { bootloader: { efi: { secureBoot: false } } } } }) }, 'launchSecurity ties its memory to one node', stricter(DRAIN)),
  pool('live-migration', 'features of the node', { ...RWX, ...vmi({ domain: { features: { hypervPassthrough: { enabled: true } } } }) }, 'hypervPassthrough shows it one node', stricter(DRAIN)),
  changed('live-migration', 'a file of the node', RWX, { [`${VMI}/volumes/-`]: { name: 'file', hostDisk: { path: '/disk.img', type: 'Disk' } }, [`${VMI}/domain/devices/disks/-`]: { name: 'file', disk: { bus: 'virtio' } } }, 'the volume "file" is a file of one node', stricter(DRAIN)),
  changed('live-migration', 'a bridge', { ...RWX, podNetwork: PodNetworkBinding.BRIDGE }, { [`${VM}/template/metadata/annotations`]: undefined }, 'its bridge on the pod network lacks the annotation', stricter(DRAIN)),
  pool('architecture', 'memory to be added', vmi({ domain: { memory: { maxGuest: '8Gi' } } }), 'domain.memory.maxGuest is refused in a pool', refused('Memory hotplug is only available for x86_64 VMs')),
  pool('architecture', 'encrypted memory', vmi({ domain: { launchSecurity: { sev: {} }, firmware: { bootloader: { efi: { secureBoot: false } } } } }), 'domain.launchSecurity is refused in a pool', refused('No launchSecurity support for architecture')),
  pool('smaller-than-image', 'a smaller disk', { bootDisk: { size: '5Gi' } }, 'is smaller than its image', later('CDI never fills a disk that is smaller than what it is a clone of')),
  pool('shared-identity', 'a host name', vmi({ hostname: 'node' }), 'hostname is "node"', stricter(SHARED)),
  pool('shared-identity', 'a serial number', vmi({ domain: { firmware: { serial: '1' } } }), 'domain.firmware.serial is "1"', stricter(SHARED)),
  changed('shared-identity', 'a MAC address', {}, { [`${VMI}/domain/devices/interfaces/0/macAddress`]: '02:00:00:00:00:01' }, 'macAddress is "02:00:00:00:00:01"', stricter(SHARED)),
  changed('shared-disk', 'one claim', {}, { [`${VMI}/volumes/-`]: { name: 'data', persistentVolumeClaim: { claimName: 'data' } }, [`${VMI}/domain/devices/disks/-`]: { name: 'data', disk: { bus: 'virtio' } } }, 'which all members of the pool would write to at once', stricter('KubeVirt takes it, and the members ruin the disk')),
  pool('grace-period', 'half a second', { terminationGracePeriod: Duration.millis(500) }, 'terminationGracePeriod is 0.5 seconds', stricter('the API has whole seconds, so no server sees what was meant')),
  pool('closed-sets', 'an unknown way to scale in', { scaleIn: { strategy: 'gently' as ScaleInStrategy } }, 'scaleIn.strategy "gently" is unknown', stricter('no server sees the word')),
  pool('closed-sets', 'an unknown kind of cloud-init', { cloudInit: CloudInit.fromSecret('user-data', { type: 'floppy' as CloudInitType }) }, 'cloudInit.type "floppy" is unknown', stricter('no server sees the word')),
  pool('closed-sets', 'an unknown risk', { acceptRisks: ['All' as PoolRisk] }, 'acceptRisks "All" is unknown', stricter('no server sees the word')),
  pool('network-name', 'three parts', { networks: [{ name: 'lan', networkName: 'a/b/c' }] }, 'networkName "a/b/c" names no NetworkAttachmentDefinition', stricter('KubeVirt does not look into it, and Multus never finds it')),
];

const disks = (...names: string[]) => names.map((name) => ({ name, size: '1Gi' }));

const DISKS: readonly Wrong[] = [
  pool('extra-disks', 'four', { extraDisks: disks('a', 'b', 'c', 'd') }, 'extraDisks holds 4 disks', stricter('KubeVirt takes as many as a machine can have; Kubermatic\'s documentation speaks of three')),
  changed('extra-disk-name', 'a name that is none', { extraDisks: disks('my.data') }, { [`${VMI}/domain/devices/disks/0/name`]: 'my.data', [`${VMI}/volumes/0/name`]: 'my.data' }, 'the name of an extra disk "my.data"', refused('denied the request: must not contain dots')),
  changed('extra-disk-twice', 'two of one name', { extraDisks: disks('data', 'data') }, { [`${VMI}/domain/devices/disks/-`]: { name: 'data', disk: { bus: 'virtio' } } }, 'extraDisks holds two disks named "data"', refused('devices.disks[1] must not have the same Name')),
  changed('extra-disk-twice', 'the name of the boot disk', { extraDisks: disks('boot') }, { [`${VMI}/domain/devices/disks/-`]: { name: 'boot', disk: { bus: 'virtio' } } }, 'which a member has already', refused('devices.disks[0] must not have the same Name')),
  wrong('workers/disk-shared-by-name', 'two pools with one name for a disk', (scene) => [scene.pool({ extraDisks: disks('b-c') }, 'a').virtualMachinePool, scene.pool({ extraDisks: disks('c') }, 'a-b').virtualMachinePool], 'both have a disk "a-b-c"', stricter('KubeVirt takes both pools, and their members take each other\'s disks')),
  changed('clone-source', 'a claim of another namespace', {}, { [`${VM}/dataVolumeTemplates/0/spec/sourceRef`]: undefined, [`${VM}/dataVolumeTemplates/0/spec/source`]: { pvc: { namespace: 'elsewhere', name: 'secret' } } }, 'may clone from there', later('virt-controller makes no machine without the right to clone')),
];

/** Another cluster, tenants and images of which a pool cannot use. */
const elsewhere = (scene: Scene) => KubeVirtCluster.existing(scene.app, 'elsewhere', { kubevirt: scene.kubevirt, cdi: scene.cdi });

const PROGRAMS: readonly Wrong[] = [
  wrong('workers/policy-of-another-cluster', 'a class that is made elsewhere', (scene) => [scene.pool({ scheduling: new SchedulingPolicy(elsewhere(scene), 'first', { priorityClass: { value: 1 } }) }).virtualMachinePool, launcher({ priorityClassName: 'first' })], 'is made in another cluster', later('Kubernetes refuses the launcher pod, whose class does not exist', 'no PriorityClass with name first was found')),
  wrong('IMG051', 'an image that exists elsewhere', (scene) => [scene.pool({ image: GoldenImage.existing(elsewhere(scene), 'far', { dataSourceName: 'far', namespaceName: 'golden-images', cloneableFrom: true }) }).virtualMachinePool], 'Name an image of infra', later('CDI never finds the DataSource')),
  wrong('IMG051', 'an image of ours elsewhere', (scene) => [scene.pool({ image: scene.image({}, 'far', elsewhere(scene)) }).virtualMachinePool], 'Create the image in infra too', later('CDI never finds the DataSource')),
  wrong('IMG050', 'an image that nobody may clone', (scene) => [scene.pool({ image: GoldenImage.existing(scene.infra, 'closed', { dataSourceName: 'closed', namespaceName: 'golden-images' }) }).virtualMachinePool], 'without which CDI refuses the disk', later('virt-controller makes no machine without the right to clone')),
];

export const WORKERS: readonly Wrong[] = [...POOLS, ...DISKS, ...PROGRAMS];
