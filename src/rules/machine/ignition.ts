import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { IGNITION, ON_ROOT_COMPLEX } from '../../machines/user-data/ignition';
import { isJson } from '../../toolkit/json';
import type { MachineRule } from '../rule';
import { kubevirt, own } from '../sources';
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

export const IGNITION_LOST: MachineRule = {
  id: 'VM067',
  name: 'machines/ignition-lost',
  on: 'machine',
  concerns: ['metadata.annotations["kubevirt.io/ignitiondata"]'],
  severity: Severity.WARNING,
  title: `A machine with Ignition data has the annotation ${ON_ROOT_COMPLEX}`,
  why: 'KubeVirt defines the machine a second time when it adds PCI ports for hotplug, and loses the Ignition data: '
    + 'the guest boots without them (kubevirt/kubevirt#16901). With the annotation it adds no ports.',
  remedy: `Write the annotation ${ON_ROOT_COMPLEX}: "true" beside the data.`,
  source: kubevirt('pkg/virt-launcher/virtwrap/manager.go: allocateHotplugPorts'),
  acceptable: true,

  *check({ annotations }) {
    // KubeVirt compares with this very word
    if (!annotations[IGNITION] || annotations[ON_ROOT_COMPLEX] === 'true') return;
    yield fault(AT, `does not reach the guest without the annotation ${ON_ROOT_COMPLEX}: "true"`,
      'Write that annotation beside it.');
  },
};
