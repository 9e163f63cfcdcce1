import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import type { MigrationPolicySpec } from '../../imports/migrations.kubevirt.io';
import { isPlain } from '../toolkit/merge';

type Labels = { readonly [key: string]: unknown };

/** How well a policy fits a machine: how many labels it asks for. */
export interface PolicyMatch {
  readonly entry: Entry;
  readonly name: string;
  readonly namespaceLabels: number;
  readonly machineLabels: number;
}

/** The specs of the MigrationPolicies of a cluster, and what they select. */
interface Policy {
  readonly entry: Entry;
  readonly name: string;
  readonly ofNamespace: readonly (readonly [key: string, value: string])[];
  readonly ofMachine: readonly (readonly [key: string, value: string])[];
}

const KNOWN = new WeakMap<ClusterView, readonly Policy[]>();

function policiesOf(cluster: ClusterView): readonly Policy[] {
  let policies = KNOWN.get(cluster);
  if (policies === undefined) KNOWN.set(cluster, policies = findPolicies(cluster));
  return policies;
}

function findPolicies(cluster: ClusterView): Policy[] {
  return cluster.of('migrations.kubevirt.io', 'MigrationPolicy').flatMap((entry) => {
    const name: unknown = entry.object?.metadata.name;
    if (!entry.hasShape || typeof name !== 'string') return [];
    const { selectors } = entry.object!.spec as MigrationPolicySpec;
    return [{
      entry,
      name,
      ofNamespace: Object.entries(selectors.namespaceSelector ?? {}),
      ofMachine: Object.entries(selectors.virtualMachineInstanceSelector ?? {}),
    }];
  });
}

/**
 * The MigrationPolicies that match an entry's machine, that which wins first (KubeVirt v1.9.0
 * pkg/virt-controller/watch/migration/migrationpolicy.go: matchPolicy).
 */
export function matchingPolicies(entry: Entry): readonly PolicyMatch[] {
  const { machine, cluster } = entry;
  if (machine === undefined || cluster === undefined) return NONE;
  const policies = policiesOf(cluster);
  if (policies.length === 0) return NONE;
  const ofNamespace = namespaceLabels(entry);
  return policies
    .filter((policy) => holds(ofNamespace, policy.ofNamespace) && holds(machine.labels, policy.ofMachine))
    .map(matchOf)
    .sort(byRank);
}

/**
 * The MigrationPolicies that match an entry's machine and win, if the machine or its namespace has labels that the
 * bundle does not tell; that which wins first.
 */
export function possiblePolicies(entry: Entry): readonly PolicyMatch[] {
  const { machine, cluster } = entry;
  if (machine === undefined || cluster === undefined || policiesOf(cluster).length === 0) return NONE;
  const certain = matchingPolicies(entry);
  const matches = new Set(certain.map((match) => match.entry));
  const ofNamespace = namespaceLabels(entry);
  const isOpen = () => isUnseenNamespace(entry);
  return policiesOf(cluster)
    .filter((policy) => !matches.has(policy.entry) && mayHold(ofNamespace, policy.ofNamespace, isOpen)
      && mayHold(machine.labels, policy.ofMachine, isOfKubeVirt))
    .map(matchOf)
    .filter((match) => certain.length === 0 || byRank(match, certain[0]) < 0)
    .sort(byRank);
}

function matchOf({ entry, name, ofNamespace, ofMachine }: Policy): PolicyMatch {
  return { entry, name, namespaceLabels: ofNamespace.length, machineLabels: ofMachine.length };
}

/** Whether labels are those that a policy wants, or may be, because their keys are open. */
function mayHold(labels: Labels, wanted: Policy['ofMachine'], isOpen: (key: string) => boolean): boolean {
  return wanted.every(([key, value]) => labels[key] === value || (labels[key] === undefined && isOpen(key)));
}

function isUnseenNamespace({ cluster, namespace = '' }: Entry): boolean {
  return cluster?.find('', 'Namespace', namespace) === undefined;
}

/** KubeVirt gives instances labels of its own. */
function isOfKubeVirt(key: string): boolean {
  return /(^|\.)kubevirt\.io\//.test(key);
}

const NONE: readonly PolicyMatch[] = [];

/** Whether only their names decide which of two policies wins. */
export function tie(one: PolicyMatch, other: PolicyMatch): boolean {
  return one.namespaceLabels === other.namespaceLabels && one.machineLabels === other.machineLabels;
}

function byRank(one: PolicyMatch, other: PolicyMatch): number {
  return other.namespaceLabels + other.machineLabels - one.namespaceLabels - one.machineLabels
    || other.machineLabels - one.machineLabels
    || (one.name < other.name ? -1 : 1);
}

function holds(labels: Labels, wanted: Policy['ofMachine']): boolean {
  return wanted.every(([key, value]) => labels[key] === value);
}

/** The labels of a machine's namespace; its name alone if the bundle does not hold it. */
function namespaceLabels({ cluster, namespace = '' }: Entry): Labels {
  const labels: unknown = cluster?.find('', 'Namespace', namespace)?.object?.metadata.labels;
  return { ...(isPlain(labels) ? labels : {}), 'kubernetes.io/metadata.name': namespace };
}

/**
 * Whether a policy may select machines that the bundle does not show to have its labels: KubeVirt gives instances
 * labels of its own, and the labels of a namespace in which others work are not known.
 */
export function selectsUnseen(policy: Entry, cluster: ClusterView): boolean {
  const found = policiesOf(cluster).find(({ entry }) => entry === policy);
  if (found === undefined) return true;
  const unseen = cluster.machines.some(isUnseenNamespace);
  return (unseen && found.ofNamespace.some(([key]) => key !== 'kubernetes.io/metadata.name'))
    || found.ofMachine.some(([key]) => isOfKubeVirt(key));
}
