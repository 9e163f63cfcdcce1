import { Severity } from '../../../findings/finding';
import { wholeFault } from '../../../findings/rule';
import type { ClusterView } from '../../../inventory/cluster-view';
import type { Entry } from '../../../inventory/entry';
import { Layer } from '../../../layout/layer';
import type { AnyObjectRule } from '../../rule';
import { own } from '../../sources';

/** The kinds whose CRDs are in the bundle. The operators install all others after these objects exist. */
const CUSTOM_RESOURCES = ['kubevirt.io/KubeVirt', 'cdi.kubevirt.io/CDI'];

export const KIND_BEFORE_OPERATORS: AnyObjectRule = {
  id: 'K8S050',
  name: 'layout/kind-before-operators',
  on: 'any object',
  sieve: (_object, { placement, cluster }) => placement.layer === Layer.OPERATORS && cluster !== undefined,
  severity: Severity.ERROR,
  title: 'No object is in a layer before the one that creates its kind',
  why: 'The operators install the CRDs of machines and disks. An object of such a kind in the operators\' own layer '
    + 'keeps the layer from '
    + 'being applied, and so all others.',
  remedy: 'Place it in Layer.CATALOG or later.',
  source: own('docs/architecture.md'),
  acceptable: true,

  *check(object, entry) {
    if (!isInstalled(entry.cluster!, entry)) return;
    yield wholeFault(`${object.kind} "${object.metadata.name}" is in layer ${Layer.OPERATORS}, `
      + 'but the operators of that layer install its kind, so the layer could never be applied', this.remedy);
  },
};

/** Whether the operators of the bundle install the kind of an object. */
function isInstalled(cluster: ClusterView, { group, kind, object }: Entry): boolean {
  if (CUSTOM_RESOURCES.includes(`${group}/${kind}`) || !cluster.schemas.defines(object!)) return false;
  return cluster.of('kubevirt.io', 'KubeVirt').length + cluster.of('cdi.kubevirt.io', 'CDI').length > 0;
}

export const NAMESPACE_IN_LATER_LAYER: AnyObjectRule = {
  id: 'K8S051',
  name: 'layout/namespace-in-later-layer',
  on: 'any object',
  sieve: (_object, entry) => isBeforeNamespace(entry),
  severity: Severity.ERROR,
  title: 'No object is in a layer before the one that creates its namespace',
  why: 'Layers are applied in order, so neither this layer nor the one with the namespace could ever be applied.',
  remedy: 'Place the object in the layer of its namespace or later.',
  source: own('docs/architecture.md'),
  acceptable: true,

  *check(object, { cluster, namespace, placement }) {
    const home = cluster!.find('', 'Namespace', namespace!)!;
    const { layer = Layer.PLATFORM } = placement;
    const later = home.placement.layer;
    yield wholeFault(`${object.kind} "${object.metadata.name}" is in layer ${layer}, `
      + `but its namespace "${namespace}" appears in layer ${later}, made by ${home.where}`,
    `Place it in layer ${later} or later.`);
  },
};

function isBeforeNamespace({ cluster, namespace, placement }: Entry): boolean {
  if (cluster === undefined || namespace === undefined) return false;
  const home = cluster.find('', 'Namespace', namespace);
  if (home === undefined || home.placement.cluster !== placement.cluster) return false;
  return (home.placement.layer ?? Layer.PLATFORM) > (placement.layer ?? Layer.PLATFORM);
}
