/** What begins the names of our metrics; those that begin with `kubevirt_` are KubeVirt's and CDI's. */
export const PREFIX = 'cdk8s_kubevirt';

/** The metrics that kube-state-metrics makes of custom resources with our configuration. */
export const STATE = {
  poolReplicas: `${PREFIX}_pool_replicas`,
  poolReady: `${PREFIX}_pool_ready_replicas`,
  replicaSetReplicas: `${PREFIX}_replicaset_replicas`,
  replicaSetReady: `${PREFIX}_replicaset_ready_replicas`,
  machineMigratable: `${PREFIX}_vmi_live_migratable`,
  dataVolumeInfo: `${PREFIX}_datavolume_info`,
  dataSourceReady: `${PREFIX}_datasource_ready`,
  cronLastExecution: `${PREFIX}_dataimportcron_last_execution_timestamp_seconds`,
  snapshotReady: `${PREFIX}_snapshot_ready`,
  kubevirtAvailable: `${PREFIX}_kubevirt_available`,
  kubevirtInfo: `${PREFIX}_kubevirt_info`,
  cdiInfo: `${PREFIX}_cdi_info`,
} as const;
