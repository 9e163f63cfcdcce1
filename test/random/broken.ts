import { Bad, badLabel, badLabels, badName, badNames } from './bad';
import { BROKEN_CLUSTER_API } from './broken-cluster-api';
import { BROKEN_CLUSTERS } from './broken-clusters';
import { BROKEN_HARDWARE } from './broken-hardware';
import { BROKEN_IMAGES } from './broken-images';
import { BROKEN_INFRA } from './broken-infra';
import { BROKEN_MACHINES } from './broken-machines';
import { BROKEN_MONITORING } from './broken-monitoring';
import { BROKEN_NETWORKS } from './broken-networks';
import { BROKEN_NODES } from './broken-nodes';
import { BROKEN_SCHEDULING } from './broken-scheduling';
import { BROKEN_SERVICES } from './broken-services';
import { BROKEN_SIZES } from './broken-sizes';
import { BROKEN_TENANTS } from './broken-tenants';

/** By prop, what it cannot be. That each prop is here or in `UNRULED` is tested. */
export const BROKEN: { readonly [prop: string]: readonly Bad[] } = {
  ...BROKEN_CLUSTER_API,
  ...BROKEN_CLUSTERS,
  ...BROKEN_HARDWARE,
  ...BROKEN_IMAGES,
  ...BROKEN_INFRA,
  ...BROKEN_MACHINES,
  ...BROKEN_MONITORING,
  ...BROKEN_NETWORKS,
  ...BROKEN_NODES,
  ...BROKEN_SCHEDULING,
  ...BROKEN_SERVICES,
  ...BROKEN_SIZES,
  ...BROKEN_TENANTS,
  'VirtualMachineSnapshotProps.machineName': badName(),
  'VirtualMachineSnapshotProps.name': badName(),
  'BackupScheduleProps.schedule': ['', '0 3 * *', '@reboot', '60 * * * *', '0 0 31 2 *', '@every night', '@every 1ms',
    'CRON_TZ=Europe/Berln 0 3 * * *', '*/90 * * * *'].map((to) => (
    { to })),
  'BackupScheduleProps.tenants': [...badNames, { to: ['*'], says: /tenants holds/ }],
  'BackupScheduleProps.machineLabels': badLabels(),
  'BackupScheduleProps.keptFor': [{ to: { $seconds: 0 } }],
  'BackupScheduleProps.storageLocation': badName(),
  'BackupScheduleProps.name': badName(),
  'BackupScheduleProps.veleroNamespace': badLabel(),
  'FilePlacement.file': ['../escape', '', 'a/../../b'].map((to) => ({ to, says: /not a path/, ofFile: true })),
  'FilePlacement.tenant': ['..', 'a b'].map((to) => ({ to, says: /not a path/, ofFile: true })),
  'FilePlacement.cluster': [{ to: '../..', says: /not a path/, ofFile: true }],
};
