import { wholeFault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import type { Inventory } from '../../inventory/inventory';
import { KEPT } from '../../rules/gitops/kept';
import { Judgement, placed } from '../../rules/judge';
import { isPlain } from '../../toolkit/merge';
import type { AskedDelivery, Deliveries } from '../deliveries';
import { Loss, lossOf } from '../model/kinds';

/** How an object says what becomes of it when its line is deleted, by the folder of the controller's objects. */
const DECISIONS = {
  argocd: {
    key: 'argocd.argoproj.io/sync-options',
    // What is replaced when it changes, such as a DataImportCron, can be applied again without a loss.
    says: /(^|,)\s*(Prune|Replace)=/,
    kept: 'Prune=false,Delete=false',
  },
  flux: { key: 'kustomize.toolkit.fluxcd.io/prune', says: /./, kept: 'disabled' },
};

const LOST: ReadonlyMap<Loss, string> = new Map([
  [Loss.CRITICAL, 'everything that is in it or depends on it'], [Loss.STATEFUL, 'its data or its machines'],
]);

/**
 * Warnings about objects whose loss hurts and that have no annotation saying whether they are kept. Constructs decide
 * that for what they make.
 */
export function lossFaults({ asked }: Deliveries, { entries }: Inventory): Judgement[] {
  const pruning = asked.filter(({ prunes = true }) => prunes);
  if (pruning.length === 0) return [];
  return entries.filter(({ intent, placement }) => intent.propOf === undefined && placement.cluster !== undefined)
    .flatMap((entry) => {
      const lost = LOST.get(lossOf(entry.group, entry.kind));
      return lost === undefined ? [] : pruning.flatMap((delivery) => undecided(entry, lost, delivery));
    });
}

function undecided(entry: Entry, lost: string, { call, writer: { folder } }: AskedDelivery): Judgement[] {
  const { object } = entry;
  const { key, says, kept } = DECISIONS[folder];
  if (object === undefined || says.test(annotation(object, key))) return [];
  const problem = `${entry.kind} "${object.metadata.name}" is deleted by ${call} when its line is, and ${lost} with it`;
  const remedy = `Annotate it with ${key}: "${kept}", or accept this finding with a reason.`;
  return [placed(KEPT, { ...wholeFault(problem, remedy), entry })];
}

function annotation({ metadata }: { readonly metadata: { readonly annotations?: unknown } }, key: string): string {
  return isPlain(metadata.annotations) ? String(metadata.annotations[key] ?? '') : '';
}
