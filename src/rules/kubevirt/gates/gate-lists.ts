import { betaGatesOff, betaGatesOn } from './beta-gates';
import { SUCCESSOR } from './gate-history';
import { mustBeListed, OPENS_NODE, PERSISTENT_RESERVATION, standingOf } from './standing';
import { hasField } from '../../../releases/field';
import type { KubeVirtRelease } from '../../../releases/release';

/** What users and constructs request of the gates of one cluster, independent of its release. */
export interface GateWishes {
  /** Gates that the user wants on. */
  readonly wanted: readonly string[];
  /** Gates that the user wants off. */
  readonly disabled: readonly string[];
  /** Gates that something in the cluster needs, each with the paths of its users. */
  readonly required: { readonly [gate: string]: readonly string[] };
  /** Whether Beta gates that nothing needs keep the state that the release gives them. */
  readonly leavesBeta: boolean;
}

/** The fields of the KubeVirt custom resource that fulfil the wishes in one release. */
export interface GateLists {
  readonly featureGates: string[];
  /** Always empty if the release does not have this field. */
  readonly disabledFeatureGates: string[];
  /** Whether `configuration.persistentReservationConfiguration.enabled` must be set, which replaces a gate. */
  readonly persistentReservation: boolean;
}

/**
 * The lists of the KubeVirt custom resource for one release. The same wishes give the right lists for every release.
 */
export function gateLists(release: KubeVirtRelease, wishes: GateWishes): GateLists {
  const needed = neededGates(wishes).filter((gate) => !OPENS_NODE.includes(gate));
  const tightening = wishes.leavesBeta ? [] : betaGatesOn(release).filter((gate) => !wishes.disabled.includes(gate));
  const on = new Set([...wishes.wanted, ...needed, ...tightening]);
  const unneeded = wishes.leavesBeta ? [] : betaGatesOff(release).filter((gate) => !on.has(gate));
  const off = [...new Set([...wishes.disabled, ...unneeded])].filter((gate) => canBeListedAsOff(release, gate)).sort();
  return {
    featureGates: [...on].filter((gate) => mustBeListed(release, gate)).sort(),
    disabledFeatureGates: hasDisabledGates(release) ? off : [],
    persistentReservation: on.has(PERSISTENT_RESERVATION) && standingOf(release, PERSISTENT_RESERVATION) === 'field',
  };
}

/**
 * The gates that are needed. If two gates have the same effect and the program turns one of them on, the other is left
 * out.
 */
export function neededGates({ wanted, disabled, required }: GateWishes): string[] {
  return Object.keys(required).filter((gate) => {
    const successor = SUCCESSOR[gate];
    if (successor === undefined || wanted.includes(gate) || disabled.includes(successor)) return true;
    return !wanted.includes(successor) && !Object.hasOwn(required, successor);
  });
}

/** Whether a release has a list of disabled gates (from v1.8 on). */
export function hasDisabledGates(release: KubeVirtRelease): boolean {
  return hasField(release._facts,
    'KubeVirt', ['spec', 'configuration', 'developerConfiguration', 'disabledFeatureGates']);
}

function canBeListedAsOff(release: KubeVirtRelease, gate: string): boolean {
  const state = release.featureGateState(gate);
  return state === 'Alpha' || state === 'Beta' || state === 'Deprecated';
}
