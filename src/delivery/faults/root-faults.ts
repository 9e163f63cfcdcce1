import { BUDGETS } from './budgets';
import { wholeFault } from '../../findings/rule';
import { Judgement, placed } from '../../rules/judge';
import { counted } from '../../toolkit/counted';
import { grouped } from '../../toolkit/grouped';
import type { DeliveredFile } from '../model/writer';

/** The number of folders in the path of what a root applies: `delivery/<controller>/<folder>/<cluster>`. */
const DEPTH = 4;

/** The folders of controllers that hold what roots apply, one folder for each root. */
const APPLIED = ['applications', 'projects', 'clusters'];

const REMEDY = 'Write a part of the tenants with another program: a BundleApp with a name and an outdir of its own, '
  + 'the cluster by KubeVirtCluster.existing, and a namePrefix for its delivery.';

/** Faults of the folders of objects that themselves apply others: a root is a unit too, and has the same budget. */
export function rootFaults(files: readonly DeliveredFile[]): Judgement[] {
  const roots = grouped(files, ({ path }) => rootOf(path));
  return [...roots].flatMap(([folder, own]) => {
    const objects = own.reduce((sum, each) => sum + each.objects.length, 0);
    const exceeded = BUDGETS.find((budget) => objects > budget.objects);
    if (exceeded === undefined) return [];
    const problem = `${folder} has ${counted(objects, 'object')} that apply others, but a unit has at most `
      + `${exceeded.objects} objects`;
    return [placed(exceeded.rule, { ...wholeFault(problem, REMEDY), where: '' })];
  });
}

/** The folder that a root applies with a file; undefined if none does. */
function rootOf(path: string): string | undefined {
  const parts = path.split('/');
  return parts.length > DEPTH && APPLIED.includes(parts[2]) ? parts.slice(0, DEPTH).join('/') : undefined;
}
