import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { imagesBehind } from '../../inventory/clones';
import type { Entry } from '../../inventory/entry';
import { DiskSource, diskSources } from '../../machines/disks/clone-sources';
import type { MachineRule } from '../rule';
import { cdi } from '../sources';

export const CLONE_SOURCE: MachineRule = {
  id: 'VM100',
  name: 'workers/clone-source',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.WARNING,
  title: 'A disk that is cloned from another namespace has an image there that the machine may clone',
  why: 'CDI refuses a disk whose machine has no right to clone from the other namespace, and waits until it has.',
  remedy: 'Name a GoldenImage of that namespace, or a GoldenImage.existing with cloneableFrom, or clone from the '
    + 'machine\'s own namespace.',
  source: cdi('containerized-data-importer-api, pkg/apis/core/v1beta1/authorize_utils.go', 'v1.65.0'),
  acceptable: true,

  *check(machine, entry) {
    const { namespace: own } = entry;
    if (own === undefined) return;
    for (const source of diskSources(machine)) {
      const namespace: string = source.namespace ?? own;
      if (namespace === own || isAskedFor(source, entry) || isOfImage(source, own, entry)) continue;
      yield fault(`${source.field}.namespace`, `is "${namespace}", and nothing says that machines of namespace `
        + `"${own}" may clone from `
        + 'there, without which CDI refuses the disk', this.remedy);
    }
  },
};

/** Whether the maker of the machine has requested the right. If so, it reports a refusal itself. */
function isAskedFor({ name, namespace }: DiskSource, { intent: { bootImage } }: Entry): boolean {
  return bootImage?.dataSourceName === name && bootImage.namespace === namespace;
}

/**
 * Whether the source is an image of the program, which has rules of its own, or another object in the namespace of an
 * image that may be cloned.
 */
function isOfImage(source: DiskSource, own: string, { cluster }: Entry): boolean {
  if (cluster === undefined) return false;
  if (imagesBehind(cluster, source, own).length > 0) return true;
  return cluster.images.some((image) => image.namespace === source.namespace && image.mayBeClonedFrom(own));
}
