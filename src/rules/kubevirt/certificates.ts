import type { CertificateRotateStrategy, KubeVirtSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { goSeconds } from '../../toolkit/go-duration';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';
import { notDuration } from './durations';

type SelfSigned = NonNullable<CertificateRotateStrategy['selfSigned']>;

// KubeVirt v1.9.0 pkg/virt-operator/resource/apply/certificates.go: the defaults for missing durations.
const CA_SECONDS = 7 * 24 * 3600;
const SERVER_SECONDS = 24 * 3600;

const AT = 'spec.certificateRotateStrategy.selfSigned';

export const CERTIFICATES: ObjectRule = {
  id: 'KV021',
  name: 'cluster/certificates',
  on: 'object',
  kinds: ['kubevirt.io/KubeVirt'],
  severity: Severity.ERROR,
  title: 'The lifetimes of KubeVirt\'s certificates fit together',
  why: 'KubeVirt refuses certificates that are renewed before they are made or outlive their authority, and cannot '
    + 'read what is not a duration.',
  remedy: 'Give ca and server a duration and a shorter renewBefore, the server no longer than the authority.',
  source: kubevirt('pkg/virt-operator/webhooks/kubevirt-update-admitter.go: validateCertificates'),
  acceptable: false,

  *check({ spec }: { spec: KubeVirtSpec }) {
    const given = spec.certificateRotateStrategy?.selfSigned;
    if (given === undefined) return;
    yield* durations(given);
    if (isOldAndNew(given)) {
      const problem = 'has both ca or server and the deprecated caRotateInterval, caOverlapInterval or '
        + 'certRotateInterval, which KubeVirt refuses';
      yield fault(AT, problem, 'Keep ca and server.');
    } else {
      yield* lifetimes(given);
    }
  },
};

function* durations(given: SelfSigned): Iterable<Fault> {
  yield* about(`${AT}.ca.duration`, notDuration(given.ca?.duration));
  yield* about(`${AT}.ca.renewBefore`, notDuration(given.ca?.renewBefore));
  yield* about(`${AT}.server.duration`, notDuration(given.server?.duration));
  yield* about(`${AT}.server.renewBefore`, notDuration(given.server?.renewBefore));
  yield* about(`${AT}.caRotateInterval`, notDuration(given.caRotateInterval));
  yield* about(`${AT}.caOverlapInterval`, notDuration(given.caOverlapInterval));
  yield* about(`${AT}.certRotateInterval`, notDuration(given.certRotateInterval));
}

function isOldAndNew(given: SelfSigned): boolean {
  const old = [given.caRotateInterval, given.caOverlapInterval, given.certRotateInterval];
  return old.some((field) => field !== undefined) && (given.ca !== undefined || given.server !== undefined);
}

function* lifetimes(given: SelfSigned): Iterable<Fault> {
  const ca = secondsOf(given.ca?.duration ?? given.caRotateInterval, CA_SECONDS);
  const server = secondsOf(given.server?.duration ?? given.certRotateInterval, SERVER_SECONDS);
  if (ca === undefined || server === undefined) return;
  yield* renewal('ca', ca, secondsOf(given.ca?.renewBefore ?? given.caOverlapInterval, ca * 0.2));
  yield* renewal('server', server, secondsOf(given.server?.renewBefore, server * 0.2));
  if (server > ca) {
    yield fault(`${AT}.server.duration`,
      `is ${server / 3600} hours, longer than the ${ca / 3600} hours of the authority that signs it`,
      'Shorten it, or lengthen ca.duration.');
  }
}

function* renewal(which: string, whole: number, before: number | undefined): Iterable<Fault> {
  if (before === undefined || before <= whole) return;
  const problem = `is ${before / 3600} hours, more than the ${whole / 3600} hours of the whole duration`;
  yield fault(`${AT}.${which}.renewBefore`, problem, 'Write less.');
}

function secondsOf(text: string | undefined, otherwise: number): number | undefined {
  return text === undefined ? otherwise : goSeconds(text);
}
