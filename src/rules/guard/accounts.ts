import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { notDnsLabel, notDnsSubdomain } from '../../toolkit/names';
import type { PropRule } from '../rule';
import { kubernetes, own } from '../sources';

/** Who a guard lets through, beside the controllers that it knows. */
interface GuardAccounts {
  readonly serviceAccounts: readonly string[];
  readonly users: readonly string[];
}

export const GUARD_NAMES: PropRule = {
  id: 'GUARD001',
  name: 'guards/names',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A guard has a name that policies can have, and lets accounts through by names that accounts can have',
  why: 'The API server refuses the policies; or nobody has the name, and the guard refuses the controller that was '
    + 'meant.',
  remedy: 'Write a service account as namespace/name, and a user as the API server names it.',
  source: kubernetes('staging/src/k8s.io/apiserver/pkg/authentication/serviceaccount/util.go: MakeUsername'),
  acceptable: false,
};

export const GUARD_LETS_GITOPS: PropRule = {
  id: 'GUARD002',
  name: 'guards/lets-gitops',
  on: 'props',
  severity: Severity.WARNING,
  title: 'A guard does not let Argo CD and Flux delete what it guards',
  why: 'A line that is deleted by mistake, or a renamed cluster, then deletes machines and disks.',
  remedy: 'Leave the account out. To delete an object, give it the annotation that lets it go.',
  source: own('docs/defaults.md'),
  acceptable: true,
};

/** Names of the service accounts with which Argo CD and Flux apply and prune. */
const GITOPS = ['argocd-application-controller', 'helm-controller', 'kustomize-controller'];

const ROOM = { characters: '-protected'.length, reason: 'the ends of the policies\' names' };

const FORM = 'Write namespace/name, such as "machine-controller/infra".';

/** Names that no policy or no account has. */
export function* nameFaults(name: string, { serviceAccounts, users }: GuardAccounts): Iterable<Fault> {
  yield* about('name', notDnsSubdomain(name, ROOM));
  for (const [index, account] of serviceAccounts.entries()) {
    const parts = account.split('/');
    if (parts.length === 2 && notDnsLabel(parts[0]) === undefined && notDnsSubdomain(parts[1]) === undefined) continue;
    yield fault(`serviceAccounts[${index}]`, `"${account}" is not the name of a service account`, FORM);
  }
  for (const [index, user] of users.entries()) {
    if (user.trim() === user && user !== '') continue;
    yield fault(`users[${index}]`, `"${user}" is not the name of a user`, 'Write the name without spaces around it.');
  }
}

/** Accounts of controllers that a guard is to protect from. */
export function* gitOpsFaults({ serviceAccounts, users }: GuardAccounts): Iterable<Fault> {
  const tell = (prop: string, index: number, name: string): Fault => fault(`${prop}[${index}]`,
    `"${name}" is an account of a GitOps controller, which may then delete what the guard protects`,
    GUARD_LETS_GITOPS.remedy);
  for (const [index, account] of serviceAccounts.entries()) {
    if (GITOPS.some((name) => account.endsWith(`/${name}`))) yield tell('serviceAccounts', index, account);
  }
  for (const [index, user] of users.entries()) {
    if (GITOPS.some((name) => user.endsWith(`:${name}`))) yield tell('users', index, user);
  }
}
