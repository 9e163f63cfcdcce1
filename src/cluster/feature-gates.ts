import { INSTEAD, RETIRED, SUCCESSOR } from './gate-history';
import { hasField } from '../releases/field';
import { KubeVirtRelease } from '../releases/release';
import { didYouMean } from '../toolkit/nearest';

/** What is asked of the gates of one cluster, whatever its release. */
export interface GateWishes {
  /** Gates that the user wants on. */
  readonly wanted: readonly string[];
  /** Gates that the user wants off. */
  readonly disabled: readonly string[];
  /** Gates that constructs need, each with the paths of those constructs. */
  readonly required: { readonly [gate: string]: readonly string[] };
}

/** What must stand in the KubeVirt CR of one release so that the wishes come true. */
export interface GateLists {
  readonly featureGates: string[];
  /** Always empty where the release has no such field. */
  readonly disabledFeatureGates: string[];
  /** Whether `configuration.persistentReservationConfiguration.enabled` must be set, which replaces a gate. */
  readonly persistentReservation: boolean;
  readonly problems: string[];
  readonly notices: string[];
}

// KubeVirt v1.9.0 pkg/virt-config/featuregate/feature-gates.go, IsEnabled: Beta gates are on unless disabled; v1.8.4: only what is listed is on.
const BETA_IS_ON = '1.9.0';
// KubeVirt v1.9.0 pkg/virt-operator/util/config.go: the gate is GA, but pr-helper is deployed only if the field says so (or the gate is still listed).
const PERSISTENT_RESERVATION = 'PersistentReservation';

/** The lists of the KubeVirt CR for one release: the same wishes give the right lists for each. */
export function featureGates(release: KubeVirtRelease, wishes: GateWishes): GateLists {
  const wanted = [...new Set(wishes.wanted)];
  const disabled = [...new Set(wishes.disabled)];
  const required = Object.entries(wishes.required).filter(([gate]) => !servedBySuccessor(gate, wishes));
  const problems: string[] = [];
  const notices: string[] = [];
  const on = new Set<string>();

  for (const gate of wanted) {
    const reading = read(release, gate, disabled);
    on.add(reading.gate);
    const subject = `featureGates names "${gate}", which`;
    if (reading.unusable !== undefined) problems.push(`${subject} ${reading.unusable}`);
    if (reading.remark !== undefined) notices.push(`${subject} ${reading.remark}`);
  }
  for (const [gate, users] of required) {
    const reading = read(release, gate, disabled);
    on.add(reading.gate);
    const need = `${users.join(', ')} ${users.length === 1 ? 'needs' : 'need'}`;
    if (reading.unusable !== undefined) problems.push(`${need} the feature gate "${gate}", which ${reading.unusable}`);
    if (disabled.includes(reading.gate)) problems.push(`disabledFeatureGates names "${reading.gate}", but ${need} it. Remove the gate from the list, or what needs it from the program.`);
    const rival = rivalOf(release, reading.gate, wanted);
    if (rival !== undefined) problems.push(`featureGates names "${rival}", which turns "${reading.gate}" off, but ${need} that. Remove "${rival}".`);
  }
  for (const gate of disabled) {
    // KubeVirt v1.9.0 pkg/virt-operator/webhooks/kubevirt-update-admitter.go, validateFeatureGates.
    if (wanted.includes(gate)) problems.push(`"${gate}" stands in both featureGates and disabledFeatureGates, which KubeVirt refuses. Remove it from one of them.`);
    const unusable = cannotBeOff(release, gate);
    if (unusable !== undefined) problems.push(`disabledFeatureGates names "${gate}", which ${unusable}`);
  }
  notices.push(...hotplugNotice(release, wanted), ...disabledNotice(release, disabled));

  return {
    featureGates: [...on].filter((gate) => mustBeListed(release, gate)).sort(),
    disabledFeatureGates: hasDisabled(release) ? disabled.filter((gate) => canBeListedAsOff(release, gate)).sort() : [],
    persistentReservation: on.has(PERSISTENT_RESERVATION) && release.featureGateState(PERSISTENT_RESERVATION) === 'GA',
    problems,
    notices,
  };
}

/** Whether a gate is on where nobody lists it. */
export function isOnByItself(release: KubeVirtRelease, gate: string): boolean {
  const name = read(release, gate, []).gate;
  const state = release.featureGateState(name);
  return name in RETIRED || (state === 'GA' && name !== PERSISTENT_RESERVATION) || (state === 'Beta' && release._atLeast(BETA_IS_ON));
}

/** Why a gate cannot be used in a release, to follow "which", or nothing when it can. */
export function unusableGate(release: KubeVirtRelease, gate: string): string | undefined {
  return read(release, gate, []).unusable;
}

interface Reading {
  /** The gate that does what was asked for. */
  readonly gate: string;
  /** Why it cannot be used, to follow "which". */
  readonly unusable?: string;
  /** What is worth knowing, to follow "which". */
  readonly remark?: string;
}

