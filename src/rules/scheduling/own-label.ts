import type { Entry } from '../../inventory/entry';
import { othersHave } from '../../inventory/pods-with-labels';
import { isWhole } from '../../inventory/whole-namespace';
import { MACHINE_LABEL } from '../../machines/machine-label';
import { Labels, LabelSelector, selects } from '../../toolkit/label-selector';
import { items, texts } from '../../toolkit/shape';

/** What says which pods of its namespace a policy means. */
export interface PodTerm {
  readonly labelSelector?: LabelSelector | null;
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: unknown;
  readonly matchLabelKeys?: readonly string[];
  readonly mismatchLabelKeys?: readonly string[];
}

/** Which pods a term selects in the namespace of its machine, as far as the bundle tells. */
export enum Selected {
  /** The machine itself and nothing else. */
  ITSELF,
  /** Nothing. */
  NOTHING,
  /** Other pods, or the bundle does not tell. */
  OTHERS,
}

/**
 * Which pods a term of a machine selects. The label that marks a single machine is on no other pod; of other labels
 * that is certain only where the bundle holds everything of the namespace.
 */
export function selectedBy(term: PodTerm, entry: Entry): Selected {
  const { cluster, machine, namespace } = entry;
  const labels = plainLabels(term);
  if (labels === undefined || machine === undefined) return Selected.OTHERS;
  const isItself = selects({ matchLabels: labels }, machine.labels);
  // A MachineDeployment makes several VirtualMachines of one kind.
  const isSingle = entry.kind === 'VirtualMachine' && machine.count === 1;
  const isMark = isSingle && isItself && Object.hasOwn(labels, MACHINE_LABEL);
  if (!isMark && !isWhole(cluster, namespace)) return Selected.OTHERS;
  if ((isItself && !isSingle) || othersHave(entry, labels)) return Selected.OTHERS;
  return isItself ? Selected.ITSELF : Selected.NOTHING;
}

/** The labels that a term asks for in the machine's own namespace; undefined if it asks for anything else. */
function plainLabels(term: PodTerm): Labels | undefined {
  const { labelSelector, namespaces, namespaceSelector, matchLabelKeys, mismatchLabelKeys } = term;
  const { matchLabels, matchExpressions } = labelSelector ?? {};
  const others = [namespaces, matchLabelKeys, mismatchLabelKeys].some((list) => texts(list).length > 0);
  if (others || namespaceSelector !== undefined || items(matchExpressions).length > 0) return undefined;
  return matchLabels === undefined || Object.keys(matchLabels).length === 0 ? undefined : matchLabels;
}
