import { isProtectable } from './guarded-kinds';
import { Severity } from '../../findings/finding';
import { fault, wholeFault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { PROTECTED_LABEL } from '../../layout/protection';
import { counted } from '../../toolkit/counted';
import { isPlain } from '../../toolkit/merge';
import { fieldBelow } from '../../toolkit/path';
import { AnyObjectRule, ClusterRule, faultOf } from '../rule';
import { own } from '../sources';

const LABEL = fieldBelow('metadata.labels', PROTECTED_LABEL);

export const PROTECTED_VALUE: AnyObjectRule = {
  id: 'GUARD003',
  name: 'guards/protected-value',
  on: 'any object',
  sieve: (object) => valueIn(object) !== undefined,
  severity: Severity.WARNING,
  title: `The label ${PROTECTED_LABEL} is on a kind that is guarded, and has a value that is known`,
  why: 'With another value, or on another kind, it has no effect, and the object can be deleted.',
  remedy: 'Write "true" to have the object guarded, or "false".',
  source: own('docs/defaults.md'),
  acceptable: true,

  *check(object, { group, kind }) {
    const value = valueIn(object);
    if (value !== 'true' && value !== 'false' && typeof value === 'string') {
      yield fault(LABEL, `is "${value}", and a DeletionGuard looks for "true"`, this.remedy);
    } else if (value === 'true' && !isProtectable(group, kind)) {
      yield fault(LABEL, `has no effect on a ${kind}: no DeletionGuard looks at the kind`, 'Leave the label out.');
    }
  },
};

export const NO_GUARD: ClusterRule = {
  id: 'GUARD004',
  name: 'guards/no-guard',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'A cluster with protected objects has a guard',
  why: `The label ${PROTECTED_LABEL} has no effect by itself. A ValidatingAdmissionPolicy looks for it.`,
  remedy: 'Add a DeletionGuard to the cluster.',
  source: own('docs/defaults.md'),
  acceptable: true,

  *check(cluster) {
    // the platform of another cluster is in another bundle
    if (!cluster.facts.turnsGatesOn || hasGuard(cluster)) return;
    const labelled = cluster.entries.filter(isProtected);
    if (labelled.length === 0) return;
    const more = labelled.length - 1;
    const others = more === 0 ? '' : `, as ${more === 1 ? 'is' : 'are'} ${counted(more, 'other')}`;
    const [first] = labelled;
    yield faultOf(first, wholeFault(
      `${first.kind} "${first.object!.metadata.name}" is labelled as protected${others}, but nothing in cluster `
        + `"${cluster.facts.name}" keeps anybody from deleting it`, this.remedy));
  },
};

function isProtected({ object, group, kind }: Entry): boolean {
  return isProtectable(group, kind) && object !== undefined && valueIn(object) === 'true';
}

function hasGuard(cluster: ClusterView): boolean {
  return cluster.of('admissionregistration.k8s.io', 'ValidatingAdmissionPolicy')
    .some(({ object }) => JSON.stringify(object ?? {}).includes(PROTECTED_LABEL));
}

function valueIn({ metadata }: { readonly metadata: { readonly labels?: unknown } }): unknown {
  const { labels } = metadata;
  return isPlain(labels) ? labels[PROTECTED_LABEL] : undefined;
}
