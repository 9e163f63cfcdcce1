import { table } from '../../toolkit/table';
import type { PropTable } from '../intent';

/** The props that fields of the CDI custom resource come from. */
export const CDI_PROPS: PropTable = table({
  'spec.uninstallStrategy': 'cdiConfig.uninstallStrategy',
  'spec.cloneStrategyOverride': 'cdiConfig.cloneStrategy',
  'spec.imagePullPolicy': 'cdiConfig.imagePullPolicy',
  'spec.infra.deploymentReplicas': 'cdiConfig.deploymentReplicas',
  'spec.infra.apiServerReplicas': 'cdiConfig.apiServerReplicas',
  'spec.infra.uploadProxyReplicas': 'cdiConfig.uploadProxyReplicas',
  'spec.infra.nodeSelector': 'cdiConfig.infraPlacement.nodeSelector',
  'spec.infra.affinity': 'cdiConfig.infraPlacement.affinity',
  'spec.infra.tolerations': 'cdiConfig.infraPlacement.tolerations',
  'spec.workload': 'cdiConfig.workloadPlacement',
  'spec.certConfig.ca': 'cdiConfig.certificates.ca',
  'spec.certConfig.server': 'cdiConfig.certificates.server',
  'spec.certConfig.client': 'cdiConfig.certificates.client',
  'spec.config.podResourceRequirements': 'cdiConfig.podResources',
  'spec.config.scratchSpaceStorageClass': 'cdiConfig.scratchSpaceStorageClass',
  'spec.config.filesystemOverhead.global': 'cdiConfig.filesystemOverhead',
  'spec.config.filesystemOverhead.storageClass': 'cdiConfig.filesystemOverheadByStorageClass',
  'spec.config.preallocation': 'cdiConfig.preallocation',
  'spec.config.insecureRegistries': 'cdiConfig.insecureRegistries',
  'spec.config.importProxy.HTTPProxy': 'cdiConfig.importProxy.http',
  'spec.config.importProxy.HTTPSProxy': 'cdiConfig.importProxy.https',
  'spec.config.importProxy.trustedCAProxy': 'cdiConfig.importProxy.trustedCaConfigMap',
  'spec.config.uploadProxyURLOverride': 'cdiConfig.uploadProxyUrl',
});