function read(release: KubeVirtRelease, gate: string, disabled: readonly string[]): Reading {
  if (gate in RETIRED) return { gate, remark: `${RETIRED[gate]}, so it is left out. Remove it.` };
  const advice = INSTEAD[gate] === undefined ? '' : ` ${INSTEAD[gate]}`;
  switch (release.featureGateState(gate)) {
    case undefined:
      return { gate, unusable: unknown(release, gate) };
    case 'Discontinued':
      return { gate, unusable: `${release} has discontinued, so it would do nothing.${advice}` };
    case 'GA':
      if (gate === PERSISTENT_RESERVATION) return { gate, remark: `is the field configuration.persistentReservationConfiguration.enabled in ${release}, which is set instead. Set that field in kubevirtSpec.` };
      return { gate, remark: `is always on in ${release}, so it is left out. Remove it.` };
    case 'Deprecated':
      return deprecated(release, gate, disabled, advice);
    default:
      return { gate };
  }
}

function deprecated(release: KubeVirtRelease, gate: string, disabled: readonly string[], advice: string): Reading {
  const successor = SUCCESSOR[gate];
  if (successor === undefined || disabled.includes(successor)) return { gate, remark: `${release} deprecates, so a later release will drop it.${advice}` };
  return { gate: successor, remark: `${release} deprecates and which would turn "${successor}" off, so that one is used instead. Name "${successor}"; to keep the old behaviour for now, also put "${successor}" into disabledFeatureGates.` };
}

function unknown(release: KubeVirtRelease, gate: string): string {
  const others = KubeVirtRelease.all().filter((other) => other.featureGateState(gate) !== undefined);
  if (others.length > 0) return `${release} does not know; ${others.map((other) => other.version).join(' and ')} ${others.length === 1 ? 'does' : 'do'}. Leave it out, or choose such a release.`;
  const candidates = Object.entries(release._gates).filter(([, state]) => state !== 'Discontinued').map(([name]) => name);
  return `is no feature gate of ${release}, so KubeVirt would ignore it without a word.${didYouMean(gate, candidates) || ' The class FeatureGate holds all names.'}`;
}

/** Of two gates for one thing, the one that a construct asked for is left to the one that the program has anyway. */
function servedBySuccessor(gate: string, wishes: GateWishes): boolean {
  const successor = SUCCESSOR[gate];
  if (successor === undefined || wishes.wanted.includes(gate) || wishes.disabled.includes(successor)) return false;
  return wishes.wanted.includes(successor) || successor in wishes.required;
}

function mustBeListed(release: KubeVirtRelease, gate: string): boolean {
  const state = release.featureGateState(gate);
  return state === 'Alpha' || state === 'Deprecated' || (state === 'Beta' && !release._atLeast(BETA_IS_ON));
}

function canBeListedAsOff(release: KubeVirtRelease, gate: string): boolean {
  const state = release.featureGateState(gate);
  return state === 'Alpha' || state === 'Beta' || state === 'Deprecated';
}

/** A gate that the release does not know, but another one does, is off as asked. */
function cannotBeOff(release: KubeVirtRelease, gate: string): string | undefined {
  if (release.featureGateState(gate) === 'GA') return `is always on in ${release} and cannot be turned off. Remove it.`;
  const known = gate in RETIRED || KubeVirtRelease.all().some((other) => other.featureGateState(gate) !== undefined);
  return known ? undefined : unknown(release, gate);
}

/** The wanted gate that, being listed, turns a gate off. */
function rivalOf(release: KubeVirtRelease, gate: string, wanted: readonly string[]): string | undefined {
  return wanted.find((old) => SUCCESSOR[old] === gate && mustBeListed(release, old) && release.featureGateState(old) !== 'Deprecated');
}

function hotplugNotice(release: KubeVirtRelease, wanted: readonly string[]): string[] {
  return wanted
    .map((gate) => ({ gate, rival: rivalOf(release, gate, wanted) }))
    .filter(({ rival }) => rival !== undefined)
    .map(({ gate, rival }) => `featureGates names both "${rival}" and "${gate}"; the first turns the second off. Remove one of them.`);
}

/** From v1.8. */
function hasDisabled(release: KubeVirtRelease): boolean {
  return hasField(release._facts, 'KubeVirt', ['spec', 'configuration', 'developerConfiguration', 'disabledFeatureGates']);
}

function disabledNotice(release: KubeVirtRelease, disabled: readonly string[]): string[] {
  if (disabled.length === 0 || release._atLeast(BETA_IS_ON)) return [];
  return [`disabledFeatureGates ${hasDisabled(release) ? 'changes nothing in' : 'is left out for'} ${release}, where every gate is off that is not listed. It counts from v${BETA_IS_ON}.`];
}
