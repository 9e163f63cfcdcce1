import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { isMapOfTexts } from '../../machines/machine';
import { inJson } from '../../props/words';
import { notQualifiedName } from '../../toolkit/names';
import { fieldBelow } from '../../toolkit/path';
import { labelFaults } from '../kubernetes/labels';
import type { MachineRule } from '../rule';
import { kubernetes } from '../sources';
import { vmiAdmitter } from './paths';

const METADATA = 'template.metadata';

// KubeVirt v1.9.0 vmi-create-admitter.go: restrictedVmiLabels.
const RESERVED = [
  'kubevirt.io/created-by',
  'kubevirt.io/migrationJobUID',
  'kubevirt.io/nodeName',
  'kubevirt.io/migrationTargetNodeName',
  'kubevirt.io/schedulable',
  'kubevirt.io/install-strategy',
];

export const METADATA_FORM: MachineRule = {
  id: 'VM007',
  name: 'machines/metadata',
  on: 'machine',
  concerns: ['metadata'],
  severity: Severity.ERROR,
  title: 'Labels and annotations of the instance have the form that the API server takes',
  why: 'The schema leaves the template\'s metadata open, so the mistake shows only when the instance is made.',
  remedy: 'Write maps of texts, with keys such as "example.org/name".',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/types.go: ObjectMeta; '
    + 'staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go'),
  acceptable: false,

  *check({ spec, labels, annotations }) {
    for (const field of ['labels', 'annotations'] as const) {
      const map: unknown = spec.template?.metadata?.[field];
      if (map === undefined || isMapOfTexts(map)) continue;
      yield fault(`${METADATA}.${field}`, `is ${inJson(map)}, but must be a map of texts`,
        'Write numbers and truth values in quotes.');
    }
    yield* labelFaults(labels, `${METADATA}.labels`);
    for (const key of Object.keys(annotations)) yield* keyFaults(`${METADATA}.annotations`, key);
  },
};

export const RESERVED_LABELS: MachineRule = {
  id: 'VM008',
  name: 'machines/reserved-labels',
  on: 'machine',
  concerns: ['metadata.labels'],
  severity: Severity.ERROR,
  title: 'Labels that KubeVirt sets itself are left to it',
  why: 'KubeVirt refuses an instance that brings one of them along.',
  remedy: 'Use a label of your own.',
  source: vmiAdmitter('ValidateVirtualMachineInstanceMetadata, restrictedVmiLabels'),
  acceptable: false,

  *check({ labels }) {
    for (const key of RESERVED) {
      if (labels[key] === undefined) continue;
      yield fault(fieldBelow(`${METADATA}.labels`, key),
        'is a label that only KubeVirt itself may set', 'Use a label of your own.');
    }
  },
};

function* keyFaults(at: string, key: string): Iterable<Fault> {
  const found = notQualifiedName(key);
  if (found !== undefined) yield fault(at, `key ${found.problem}`, found.remedy);
}
