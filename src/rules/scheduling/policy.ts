import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const PRESET: PropRule = {
  id: 'SCHED025',
  name: 'scheduling/preset',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A preset is hard or soft',
  why: 'An unknown word would be taken for the softer one.',
  remedy: 'Write Preset.HARD or Preset.SOFT.',
  source: own(),
  acceptable: false,
};

export const PRESETS_TOGETHER: PropRule = {
  id: 'SCHED026',
  name: 'scheduling/presets-together',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A policy keeps the machines of a pool together or apart, not both',
  why: 'KubeVirt takes it, and no second machine of the pool ever finds a node that suits both.',
  remedy: 'Write podAffinityPreset or podAntiAffinityPreset.',
  source: own(),
  acceptable: true,
};

export const PRIORITY_TWICE: PropRule = {
  id: 'SCHED027',
  name: 'scheduling/priority-twice',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A policy makes a PriorityClass or names one, not both',
  why: 'A machine has one priority.',
  remedy: 'Write priorityClass or priorityClassName.',
  source: own(),
  acceptable: false,
};

export const TOLERATION_WHOLE_SECONDS: PropRule = {
  id: 'SCHED028',
  name: 'scheduling/toleration-whole-seconds',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A toleration ends after whole seconds',
  why: 'The API has a whole number of seconds, so what was meant could not be written.',
  remedy: 'Write whole seconds.',
  source: own(),
  acceptable: false,
};

export const PRIORITY_CLASS_PLACE: PropRule = {
  id: 'SCHED029',
  name: 'scheduling/priority-class-place',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A policy that creates a PriorityClass is in a cluster',
  why: 'Without a cluster the class cannot be created.',
  remedy: 'Create the policy below a cluster or one of its '
    + 'tenants, or write priorityClassName for a class that exists.',
  source: own('docs/architecture.md'),
  acceptable: false,
};

/** Rules about the props of scheduling policies. */
export const POLICY_RULES: readonly PropRule[] = [
  PRESET,
  PRESETS_TOGETHER,
  PRIORITY_TWICE,
  TOLERATION_WHOLE_SECONDS,
  PRIORITY_CLASS_PLACE,
];
