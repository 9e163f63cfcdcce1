import { Severity } from '../../findings/finding';
import { Fault, wholeFault } from '../../findings/rule';
import type { KubernetesObject } from '../../releases/facts';
import type { PropRule } from '../rule';
import { own } from '../sources';

const MACHINE_CONTROLLER = 'cluster.k8s.io/';
const REMEDY = 'Add the new pool under another name, move what runs on the old one, and delete that.';

/** Synthesis checks it, because only the files of the bundle before show the change. */
export const CHANGED_BACKEND: PropRule = {
  id: 'POOL035',
  name: 'workers/changed-backend',
  on: 'props',
  severity: Severity.WARNING,
  title: 'A pool with another backend has another name than the pool that it replaces',
  why: 'No backend takes the machines of another one over: both sets run side by side, and both count against the '
    + 'quota.',
  remedy: `${REMEDY} Compared is the bundle in the output directory: with an empty one, nothing is found.`,
  source: own('docs/how-to/kubernetes-workers.md'),
  acceptable: true,
};

const FLUX = 'kustomize.toolkit.fluxcd.io/prune';

/** The fault of a pool that another kind of object made before. */
export function changedBackend({ apiVersion, kind, metadata: { name, annotations } }: KubernetesObject): Fault {
  const isKept = (annotations as { readonly [key: string]: string } | undefined)?.[FLUX] === 'disabled';
  const end = isKept ? 'run on with their disks, and count against the quota, until you delete it'
    : 'are deleted with their disks when the bundle is pruned, while the new ones are made';
  const directory = !String(apiVersion).startsWith(MACHINE_CONTROLLER) ? '' : '. If no other pool is left in the '
    + 'tenant\'s cluster, its directory leaves the bundle, and a Flux Kustomization of that path fails';
  return wholeFault(`The pool takes the place of ${kind} "${name}" of the bundle before, whose machines it does not `
    + `take over: they ${end}${directory}`, REMEDY);
}
