import type { DownwardAPIField } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { notQualifiedName } from '../../toolkit/names';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubernetes } from '../sources';
import { located } from './paths';

export const DOWNWARD_API: MachineRule = {
  id: 'VM071',
  name: 'machines/downward-api',
  on: 'machine',
  concerns: ['volumes.downwardAPI'],
  severity: Severity.ERROR,
  title: 'A volume of the downward API has files, each with a path in it and a field of the pod',
  why: 'KubeVirt hands the files on to the launcher, and Kubernetes refuses it. Without files the guest sees an empty '
    + 'disk.',
  remedy: 'Write paths such as "labels", and fields such as "metadata.labels".',
  source: kubernetes('pkg/apis/core/validation/validation.go: validateDownwardAPIVolumeFile'),
  acceptable: false,

  *check({ vmi }) {
    for (const [{ downwardAPI, name }, volume] of located(vmi.volumes, `${VMI}.volumes`)) {
      if (downwardAPI === undefined) continue;
      const at = `${volume}.downwardAPI.fields`;
      if (items(downwardAPI.fields).length === 0) {
        yield fault(at, `are empty, so the guest sees nothing in "${name}"`, 'Write a file, or leave the volume out.');
      }
      for (const [file, where] of located(downwardAPI.fields, at)) yield* fileFaults(file, where);
    }
  },
};

const FIELDS = ['metadata.name', 'metadata.namespace', 'metadata.labels', 'metadata.annotations', 'metadata.uid'];
const KEY_OF_MAP = /^metadata\.(?:labels|annotations)\['(.*)'\]$/;

function* fileFaults({ path, fieldRef }: DownwardAPIField, at: string): Iterable<Fault> {
  if (path === '' || path.startsWith('/') || path.startsWith('..') || path.split('/').includes('..')) {
    yield fault(`${at}.path`, path === '' ? 'is empty' : `"${path}" is not a path within the volume`,
      'Write one such as "labels".');
  }
  const field = fieldRef?.fieldPath;
  if (field === undefined || FIELDS.includes(field)) return;
  const key = KEY_OF_MAP.exec(field)?.[1];
  if (key !== undefined && notQualifiedName(key) === undefined) return;
  yield fault(`${at}.fieldRef.fieldPath`, `"${field}" is not a field that a volume can show`,
    `Write one of ${FIELDS.join(', ')}, or metadata.labels['<key>'].`);
}
