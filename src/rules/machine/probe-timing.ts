import { Severity } from '../../findings/finding';
import { about, Fault } from '../../findings/rule';
import type { MachineProps } from '../../machines/machine-props';
import { notWholeSeconds } from '../../toolkit/seconds';
import type { PropRule } from '../rule';
import { kubevirt } from '../sources';

export const PROBE_TIMING: PropRule = {
  id: 'VM145',
  name: 'workers/probe-timing',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The durations of a probe are whole seconds',
  why: 'The API has whole seconds, so a part of one would be lost.',
  remedy: 'Write whole seconds.',
  source: kubevirt('Probe.periodSeconds in the CRD'),
  acceptable: false,
};

export function* probeTimingFaults(props: MachineProps): Iterable<Fault> {
  for (const name of ['livenessProbe', 'readinessProbe'] as const) {
    const { initialDelay, period, timeout } = props[name]?._timing ?? {};
    for (const [field, duration] of Object.entries({ initialDelay, period, timeout })) {
      yield* about(`${name}.${field}`, notWholeSeconds(duration));
    }
  }
}
