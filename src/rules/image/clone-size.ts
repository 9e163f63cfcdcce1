import type { DataVolumeSpec } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { overheadOf } from '../../inventory/claim-sizes';
import type { ClusterView } from '../../inventory/cluster-view';
import type { ImageFacts } from '../../inventory/known';
import { notDiskSize } from '../../machines/disks/disk-size';
import { Quantity } from '../../toolkit/quantity';
import { items } from '../../toolkit/shape';
import type { MachineRule, ObjectRule } from '../rule';
import { cdi } from './cdi';
import { DATA_VOLUME } from './filling';

const TIGHT = {
  severity: Severity.WARNING,
  title: 'The size of a clone of a refreshed image has room for what its storage rounds up',
  why: 'Where the class keeps imports as snapshots, CDI compares the size of the snapshot with the size that is asked '
    + 'for. The driver rounds it up, and CDI adds the overhead of a file system, so CDI refuses the clone.',
  remedy: 'Leave the size out, which gives the clone the size of its source, or write whole GiB with room for it.',
  source: cdi('pkg/controller/datavolume/snapshot-clone-controller.go: validateSnapshotClone'),
  acceptable: true,
} as const;

export const TIGHT_DISK: MachineRule = {
  id: 'VM126',
  name: 'machines/tight-clone',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  ...TIGHT,

  *check({ spec }, { cluster, namespace }) {
    if (cluster === undefined || namespace === undefined) return;
    for (const [index, { spec: disk }] of items(spec.dataVolumeTemplates).entries()) {
      yield* tightClone(disk as DataVolumeSpec | undefined, `dataVolumeTemplates[${index}].spec`, cluster, namespace);
    }
  },
};

export const TIGHT_VOLUME: ObjectRule = {
  id: 'IMG056',
  name: 'images/tight-clone',
  on: 'object',
  kinds: [DATA_VOLUME],
  ...TIGHT,

  *check({ spec }: { readonly spec: DataVolumeSpec }, { cluster, namespace, hasShape }) {
    if (!hasShape || cluster === undefined || namespace === undefined) return;
    yield* tightClone(spec, 'spec', cluster, namespace);
  },
};

function* tightClone(
  spec: DataVolumeSpec | undefined, at: string, cluster: ClusterView, own: string,
): Iterable<Fault> {
  const { name, namespace = own } = spec?.sourceRef ?? {};
  const image = name === undefined ? undefined : cluster.imageOf(name, namespace);
  const stanza = spec?.storage === undefined ? 'pvc' : 'storage';
  const given = spec?.[stanza]?.resources?.requests?.storage;
  if (image?.size === undefined || !image.refreshed || given === undefined) return;
  // an invalid size, and one that is less than the image, are reported by other rules
  if (notDiskSize(String(given)) !== undefined) return;
  const size = Quantity.parse(given)!;
  const enough = roomFor(image, image.size, cluster);
  if (size.isLessThan(image.size) || !size.isLessThan(enough)) return;
  yield fault(`${at}.${stanza}.resources.requests.storage`,
    `is "${given}", and the image "${name}" is refreshed: where its class keeps imports as snapshots, the snapshot has `
    + `up to "${enough.toBytesText()}", and CDI refuses a clone that asks for less`,
    `Leave it out, which gives the disk the size of its source, or write at least "${enough.toBytesText()}".`);
}

const GIBIBYTE = Quantity.parse('1Gi')!;

/** The size of an import in whole GiB, with the overhead of a file system unless the image is a block device. */
function roomFor({ volumeMode, storageClassName }: ImageFacts, size: Quantity, cluster: ClusterView): Quantity {
  const overhead = volumeMode === 'Block' ? 0 : overheadOf(cluster, storageClassName);
  return size.timesRatio(1 + overhead).roundedUpTo(GIBIBYTE);
}
