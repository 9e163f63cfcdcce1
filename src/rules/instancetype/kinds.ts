import type { KubeVirtSpec } from '../../../imports/kubevirt.io';
import type { ClusterView } from '../../inventory/cluster-view';

/** The API group of sizes and preferences. */
export const GROUP = 'instancetype.kubevirt.io';

export const INSTANCETYPES = [`${GROUP}/VirtualMachineInstancetype`, `${GROUP}/VirtualMachineClusterInstancetype`];
export const PREFERENCES = [`${GROUP}/VirtualMachinePreference`, `${GROUP}/VirtualMachineClusterPreference`];

/**
 * Whether virt-operator installs what KubeVirt embeds. It does unless the custom resource says otherwise (KubeVirt
 * v1.9.0 pkg/virt-operator/resource/apply/reconcile.go: commonInstancetypesDeploymentEnabled).
 */
export function deploysCommon({ kubevirtSpec }: ClusterView): boolean {
  const { configuration } = kubevirtSpec ?? ({} as Partial<KubeVirtSpec>);
  return configuration?.commonInstancetypesDeployment?.enabled !== false;
}
