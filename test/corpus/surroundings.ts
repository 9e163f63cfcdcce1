import { right, Right, stricter, wrong, Wrong } from './case';
import { NAMESPACES, Scene } from './scene';
import {
  EvictionStrategy, GoldenImage, MachineSize, PodNetworkBinding, Preset, TenantNamespace, WorkerPool, WorkerPoolProps,
} from '../../src';

function pool(rule: string, name: string, props: Partial<WorkerPoolProps>, says: string, why: string): Wrong {
  return wrong(rule, name, (scene) => [scene.pool(props).virtualMachinePool], says, stricter(why));
}

function fine(rule: string, name: string, props: Partial<WorkerPoolProps>): Right {
  return right(rule, name, (scene) => scene.pool(props));
}

const ANNOTATED = { annotations: { 'kubevirt.io/allow-pod-bridge-network-live-migration': 'true' } };

function apart(scene: Scene, podAntiAffinityPreset: Preset): Partial<WorkerPoolProps> {
  return { scheduling: scene.policy({ podAntiAffinityPreset }) };
}

/** A pool in a cluster whose pods have addresses of these ranges. */
function poolAmong(scene: Scene, pods: string[], props: Partial<WorkerPoolProps> = {}): WorkerPool {
  const infra = scene.cluster({ networks: { pods } });
  const home = TenantNamespace.existing(infra, 'home', { namespaceName: NAMESPACES[0] });
  const image = GoldenImage.existing(infra, 'ubuntu', {
    dataSourceName: 'ubuntu', namespaceName: NAMESPACES[1], cloneableFrom: true,
  });
  const size = MachineSize.of({ cores: 2, memory: '4Gi' });
  return new WorkerPool(home, 'workers', { replicas: 1, size, image, ...props });
}

const IPV6 = 'fd00:10:244::/56';
const MASQUERADE = { podNetwork: PodNetworkBinding.MASQUERADE };

/** Machines that do not fit what is around them. */
export const SURROUNDINGS: readonly Wrong[] = [
  pool(
    'VM115',
    'of a machine that is shut down on a drain',
    { ...ANNOTATED, evictionStrategy: EvictionStrategy.NONE },
    'permits live migration, although the eviction strategy is None',
    'KubeVirt takes it, and migrates the machine after an upgrade',
  ),
  wrong(
    'VM116',
    'with hard anti-affinity',
    (scene) => [scene.pool(apart(scene, Preset.HARD)).virtualMachinePool],
    'the eviction strategy LiveMigrateIfPossible denies the eviction of each until it has moved',
    stricter('KubeVirt takes it, and a drain may never end'),
  ),
  wrong(
    'VM117',
    'among pods with IPv6 alone',
    (scene) => [poolAmong(scene, [IPV6]).virtualMachinePool],
    'podNetwork is a bridge, but pods of cluster infra have IPv6 addresses alone',
    stricter('KubeVirt takes it, and the guest gets no address'),
  ),
  wrong(
    'VM118',
    'among pods with both',
    (scene) => [poolAmong(scene, ['10.244.0.0/16', IPV6]).virtualMachinePool],
    'podNetwork is a bridge, so the guest gets an IPv4 address alone',
    stricter('KubeVirt takes it, and the guest gets one of the two addresses'),
  ),
];

/** Machines that nearly do not. */
export const SURROUNDINGS_RIGHT: readonly Right[] = [
  fine('VM115', 'behind masquerade', {
    ...ANNOTATED, evictionStrategy: EvictionStrategy.NONE, podNetwork: PodNetworkBinding.MASQUERADE,
  }),
  right('VM116', 'with soft anti-affinity', (scene) => scene.pool(apart(scene, Preset.SOFT))),
  right('VM117', 'behind masquerade', (scene) => poolAmong(scene, [IPV6], MASQUERADE)),
  right('VM118', 'behind masquerade', (scene) => poolAmong(scene, ['10.244.0.0/16', IPV6], MASQUERADE)),
];
