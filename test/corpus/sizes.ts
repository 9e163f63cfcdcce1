import type { ApiObject } from 'cdk8s';
import { NAMESPACES, Scene } from './scene';
import {
  GoldenImage, Instancetype, InstancetypeProps, KubeVirtCluster, KubeVirtClusterProps, MachinePreference, MachineSize,
  Preference, PreferenceProps, TenantNamespace, WorkerPool,
} from '../../src';

export const SIZE = { cpu: 2, memory: '8Gi' };

export const size = (scene: Scene, props: Partial<InstancetypeProps> = {}): ApiObject =>
  new Instancetype(scene.home, 'large', { ...SIZE, ...props }).apiObject;

export const preference = (scene: Scene, props: PreferenceProps): ApiObject =>
  new Preference(scene.home, 'db', props).apiObject;

/** A pool in a cluster of ours. */
export function pool(
  scene: Scene, cluster: Partial<KubeVirtClusterProps>, its: MachineSize, prefers?: MachinePreference,
): ApiObject[] {
  return poolBelow(scene.cluster(cluster), its, prefers);
}

export function poolBelow(infra: KubeVirtCluster, its: MachineSize, prefers?: MachinePreference): ApiObject[] {
  const tenant = TenantNamespace.existing(infra, 'home', { namespaceName: NAMESPACES[0] });
  const image = GoldenImage.existing(infra, 'ubuntu', {
    dataSourceName: 'ubuntu-24-04', namespaceName: NAMESPACES[1], capacity: '10Gi', cloneableFrom: true,
  });
  const given = { replicas: 1, image, size: its, preference: prefers };
  return [new WorkerPool(tenant, 'workers', given).virtualMachinePool];
}

export const NOT_DEPLOYED: Partial<KubeVirtClusterProps> = {
  overrides: { kubevirt: { configuration: { commonInstancetypesDeployment: { enabled: false } } } },
};
export const of = (cores: number, memory: string): MachineSize => MachineSize.of({ cores: 1, sockets: cores, memory });
