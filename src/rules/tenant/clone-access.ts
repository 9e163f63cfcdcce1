import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import type { ObjectRule } from '../rule';
import { cdi } from '../sources';
import { allows, homeOf, PolicyRule, roleGivenBy, subjectsOf } from './role-rights';

const RBAC = 'rbac.authorization.k8s.io';
const CREATE = ['create'];
const REMEDY = 'Leave the subject out, or let the role create datavolumes/source only for the volumes that it may '
  + 'clone, in resourceNames; GoldenImage.allowClone does so.';

type Subject = { readonly [key: string]: unknown };

export const CLONES_OF_OTHERS: ObjectRule = {
  id: 'TENANT063',
  name: 'tenants/clones-of-others',
  on: 'object',
  kinds: [`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`],
  severity: Severity.WARNING,
  title: 'Nobody of another tenant may clone every disk of a tenant',
  why: 'Whoever may create the subresource datavolumes/source in a namespace copies every volume of it into a '
    + 'namespace of their own. So does whoever may create pods there.',
  remedy: REMEDY,
  source: cdi('containerized-data-importer-api, pkg/apis/core/v1beta1/authorize_utils.go: getResourceAttributesPvc',
    'v1.65.0'),
  acceptable: true,

  *check(object, entry) {
    const { cluster, kind, namespace } = entry;
    if (cluster === undefined) return;
    const clones = roleGivenBy(object, entry).rules.filter(mayClone);
    if (clones.length === 0 || isOfRefreshedImage(entry, cluster)) return;
    for (const [at, subject] of subjectsOf(object)) {
      if (kind === 'ClusterRoleBinding') yield* everywhere(at, subject, cluster);
      else if (namespace !== undefined) yield* within(at, subject, clones, { cluster, namespace, entry });
    }
  },
};

function mayClone(rule: PolicyRule): boolean {
  return allows(rule, 'cdi.kubevirt.io', 'datavolumes/source', CREATE)
    || allows(rule, '', 'pods', CREATE) && rule.resourceNames === undefined;
}

/** The right to clone a refreshed image has rules of its own. */
function isOfRefreshedImage({ where }: Entry, { images }: ClusterView): boolean {
  return images.some((image) => image.refreshed && where.startsWith(`${image.where}/`));
}

function* everywhere(at: string, subject: Subject, cluster: ClusterView): Iterable<Fault> {
  const home = homeOf(subject);
  if (home === undefined || cluster.tenantsOf(home).length === 0) return;
  yield fault(`${at}.name`, `is ${named(subject, home)}, which may clone every disk of every tenant`, REMEDY);
}

interface Place {
  readonly cluster: ClusterView;
  readonly namespace: string;
  readonly entry: Entry;
}

function* within(at: string, subject: Subject, clones: readonly PolicyRule[], place: Place): Iterable<Fault> {
  const { cluster, namespace } = place;
  const other = otherTenant(subject, place);
  if (other === undefined) return;
  if (cluster.tenantsOf(namespace).length === 0) {
    yield* ofClosedImages(at, subject, other, clones, place);
  } else if (clones.some(({ resourceNames }) => resourceNames === undefined)) {
    yield fault(`${at}.name`, `is ${named(subject, other)}, which may clone every disk of namespace "${namespace}"`,
      REMEDY);
  }
}

/** A right within a namespace of images may be wider than the images' own. */
function* ofClosedImages(
  at: string, subject: Subject, other: string, clones: readonly PolicyRule[], { cluster, namespace, entry }: Place,
): Iterable<Fault> {
  const closed = cluster.images.filter((image) => (
    image.namespace === namespace && image.permitted !== undefined && !image.permitted.has(other)
    && !entry.where.startsWith(`${image.where}/`)
    && clones.some(({ resourceNames }) => resourceNames === undefined || resourceNames.includes(image.claim ?? ''))));
  if (closed.length === 0) return;
  const names = closed.map(({ dataSourceName }) => `"${dataSourceName}"`).join(', ');
  yield fault(`${at}.name`, `is ${named(subject, other)}, which may clone ${names}, closed to that tenant`, REMEDY);
}

function named({ kind, name }: Subject, home: string): string {
  return `${String(kind)} "${String(name)}" of tenant namespace "${home}"`;
}

/**
 * The namespace of another tenant to whom a subject belongs: a service account by its namespace, people if they may
 * create machines or disks there and may not here.
 */
function otherTenant(subject: Subject, { cluster, namespace }: Place): string | undefined {
  const home = homeOf(subject, namespace);
  if (home !== undefined) return home !== namespace && cluster.tenantsOf(home).length > 0 ? home : undefined;
  const homes = authorsIn(cluster).get(keyOf(subject));
  return homes === undefined || homes.has(namespace) ? undefined : [...homes][0];
}

const AUTHORS = new WeakMap<ClusterView, Map<string, Set<string>>>();

/** The tenants' namespaces in which people may create machines or disks. */
function authorsIn(cluster: ClusterView): Map<string, Set<string>> {
  const known = AUTHORS.get(cluster);
  if (known !== undefined) return known;
  const authors = new Map<string, Set<string>>();
  for (const binding of cluster.of(RBAC, 'RoleBinding')) {
    const { namespace, object } = binding;
    if (namespace === undefined || cluster.tenantsOf(namespace).length === 0) continue;
    if (!roleGivenBy(object, binding).rules.some(creates)) continue;
    for (const [, subject] of subjectsOf(object)) {
      const key = keyOf(subject);
      authors.set(key, (authors.get(key) ?? new Set()).add(namespace));
    }
  }
  AUTHORS.set(cluster, authors);
  return authors;
}

function creates(rule: PolicyRule): boolean {
  return allows(rule, 'cdi.kubevirt.io', 'datavolumes', CREATE)
    || allows(rule, 'kubevirt.io', 'virtualmachines', CREATE);
}

function keyOf({ kind, name }: Subject): string {
  return `${String(kind)}/${String(name)}`;
}
