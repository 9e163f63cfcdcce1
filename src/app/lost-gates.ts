import { Before, Written } from './before';
import type { KubeVirtSpec } from '../../imports/kubevirt.io';
import type { Entry } from '../inventory/entry';
import type { KubernetesObject } from '../releases/facts';
import { Judgement, placed } from '../rules/judge';
import { LOST_GATES, lostGates } from '../rules/kubevirt/gates/lost-gates';
import { OperatorContainer, operatorsIn } from '../rules/kubevirt/operators';
import { items } from '../toolkit/shape';

/** Findings about feature gates that are on in the bundle before and that this one turns off. */
export function lostGatesIn(entries: readonly Entry[], paths: readonly string[], before: Before): Judgement[] {
  return entries.flatMap((entry, index) => {
    const { cluster, group, kind, object } = entry;
    if (cluster?.facts.turnsGatesOn !== true || group !== 'kubevirt.io' || kind !== 'KubeVirt') return [];
    const old = object && new Written(before(paths[index])).find(object);
    if (old === undefined || !entry.hasShape) return [];
    const operator = operatorsIn(cluster).find((each) => each.entry.object?.metadata.name === 'virt-operator')?.entry;
    const file = operator && new Written(before(paths[entries.indexOf(operator)]));
    const isOfRelease = operator !== undefined
      && versionOf(file?.find(operator.object!)) === versionOf(operator.object);
    const found = lostGates(cluster, { spec: old.spec as KubeVirtSpec | undefined, isOfRelease });
    return found === undefined ? [] : [placed(LOST_GATES, { ...found, entry })];
  });
}

/** The release of KubeVirt that an operator's Deployment installs. */
function versionOf(deployment: KubernetesObject | undefined): unknown {
  const { template } = (deployment?.spec ?? {}) as OperatorSpec;
  return template?.spec?.containers?.flatMap(({ env }) => items(env))
    .find(({ name }) => name === 'KUBEVIRT_VERSION')?.value;
}

interface OperatorSpec {
  readonly template?: { readonly spec?: { readonly containers?: readonly OperatorContainer[] } };
}
