import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { secretFieldsIn } from '../../machines/secrets/secret-fields';
import { IGNITION } from '../../machines/user-data/ignition';
import { fieldBelow } from '../../toolkit/path';
import type { MachineRule } from '../rule';
import { own } from '../sources';

const IGNITION_DATA = fieldBelow('template.metadata.annotations', IGNITION);
const CLOUD_INIT_DATA = /\.cloudInit(?:NoCloud|ConfigDrive)\.(?:userData|networkData)(?:Base64)?$/;
const SOURCE = /^dataVolumeTemplates\[\d+\]\.spec\.source\.(?:http|s3|gcs)\.(?:url|extraHeaders)$/;

export const SECRETS_ELSEWHERE: MachineRule = {
  id: 'VM125',
  name: 'workers/secret',
  on: 'machine',
  concerns: ['always'],
  severity: Severity.ERROR,
  title: 'No field of a machine holds a secret',
  why: 'Annotations, probes and kernel arguments are readable by everyone who may read machines, or the Git '
    + 'repository.',
  remedy: 'Put it into a Secret, and refer to that.',
  source: own(),
  acceptable: true,

  *check({ spec }) {
    const { template, dataVolumeTemplates } = spec;
    for (const [at, part] of Object.entries({ template, dataVolumeTemplates })) {
      for (const { field, found } of secretFieldsIn(part, at, isJudgedElsewhere)) {
        yield fault(field,
          `holds what looks like a secret (${found}), and everyone who may read machines could read it`, this.remedy);
      }
    }
  },
};

/** Whether a rule of its own looks for secrets there. */
function isJudgedElsewhere(field: string): boolean {
  return field === IGNITION_DATA || CLOUD_INIT_DATA.test(field) || SOURCE.test(field);
}
