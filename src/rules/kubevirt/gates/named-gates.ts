import { RETIRED } from './gate-history';
import { neededGates } from './gate-lists';
import { knownBy, notUsable, standingOf, unknownGate } from './standing';
import { gatesIn, wishesOf } from './wishes';
import { Severity } from '../../../findings/finding';
import { fault } from '../../../findings/rule';
import type { ClusterView } from '../../../inventory/cluster-view';
import type { KubeVirtRelease } from '../../../releases/release';
import type { ClusterRule, PlacedFault } from '../../rule';
import { kubevirt } from '../../sources';

const LISTS = 'spec.configuration.developerConfiguration';
const FEATURE_GATES = kubevirt('pkg/virt-config/featuregate/feature-gates.go: IsEnabled; active.go, inactive.go');

export const GATE_UNKNOWN: ClusterRule = {
  id: 'KV001',
  name: 'cluster/gate-unknown',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'The release knows every feature gate that is named',
  why: 'KubeVirt ignores a gate that it does not know, so what depends on it does not work.',
  remedy: 'Choose a gate from the class FeatureGate that the release knows.',
  source: FEATURE_GATES,
  acceptable: false,

  *check(cluster) {
    const { kubevirt: release } = cluster.facts;
    for (const { gate, name } of namedOn(cluster)) {
      if (standingOf(release, gate) === 'unknown') yield name(unknownGate(release, gate));
    }
    for (const { gate, name } of namedOff(cluster)) {
      if (!isKnownSomewhere(release, gate)) yield name(unknownGate(release, gate));
    }
  },
};

export const GATE_DISCONTINUED: ClusterRule = {
  id: 'KV002',
  name: 'cluster/gate-discontinued',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'Named feature gates are not discontinued in the release',
  why: 'The release still knows the name, and does nothing.',
  remedy: 'Use what took its place.',
  source: kubevirt('pkg/virt-config/featuregate/inactive.go'),
  acceptable: false,

  *check(cluster) {
    const { kubevirt: release } = cluster.facts;
    for (const { gate, name } of namedOn(cluster)) {
      const complaint = standingOf(release, gate) === 'discontinued' ? notUsable(release, gate) : undefined;
      if (complaint !== undefined) yield name(complaint);
    }
  },
};

export const GATE_ALWAYS_ON: ClusterRule = {
  id: 'KV003',
  name: 'cluster/gate-always-on',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'Feature gates that are named as off can be turned off in the release',
  why: 'A gate that is generally available can no longer be turned off.',
  remedy: 'Remove it from disabledFeatureGates.',
  source: FEATURE_GATES,
  acceptable: false,

  *check(cluster) {
    const { kubevirt: release } = cluster.facts;
    for (const { gate, name } of namedOff(cluster)) {
      if (release.featureGateState(gate) !== 'GA') continue;
      yield name({ problem: `is always on in ${release} and cannot be turned off`, remedy: 'Remove it.' });
    }
  },
};

export const GATE_ON_AND_OFF: ClusterRule = {
  id: 'KV004',
  name: 'cluster/gate-on-and-off',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'No feature gate is both on and off',
  why: 'KubeVirt refuses a gate that is in both lists.',
  remedy: 'Remove it from one of them.',
  source: kubevirt('pkg/virt-operator/webhooks/kubevirt-update-admitter.go: validateFeatureGates'),
  acceptable: false,

  *check(cluster) {
    const wishes = wishesOf(cluster);
    const isNeededOnly = (gate: string) => neededGates(wishes).includes(gate) && !cluster.facts.gates.includes(gate);
    for (const gate of wishes.disabled) {
      // gates that are needed but off have a rule of their own
      if (!wishes.wanted.includes(gate) || isNeededOnly(gate)) continue;
      yield fault('featureGates',
        `and disabledFeatureGates both name "${gate}", which KubeVirt refuses`, 'Remove it from one of them.');
    }
  },
};

/** A gate with the list that names it. */
interface Named {
  readonly gate: string;
  /** The fault of the list; the problem follows "which". */
  readonly name: (complaint: { readonly problem: string; readonly remedy?: string }) => PlacedFault;
}

function namedOn(cluster: ClusterView): Named[] {
  return named(cluster, 'featureGates', cluster.facts.gates, gatesIn(cluster.kubevirtSpec).wanted);
}

function namedOff(cluster: ClusterView): Named[] {
  return named(cluster, 'disabledFeatureGates', cluster.facts.disabledGates, gatesIn(cluster.kubevirtSpec).disabled);
}

/** The gates that props name, and those that are in the custom resource in addition. */
function named(cluster: ClusterView, prop: string, asked: readonly string[], listed: readonly string[]): Named[] {
  const entry = cluster.of('kubevirt.io', 'KubeVirt').find((each) => each.hasShape);
  const others = listed.filter((gate) => !asked.includes(gate));
  return [
    ...[...new Set(asked)].map((gate) => ({ gate, name: blame(prop, gate) })),
    ...[...new Set(others)].map((gate) => ({ gate, name: blame(`${LISTS}.${prop}`, gate, entry) })),
  ];
}

function blame(field: string, gate: string, entry?: PlacedFault['entry']): Named['name'] {
  return ({ problem, remedy }) => ({ ...fault(field, `names "${gate}", which ${problem}`, remedy), entry });
}

/** A gate that this release does not know, but another one does, is off as requested. */
function isKnownSomewhere(release: KubeVirtRelease, gate: string): boolean {
  return gate in RETIRED || release.featureGateState(gate) !== undefined || knownBy(gate).length > 0;
}
