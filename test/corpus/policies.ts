import { ApiObject } from 'cdk8s';
import { Right, right, stricter, Wrong, wrong } from './case';
import { patched, Scene } from './scene';
import {
  EvictionStrategy, MachineSize, Preset, SchedulingPolicy, SchedulingPolicyProps, VirtualMachine,
} from '../../src';

const SIZE = { size: MachineSize.of({ cores: 1, memory: '1Gi' }) };
const DB = { app: 'db' };

/** Single machines of one tenant of ours that share a policy. */
function machines(
  scene: Scene, policy: SchedulingPolicyProps, labels: { [key: string]: string } = {}, names = ['a', 'b'],
): ApiObject[] {
  const tenant = scene.tenant();
  const scheduling = new SchedulingPolicy(tenant, 'policy', policy);
  return names.map((name) => (
    new VirtualMachine(tenant, name, { ...SIZE, image: scene.ubuntu, scheduling, labels }).apiObject));
}

/** A pool of a tenant that exists, whose machines are migrated when a node is drained. */
function together(scene: Scene, policy: SchedulingPolicyProps, evictionStrategy?: EvictionStrategy): ApiObject[] {
  return [scene.pool({ scheduling: scene.policy(policy), evictionStrategy }).virtualMachinePool];
}

const SILENT = stricter('every server takes it, and the scheduler finds no pod that it is about');

/** Policies that do nothing, or too much. */
export const POLICIES_WITHOUT_EFFECT: readonly Wrong[] = [
  wrong('SCHED030', 'of single machines, softly', (scene) => machines(scene, { podAntiAffinityPreset: Preset.SOFT }),
    'podAntiAffinityPreset has no effect on "a", "b": it selects each of these single machines by itself alone',
    SILENT),
  wrong('SCHED030', 'of single machines, firmly', (scene) => machines(scene, { podAntiAffinityPreset: Preset.HARD }),
    'podAntiAffinityPreset has no effect on "a", "b"', SILENT),
  wrong('SCHED030', 'a spread of single machines', (scene) =>
    machines(scene, { topologySpread: [{ topologyKey: 'topology.kubernetes.io/zone' }] }),
  'topologySpread has no effect on "a", "b"', SILENT),
  wrong('SCHED030', 'of labels that nothing has', (scene) =>
    machines(scene, { podAntiAffinityPreset: Preset.SOFT, podLabels: DB }),
  'podAntiAffinityPreset has no effect on "a", "b": it selects labels that no pod of the namespace has', SILENT),
  wrong('SCHED031', 'beside pods that nothing makes', (scene) =>
    machines(scene, { podAffinityPreset: Preset.HARD, podLabels: DB }),
  'podLabels names labels that no pod of the namespace has', SILENT),
  wrong('SCHED032', 'all on one node', (scene) => together(scene, { podAffinityPreset: Preset.HARD }),
    'keeps these machines on one node', stricter('KubeVirt takes it, and a drain never ends')),
];

/** Policies that come close to that. */
export const POLICIES_WITH_EFFECT: readonly Right[] = [
  right('SCHED030', 'of machines that have the labels', (scene) =>
    machines(scene, { podAntiAffinityPreset: Preset.HARD, podLabels: DB }, DB)),
  right('SCHED030', 'of a pool', (scene) =>
    scene.pool({ replicas: 2, scheduling: scene.policy({ podAntiAffinityPreset: Preset.SOFT }) })),
  right('SCHED030', 'of labels that somebody else may have', (scene) => {
    const scheduling = scene.policy({ podAntiAffinityPreset: Preset.SOFT, podLabels: DB });
    new VirtualMachine(scene.home, 'a', { ...SIZE, image: scene.ubuntu, scheduling });
  }),
  right('VM116', 'of single machines, which SCHED030 reports', (scene) =>
    machines(scene, { podAntiAffinityPreset: Preset.HARD })),
  right('SCHED031', 'beside machines with the labels', (scene) => {
    const [a, b] = machines(scene, { podAffinityPreset: Preset.HARD, podLabels: DB });
    patched(a, '/spec/template/metadata/labels/app', 'db');
    return [a, b];
  }),
  right('SCHED031', 'beside pods of a Deployment', (scene) => {
    const [a] = machines(scene, { podAffinityPreset: Preset.HARD, podLabels: DB });
    new ApiObject(a, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'db', namespace: 'cluster-acme' },
      spec: {
        selector: { matchLabels: DB },
        template: { metadata: { labels: DB }, spec: { containers: [{ name: 'db', image: 'postgres:18' }] } },
      },
    });
  }),
  right('SCHED032', 'in one zone', (scene) =>
    together(scene, { podAffinityPreset: Preset.HARD, topologyKey: 'topology.kubernetes.io/zone' })),
  right('SCHED032', 'shut down for a drain', (scene) =>
    together(scene, { podAffinityPreset: Preset.HARD }, EvictionStrategy.NONE)),
];
