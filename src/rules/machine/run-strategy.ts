import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { EvictionStrategy, RunStrategy } from '../../machines/strategies';
import { notOneOf } from '../../toolkit/one-of';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { vmiAdmitter } from './paths';

const RUN_STRATEGIES = [...Object.values(RunStrategy), 'WaitAsReceiver'];
const EVICTION_STRATEGIES = Object.values(EvictionStrategy);
const VM_ADMITTER = kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/vms-admitter.go: validateRunStrategy');

export const RUN_STRATEGY: MachineRule = {
  id: 'VM001',
  name: 'machines/run-strategy',
  on: 'machine',
  concerns: ['always'],
  severity: Severity.ERROR,
  title: 'A VirtualMachine says in one field, by a known word, when it runs',
  why: 'KubeVirt refuses a machine with neither runStrategy nor running, with both, and with a word '
    + 'that it does not know.',
  remedy: 'Write runStrategy, such as Always.',
  source: VM_ADMITTER,
  acceptable: false,

  *check({ spec, isInstance }) {
    if (isInstance) return;
    if (spec.running !== undefined && spec.runStrategy !== undefined) {
      yield fault('running', `is ${spec.running}, which is deprecated and excludes runStrategy`, 'Leave it out.');
    }
    if (spec.running === undefined && spec.runStrategy === undefined) {
      yield fault('runStrategy', 'is missing, so KubeVirt refuses the machine', 'Write one, such as Always.');
    }
    yield* about('runStrategy', notOneOf(spec.runStrategy, RUN_STRATEGIES));
  },
};

export const RUNNING: MachineRule = {
  id: 'VM002',
  name: 'machines/running',
  on: 'machine',
  concerns: ['spec.running'],
  severity: Severity.WARNING,
  title: 'A VirtualMachine has runStrategy instead of the deprecated running',
  why: 'KubeVirt takes running, but has deprecated it: two fields for one thing are easily given both, '
    + 'which is refused.',
  remedy: 'Write runStrategy Always for true, and Halted for false.',
  source: VM_ADMITTER,
  acceptable: true,

  *check({ spec }) {
    if (spec.running === undefined || spec.runStrategy !== undefined) return;
    const strategy = spec.running ? RunStrategy.ALWAYS : RunStrategy.HALTED;
    yield fault('running',
      `is ${spec.running}, which KubeVirt takes but has deprecated`, `Write runStrategy ${strategy} instead.`);
  },
};

export const EVICTION_STRATEGY: MachineRule = {
  id: 'VM003',
  name: 'machines/eviction-strategy',
  on: 'machine',
  concerns: ['evictionStrategy'],
  severity: Severity.ERROR,
  title: 'The eviction strategy is one that KubeVirt knows',
  why: 'KubeVirt refuses a machine with an unknown eviction strategy.',
  remedy: `Write one of ${Object.values(EvictionStrategy).join(', ')}.`,
  source: vmiAdmitter('validateLiveMigration'),
  acceptable: false,

  *check({ vmi }) {
    yield* about(`${VMI}.evictionStrategy`, notOneOf(vmi.evictionStrategy, EVICTION_STRATEGIES));
  },
};

export const START_STRATEGY: MachineRule = {
  id: 'VM004',
  name: 'machines/start-strategy',
  on: 'machine',
  concerns: ['startStrategy'],
  severity: Severity.ERROR,
  title: 'The start strategy is Paused, and such a machine has no liveness probe',
  why: 'KubeVirt refuses any other word, and a liveness probe of a paused machine, which cannot answer it.',
  remedy: 'Leave startStrategy or livenessProbe out.',
  source: vmiAdmitter('validateStartStrategy'),
  acceptable: false,

  *check({ vmi }) {
    const at = `${VMI}.startStrategy`;
    yield* about(at, notOneOf(vmi.startStrategy, ['Paused']));
    if (vmi.startStrategy === 'Paused' && vmi.livenessProbe !== undefined) {
      yield fault(at, 'is Paused, which excludes livenessProbe, because a paused guest does not answer',
        'Leave one of the two out.');
    }
  },
};
