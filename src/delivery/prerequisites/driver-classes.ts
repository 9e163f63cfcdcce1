import { load } from 'js-yaml';
import type { Find } from './need';
import { holdsStorageClass } from '../../rules/kubernetes/references/held';
import { isPlain } from '../../toolkit/merge';
import { items, texts } from '../../toolkit/shape';

/** What a CSI driver may use of the infra cluster (csi-driver, pkg/util/util.go: StorageClassEnforcement). */
interface Enforcement {
  readonly allowList?: readonly string[];
  readonly storageSnapshotMapping?: readonly { readonly volumeSnapshotClasses?: readonly string[] }[];
}

/** The classes of storage and of snapshots that the CSI driver of a tenant's cluster maps. */
export const classesOfDriver: Find = function* ({ group, kind, object, cluster }) {
  if (cluster === undefined || group !== '' || kind !== 'ConfigMap') return;
  const { allowList, storageSnapshotMapping } = enforcementIn((object as ConfigMap | undefined)?.data);
  for (const name of texts(allowList)) {
    if (!holdsStorageClass(cluster, name, '')) yield { what: 'StorageClass', name };
  }
  for (const name of items(storageSnapshotMapping).flatMap((mapping) => texts(mapping.volumeSnapshotClasses))) {
    if (cluster.find('snapshot.storage.k8s.io', 'VolumeSnapshotClass', name) !== undefined) continue;
    yield { what: 'VolumeSnapshotClass', name };
  }
};

interface ConfigMap {
  readonly data?: { readonly infraStorageClassEnforcement?: unknown };
}

/** The driver reads a text of YAML. */
function enforcementIn(data: ConfigMap['data']): Enforcement {
  const text = data?.infraStorageClassEnforcement;
  if (typeof text !== 'string') return {};
  try {
    const read = load(text);
    return isPlain(read) ? read : {};
  } catch {
    return {};
  }
}
