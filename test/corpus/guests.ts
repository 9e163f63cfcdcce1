import { ApiObject, Duration } from 'cdk8s';
import { Right, right, stricter, Wrong, wrong } from './case';
import { NAMESPACES, Scene } from './scene';
import {
  Architecture, Boot, Firmware, Guest, ImageSource, InfraCluster, KubeVirtCluster, KubeVirtConfig, MachineProbe,
  MachineSize, Sysprep, TenantNamespace, VolumeSource, WindowsVersion, WorkerPool, WorkerPoolProps,
} from '../../src';

const TAKES = 'KubeVirt takes it';
const windows = (version = WindowsVersion.SERVER_2022, virtio?: boolean) => Guest.windows({ version, virtio });
const answered = () => Guest.windows({
  version: WindowsVersion.SERVER_2022, sysprep: Sysprep.fromConfigMap('answers'),
});
const sized = (cores: number, memory: string) => MachineSize.of({ cores, memory });

/** A pool of the tenant that exists. */
function guest(rule: string, name: string, props: Partial<WorkerPoolProps>, says: string, why = TAKES): Wrong {
  return wrong(rule, name, (scene) => scene.pool(props).objects, says, stricter(why));
}

/** A pool in a cluster of ours or an existing one. */
function poolIn(infra: InfraCluster, scene: Scene, props: Partial<WorkerPoolProps>): WorkerPool {
  const home = TenantNamespace.existing(infra, 'home', { namespaceName: 'cluster-a' });
  const image = scene.image({ tenants: ['cluster-a'] }, 'windows', infra);
  return new WorkerPool(home, 'workers', { replicas: 1, size: sized(2, '4Gi'), image, ...props });
}

const stateIn = (scene: Scene, kubevirtConfig: KubeVirtConfig): WorkerPool =>
  poolIn(scene.cluster({ kubevirtConfig }), scene, { guest: windows() });

function claimsOn(scene: Scene, kubernetes: string): WorkerPool {
  const { kubevirt, cdi } = scene;
  const infra = KubeVirtCluster.existing(scene.app, 'infra', { kubevirt, cdi, kubernetes });
  return poolIn(infra, scene, { deviceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'gpus' }] });
}

/** A ConfigMap with the answers for Windows' setup. */
function answers(scene: Scene, data: object): ApiObject {
  return new ApiObject(scene.home, 'answers', {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'answers', namespace: NAMESPACES[0] }, data,
  });
}

/** An instancetype of the tenant. */
function instancetype(scene: Scene, spec: object): ApiObject {
  const kind = 'VirtualMachineInstancetype';
  const apiVersion = scene.kubevirt.apiVersion('instancetype.kubevirt.io', kind)!;
  return new ApiObject(scene.home, 'sized', {
    apiVersion, kind, metadata: { name: 'sized', namespace: NAMESPACES[0] }, spec,
  });
}

/** What a machine has that is installed from a medium. */
const INSTALLED = {
  image: undefined, boot: Boot.iso(VolumeSource.claim('iso'), { capacity: '64Gi' }),
};

/** A pool whose image is imported for an architecture. */
function imported(
  scene: Scene, architecture: string, props: Partial<WorkerPoolProps> = { architecture: Architecture.AMD64 },
): WorkerPool {
  const source = ImageSource.registry('docker://quay.io/containerdisks/fedora:41', { architecture });
  const image = scene.image({ source, tenants: ['cluster-a'] }, 'fedora');
  return scene.pool({ image, ...props });
}

