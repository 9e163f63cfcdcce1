import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterRule, PropRule } from '../rule';
import { POD_KEYS, STORAGE_KEYS, VOLUME_KEYS } from './quota-amounts';
import { limitsOn } from './quota-holds';
import { countsLaunchers } from './quota-scopes';
import { csiDriver, own } from '../sources';

const PAGE = 'docs/how-to/kubernetes-in-a-tenant.md';

export const VOLUME_ROOM: PropRule = {
  id: 'TENANT087',
  name: 'tenants/volume-room',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Room for volumes is a number of volumes of a size',
  why: 'Anything else cannot be held against a quota.',
  remedy: 'Write a whole number of volumes, and the size of one, such as "20Gi".',
  source: own(PAGE),
  acceptable: false,
};

export const CLUSTER_STORAGE: PropRule = {
  id: 'TENANT088',
  name: 'tenants/cluster-storage',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The storage classes of a tenant\'s cluster can be told apart',
  why: 'The CSI driver finds a class by its name, takes the first entry of snapshot classes, and a cluster has one '
    + 'default class.',
  remedy: 'Name each class once, with the name that it has in the infra cluster, and let one be the default.',
  source: csiDriver('pkg/util/util.go: StorageClassEnforcement; pkg/kubevirt/client.go'),
  acceptable: false,
};

export const NO_SNAPSHOTS: PropRule = {
  id: 'TENANT090',
  name: 'tenants/no-snapshots-of-class',
  on: 'props',
  severity: Severity.INFO,
  title: 'Each storage class of a CSI driver with snapshots says which classes its snapshots may have',
  why: 'The driver refuses a snapshot of a volume whose storage class has no entry.',
  remedy: 'Write snapshotClasses of it; [] says that its volumes have no snapshots.',
  source: csiDriver('pkg/kubevirt/client.go: getSnapshotClassNameFromVolumeClaimName'),
  acceptable: true,
};

export const QUOTA_WITHOUT_ROOM: ClusterRule = {
  id: 'TENANT089',
  name: 'tenants/quota-without-room',
  on: 'cluster',
  severity: Severity.INFO,
  title: 'The quota of a tenant with a CSI driver has room for volumes',
  why: 'Volumes of the driver count against the quota as claims, as storage and as pods that plug them in, but the '
    + 'program does not know them.',
  remedy: 'Write csiDriver.room: a number of volumes, and the size of one.',
  source: own(PAGE),
  acceptable: true,

  *check(cluster) {
    for (const { clusters = [], namespace, where } of cluster.tenants) {
      const quotas = cluster.ofIn('', 'ResourceQuota', namespace);
      const isLimited = quotas.some(({ object }) => (
        countsLaunchers(object) && limitsOn(object).some(({ name }) => COUNTED.includes(name))));
      for (const { hasPluggedVolumes, prop, room } of clusters) {
        if (!hasPluggedVolumes || room !== undefined || !isLimited) continue;
        yield {
          ...fault(`${prop}.csiDriver`, `makes volumes that count against the quota of namespace "${namespace}", and `
            + 'the program does not know how many', this.remedy),
          where,
        };
      }
    }
  },
};

const COUNTED = [...STORAGE_KEYS, ...VOLUME_KEYS, ...POD_KEYS];
