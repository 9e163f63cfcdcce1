import { APPLICATION } from './application';
import { CDI } from './cdi';
import { CLUSTER_API_MACHINE_DEPLOYMENT } from './cluster-api-machine-deployment';
import { DATA_IMPORT_CRON } from './data-import-cron';
import { DATA_VOLUME } from './data-volume';
import { KUBEVIRT } from './kubevirt';
import { MACHINE_DEPLOYMENT } from './machine-deployment';
import { PERSISTENT_VOLUME_CLAIM } from './persistent-volume-claim';
import type { HealthScript } from './script';
import { VIRTUAL_MACHINE } from './virtual-machine';
import { VIRTUAL_MACHINE_INSTANCE } from './virtual-machine-instance';
import { VIRTUAL_MACHINE_POOL } from './virtual-machine-pool';
import { VIRTUAL_MACHINE_REPLICA_SET } from './virtual-machine-replica-set';
import { VIRTUAL_MACHINE_RESTORE } from './virtual-machine-restore';
import { VIRTUAL_MACHINE_SNAPSHOT } from './virtual-machine-snapshot';

/** The health checks that Argo CD needs to wait for the objects of a bundle, and to show them as what they are. */
export const HEALTH_SCRIPTS: readonly HealthScript[] = [
  APPLICATION,
  PERSISTENT_VOLUME_CLAIM,
  KUBEVIRT,
  VIRTUAL_MACHINE,
  VIRTUAL_MACHINE_INSTANCE,
  VIRTUAL_MACHINE_REPLICA_SET,
  VIRTUAL_MACHINE_POOL,
  VIRTUAL_MACHINE_SNAPSHOT,
  VIRTUAL_MACHINE_RESTORE,
  CDI,
  DATA_VOLUME,
  DATA_IMPORT_CRON,
  MACHINE_DEPLOYMENT,
  CLUSTER_API_MACHINE_DEPLOYMENT,
];

/** The key of a script in the ConfigMap `argocd-cm`; kinds of the core group have no group before the underscore. */
export function keyOf({ group, kind }: HealthScript): string {
  return `resource.customizations.health.${group === '' ? kind : `${group}_${kind}`}`;
}
