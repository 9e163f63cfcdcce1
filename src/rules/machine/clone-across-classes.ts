import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { imagesBehind } from '../../inventory/clones';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { diskSources } from '../../machines/disks/clone-sources';
import type { EmbeddedMachine } from '../../machines/embedded';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { cdi } from '../sources';

const PLANNER = 'pkg/controller/clone/planner.go: computeStrategyForSourcePVC, validateAdvancedClonePVC';

export const CLONE_ACROSS_CLASSES: MachineRule = {
  id: 'VM127',
  name: 'machines/clone-across-classes',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.INFO,
  title: 'A disk has the StorageClass of the image that it is cloned from',
  why: 'Between classes of different drivers CDI copies the disk byte by byte through two pods, which takes minutes.',
  remedy: 'Write the class of the image, or keep an image in each class.',
  source: cdi(PLANNER, 'v1.65.0'),
  acceptable: true,

  *check(machine, entry) {
    if (clonesByCsi(entry.cluster)) return;
    for (const { field, stated, imageClass, image } of acrossClasses(machine, entry)) {
      yield fault(field, `${stated}, and the image "${image}" is in class "${imageClass}": between classes of `
        + 'different drivers CDI copies it byte by byte', `Write "${imageClass}", or keep an image in each class.`);
    }
  },
};

export const CSI_CLONE_ACROSS_CLASSES: MachineRule = {
  id: 'VM128',
  name: 'machines/csi-clone-across-classes',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.WARNING,
  title: 'A disk that its CSI driver clones has the StorageClass of the image that it is cloned from',
  why: 'CDI compares the drivers of the classes and not their parameters, and many drivers refuse to clone a volume '
    + 'into another pool. With other drivers, CDI copies the disk byte by byte.',
  remedy: 'Write the class of the image, keep an image in each class, or leave cloneStrategy out.',
  source: cdi(PLANNER, 'v1.65.0'),
  acceptable: true,

  *check(machine, entry) {
    if (!clonesByCsi(entry.cluster)) return;
    for (const { field, stated, imageClass, image } of acrossClasses(machine, entry)) {
      yield fault(field, `${stated}, the image "${image}" is in class "${imageClass}", and cloneStrategyOverride of `
        + 'CDI is "csi-clone" for every clone: many drivers refuse to clone a volume into another class, and CDI '
        + 'looks at the drivers alone',
      `Write "${imageClass}", keep an image in each class, or leave the strategy out.`);
    }
  },
};

interface Crossing {
  readonly field: string;
  /** What the disk says of its class, to follow the field's name. */
  readonly stated: string;
  readonly imageClass: string;
  readonly image: string;
}

/** The disks of a machine in another class than their image, or in none of their own. */
function* acrossClasses(machine: EmbeddedMachine, { cluster, namespace }: Entry): Iterable<Crossing> {
  if (cluster === undefined || namespace === undefined) return;
  for (const [index, { spec }] of items(machine.spec.dataVolumeTemplates).entries()) {
    const stanza = spec?.storage === undefined ? 'pvc' : 'storage';
    const given = spec?.[stanza]?.storageClassName;
    const at = `dataVolumeTemplates[${index}].spec.`;
    const source = diskSources(machine).find(({ field }) => field.startsWith(at));
    const images = source === undefined ? [] : imagesBehind(cluster, source, namespace);
    const image = images.find(({ storageClassName }) => storageClassName !== undefined);
    if (image?.storageClassName === undefined || image.storageClassName === given) continue;
    yield {
      field: `${at}${stanza}.storageClassName`,
      stated: given === undefined ? 'is missing, which stands for the default class' : `is "${given}"`,
      imageClass: image.storageClassName,
      image: image.dataSourceName,
    };
  }
}

function clonesByCsi(cluster: ClusterView | undefined): boolean {
  return cluster?.cdiSpec?.cloneStrategyOverride === 'csi-clone';
}
