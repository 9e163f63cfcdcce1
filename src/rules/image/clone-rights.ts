import { DATA_VOLUME } from './filling';
import type { DataVolume } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault, wholeFault } from '../../findings/rule';
import { imagesBehind, namespaceOf } from '../../inventory/clones';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import type { ImageFacts, Located } from '../../inventory/known';
import { DiskSource, diskSources, volumeSources } from '../../machines/disks/clone-sources';
import type { EmbeddedMachine } from '../../machines/embedded';
import type { MachineRule, ObjectRule, PropRule } from '../rule';
import { kubernetes, own } from '../sources';
import { cdi } from './cdi';

const AUTHORIZATION = cdi('containerized-data-importer-api, pkg/apis/core/v1beta1/authorize_utils.go');

export const CLOSED_IMAGE: MachineRule = {
  id: 'IMG049',
  name: 'images/closed-image',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'Only the tenants of an image clone it',
  why: 'Others get no right to clone it, so KubeVirt makes no machine.',
  remedy: 'Add the tenant to the image\'s tenants, or choose another image.',
  source: AUTHORIZATION,
  acceptable: false,

  *check(machine, entry) {
    for (const { source, image, namespace } of refusedClones(machine, entry)) {
      if (isClosedTo(image, namespace)) yield closedTo(source.field, image, namespace);
    }
  },
};

export const CLONEABLE_FROM: MachineRule = {
  id: 'IMG050',
  name: 'images/cloneable-from',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'A machine clones an image of another namespace only if something gives it the right',
  why: 'Without the right KubeVirt makes no machine.',
  remedy: 'Name the namespace in cloneableFrom, or use a GoldenImage and put the machine below a tenant.',
  source: AUTHORIZATION,
  acceptable: false,

  *check(machine, entry) {
    for (const { source, image, namespace } of refusedClones(machine, entry)) {
      if (isClosedTo(image, namespace)) continue;
      yield fault(source.field, `leads to image "${image.dataSourceName}" of namespace "${image.namespace}", and `
        + `nothing says that machines of namespace "${namespace}" may `
        + 'clone it, without which CDI refuses the disk', remedyFor(image, namespace));
    }
  },
};

export const OTHER_CLUSTER: PropRule = {
  id: 'IMG051',
  name: 'images/clone-of-another-cluster',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Machines clone images of their own cluster',
  why: 'No clone leaves its cluster, so the machine would wait for a DataSource that is not there.',
  remedy: 'Create the image in the machine\'s cluster too, and use that.',
  source: own('docs/architecture.md'),
  acceptable: false,
};

export const CLONE_RIGHT: PropRule = {
  id: 'IMG052',
  name: 'images/clone-right',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The right to clone is given to a namespace and a ServiceAccount that can exist',
  why: 'The API server refuses the RoleBinding, or nobody has the right.',
  remedy: 'Write the name of a namespace and of a ServiceAccount.',
  source: kubernetes('pkg/apis/rbac/validation/validation.go: ValidateRoleBindingSubject'),
  acceptable: false,
};

export const CLOSED_IMAGE_COPIED: ObjectRule = {
  id: 'IMG070',
  name: 'images/closed-image-copied',
  on: 'object',
  kinds: [DATA_VOLUME],
  severity: Severity.ERROR,
  title: 'A DataVolume copies an image only into namespaces of the image\'s tenants',
  why: 'CDI asks whether whoever applies the DataVolume may clone, and a GitOps controller mostly may. The tenant then '
    + 'has a copy of an image that is closed to it.',
  remedy: 'Add the tenant to the image\'s tenants, or choose another image.',
  source: cdi('pkg/apiserver/webhooks/datavolume-mutate.go: Admit; containerized-data-importer-api, '
    + 'pkg/apis/core/v1beta1/authorize.go: AuthorizeUser'),
  acceptable: true,

  *check(object: DataVolume, entry) {
    const { cluster } = entry;
    const namespace = namespaceOf(entry);
    if (cluster === undefined || namespace === undefined || !entry.hasShape) return;
    for (const { source, image } of refusedSources(volumeSources(object.spec, 'spec'), cluster, namespace)) {
      if (!isClosedTo(image, namespace)) continue;
      yield fault(source.field, `leads to image "${image.dataSourceName}" of namespace "${image.namespace}", which `
        + `namespace "${namespace}" may not clone; CDI would still copy it there, if whoever applies it may`,
      remedyOfClosed(image));
    }
  },
};

