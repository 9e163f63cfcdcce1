import { table } from '../../toolkit/table';
import type { PropTable } from '../intent';

const MIGRATIONS = 'spec.configuration.migrations';
const DEVELOPER = 'spec.configuration.developerConfiguration';
const CERTIFICATES = 'spec.certificateRotateStrategy.selfSigned';

/** The props that fields of the KubeVirt custom resource come from. */
export const KUBEVIRT_PROPS: PropTable = table({
  'spec.uninstallStrategy': 'kubevirtConfig.uninstallStrategy',
  'spec.imagePullSecrets': 'pullSecrets',
  'spec.customizeComponents.flags.controller.image-pull-secret': 'launcherPullSecret',
  'spec.imagePullPolicy': 'kubevirtConfig.imagePullPolicy',
  'spec.workloadUpdateStrategy.workloadUpdateMethods': 'kubevirtConfig.workloadUpdateMethods',
  'spec.workloadUpdateStrategy.batchEvictionSize': 'kubevirtConfig.batchEvictionSize',
  'spec.workloadUpdateStrategy.batchEvictionInterval': 'kubevirtConfig.batchEvictionInterval',
  'spec.infra.replicas': 'kubevirtConfig.infraReplicas',
  'spec.infra.nodePlacement': 'kubevirtConfig.infraPlacement',
  'spec.workloads.nodePlacement': 'kubevirtConfig.workloadPlacement',
  'spec.productName': 'kubevirtConfig.productName',
  'spec.productVersion': 'kubevirtConfig.productVersion',
  'spec.productComponent': 'kubevirtConfig.productComponent',
  'spec.monitorNamespace': 'monitoring.namespace',
  'spec.monitorAccount': 'monitoring.serviceAccount',
  'spec.serviceMonitorNamespace': 'monitoring.serviceMonitorNamespace',
  'spec.configuration.evictionStrategy': 'kubevirtConfig.evictionStrategy',
  'spec.configuration.vmRolloutStrategy': 'kubevirtConfig.vmRolloutStrategy',
  'spec.configuration.additionalGuestMemoryOverheadRatio': 'kubevirtConfig.additionalGuestMemoryOverheadRatio',
  'spec.configuration.network.defaultNetworkInterface': 'kubevirtConfig.defaultNetworkInterface',
  'spec.configuration.vmStateStorageClass': 'kubevirtConfig.vmStateStorageClass',
  'spec.configuration.permittedHostDevices': 'kubevirtConfig.permittedHostDevices',
  'spec.configuration.mediatedDevicesConfiguration': 'kubevirtConfig.mediatedDevices',
  [`${CERTIFICATES}.ca`]: 'kubevirtConfig.certificates.ca',
  [`${CERTIFICATES}.server`]: 'kubevirtConfig.certificates.server',
  [`${DEVELOPER}.useEmulation`]: 'kubevirtConfig.useEmulation',
  [`${DEVELOPER}.cpuAllocationRatio`]: 'kubevirtConfig.cpuAllocationRatio',
  [`${DEVELOPER}.memoryOvercommit`]: 'kubevirtConfig.memoryOvercommit',
  [`${MIGRATIONS}.parallelMigrationsPerCluster`]: 'kubevirtConfig.migrations.parallelMigrationsPerCluster',
  [`${MIGRATIONS}.parallelOutboundMigrationsPerNode`]: 'kubevirtConfig.migrations.parallelOutboundMigrationsPerNode',
  [`${MIGRATIONS}.bandwidthPerMigration`]: 'kubevirtConfig.migrations.bandwidthPerMigration',
  [`${MIGRATIONS}.completionTimeoutPerGiB`]: 'kubevirtConfig.migrations.completionTimeoutPerGiB',
  [`${MIGRATIONS}.progressTimeout`]: 'kubevirtConfig.migrations.progressTimeout',
  [`${MIGRATIONS}.network`]: 'kubevirtConfig.migrations.network',
  [`${MIGRATIONS}.maxDowntimeMs`]: 'kubevirtConfig.migrations.maxDowntime',
});
