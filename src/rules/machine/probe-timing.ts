import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import type { MachineProps } from '../../machines/machine-props';
import { notWholeSeconds, secondsOf } from '../../toolkit/seconds';
import type { PropRule } from '../rule';
import { kubevirt } from '../sources';

export const PROBE_TIMING: PropRule = {
  id: 'VM145',
  name: 'workers/probe-timing',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The durations of a probe are whole seconds, and its numbers at least 1',
  why: 'The API has whole seconds, so a part of one would be lost. Kubernetes takes 0 for "not said", and sets its own '
    + 'default.',
  remedy: 'Write whole numbers, at least 1.',
  source: kubevirt('Probe.periodSeconds in the CRD; Kubernetes v1.35 pkg/apis/core/v1/defaults.go: SetDefaults_Probe'),
  acceptable: false,
};

export function* probeTimingFaults(props: MachineProps): Iterable<Fault> {
  for (const name of ['livenessProbe', 'readinessProbe'] as const) {
    const { initialDelay, period, timeout, failureThreshold, successThreshold } = props[name]?._timing ?? {};
    for (const [field, duration] of Object.entries({ initialDelay, period, timeout })) {
      yield* about(`${name}.${field}`, notWholeSeconds(duration));
    }
    const seconds = { period: secondsOf(period), timeout: secondsOf(timeout) };
    for (const [field, number] of Object.entries({ ...seconds, failureThreshold, successThreshold })) {
      if (number !== 0) continue;
      yield fault(`${name}.${field}`,
        'is 0, which Kubernetes takes for its own default', 'Write at least 1, or leave it out.');
    }
  }
}
