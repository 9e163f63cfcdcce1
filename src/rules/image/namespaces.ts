import { Severity } from '../../findings/finding';
import { wholeFault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import type { ImageFacts, Located } from '../../inventory/known';
import type { ClusterRule } from '../rule';
import { own } from '../sources';
import { cdi } from './cdi';

const UNKNOWN_NAMES = 'because the names of a refreshed image\'s volumes are not known beforehand';

export const RIGHT_BEYOND_IMAGE: ClusterRule = {
  id: 'IMG053',
  name: 'images/right-beyond-image',
  formerly: ['images/closed-beside-refreshed'],
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'The right to clone a refreshed image reaches no other volume',
  why: 'CDI authorises a clone by the name of the volume. Those of a refreshed image are not known beforehand, so the '
    + 'right to clone it holds for its whole namespace.',
  remedy: 'Let the image have a namespace of its own: create it outside of any tenant and without namespaceName, or '
    + 'below an ImageNamespace of its own.',
  source: cdi('containerized-data-importer-api, pkg/apis/core/v1beta1/authorize_utils.go: getResourceAttributesPvc'),
  acceptable: true,

  *check(cluster) {
    for (const image of cluster.images.filter(({ refreshed, imports }) => refreshed && imports > 0)) {
      const cloners = image.cloners();
      if (cloners.length === 0) continue;
      const reached = othersIn(cluster, image, cloners);
      if (reached.length === 0) continue;
      yield {
        ...wholeFault(`gives ${cloners.join(', ')} the right to clone every volume of namespace "${image.namespace}", `
          + `${UNKNOWN_NAMES}: also ${reached.join(', ')}`, RIGHT_BEYOND_IMAGE.remedy),
        where: image.where,
      };
    }
  },
};

export const WIDE_RIGHT: ClusterRule = {
  id: 'IMG054',
  name: 'images/wide-right',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'A refreshed image that others clone is in a namespace that the bundle holds',
  why: 'Its tenants get the right to clone every volume of its namespace, and nothing says what else is there.',
  remedy: 'Leave namespaceName out, or keep only volumes there that all of them may have.',
  source: own(),
  acceptable: true,

  *check(cluster) {
    for (const image of cluster.images) {
      const { namespace, permitted, refreshed, where } = image;
      const cloners = new Set([...image.cloners(), ...permitted ?? []].filter((cloner) => cloner !== namespace));
      if (!refreshed || cloners.size === 0 || holds(cluster, namespace)) continue;
      const found = wholeFault(`gives ${[...cloners].sort().join(', ')} the right to clone every volume of namespace `
        + `"${namespace}", ${UNKNOWN_NAMES}, and the bundle does not hold that namespace`,
      WIDE_RIGHT.remedy);
      yield { ...found, where };
    }
  },
};

/** Whether the program says what is in a namespace. */
function holds(cluster: ClusterView, namespace: string): boolean {
  return cluster.find('', 'Namespace', namespace) !== undefined || cluster.tenantsOf(namespace).length > 0;
}

/** What is in the namespace of an image besides the image, and is not open to all of its cloners. */
function othersIn(cluster: ClusterView, image: Located<ImageFacts>, cloners: readonly string[]): string[] {
  const { namespace } = image;
  const images = cluster.images.filter((each) => each.namespace === namespace);
  const closed = images.filter((each) => each !== image && !cloners.every((cloner) => isOpen(each, cloner)));
  const isOfImage = ({ where }: Entry) => images.some((each) => where.startsWith(`${each.where}/`));
  const volumes = ['DataVolume', 'DataImportCron'].flatMap((kind) => cluster.ofIn('cdi.kubevirt.io', kind, namespace));
  const claims = cluster.ofIn('', 'PersistentVolumeClaim', namespace);
  const tenants = cluster.tenantsOf(namespace);
  return [
    ...closed.map(({ dataSourceName }) => `image "${dataSourceName}"`),
    ...tenants.map(() => 'every disk of the tenant'),
    ...[...volumes, ...claims, ...tenants.length > 0 ? [] : cluster.machinesIn(namespace)]
      .filter((entry) => !isOfImage(entry))
      .map(({ kind, object }) => `${kind} "${object?.metadata.name}"`),
  ];
}

/** Whether a namespace may clone an image anyway, because the bundle or something in the cluster gives it the right. */
function isOpen(image: ImageFacts, cloner: string): boolean {
  return image.imports > 0 ? image.cloners().includes(cloner) : image.mayBeClonedFrom(cloner);
}
