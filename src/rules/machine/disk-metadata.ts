import { located } from './paths';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { isMapOfTexts } from '../../machines/machine';
import { inJson } from '../../props/words';
import { notQualifiedName } from '../../toolkit/names';
import { labelFaults } from '../kubernetes/labels';
import type { MachineRule } from '../rule';
import { kubernetes } from '../sources';

export const DISK_METADATA: MachineRule = {
  id: 'VM155',
  name: 'machines/disk-metadata',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'Labels and annotations of a machine\'s DataVolumes have the form that the API server takes',
  why: 'The schema leaves the metadata of templates open, so the mistake shows only when the DataVolume is made.',
  remedy: 'Write maps of texts, with keys such as "example.org/name".',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go'),
  acceptable: false,

  *check({ spec }) {
    for (const [{ metadata }, at] of located(spec.dataVolumeTemplates, 'dataVolumeTemplates')) {
      const { labels, annotations } = metadata ?? {};
      yield* mapFaults(labels, `${at}.metadata.labels`, (map, path) => labelFaults(map, path));
      yield* mapFaults(annotations, `${at}.metadata.annotations`, annotationFaults);
    }
  },
};

type Texts = { readonly [key: string]: string };

function* mapFaults(map: unknown, at: string, check: (map: Texts, at: string) => Iterable<Fault>): Iterable<Fault> {
  if (map === undefined || map === null) return;
  if (isMapOfTexts(map)) yield* check(map, at);
  else yield fault(at, `is ${inJson(map)}, but must be a map of texts`, 'Write numbers and truth values in quotes.');
}

function* annotationFaults(map: Texts, at: string): Iterable<Fault> {
  for (const key of Object.keys(map)) {
    const found = notQualifiedName(key.toLowerCase());
    if (found !== undefined) yield fault(at, `key ${found.problem}`, found.remedy);
  }
}
