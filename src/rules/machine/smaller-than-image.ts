import type { DataVolumeTemplate } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { notDiskSize } from '../../machines/disk-size';
import { Quantity } from '../../toolkit/quantity';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
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
      const { name, namespace = own } = template.spec?.sourceRef ?? {};
      if (name === undefined || namespace === undefined) continue;
      const least = cluster?.imageOf(name, namespace)?.size;
      const { field, text } = capacityOf(template);
      // A value that is not a valid disk size is reported by another rule.
      if (least === undefined || text === undefined || notDiskSize(String(text)) !== undefined) continue;
      if (!Quantity.parse(text)!.isLessThan(least)) continue;
      const enough = least.toBytesText();
      yield fault(`dataVolumeTemplates[${index}].spec.${field}`, `is "${text}", but the image "${name}" has `
        + `"${enough}", which does not fit`,
      `Write at least "${enough}".`);
    }
  },
};

function capacityOf({ spec }: DataVolumeTemplate): { readonly field: string; readonly text?: number | string } {
  const stanza = spec.storage === undefined ? 'pvc' : 'storage';
  return { field: `${stanza}.resources.requests.storage`, text: spec[stanza]?.resources?.requests?.storage };
}
