import { INSTEAD, SUCCESSOR } from './gate-history';
import { gateLists, GateWishes, neededGates } from './gate-lists';
import {
  isOnByItself, mustBeListed, notUsable, OPENS_NODE, PERSISTENT_RESERVATION, rivalOf,
} from './standing';
import { gatesIn, gateUses, wishesOf } from './wishes';
import { Severity } from '../../../findings/finding';
import { Fault, fault, wholeFault } from '../../../findings/rule';
import type { ClusterView } from '../../../inventory/cluster-view';
import type { PlacedGateUse } from '../../../inventory/gates';
import type { KubeVirtRelease } from '../../../releases/release';
import type { ClusterRule, PlacedFault } from '../../rule';
import { kubevirt, own } from '../../sources';

const LIST = 'spec.configuration.developerConfiguration.featureGates';
const RESERVATION = 'spec.configuration.persistentReservationConfiguration.enabled';

export const GATE_NEEDED: ClusterRule = {
  id: 'KV005',
  name: 'cluster/gate-needed',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'A feature gate that something needs can be on',
  why: 'KubeVirt refuses or ignores what needs a gate that is off, or that the release does not have.',
  remedy: 'Remove the gate from disabledFeatureGates, or what needs it from the program.',
  source: kubevirt('pkg/virt-config/featuregate/feature-gates.go: IsEnabled'),
  acceptable: false,

  *check(cluster) {
    const wishes = wishesOf(cluster);
    for (const gate of neededGates(wishes)) yield* outOfReach(cluster.facts.kubevirt, gate, wishes);
  },
};

function* outOfReach(release: KubeVirtRelease, gate: string, wishes: GateWishes): Iterable<Fault> {
  const { wanted, disabled, required } = wishes;
  const need = needOf(required[gate]);
  const unusable = notUsable(release, gate);
  const rival = rivalOf(release, gate, wanted);
  if (unusable !== undefined) {
    yield wholeFault(`${need} the feature gate "${gate}", which ${unusable.problem}`, unusable.remedy);
  }
  if (disabled.includes(gate)) {
    yield fault('disabledFeatureGates', `names "${gate}", but ${need} it`,
      'Remove the gate from the list, or what needs it from the program.');
  }
  if (rival !== undefined) {
    yield fault('featureGates',
      `names "${rival}", which turns "${gate}" off, but ${need} that`, INSTEAD[rival]);
  }
}

export const GATE_PATCHED_AWAY: ClusterRule = {
  id: 'KV006',
  name: 'cluster/gate-patched-away',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'The KubeVirt custom resource lists the feature gates that something needs, after its patches',
  why: 'Without its gate, KubeVirt refuses a machine or leaves it waiting.',
  remedy: 'Add the gate to the list, or remove the patch.',
  source: kubevirt('pkg/virt-config/featuregate/feature-gates.go: IsEnabled'),
  acceptable: false,

  *check(cluster) {
    const spec = cluster.kubevirtSpec;
    const entry = cluster.of('kubevirt.io', 'KubeVirt').find((each) => each.hasShape);
    if (spec === undefined || !cluster.facts.turnsGatesOn) return;
    const wishes = wishesOf(cluster);
    const { wanted, disabled } = gatesIn(spec);
    const lists = gateLists(cluster.facts.kubevirt, wishes);
    for (const gate of neededGates(wishes)) {
      const names = [gate, SUCCESSOR[gate]].filter((name) => lists.featureGates.includes(name));
      if (names.length === 0 || names.some((name) => wanted.includes(name) || disabled.includes(name))) continue;
      const problem = `does not list "${gate}" after its patches, but `
        + `${needOf(wishes.required[gate])} that feature gate`;
      yield { ...fault(LIST, problem, 'Add it there.'), entry };
    }
    const reserving = wishes.required[PERSISTENT_RESERVATION];
    const isOn = spec.configuration?.persistentReservationConfiguration?.enabled === true;
    if (lists.persistentReservation && reserving !== undefined && !isOn) {
      const problem = `is not true, but ${needOf(reserving)} persistent reservations`;
      yield { ...fault(RESERVATION, problem, 'Set it, or leave it to be set.'), entry };
    }
  },
};

export const GATE_OPENS_NODE: ClusterRule = {
  id: 'KV007',
  name: 'cluster/gate-that-opens-nodes',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'A feature gate that opens nodes to machines is named where one needs it',
  why: 'HostDisk, Root and Sidecar give machines files or processes of the node, so they are never turned on '
    + 'by being used; without its gate the machine does not start.',
  remedy: 'Name the gate in featureGates of the cluster, or remove what needs it.',
  source: own(),
  acceptable: false,

  *check(cluster) {
    const { facts, kubevirtSpec } = cluster;
    if (!facts.turnsGatesOn || kubevirtSpec === undefined) return;
    const { wanted, disabled } = wishesOf(cluster);
    for (const use of gateUses(cluster, kubevirtSpec)) {
      const isNamed = wanted.includes(use.gate) || disabled.includes(use.gate);
      if (isNamed || !OPENS_NODE.includes(use.gate) || !mustBeListed(facts.kubevirt, use.gate)) continue;
      const problem = `${use.user} needs the feature gate "${use.gate}", which opens the nodes and so is not `
        + 'turned on by being used';
      yield placedAt(use, wholeFault(problem, 'Name it in featureGates of the cluster, or remove what needs it.'));
    }
  },
};

/** Whether a gate that opens nodes is needed and not named, so that this is told of first. */
export function isWithheld(cluster: ClusterView, gate: string): boolean {
  const { facts, kubevirtSpec } = cluster;
  return facts.turnsGatesOn && kubevirtSpec !== undefined && mustBeListed(facts.kubevirt, gate)
    && ![...facts.gates, ...gatesIn(kubevirtSpec).wanted].includes(gate);
}

export const GATE_OF_EXISTING_CLUSTER: ClusterRule = {
  id: 'KV008',
  name: 'cluster/gate-of-existing-cluster',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'A feature gate that something needs is known to be on in a cluster that exists already',
  why: 'The program does not write the KubeVirt custom resource of that cluster, so it cannot turn the gate on.',
  remedy: 'Make sure that the KubeVirt custom resource lists the gate, and name it in featureGates.',
  source: kubevirt('pkg/virt-config/featuregate/feature-gates.go: IsEnabled'),
  acceptable: true,

  *check(cluster) {
    const { facts } = cluster;
    const { kubevirt: release, turnsGatesOn } = facts;
    if (turnsGatesOn) return;
    const { wanted, disabled } = wishesOf(cluster);
    for (const use of gateUses(cluster, undefined)) {
      if (wanted.includes(use.gate) || isOnByItself(release, use.gate)) continue;
      if (disabled.includes(use.gate) || notUsable(release, use.gate) !== undefined) continue; // an error
      const problem = `${use.user} needs the feature gate "${use.gate}", which ${release} does not turn on by itself`;
      const remedy = `Make sure that the KubeVirt custom resource of cluster ${facts.name} lists it, `
        + 'and name it in featureGates of KubeVirtCluster.existing(…).';
      yield placedAt(use, wholeFault(problem, remedy));
    }
  },
};

/** The fault at the object that needs a gate, or at the construct that declared the need. */
export function placedAt({ entry, user }: PlacedGateUse, found: Fault): PlacedFault {
  return entry === undefined ? { ...found, where: user } : { ...found, entry };
}

function needOf(users: readonly string[]): string {
  return `${users.join(', ')} ${users.length === 1 ? 'needs' : 'need'}`;
}
