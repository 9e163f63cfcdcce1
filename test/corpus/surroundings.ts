import { right, Right, stricter, wrong, Wrong } from './case';
import { Scene } from './scene';
import { EvictionStrategy, PodNetworkBinding, Preset, WorkerPoolProps } from '../../src';

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
];

/** Machines that nearly do not. */
export const SURROUNDINGS_RIGHT: readonly Right[] = [
  fine('VM115', 'behind masquerade', {
    ...ANNOTATED, evictionStrategy: EvictionStrategy.NONE, podNetwork: PodNetworkBinding.MASQUERADE,
  }),
  right('VM116', 'with soft anti-affinity', (scene) => scene.pool(apart(scene, Preset.SOFT))),
];