export const GUESTS: readonly Wrong[] = [
  wrong(
    'VM140',
    'an older Kubernetes',
    (scene) => claimsOn(scene, '1.33').objects,
    'need dynamic resource allocation, which Kubernetes 1.33 does not turn on by itself',
    stricter('Kubernetes takes the pod, and drops its claims'),
  ),
  wrong(
    'VM142',
    'no class for the state',
    (scene) => stateIn(scene, {}).objects,
    'is persistent, and cluster infra names no class for that, so KubeVirt keeps it in the default class',
    stricter(TAKES),
  ),
  guest('VM143', 'Windows on arm64', {
    guest: Guest.windows({ version: WindowsVersion.WINDOWS_10, virtio: true }),
    architecture: Architecture.ARM64,
  },
  'architecture is "arm64", but Windows 10 is for amd64. Write Architecture.AMD64, or leave it out.'),
  guest('VM143', 'one CPU for Windows 11', { guest: windows(WindowsVersion.WINDOWS_11), size: sized(1, '4Gi') },
    'size has 1 vCPU, but Windows 11 needs 2. Raise cores.'),
  guest('VM143', 'little memory for Windows Server', { guest: windows(), size: sized(2, '1Gi') },
    'size.memory is "1Gi", but Windows Server 2022 needs "2Gi". Raise it.'),
  guest('VM143', 'an override of the architecture', {
    guest: windows(WindowsVersion.SERVER_2022, true), overrides: { template: { spec: { architecture: 'arm64' } } },
  },
  'spec.template.spec.architecture is "arm64", but Windows Server 2022 is for amd64.'),
  wrong(
    'VM143',
    'a small instancetype of the bundle',
    (scene) => {
      instancetype(scene, { cpu: { guest: 1 }, memory: { guest: '8Gi' } });
      return scene.pool({ guest: windows(WindowsVersion.WINDOWS_11), size: MachineSize.instancetype('sized') }).objects;
    },
    'size "sized" has 1 vCPU, but Windows 11 needs 2. Name a larger one.',
    stricter(TAKES),
  ),
  guest('VM141', 'Windows on nodes of arm64', {
    guest: windows(), overrides: { template: { spec: { nodeSelector: { 'kubernetes.io/arch': 'arm64' } } } },
  },
  'is "arm64", but Windows Server 2022 is for "amd64"', 'KubeVirt takes it, and the machine never starts'),
  wrong(
    'VM147',
    'an image of another architecture than the guest',
    (scene) => imported(scene, 'arm64', { guest: windows() }).objects,
    'Windows Server 2022 is for "amd64", but the image "fedora" is imported for "arm64". Clone another image.',
    stricter('KubeVirt takes it, and the guest does not start'),
  ),
  wrong(
    'VM169',
    'answers under another name',
    (scene) => {
      answers(scene, { 'answers.xml': '<unattend/>' });
      return scene.pool({ guest: answered() }).objects;
    },
    'is ConfigMap "answers", which has neither autounattend.xml nor unattend.xml, so the machine never starts. Give it '
      + 'one of the two as a key.',
    stricter('KubeVirt takes it, and the launcher makes no CD-ROM'),
  ),
  guest('VM170', 'BIOS for Windows 11', { guest: windows(WindowsVersion.WINDOWS_11), firmware: Firmware.bios() },
    'firmware has no secure boot, without which the setup of Windows 11 stops. Leave firmware out, or write '
      + 'Firmware.efi().'),
  guest('VM170', 'no TPM for Windows 11', {
    guest: windows(WindowsVersion.WINDOWS_11),
    overrides: { template: { spec: { domain: { devices: { tpm: null } } } } },
  },
  'devices.tpm is removed, and without it the setup of Windows 11 stops. Leave it to the guest.'),
  guest('VM171', 'no drivers for the disk', { ...INSTALLED, guest: windows(WindowsVersion.WINDOWS_10, true) },
    'the setup of Windows 10 sees no disk: the boot disk is on the bus virtio, whose drivers are not on Windows\' '
      + 'media. Write driversImage in Guest.windows'),
  guest(
    'VM144',
    'requests beside guaranteed',
    { size: MachineSize.of({ cores: 2, memory: '4Gi', guaranteed: true, requests: { cpu: '1' } }) },
    'size.requests is given beside guaranteed, which determines it. Leave guaranteed or the others out.',
    'no server sees it',
  ),
  guest(
    'VM145',
    'a part of a second',
    { readinessProbe: MachineProbe.guestAgentPing({ period: Duration.millis(1500) }) },
    'readinessProbe.period is 1.5 seconds, but the API takes whole ones. Write Duration.seconds(2).',
    'what is written has whole seconds',
  ),
  guest(
    'VM145',
    'never',
    { readinessProbe: MachineProbe.guestAgentPing({ period: Duration.seconds(0) }) },
    'readinessProbe.period is 0, which Kubernetes takes for its own default',
    'Kubernetes takes it for ten seconds',
  ),
  guest(
    'VM145',
    'no failure',
    { readinessProbe: MachineProbe.tcp(22, { failureThreshold: 0 }) },
    'readinessProbe.failureThreshold is 0, which Kubernetes takes for its own default',
    'Kubernetes takes it for three',
  ),
  guest(
    'VM177',
    'without realtime',
    { size: MachineSize.of({ cores: 2, memory: '4Gi', realtimeMask: '0' }) },
    'size.realtimeMask is "0", but realtime is not on',
    'no server sees it',
  ),
  wrong(
    'VM147',
    'an image of another architecture',
    (scene) => imported(scene, 'arm64').objects,
    'is "amd64", but the image "fedora" is imported for "arm64"',
    stricter('KubeVirt takes it, and the guest does not start'),
  ),
];

