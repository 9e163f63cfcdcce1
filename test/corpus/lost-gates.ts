import { Right, right, stricter, Wrong, wrong } from './case';
import type { Scene } from './scene';
import {
  FeatureGate, KubeVirtCluster, KubeVirtClusterProps, TenantNamespace, VirtualMachineSnapshot,
} from '../../src';

const BEFORE = stricter('no server sees the bundle before');

/** A cluster with a tenant whose CSI driver plugs volumes into machines. */
function plugging(scene: Scene): KubeVirtCluster {
  const infra = scene.cluster();
  new TenantNamespace(infra, 'acme', { kubernetes: [{ csiDriver: {} }] });
  return infra;
}

/** The cluster after the tenant has left. */
function left(scene: Scene, props: Partial<KubeVirtClusterProps> = {}) {
  scene.replaces(plugging);
  return [scene.cluster(props).kubevirtCr];
}

/** Programs that turn off a gate of the bundle before. */
export const LOST_GATES: readonly Wrong[] = [
  wrong('KV072', 'a tenant that leaves', (scene) => left(scene),
    'turns off the feature gate "DeclarativeHotplugVolumes", on in the bundle before', BEFORE),
  wrong('KV072', 'two gates', (scene) => {
    scene.replaces((before) => {
      const tenant = new TenantNamespace(plugging(before), 'blue');
      new VirtualMachineSnapshot(tenant, 'before', { machineName: 'db' });
    });
    return [scene.cluster().kubevirtCr];
  }, 'turns off the feature gates "DeclarativeHotplugVolumes", "Snapshot", on', BEFORE),
  wrong('KV072', 'a gate that must be named', (scene) => {
    scene.replaces((before) => before.cluster({ featureGates: [FeatureGate.SIDECAR] }));
    return [scene.cluster().kubevirtCr];
  }, 'turns off the feature gate "Sidecar"', BEFORE),
];

/** Programs that come close. */
export const LOST_GATES_RIGHT: readonly Right[] = [
  right('KV072', 'the gate is named', (scene) => (
    void left(scene, { featureGates: [FeatureGate.DECLARATIVE_HOTPLUG_VOLUMES] }))),
  right('KV072', 'the program turns it off itself', (scene) => (
    void left(scene, { disabledFeatureGates: [FeatureGate.DECLARATIVE_HOTPLUG_VOLUMES] }))),
  right('KV072', 'the tenant stays', (scene) => {
    scene.replaces(plugging);
    plugging(scene);
  }),
];
