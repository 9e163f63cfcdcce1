import type { CDISpec } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { goSeconds } from '../../toolkit/go-duration';
import { notDuration } from '../kubevirt/durations';
import type { ObjectRule } from '../rule';
import { cdi } from '../sources';

interface Lifetime {
  readonly duration?: string;
  readonly renewBefore?: string;
}

export const CDI_CERTIFICATES: ObjectRule = {
  id: 'CDI005',
  name: 'cluster/cdi-certificates',
  on: 'object',
  kinds: ['cdi.kubevirt.io/CDI'],
  severity: Severity.ERROR,
  title: 'The lifetimes of CDI\'s certificates are whole and fit together',
  why: 'CDI ignores a certificate without both figures, cannot read what is not a duration, and renews without end if '
    + 'renewBefore is not less than duration.',
  remedy: 'Give each certificate a duration and a shorter renewBefore.',
  source: cdi('pkg/operator/api.go: GetCertConfigWithDefaults'),
  acceptable: false,

  *check({ spec }: { spec: CDISpec }) {
    for (const name of ['ca', 'server', 'client'] as const) {
      const given = spec.certConfig?.[name];
      if (given !== undefined) yield* certificateFaults(given, `spec.certConfig.${name}`);
    }
  },
};

function* certificateFaults({ duration, renewBefore }: Lifetime, at: string): Iterable<Fault> {
  if (duration === undefined || renewBefore === undefined) {
    yield fault(at, 'has only one of duration and renewBefore, so CDI would ignore it', 'Write both.');
    return;
  }
  yield* about(`${at}.duration`, notDuration(duration));
  yield* about(`${at}.renewBefore`, notDuration(renewBefore));
  const [whole, before] = [goSeconds(duration), goSeconds(renewBefore)];
  if (whole !== undefined && before !== undefined && before >= whole) {
    const problem = `"${renewBefore}" is not less than the duration "${duration}", so the certificate would `
      + 'be renewed all the time';
    yield fault(`${at}.renewBefore`, problem, 'Write less.');
  }
}
