import type { DataVolumeTemplateSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import { notDiskSize } from '../../machines/disk-size';
import { Quantity } from '../../toolkit/quantity';
import { items } from '../../toolkit/shape';
import type { MachineRule, ObjectRule } from '../rule';
import { cdi } from '../sources';

export const SMALLER_THAN_IMAGE: MachineRule = {
  id: 'VM101',
  name: 'workers/smaller-than-image',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'A disk is not smaller than the image that it is cloned from',
  why: 'CDI never fills a clone that asks for less than its source, so the machine does not start.',
  remedy: 'Write at least the capacity of the image.',
  source: cdi('pkg/controller/common/util.go: ErrIncompatiblePVC', 'v1.65.0'),
  acceptable: false,

  *check({ spec }, { cluster, namespace: own }) {
    for (const [index, template] of items(spec.dataVolumeTemplates).entries()) {
      yield* smallerThanImage(template.spec, `dataVolumeTemplates[${index}].spec`, cluster, own);
    }
  },
};

/** The same for DataVolumes that exist apart from machines. */
export const VOLUME_SMALLER_THAN_IMAGE: ObjectRule = {
  ...SMALLER_THAN_IMAGE,
  id: 'DSK005',
  name: 'disks/smaller-than-image',
  on: 'object',
  kinds: ['cdi.kubevirt.io/DataVolume'],
  why: 'CDI never fills a clone that asks for less than its source.',

  *check({ spec }, { cluster, namespace }) {
    yield* smallerThanImage(spec, 'spec', cluster, namespace);
  },
};

/** A clone that asks for less than the image has; `at` is the path of its spec. */
function* smallerThanImage(
  spec: ClonedSpec | undefined, at: string, cluster: ClusterView | undefined, own: string | undefined,
): Iterable<Fault> {
  const { name, namespace = own } = spec?.sourceRef ?? {};
  if (spec === undefined || name === undefined || namespace === undefined) return;
  const least = cluster?.imageOf(name, namespace)?.size;
  const { field, text } = capacityOf(spec);
  // A value that is not a valid disk size is reported by another rule.
  if (least === undefined || text === undefined || notDiskSize(String(text)) !== undefined) return;
  if (!Quantity.parse(text)!.isLessThan(least)) return;
  const enough = least.toBytesText();
  yield fault(`${at}.${field}`, `is "${text}", but the image "${name}" has "${enough}", which does not fit`,
    `Write at least "${enough}".`);
}

type ClonedSpec = Pick<DataVolumeTemplateSpec, 'sourceRef' | 'storage' | 'pvc'>;

function capacityOf(spec: ClonedSpec): { readonly field: string; readonly text?: number | string } {
  const stanza = spec.storage === undefined ? 'pvc' : 'storage';
  return { field: `${stanza}.resources.requests.storage`, text: spec[stanza]?.resources?.requests?.storage };
}
