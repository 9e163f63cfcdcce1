import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import type { AccountFacts, RoleRule } from '../../inventory/known';
import type { ClusterRule, ObjectRule } from '../rule';
import { allows, homeOf, isOfEverything, PolicyRule, roleGivenBy, subjectsOf } from './role-rights';
import { own } from '../sources';

const RBAC = 'rbac.authorization.k8s.io';
const PAGE = 'docs/reference/tenant-cluster-rights.md';

export const ACCOUNT_RIGHTS: ObjectRule = {
  id: 'TENANT081',
  name: 'tenants/account-rights',
  on: 'object',
  kinds: [`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`],
  severity: Severity.WARNING,
  title: 'The controllers of a tenant\'s cluster have the rights that they need, and no others',
  why: 'Whoever reads the token of an account in the tenant\'s cluster has its rights in the infra cluster.',
  remedy: `Take the right out of the role, or do not bind it to the account (${PAGE} has what each needs).`,
  source: own(PAGE),
  acceptable: true,

  *check(object, entry) {
    const { cluster, kind, namespace } = entry;
    if (cluster === undefined) return;
    for (const [at, subject] of subjectsOf(object)) {
      if (subject.kind !== 'ServiceAccount') continue;
      const home = homeOf(subject, namespace);
      const account = accountIn(cluster, home, String(subject.name));
      if (account === undefined) continue;
      const isAtHome = kind === 'RoleBinding' && namespace === home;
      const needed = isAtHome ? account.rights : kind === 'RoleBinding' ? [] : account.reads;
      const role = roleGivenBy(object, entry);
      const beyond = role.rules.map((rule) => beyondOf(rule, needed)).find((text) => text !== undefined);
      if (beyond === undefined) continue;
      yield fault(`${at}.name`, `is "${account.name}", the account of ${account.of}. The ${role.kind} "${role.name}" `
        + `lets it ${beyond}, which it does not need`, this.remedy);
    }
  },
};

function accountIn(cluster: ClusterView, namespace: string | undefined, name: string): AccountFacts | undefined {
  return cluster.tenantsOf(namespace).flatMap(({ clusters = [] }) => clusters.flatMap(({ accounts }) => accounts))
    .find((account) => account.name === name);
}

/** What a rule allows that none of the needed rules does; undefined if there is nothing. */
function beyondOf(rule: PolicyRule, needed: readonly RoleRule[]): string | undefined {
  if (isOfEverything(rule)) return 'do everything with everything';
  for (const group of rule.apiGroups) {
    for (const resource of rule.resources) {
      for (const verb of rule.verbs) {
        if (needed.some((each) => covers(each, { group, resource, verb, names: rule.resourceNames }))) continue;
        return `${verb} ${resource}${group === '' ? '' : ` of ${group}`}${ofNames(rule.resourceNames)}`;
      }
    }
  }
  return undefined;
}

interface Asked {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
  readonly names?: readonly string[];
}

function covers(needed: RoleRule, { group, resource, verb, names }: Asked): boolean {
  if (!allows(needed, group, resource, [verb])) return false;
  return needed.resourceNames === undefined || names?.every((name) => needed.resourceNames!.includes(name)) === true;
}

function ofNames(names: readonly string[] | undefined): string {
  return names === undefined ? '' : ` named ${names.join(', ')}`;
}

export const CLUSTER_READS: ClusterRule = {
  id: 'TENANT082',
  name: 'tenants/cluster-reads',
  on: 'cluster',
  severity: Severity.INFO,
  title: 'The controllers of a tenant\'s cluster may read what they need of the whole infra cluster',
  why: 'Nodes, volumes, storage classes and cluster-wide sizes are in no namespace, so a Role cannot give them. '
    + 'Without them machine-controller makes no machine.',
  remedy: `Set clusterReads to true, or have the platform's admin bind a ClusterRole to the account (${PAGE}).`,
  source: own(PAGE),
  acceptable: true,

  *check(cluster) {
    for (const { clusters = [], namespace, where } of cluster.tenants) {
      for (const { accounts, prop } of clusters) {
        for (const account of accounts) {
          const missing = account.reads.filter((read) => !mayRead(cluster, namespace, account.name, read));
          if (missing.length === 0) continue;
          const resources = missing.flatMap((read) => read.resources).join(', ');
          yield {
            ...fault(prop, `has the account "${account.name}" of ${account.of}, which reads ${resources} of the whole `
              + 'cluster. The bundle does not give it that right', this.remedy),
            where,
          };
        }
      }
    }
  },
};

/** Whether a ClusterRoleBinding of the bundle lets an account read something. */
function mayRead(cluster: ClusterView, namespace: string, name: string, read: RoleRule): boolean {
  const bindings = bindingsOfAccounts(cluster).get(`${namespace}/${name}`) ?? [];
  const rules = bindings.flatMap((binding) => roleGivenBy(binding.object, binding).rules);
  return read.verbs.every((verb) => read.resources.every((resource) => (
    rules.some((rule) => rule.resourceNames === undefined && allows(rule, read.apiGroups[0], resource, [verb])))));
}

const BINDINGS = new WeakMap<ClusterView, ReadonlyMap<string, readonly Entry[]>>();

/** The ClusterRoleBindings of a cluster, by the namespace and the name of the accounts that they bind. */
function bindingsOfAccounts(cluster: ClusterView): ReadonlyMap<string, readonly Entry[]> {
  const known = BINDINGS.get(cluster);
  if (known !== undefined) return known;
  const found = new Map<string, Entry[]>();
  for (const entry of cluster.of(RBAC, 'ClusterRoleBinding')) {
    for (const [, { kind, name, namespace }] of subjectsOf(entry.object)) {
      if (kind !== 'ServiceAccount') continue;
      const key = `${String(namespace)}/${String(name)}`;
      const list = found.get(key);
      if (list === undefined) found.set(key, [entry]);
      else list.push(entry);
    }
  }
  BINDINGS.set(cluster, found);
  return found;
}
