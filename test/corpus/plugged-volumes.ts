import { ApiObject } from 'cdk8s';
import { Right, right, stricter, Wrong, wrong } from './case';
import { patched, Scene } from './scene';
import { PoolBackend, UpdateStrategy } from '../../src';

const updated = (updateStrategy: UpdateStrategy) => ({ backend: PoolBackend.virtualMachinePool({ updateStrategy }) });

/** A pool of someone else's making. */
function foreign(scene: Scene, updateStrategy: object): ApiObject {
  const labels = { 'kubevirt.io/vmpool': 'workers' };
  const { spec } = scene.pool({}, 'made').virtualMachinePool.toJson();
  const template = { ...spec.virtualMachineTemplate.spec, dataVolumeTemplates: [] };
  const { metadata } = spec.virtualMachineTemplate.spec.template;
  const domain = { devices: { autoattachPodInterface: false }, memory: { guest: '1Gi' } };
  return new ApiObject(scene.home, 'foreign', {
    apiVersion: 'pool.kubevirt.io/v1beta1',
    kind: 'VirtualMachinePool',
    metadata: { name: 'workers', labels },
    spec: {
      ...spec,
      selector: { matchLabels: labels },
      updateStrategy,
      virtualMachineTemplate: {
        metadata: { labels },
        spec: { ...template, template: { metadata: { ...metadata, labels }, spec: { domain } } },
      },
    },
  });
}

/** The Role of a CSI driver that plugs volumes into machines of the tenant. */
function driver(scene: Scene, kind: 'Role' | 'ClusterRole' = 'Role'): void {
  const rules = [{
    apiGroups: ['subresources.kubevirt.io'],
    resources: ['virtualmachines/addvolume', 'virtualmachines/removevolume'],
    verbs: ['update'],
  }];
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const metadata = { name: 'csi-driver' };
  new ApiObject(kind === 'Role' ? scene.home : scene.infra, kind, { apiVersion, kind, metadata, rules });
  const subjects = [{ kind: 'ServiceAccount', name: 'csi-driver', namespace: scene.home.namespaceName }];
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name: 'csi-driver' };
  new ApiObject(scene.home, 'binding', { apiVersion, kind: 'RoleBinding', metadata, roleRef, subjects });
}

const PLUGGED = 'KubeVirt takes it; what becomes of plugged volumes is measured by the scenario "plugged"';

const NO_PORTS = 'KubeVirt takes it, and refuses to plug disks with the bus virtio into the machine';
const ignition = '{"ignition":{"version":"3.4.0"}}';

/** Pools that take volumes away which were plugged into members. */
export const PLUGGED_VOLUMES: readonly Wrong[] = [
  ...[UpdateStrategy.OPPORTUNISTIC, UpdateStrategy.PROACTIVE].map((strategy) => wrong(
    'POOL024', strategy, (scene) => [scene.pool({ pluggedVolumes: true, ...updated(strategy) }).virtualMachinePool],
    `updateStrategy is ${strategy}, so each change of the template takes plugged volumes out`, stricter(PLUGGED),
  )),
  wrong('POOL024', 'opportunistic, by a patch', (scene) => {
    const { virtualMachinePool } = scene.pool({ pluggedVolumes: true });
    return [patched(virtualMachinePool, '/spec/updateStrategy', { opportunistic: {} })];
  }, 'updateStrategy is opportunistic', stricter(PLUGGED)),
  wrong('POOL025', 'opportunistic', (scene) => [scene.pool(updated(UpdateStrategy.OPPORTUNISTIC)).virtualMachinePool],
    'overwrites the members', stricter(PLUGGED)),
  wrong('POOL025', 'a pool of someone else', (scene) => [foreign(scene, { opportunistic: {} })],
    'every change since then is applied at once', stricter(PLUGGED)),
  wrong('POOL026', 'the Role of a CSI driver', (scene) => {
    driver(scene);
    return [scene.pool(updated(UpdateStrategy.OPPORTUNISTIC)).virtualMachinePool];
  }, 'Role "csi-driver" lets them be plugged', stricter(PLUGGED)),
  wrong('POOL026', 'a ClusterRole that a RoleBinding names', (scene) => {
    driver(scene, 'ClusterRole');
    return [foreign(scene, { proactive: {} })];
  }, 'ClusterRole "csi-driver" lets them be plugged', stricter(PLUGGED)),
  wrong('POOL030', 'with Ignition data', (scene) => [scene.pool({ pluggedVolumes: true, ignition }).virtualMachinePool],
    'is "true", which the Ignition data need, so the machine has no free PCI ports', stricter(NO_PORTS)),
];

/** Pools in which plugged volumes stay where they are. */
export const PLUGGED_VOLUMES_RIGHT: readonly Right[] = [
  right('POOL024', 'members that stay as they are', (scene) => scene.pool({ pluggedVolumes: true })),
  right('POOL025', 'members that stay as they are', (scene) => scene.pool()),
  right('POOL025', 'a proactive pool of someone else without disks', (scene) => foreign(scene, { proactive: {} })),
  right('POOL030', 'without Ignition data', (scene) => scene.pool({ pluggedVolumes: true })),
  right('POOL030', 'with Ignition data alone', (scene) => scene.pool({ ignition })),
  right('POOL026', 'members that stay as they are, and the Role of a CSI driver', (scene) => {
    driver(scene);
    scene.pool();
  }),
];
