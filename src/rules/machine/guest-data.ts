import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { INLINE_CLOUD_INIT } from '../../machines/parts';
import { cloudInitTexts } from '../../machines/user-data/cloud-init-data';
import { IGNITION } from '../../machines/user-data/ignition';
import type { MachineRule, PropRule } from '../rule';
import { kubevirt, own } from '../sources';

// cloud-init 25, doc/rtd/explanation/format: how data that it reads begins. cloudbase-init for Windows reads "#ps1" and
// "rem cmd", Flatcar reads JSON.
const BEGINNINGS = [
  '#cloud-config', '#!', '#cloud-boothook', '#include', '#part-handler', '## template:', 'content-type:',
  'mime-version:', '#ps1', 'rem cmd', '{',
];

export const UNKNOWN_USER_DATA: MachineRule = {
  id: 'VM107',
  name: 'workers/unknown-user-data',
  on: 'machine',
  concerns: INLINE_CLOUD_INIT,
  severity: Severity.WARNING,
  title: 'User data begins with a word that says what it is',
  why: 'cloud-init knows user data by how it begins. Guests ignore data that begins otherwise.',
  remedy: 'Begin with "#cloud-config", or with "#!" for a script.',
  source: { project: 'cloud-init', file: 'doc/rtd/explanation/format', release: '25' },
  acceptable: true,

  *check({ vmi }) {
    for (const { kind, field, text } of cloudInitTexts(vmi)) {
      if (kind !== 'userData' || isRecognised(text)) continue;
      yield fault(field, 'does not begin with a word that cloud-init knows, so guests ignore it',
        this.remedy);
    }
  },
};

function isRecognised(text: string): boolean {
  const start = text.trimStart().toLowerCase();
  return BEGINNINGS.some((beginning) => start.startsWith(beginning));
}

export const READABLE_IGNITION: MachineRule = {
  id: 'VM108',
  name: 'workers/readable-ignition',
  on: 'machine',
  concerns: ['metadata.annotations["kubevirt.io/ignitiondata"]'],
  severity: Severity.INFO,
  title: 'Ignition data is readable by everyone who may read machines',
  why: 'KubeVirt takes Ignition data from an annotation of the machine.',
  remedy: 'Keep secrets out of it; Ignition can fetch them from where only the machine gets them.',
  source: kubevirt('staging/src/kubevirt.io/api/core/v1/types.go: IgnitionAnnotation'),
  acceptable: true,

  *check({ annotations }) {
    if (annotations[IGNITION] === undefined) return;
    yield fault(`template.metadata.annotations["${IGNITION}"]`,
      'is readable by everyone who may read machines of the namespace', this.remedy);
  },
};

export const CLOUD_INIT_WORD: PropRule = {
  id: 'VM111',
  name: 'workers/cloud-init-type',
  on: 'props',
  severity: Severity.ERROR,
  title: 'cloudInit.type is a word of CloudInitType',
  why: 'An unknown word does not appear in the object, so guests would look for their data elsewhere.',
  remedy: 'Write a member of CloudInitType.',
  source: own('docs/architecture.md'),
  acceptable: false,
};
