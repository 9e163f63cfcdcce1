import { policyLabelFaults } from './migration-policy-settings';
import type { MigrationPolicySpec } from '../../../imports/migrations.kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, fault, wholeFault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { matchingPolicies, selectsUnseen, tie } from '../../inventory/migration-policies';
import { notByteSize, Quantity } from '../../toolkit/quantity';
import { ClusterRule, faultOf, ObjectRule } from '../rule';
import { kubevirt } from '../sources';

const GROUP = 'migrations.kubevirt.io';
const KIND = 'MigrationPolicy';
const MATCHING = kubevirt('pkg/virt-controller/watch/migration/migrationpolicy.go: matchPolicy');

export const POLICY_NUMBERS: ObjectRule = {
  id: 'KV065',
  name: 'cluster/migration-policy-numbers',
  on: 'object',
  kinds: [`${GROUP}/${KIND}`],
  severity: Severity.ERROR,
  title: 'The numbers of a MigrationPolicy are not negative',
  why: 'KubeVirt\'s webhook refuses negative numbers.',
  remedy: 'Write a number from 0, or leave the field out to keep what the cluster says.',
  source: kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/migrationpolicy-admitter.go: Admit'),
  acceptable: false,

  *check({ spec }: { spec: MigrationPolicySpec }) {
    const { completionTimeoutPerGiB: timeout, bandwidthPerMigration: bandwidth } = spec;
    if (timeout !== undefined && timeout < 0) {
      yield fault('spec.completionTimeoutPerGiB', `is ${timeout}, and KubeVirt refuses negative numbers`, this.remedy);
    }
    if (isNegative(bandwidth)) {
      const problem = `is "${bandwidth}", and KubeVirt refuses negative numbers`;
      yield fault('spec.bandwidthPerMigration', problem, this.remedy);
    }
  },
};

export const POLICY_BANDWIDTH: ObjectRule = {
  id: 'KV066',
  name: 'cluster/migration-policy-bandwidth',
  on: 'object',
  kinds: [`${GROUP}/${KIND}`],
  severity: Severity.ERROR,
  title: 'The bandwidth of a MigrationPolicy is a number of bytes',
  why: 'KubeVirt takes a fraction of a byte, such as "64m", for one byte a second, and migrations never end.',
  remedy: 'Write a number of bytes, such as "64Mi", or "0" for no limit.',
  source: kubevirt('pkg/virt-controller/watch/migration/migrationpolicy.go: applyMigrationPolicySpec'),
  acceptable: true,

  *check({ spec }: { spec: MigrationPolicySpec }) {
    const { bandwidthPerMigration: bandwidth } = spec;
    if (bandwidth === undefined || isNegative(bandwidth)) return;
    const isUnlimited = Quantity.parse(bandwidth)?.isZero() ?? false;
    if (!isUnlimited) yield* about('spec.bandwidthPerMigration', notByteSize(String(bandwidth)));
  },
};

export const POLICY_OF_NOBODY: ClusterRule = {
  id: 'KV067',
  name: 'cluster/migration-policy-of-nobody',
  on: 'cluster',
  severity: Severity.INFO,
  title: 'A MigrationPolicy selects machines of the bundle',
  why: 'It has an effect only on machines whose labels, and those of whose namespace, have all of its own. One wrong '
    + 'label, and it has none.',
  remedy: 'Compare its labels with those of the machines and of their namespaces, or accept this finding if it is for '
    + 'machines that others make.',
  source: MATCHING,
  acceptable: true,

  *check(cluster) {
    const policies = cluster.of(GROUP, KIND);
    if (policies.length === 0 || cluster.machines.length === 0) return;
    const used = new Set(cluster.machines.flatMap((entry) => matchingPolicies(entry).map((match) => match.entry)));
    for (const entry of policies) {
      if (used.has(entry) || selectsUnseen(entry, cluster) || hasOddLabels(entry)) continue;
      yield faultOf(entry, wholeFault('selects none of the machines of this cluster in the bundle', this.remedy));
    }
  },
};

export const POLICIES_TIE: ClusterRule = {
  id: 'KV068',
  name: 'cluster/migration-policies-tie',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'Labels, not names, decide which MigrationPolicy a machine is migrated by',
  why: 'If several policies match a machine, KubeVirt takes the one that asks for the most labels, and of equal ones '
    + 'the first by name. The others have no effect on it, not even with settings that the first leaves out.',
  remedy: 'Give one of the two another label, or write their settings into one policy.',
  source: MATCHING,
  acceptable: true,

  *check(cluster) {
    for (const [loser, { winner, machine }] of losers(cluster)) {
      yield faultOf(loser, wholeFault(`matches the machines of ${machine.where} as well as "${winner}" does, so that `
        + 'one wins by its name and this one has no effect on them', this.remedy));
    }
  },
};

interface Loss {
  readonly winner: string;
  readonly machine: Entry;
}

/** The policies that another one beats by its name alone, each with the first machine for which it does. */
function losers(cluster: ClusterView): ReadonlyMap<Entry, Loss> {
  const found = new Map<Entry, Loss>();
  if (cluster.of(GROUP, KIND).length < 2) return found;
  for (const machine of cluster.machines) {
    const [first, ...others] = matchingPolicies(machine);
    for (const other of others) {
      if (tie(first, other) && !found.has(other.entry)) found.set(other.entry, { winner: first.name, machine });
    }
  }
  return found;
}

/** Another rule reports labels that no object can have. */
function hasOddLabels({ object }: Entry): boolean {
  return [...policyLabelFaults(object!.spec as MigrationPolicySpec)].length > 0;
}

function isNegative(quantity: number | string | undefined): boolean {
  if (quantity === undefined || !String(quantity).startsWith('-')) return false;
  return !(Quantity.parse(quantity)?.isZero() ?? false);
}