export const GUESTS_RIGHT: readonly Right[] = [
  right('VM140', 'a Kubernetes that serves claims', (scene) => claimsOn(scene, '1.34')),
  right('VM142', 'a class for the state', (scene) => stateIn(scene, { vmStateStorageClass: 'state' })),
  right('VM143', 'a machine that is large enough', (scene) => {
    scene.pool({ guest: windows(WindowsVersion.WINDOWS_11), architecture: Architecture.AMD64, size: sized(2, '4Gi') });
  }),
  right('VM143', 'a size of KubeVirt\'s own that is large enough', (scene) => {
    scene.pool({ guest: windows(), size: MachineSize.clusterInstancetype('u1.medium') });
  }),
  right('VM143', 'an override of the size', (scene) => {
    const cpu = { cores: 4 };
    const guestOs = windows(WindowsVersion.WINDOWS_11);
    scene.pool({ guest: guestOs, size: sized(1, '4Gi'), overrides: { template: { spec: { domain: { cpu } } } } });
  }),
  right('VM141', 'Windows on nodes of amd64', (scene) => {
    scene.pool({
      guest: windows(), overrides: { template: { spec: { nodeSelector: { 'kubernetes.io/arch': 'amd64' } } } },
    });
  }),
  right('VM147', 'an image of the architecture of the guest', (scene) => {
    imported(scene, 'amd64', { guest: windows() });
  }),
  right('VM169', 'answers in capitals', (scene) => {
    answers(scene, { 'Unattend.xml': '<unattend/>' });
    scene.pool({ guest: answered() });
  }),
  right('VM169', 'answers that the bundle does not hold', (scene) => {
    scene.pool({ guest: answered() });
  }),
  right('VM170', 'BIOS for Windows 10', (scene) => {
    scene.pool({ guest: windows(WindowsVersion.WINDOWS_10), firmware: Firmware.bios() });
  }),
  right('VM170', 'UEFI for Windows 11', (scene) => {
    scene.pool({ guest: windows(WindowsVersion.WINDOWS_11), firmware: Firmware.efi() });
  }),
  right('VM171', 'a CD-ROM with the drivers', (scene) => {
    const driversImage = 'quay.io/kubevirt/virtio-container-disk:v1.9.0';
    scene.pool({ ...INSTALLED, guest: Guest.windows({ version: WindowsVersion.WINDOWS_10, driversImage }) });
  }),
  right('VM171', 'a disk that needs no drivers', (scene) => {
    scene.pool({ ...INSTALLED, guest: windows(WindowsVersion.WINDOWS_10) });
  }),
  right('VM144', 'guaranteed alone', (scene) => {
    scene.pool({ size: MachineSize.of({ cores: 2, memory: '4Gi', guaranteed: true }) });
  }),
  right('VM145', 'whole seconds', (scene) => {
    scene.pool({ readinessProbe: MachineProbe.guestAgentPing({ period: Duration.millis(2000) }) });
  }),
  right('VM145', 'at once', (scene) => {
    scene.pool({ readinessProbe: MachineProbe.guestAgentPing({ initialDelay: Duration.seconds(0) }) });
  }),
  right('VM177', 'realtime', (scene) => {
    const size = { dedicatedCpus: true, hugepages: '1Gi', numaPassthrough: true, realtime: true, realtimeMask: '0' };
    scene.pool({ size: MachineSize.of({ cores: 2, memory: '4Gi', ...size }) });
  }),
  right('VM147', 'an image of its architecture', (scene) => imported(scene, 'amd64')),
];
