import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { IGNITION } from '../../machines/ignition';
import { isJson } from '../../toolkit/json';
import type { MachineRule } from '../rule';
import { own } from '../sources';
import { leak } from './leak';

const AT = `template.metadata.annotations["${IGNITION}"]`;

export const IGNITION_JSON: MachineRule = {
  id: 'VM044',
  name: 'machines/ignition',
  on: 'machine',
  concerns: ['metadata.annotations["kubevirt.io/ignitiondata"]'],
  severity: Severity.ERROR,
  title: 'Ignition data are valid JSON',
  why: 'KubeVirt does not look into them, and a guest whose Ignition cannot read them does not boot.',
  remedy: 'Write the output of butane.',
  source: { project: 'Ignition', file: 'docs/configuration-v3_4.md', release: 'v2.15.0' },
  acceptable: true,

  *check({ annotations }) {
    const data = annotations[IGNITION];
    if (!data || isJson(data)) return;
    yield fault(AT, 'is not valid JSON, which Ignition reads', 'Write the output of butane.');
  },
};

export const IGNITION_SECRET: MachineRule = {
  id: 'VM045',
  name: 'machines/ignition-secret',
  on: 'machine',
  concerns: ['metadata.annotations["kubevirt.io/ignitiondata"]'],
  severity: Severity.ERROR,
  title: 'Ignition data hold no secret',
  why: 'They are an annotation: everyone who may read machines, or the Git repository, reads the secret.',
  remedy: 'Let Ignition fetch it from a place that only the machine can read.',
  source: own(),
  acceptable: true,

  *check({ annotations }) {
    const data = annotations[IGNITION];
    if (data) yield* about(AT, leak(data, this.remedy));
  },
};
