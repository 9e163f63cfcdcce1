import { AUTOSCALER_KINDS, nameOf } from './kind';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { autoscalersOf, SCALABLE, targetOf } from '../../inventory/autoscalers';
import { namespaceOf } from '../../inventory/clones';
import type { Entry } from '../../inventory/entry';
import type { ClusterRule, ObjectRule, PlacedFault } from '../rule';
import { faultOf } from '../rule';
import { kubernetes, own } from '../sources';

export const AUTOSCALED_AND_STATED: ObjectRule = {
  id: 'HPA001',
  name: 'scaling/replicas',
  on: 'object',
  kinds: SCALABLE,
  severity: Severity.ERROR,
  title: 'A pool or replica set with an autoscaler states no number of machines',
  why: 'Each sync would set the number back, which deletes the machines that the autoscaler has added.',
  remedy: 'Leave replicas out, after the number is handed over (docs/how-to/autoscale-a-pool.md), or remove the '
    + 'autoscaler.',
  source: own('docs/how-to/autoscale-a-pool.md'),
  acceptable: false,

  *check({ spec }, entry) {
    // If the construct knows the autoscaler, another rule reports the number.
    if (spec.replicas === undefined || entry.intent.externallyScaled !== undefined) return;
    for (const autoscaler of autoscalersOf(entry)) {
      yield fault('spec.replicas', `is ${spec.replicas}, but HorizontalPodAutoscaler "${nameOf(autoscaler)}" sets the `
        + 'number: each sync would set it back and delete the machines beyond it', this.remedy);
    }
  },
};

export const TWO_AUTOSCALERS: ClusterRule = {
  id: 'HPA002',
  name: 'scaling/two-autoscalers',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'No two autoscalers set the number of the same object',
  why: 'Kubernetes acts for neither of them (AmbiguousSelector), or each undoes what the other does.',
  remedy: 'Remove one, or give one HorizontalPodAutoscaler the metrics of both.',
  source: kubernetes('pkg/controller/podautoscaler/horizontal.go: validateAndParseSelector'),
  acceptable: false,

  *check(cluster) {
    const owners = new Map<string, Entry>();
    for (const entry of cluster.of(...AUTOSCALER)) {
      const target = targetOf(entry);
      if (target === undefined) continue;
      const key = [namespaceOf(entry), target.group, target.kind, target.name].join('/');
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, entry);
      // Two autoscalers of one name are reported as such.
      else if (nameOf(owner) !== nameOf(entry)) yield both(entry, owner, `${target.kind} "${target.name}"`);
    }
  },
};

const AUTOSCALER = AUTOSCALER_KINDS[0].split('/') as [group: string, kind: string];

function both(entry: Entry, owner: Entry, target: string): PlacedFault {
  return faultOf(entry, fault('spec.scaleTargetRef', `is ${target}, whose number ${owner.where} sets already`,
    TWO_AUTOSCALERS.remedy));
}
