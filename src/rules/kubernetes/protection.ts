import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { isPlain } from '../../toolkit/merge';
import { fieldBelow } from '../../toolkit/path';
import { table } from '../../toolkit/table';
import type { AnyObjectRule } from '../rule';
import { own } from '../sources';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';

/** What is lost with an object of a kind. */
const LOSSES: { readonly [kind: string]: string } = table({
  '/Namespace': 'everything in it',
  '/PersistentVolumeClaim': 'its data',
  'apiextensions.k8s.io/CustomResourceDefinition': 'all objects of its kind',
  'kubevirt.io/KubeVirt': 'KubeVirt itself',
  'kubevirt.io/VirtualMachine': 'its disks',
  'pool.kubevirt.io/VirtualMachinePool': 'its machines and their disks',
  'cdi.kubevirt.io/CDI': 'CDI itself',
  'cdi.kubevirt.io/DataVolume': 'its disk',
});

export const PROTECTION: AnyObjectRule = {
  id: 'K8S024',
  name: 'layout/protection',
  on: 'any object',
  sieve: ({ metadata: { annotations } }, { group, kind }) =>
    isPlain(annotations)
    && LOSSES[`${group}/${kind}`] !== undefined
    && (SYNC_OPTIONS in annotations || PRUNE in annotations),
  severity: Severity.WARNING,
  title: 'Options of Argo CD and Flux do not let them delete machines, disks, namespaces or what these depend on',
  why: 'An object that has left the bundle, by a renaming for example, is deleted with all that depends on it.',
  remedy: 'Add Prune=false and Delete=false to the options of Argo CD, and write "disabled" for Flux.',
  source: own('docs/defaults.md'),
  acceptable: true,

  *check({ metadata: { annotations = {} } }, { group, kind }) {
    const losses = LOSSES[`${group}/${kind}`];
    const options = annotations[SYNC_OPTIONS] as unknown;
    if (typeof options === 'string') {
      const missing = ['Prune', 'Delete'].filter((option) => !isKept(options, option));
      if (missing.length > 0) {
        const [what, add] = [missing.join(' and '), missing.map((option) => `${option}=false`).join(',')];
        yield fault(fieldBelow('metadata.annotations', SYNC_OPTIONS),
          `is "${options}", which lets Argo CD delete the ${kind}, and with it ${losses}, because it does not turn `
            + `${what} off`,
          `Write "${[add, ...othersIn(options, missing)].join(',')}".`);
      }
    }
    const prune = annotations[PRUNE] as unknown;
    if (typeof prune === 'string' && prune !== 'disabled') {
      yield fault(fieldBelow('metadata.annotations', PRUNE),
        `is "${prune}", which lets Flux delete the ${kind}, and with it ${losses}`, 'Write "disabled".');
    }
  },
};

/** Whether the last word on an option keeps the object. `confirm` does, because a person must agree. */
function isKept(options: string, option: string): boolean {
  const words = options.split(',').map((word) => word.trim());
  return words.includes(`${option}=false`) || words.includes(`${option}=confirm`);
}

/** The words of options about other things than those given. */
function othersIn(options: string, given: readonly string[]): string[] {
  return options.split(',').map((word) => word.trim())
    .filter((word) => word !== '' && !given.includes(word.replace(/=.*/, '')));
}
