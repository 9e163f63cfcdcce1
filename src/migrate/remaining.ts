import { Change, nameOf, Weight } from './change';
import type { Migration, Target } from './migration';
import { textOf } from '../findings/finding';
import type { ClusterFacts } from '../inventory/known';
import { inventoryOfManifests } from '../manifests/inventory';
import type { Manifest } from '../manifests/manifest';
import { acceptancesIn, unaccepted } from '../rules/acceptances';
import { judge } from '../rules/judge';

/** The rules that find secrets. */
const LEAKS = ['VM043', 'VM045', 'VM125', 'K8S021'];

/** What is wrong with objects after their migration. */
export interface Remaining {
  readonly changes: readonly Change[];
  /** The places of objects that hold secrets. */
  readonly leaking: ReadonlySet<string>;
}

/**
 * What the rules say against the objects as they are now: their errors alone. Those that a program could accept are
 * warnings, because the servers take such objects.
 */
export function stillWrong({ objects, target }: Migration): Remaining {
  const identified = objects.filter(({ apiVersion, kind, name }) => apiVersion !== '' && kind !== '' && name !== '');
  const inventory = inventoryOfManifests(identified, factsFor(target), target.namespace);
  const judgements = judge(inventory).filter(({ rule }) => rule.severity === 'error');
  const acceptable = new Set(judgements.filter(({ rule }) => rule.acceptable).map(({ rule }) => rule.id));
  const findings = unaccepted(judgements, acceptancesIn(inventory.entries), () => false, []);
  const byPlace = new Map(objects.map((manifest) => [manifest.where, manifest]));
  const changes = [
    ...objects.filter((each) => !identified.includes(each)).map(nameless),
    ...findings.filter(({ severity }) => severity === 'error').map((finding) => {
      const manifest = byPlace.get(finding.where);
      const object = manifest && nameOf(manifest);
      const weight = acceptable.has(finding.rule) ? Weight.WARNING : Weight.ERROR;
      return { weight, where: finding.where, object, text: `${finding.rule} ${textOf(finding)}` };
    }),
  ];
  const leaking = findings.filter(({ rule }) => LEAKS.includes(rule)).map(({ where }) => where);
  return { changes, leaking: new Set(leaking) };
}

function nameless({ where }: Manifest): Change {
  const text = 'has no apiVersion, kind or metadata.name, so it is not a Kubernetes object';
  return { weight: Weight.ERROR, where, text };
}

/** What is known of the cluster that the objects are for: its releases alone. */
function factsFor({ kubevirt, cdi }: Target): ClusterFacts {
  return {
    name: 'cluster',
    kubevirt,
    cdi,
    kubernetes: kubevirt.kubernetesMinors.at(-1)!,
    kubevirtNamespace: 'kubevirt',
    cdiNamespace: 'cdi',
    ranges: [],
    podRanges: [],
    serviceRanges: [],
    gates: [],
    disabledGates: [],
    gateUses: [],
    injectsNetworkResources: false,
    turnsGatesOn: false,
    isComplete: false,
  };
}
