import { isScalar, Scalar } from 'yaml';
import { Change, nameOf, Weight } from './change';
import { leakIn } from './leaks';
import type { Migration, Target } from './migration';
import { Finding, textOf } from '../findings/finding';
import type { ClusterFacts } from '../inventory/known';
import { inventoryOfManifests } from '../manifests/inventory';
import type { Manifest } from '../manifests/manifest';
import { acceptancesIn, unaccepted } from '../rules/acceptances';
import { judge } from '../rules/judge';

/** The rules that find secrets. */
const LEAKS = ['VM043', 'VM045', 'VM125', 'K8S021', 'IMG031', 'IMG034', 'MD033'];

/** What is wrong with objects after their migration. */
export interface Remaining {
  readonly changes: readonly Change[];
  /** The objects that hold secrets. */
  readonly leaking: readonly Manifest[];
}

/**
 * What the rules say against the objects as they are now: their errors and warnings. Errors that a program could accept
 * are warnings, because the servers take such objects.
 */
export function stillWrong({ objects, target, changes: told }: Migration): Remaining {
  const identified = objects.filter(({ apiVersion, kind, name }) => apiVersion !== '' && kind !== '' && name !== '');
  const inventory = inventoryOfManifests(identified, factsFor(target), target.namespace);
  const judgements = judge(inventory).filter(({ rule }) => rule.severity !== 'info');
  const acceptable = new Set(judgements.filter(({ rule }) => rule.acceptable).map(({ rule }) => rule.id));
  const findings = unaccepted(judgements, acceptancesIn(inventory.entries), () => false, []);
  const byIdentity = new Map(identified.map((manifest) => [keyOf(manifest.where, manifest), manifest]));
  const manifestOf = ({ where, object }: Finding): Manifest | undefined => (
    object && byIdentity.get(keyOf(where, object)));
  // An accepted secret is a secret too.
  const leaks = judgements.filter(({ rule }) => LEAKS.includes(rule.id));
  const leaking = new Set([
    ...leaks.flatMap(({ finding }) => manifestOf(finding) ?? []),
    ...objects.filter((each) => leakIn(each) !== undefined),
  ]);
  const changes = [
    ...objects.filter((each) => !identified.includes(each)).map(nameless),
    ...findings.filter(({ severity }) => severity !== 'info').flatMap((finding) => {
      const manifest = manifestOf(finding);
      // It is left out, which is said.
      if (manifest !== undefined && leaking.has(manifest)) return [];
      const object = manifest && nameOf(manifest);
      const isError = finding.severity === 'error' && !acceptable.has(finding.rule);
      const weight = isError ? Weight.ERROR : Weight.WARNING;
      if (told.some((change) => saysTheSame(change, finding, object))) return [];
      return { weight, where: finding.where, object, text: `${finding.rule} ${textOf(finding)}` };
    }),
  ];
  return { changes, leaking: objects.filter((each) => leaking.has(each)) };
}

/** Whether the migration could not carry over the field that a finding is about, and said so. */
function saysTheSame({ weight, where, object, text }: Change, finding: Finding, named: string | undefined): boolean {
  return weight === Weight.ERROR && finding.severity === 'error' && finding.field !== undefined
    && where === finding.where && object === named && text.startsWith(`${finding.field} `);
}

/** Several objects may begin in one line. */
function keyOf(where: string, { kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${where} ${kind} ${name}`;
}

/** The fields that an object is identified by. */
const IDENTITY = [['apiVersion'], ['kind'], ['metadata', 'name']];

function nameless({ where, node }: Manifest): Change {
  const path = IDENTITY.find((each) => isUnread(node.getIn(each, true)));
  const text = path === undefined
    ? 'has no apiVersion, kind or metadata.name, so it is not a Kubernetes object'
    : `${path.join('.')} is ${(node.getIn(path, true) as Scalar).source}, which YAML reads as a ${
      typeof node.getIn(path)} and not as a text. Write it in quotes.`;
  return { weight: Weight.ERROR, where, text };
}

/** Whether a value is a boolean or a number, which YAML reads without quotes. */
function isUnread(value: unknown): boolean {
  return isScalar(value) && ['boolean', 'number'].includes(typeof value.value);
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
