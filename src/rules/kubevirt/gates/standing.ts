import { INSTEAD, RETIRED, SUCCESSOR } from './gate-history';
import { BETA_IS_ON } from '../../../releases/beta-is-on';
import { KubeVirtRelease } from '../../../releases/release';
import { Complaint, complaint } from '../../../toolkit/complaint';
import { nearest } from '../../../toolkit/nearest';

// KubeVirt v1.9.0 pkg/virt-operator/util/config.go: the gate is GA, but pr-helper is deployed only if the field says so
// (or the gate is still listed).
export const PERSISTENT_RESERVATION = 'PersistentReservation';

/** Gates that open the nodes to machines. They are not turned on automatically: the program must name them. */
export const OPENS_NODE: readonly string[] = ['HostDisk', 'Root', 'Sidecar'];

/** What a gate's name means in a release. */
export type Standing =
  /** It can be turned on. */
  | 'usable'
  /** It can be turned on, but a later release will remove it. */
  | 'deprecated'
  /** It is always on. */
  | 'always on'
  /** A field of the custom resource replaces it. */
  | 'field'
  /** KubeVirt removed it before all supported releases. */
  | 'retired'
  /** The release knows the name but ignores it. */
  | 'discontinued'
  | 'unknown';

export function standingOf(release: KubeVirtRelease, gate: string): Standing {
  if (gate in RETIRED) return 'retired';
  switch (release.featureGateState(gate)) {
    case undefined: return 'unknown';
    case 'Discontinued': return 'discontinued';
    case 'GA': return gate === PERSISTENT_RESERVATION ? 'field' : 'always on';
    case 'Deprecated': return 'deprecated';
    default: return 'usable';
  }
}

/** Whether a gate is on only if it is listed. */
export function mustBeListed(release: KubeVirtRelease, gate: string): boolean {
  const state = release.featureGateState(gate);
  return state === 'Alpha' || state === 'Deprecated' || (state === 'Beta' && !release._atLeast(BETA_IS_ON));
}

/** Whether a gate, or one that replaces it completely, is on without being listed. */
export function isOnByItself(release: KubeVirtRelease, gate: string): boolean {
  const standing = standingOf(release, gate);
  if (standing === 'retired' || standing === 'always on') return true;
  return [gate, SUCCESSOR[gate]].some((each) => release.featureGateState(each) === 'Beta')
    && release._atLeast(BETA_IS_ON);
}

/** The listed gate that turns another gate off. */
export function rivalOf(release: KubeVirtRelease, gate: string, wanted: readonly string[]): string | undefined {
  return wanted.find((old) => SUCCESSOR[old] === gate && mustBeListed(release, old));
}

/** Why a gate cannot be turned on, to follow "which"; undefined if it can. */
export function notUsable(release: KubeVirtRelease, gate: string): Complaint | undefined {
  switch (standingOf(release, gate)) {
    case 'unknown': return unknownGate(release, gate);
    case 'discontinued': return complaint(`${release} has discontinued, so it would do nothing`, INSTEAD[gate]);
    default: return undefined;
  }
}

/** The problem of a gate that a release does not know, to follow "which". */
export function unknownGate(release: KubeVirtRelease, gate: string): Complaint {
  const others = knownBy(gate);
  if (others.length > 0) {
    const versions = others.map((other) => other.version).join(' and ');
    return complaint(`${release} does not know; ${versions} ${others.length === 1 ? 'does' : 'do'}`,
      'Leave it out, or choose such a release.');
  }
  const problem = `is not a feature gate of ${release}, so KubeVirt would ignore it silently`;
  return complaint(problem, meantGate(release, gate));
}

/** What to write instead of an unknown gate. */
function meantGate(release: KubeVirtRelease, gate: string): string {
  const alive = Object.entries(release._gates).filter(([, state]) => state !== 'Discontinued');
  const meant = nearest(gate, alive.map(([name]) => name));
  if (meant === undefined) return 'The class FeatureGate holds all names.';
  const hint = `Did you mean "${meant}"?`;
  if (standingOf(release, meant) !== 'always on') return hint;
  return `${hint} It is always on in ${release} and needs no listing, so leave it out.`;
}

/** The releases that know a gate. */
export function knownBy(gate: string): KubeVirtRelease[] {
  return KubeVirtRelease.all().filter((release) => release.featureGateState(gate) !== undefined);
}
