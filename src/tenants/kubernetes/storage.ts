import type { NamedCluster } from './accounts';
import type { TenantStorageClass } from './options';
import { CLUSTER_NAME_LABEL } from '../../machines/cluster-label';
import { defined, unlessEmpty } from '../../toolkit/shape';

/**
 * What the controller of the CSI driver reads from its ConfigMap (csi-driver of June 2026,
 * deploy/controller-infra/base/deploy.yaml). The labels mark the volumes of the cluster: the driver touches no others.
 */
export function driverConfig(
  { name, csiDriver }: NamedCluster, namespace: string,
): { readonly [key: string]: string } | undefined {
  const { storageClasses = [] } = csiDriver ?? {};
  if (storageClasses.length === 0) return undefined;
  return {
    infraClusterNamespace: namespace,
    infraClusterLabels: `${CLUSTER_NAME_LABEL}=${name}`,
    infraStorageClassEnforcement: JSON.stringify(enforcement(storageClasses)),
  };
}

/** The driver reads this as YAML, and JSON is YAML (pkg/util/util.go: StorageClassEnforcement). */
function enforcement(classes: readonly TenantStorageClass[]): object {
  const mapped = classes.filter(({ snapshotClasses = [] }) => snapshotClasses.length > 0)
    .map(({ name, snapshotClasses }) => ({ volumeSnapshotClasses: snapshotClasses, storageClasses: [name] }));
  return defined({
    allowAll: false,
    allowDefault: false,
    allowList: classes.map(({ name }) => name),
    storageSnapshotMapping: unlessEmpty(mapped),
  });
}

/** A storage class as Kubermatic's datacenter has it. */
export function infraStorageClass(given: TenantStorageClass): { readonly [field: string]: unknown } {
  const { name, isDefault, allowVolumeExpansion, bindingMode, reclaimPolicy, usedFor } = given;
  return defined({
    name,
    isDefaultClass: isDefault,
    volumeBindingMode: bindingMode,
    volumeProvisioner: usedFor,
    reclaimPolicy,
    allowVolumeExpansion,
  });
}
