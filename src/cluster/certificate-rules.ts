import type { CertificateRotateStrategy } from '../../imports/kubevirt.io';
import { goSeconds } from '../toolkit/go-duration';
import type { Sentence } from '../toolkit/problems';

type SelfSigned = NonNullable<CertificateRotateStrategy['selfSigned']>;

// KubeVirt v1.9.0 pkg/virt-operator/resource/apply/certificates.go: what holds where a duration is not given.
const CA_SECONDS = 7 * 24 * 3600;
const SERVER_SECONDS = 24 * 3600;

/** What KubeVirt refuses of the lifetimes of its certificates (v1.9.0 pkg/virt-operator/webhooks/kubevirt-update-admitter.go, validateCertificates). */
export function certificates(strategy: CertificateRotateStrategy | undefined): Sentence[] {
  const given = strategy?.selfSigned;
  if (given === undefined) return [];
  return [...durations(given), ...lifetimes(given)];
}

function lifetimes(given: SelfSigned): Sentence[] {
  const old = given.caRotateInterval !== undefined || given.caOverlapInterval !== undefined || given.certRotateInterval !== undefined;
  if (old && (given.ca !== undefined || given.server !== undefined)) return ['certificateRotateStrategy.selfSigned has both ca or server and the deprecated caRotateInterval, caOverlapInterval or certRotateInterval, which KubeVirt refuses. Keep ca and server.'];
  const ca = seconds(given.ca?.duration ?? given.caRotateInterval, CA_SECONDS);
  const server = seconds(given.server?.duration ?? given.certRotateInterval, SERVER_SECONDS);
  if (ca === undefined || server === undefined) return [];
  return [
    renewal('ca', ca, seconds(given.ca?.renewBefore ?? given.caOverlapInterval, ca * 0.2)),
    renewal('server', server, seconds(given.server?.renewBefore, server * 0.2)),
    server > ca ? `certificateRotateStrategy.selfSigned.server.duration is ${server / 3600} hours, longer than the ${ca / 3600} hours of the authority that signs it. Shorten it, or lengthen ca.duration.` : undefined,
  ];
}

function seconds(text: string | undefined, otherwise: number): number | undefined {
  return text === undefined ? otherwise : goSeconds(text);
}

function renewal(what: string, whole: number, before: number | undefined): Sentence {
  if (before === undefined || before <= whole) return undefined;
  return `certificateRotateStrategy.selfSigned.${what}.renewBefore is ${before / 3600} hours, more than the ${whole / 3600} hours of the whole duration. Write less.`;
}

/** Kubernetes apimachinery v0.34 pkg/apis/meta/v1/duration.go: what Go cannot read makes the whole object unreadable to the operator. */
function durations(given: SelfSigned): Sentence[] {
  const fields: [string, string | undefined][] = [
    ['certificateRotateStrategy.selfSigned.ca.duration', given.ca?.duration],
    ['certificateRotateStrategy.selfSigned.ca.renewBefore', given.ca?.renewBefore],
    ['certificateRotateStrategy.selfSigned.server.duration', given.server?.duration],
    ['certificateRotateStrategy.selfSigned.server.renewBefore', given.server?.renewBefore],
    ['certificateRotateStrategy.selfSigned.caRotateInterval', given.caRotateInterval],
    ['certificateRotateStrategy.selfSigned.caOverlapInterval', given.caOverlapInterval],
    ['certificateRotateStrategy.selfSigned.certRotateInterval', given.certRotateInterval],
  ];
  return fields.map(([what, text]) => duration(what, text));
}

/** Checks a duration in Go's form. */
export function duration(what: string, text: string | undefined): Sentence {
  const length = text === undefined ? 1 : goSeconds(text);
  if (length === undefined) return `${what} "${text}" is no duration that Go can read. Write numbers with units from hours down, such as "48h" or "1h30m".`;
  return length > 0 ? undefined : `${what} "${text}" must be more than nothing. Write a duration such as "24h".`;
}
