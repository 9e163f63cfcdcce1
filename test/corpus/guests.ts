import { Duration } from 'cdk8s';
import { Right, right, stricter, Wrong, wrong } from './case';
import { Scene } from './scene';
import {
  Architecture, Guest, ImageSource, InfraCluster, KubeVirtCluster, KubeVirtConfig, MachineProbe, MachineSize,
  TenantNamespace, WindowsVersion, WorkerPool, WorkerPoolProps,
} from '../../src';

const TAKES = 'KubeVirt takes it';
const windows = (version = WindowsVersion.SERVER_2022) => Guest.windows({ version });
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

/** A pool whose image is imported for an architecture. */
function imported(scene: Scene, architecture: string): WorkerPool {
  const source = ImageSource.registry('docker://quay.io/containerdisks/fedora:41', { architecture });
  const image = scene.image({ source, tenants: ['cluster-a'] }, 'fedora');
  return scene.pool({ image, architecture: Architecture.AMD64 });
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
    'VM178',
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
  right('VM143', 'a size that the program does not know', (scene) => {
    scene.pool({ guest: windows(), size: MachineSize.clusterInstancetype('u1.medium') });
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
  right('VM178', 'realtime', (scene) => {
    const size = { dedicatedCpus: true, hugepages: '1Gi', numaPassthrough: true, realtime: true, realtimeMask: '0' };
    scene.pool({ size: MachineSize.of({ cores: 2, memory: '4Gi', ...size }) });
  }),
  right('VM147', 'an image of its architecture', (scene) => imported(scene, 'amd64')),
];