/** The fault of an image that a namespace may not clone; `field` is the reference to the image. */
export function closedTo(field: string | undefined, image: ClosedImage, namespace: string): Fault {
  const permitted = [...image.permitted ?? []].sort();
  const only = permitted.length === 0 ? 'by nobody' : `only from ${permitted.join(', ')}`;
  const problem = `image "${image.dataSourceName}" of namespace "${image.namespace}"`;
  const limit = `may be cloned ${only} and not from namespace "${namespace}", so CDI would refuse the disk`;
  const remedy = remedyOfClosed(image);
  if (field === undefined) return wholeFault(`${problem} ${limit}`, remedy);
  return fault(field, `leads to ${problem}, which ${limit}`, remedy);
}

function remedyOfClosed({ where }: ClosedImage): string {
  return `Add the tenant to tenants of ${where}, or choose another image.`;
}

/** A cluster of a program. */
interface ClusterOfProgram {
  readonly clusterName: string;
  readonly node: { readonly root: object };
}

/** The fault of an image of another cluster than that of the machines that clone it; `remedy` is for one program. */
export function otherCluster(
  image: { readonly dataSourceName: string; readonly cluster: ClusterOfProgram },
  machines: { readonly namespaceName: string; readonly cluster: ClusterOfProgram },
  remedy: string,
): Fault {
  const { clusterName } = machines.cluster;
  const named = `image "${image.dataSourceName}"`;
  const asking = `the machines of namespace "${machines.namespaceName}"`;
  if (image.cluster.node.root !== machines.cluster.node.root) {
    return wholeFault(`${named} belongs to another app than ${asking}, and no app knows the objects of another`,
      `Create the image in ${clusterName} of this app, or name one there with GoldenImage.existing(…).`);
  }
  return wholeFault(`${named} is in cluster ${image.cluster.clusterName}, but ${asking} are in cluster ${clusterName}, `
    + 'and no clone leaves its cluster', remedy);
}

type ClosedImage = Pick<Located<ImageFacts>, 'dataSourceName' | 'namespace' | 'permitted' | 'where'>;

interface RefusedClone {
  readonly source: DiskSource;
  readonly image: Located<ImageFacts>;
  readonly namespace: string;
}

/** The last machine: two rules ask about the same machine in succession. */
let last: { readonly machine: EmbeddedMachine; readonly refused: readonly RefusedClone[] } | undefined;

/** The disks of a machine that are cloned from an image of the program that its namespace may not clone. */
function refusedClones(machine: EmbeddedMachine, entry: Entry): readonly RefusedClone[] {
  if (last?.machine !== machine) last = { machine, refused: findRefused(machine, entry) };
  return last.refused;
}

function findRefused(machine: EmbeddedMachine, entry: Entry): RefusedClone[] {
  const { cluster } = entry;
  const namespace = namespaceOf(entry);
  if (cluster === undefined || namespace === undefined) return [];
  return refusedSources(diskSources(machine), cluster, namespace);
}

function refusedSources(sources: readonly DiskSource[], cluster: ClusterView, namespace: string): RefusedClone[] {
  return sources.flatMap((source) => {
    const images = imagesBehind(cluster, source, namespace);
    if (images.length === 0 || images.some((image) => image.mayBeClonedFrom(namespace))) return [];
    return [{ source, image: images[0], namespace }];
  });
}

function isClosedTo({ permitted }: ImageFacts, namespace: string): boolean {
  return permitted !== undefined && !permitted.has(namespace);
}

function remedyFor(image: Located<ImageFacts>, namespace: string): string {
  if (image.imports > 0) {
    return `Create the machine below a tenant, or call allowClone("${namespace}") of ${image.where}.`;
  }
  return `Let the ServiceAccount default of "${namespace}" create datavolumes/source (cdi.kubevirt.io) in `
    + `"${image.namespace}" and name the `
    + `namespace in cloneableFrom of ${image.where}, or use a GoldenImage, which gives the right itself.`;
}
