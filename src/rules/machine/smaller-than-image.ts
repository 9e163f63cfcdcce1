import { located } from './paths';
import type { DataVolumeTemplateSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { largestClaimOf } from '../../inventory/claim-sizes';
import { type ClaimReference, claimSize, storedClaim } from '../../inventory/claims';
import type { ClusterView } from '../../inventory/cluster-view';
import { copiedClaim } from '../../inventory/populations';
import { notDiskSize } from '../../machines/disks/disk-size';
import { Quantity } from '../../toolkit/quantity';
import type { MachineRule, ObjectRule } from '../rule';
import { cdi } from '../sources';

export const SMALLER_THAN_IMAGE: MachineRule = {
  id: 'VM101',
  name: 'workers/smaller-than-image',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'A disk is not smaller than the image or claim that it is cloned from',
  why: 'CDI never fills a clone that asks for less than its source, so the machine does not start.',
  remedy: 'Write at least the capacity of the image or claim.',
  source: cdi('pkg/controller/common/util.go: ValidateRequestedCloneSize', 'v1.65.0'),
  acceptable: false,

  *check({ spec }, { cluster, namespace: own }) {
    if (cluster === undefined) return;
    for (const [{ metadata, spec: disk }, at] of located(spec.dataVolumeTemplates, 'dataVolumeTemplates')) {
      yield* smallerClone(metadata, disk, `${at}.spec`, cluster, own);
    }
  },
};

/** The same for DataVolumes and claims that exist apart from machines. */
export const VOLUME_SMALLER_THAN_IMAGE: ObjectRule = {
  ...SMALLER_THAN_IMAGE,
  id: 'DSK005',
  name: 'disks/smaller-than-image',
  on: 'object',
  kinds: ['cdi.kubevirt.io/DataVolume', '/PersistentVolumeClaim'],
  why: 'CDI never fills a clone that asks for less than its source.',

  *check({ kind, metadata, spec }, entry) {
    const { cluster, namespace } = entry;
    if (cluster === undefined || !entry.isReadable) return;
    if (kind === 'DataVolume') {
      yield* smallerClone(metadata, spec, 'spec', cluster, namespace);
    } else {
      const size = spec?.resources?.requests?.storage;
      yield* smallerThanClaim({ metadata, size, most: quantityOf(size) }, 'spec', cluster, copiedClaim(entry));
    }
  },
};

/** A DataVolume that is a clone and asks for less than its source has; `at` is the path of its spec. */
function* smallerClone(
  metadata: Metadata | undefined, spec: DataVolumeTemplateSpec | undefined, at: string, cluster: ClusterView,
  own: string | undefined,
): Iterable<Fault> {
  if (spec === undefined) return;
  const { name, namespace = own } = spec.sourceRef ?? {};
  const stanza = spec.storage === undefined ? 'pvc' : 'storage';
  const size = spec[stanza]?.resources?.requests?.storage;
  const least = name === undefined || namespace === undefined ? undefined : cluster.imageOf(name, namespace)?.size;
  if (least !== undefined && quantityOf(size)?.isLessThan(least) === true) {
    yield tooSmall(`${at}.${stanza}`, size, 'image', name!, least);
  }
  const { pvc } = spec.source ?? {};
  if (pvc === undefined) return;
  const clone = { metadata, size, most: largestClaimOf(cluster, spec) };
  yield* smallerThanClaim(clone, `${at}.${stanza}`, cluster, { name: pvc.name, namespace: pvc.namespace ?? own });
}

/** A claim that CDI fills with a copy. */
interface Clone {
  readonly metadata: Metadata | undefined;
  /** The size as it is written. */
  readonly size: Size;
  /** The size that the claim has at most. */
  readonly most: Quantity | undefined;
}

function* smallerThanClaim(
  { metadata, size, most }: Clone, at: string, cluster: ClusterView, source: ClaimReference | undefined,
): Iterable<Fault> {
  if (source === undefined || most === undefined || metadata?.annotations?.[PERMISSIVE] !== undefined) return;
  const least = claimSize(storedClaim(cluster, source.name, source.namespace));
  if (least === undefined || quantityOf(size) === undefined || !most.isLessThan(least)) return;
  yield tooSmall(at, size, 'claim', source.name, least);
}

function tooSmall(at: string, size: Size, kind: string, name: string, least: Quantity): Fault {
  const enough = least.toBytesText();
  return fault(`${at}.resources.requests.storage`, `is "${size}", but the ${kind} "${name}" has "${enough}", which `
    + 'does not fit', `Write at least "${enough}".`);
}

/** A size that is one of a disk. Another rule reports the others. */
function quantityOf(size: Size): Quantity | undefined {
  return size === undefined || notDiskSize(String(size)) !== undefined ? undefined : Quantity.parse(size);
}

type Size = number | string | undefined;

interface Metadata {
  readonly annotations?: { readonly [key: string]: string };
}

// CDI v1.65.0, pkg/controller/clone/planner.go: validateSourcePVC compares no sizes for claims that have it.
const PERMISSIVE = 'cdi.kubevirt.io/permissiveClone';
