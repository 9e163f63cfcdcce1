import type { DataVolume } from '../../../../imports/cdi.kubevirt.io';
import { Severity } from '../../../findings/finding';
import { fault, wholeFault } from '../../../findings/rule';
import type { ClusterView } from '../../../inventory/cluster-view';
import type { Entry } from '../../../inventory/entry';
import { Layer } from '../../../layout/layer';
import type { KubernetesObject } from '../../../releases/facts';
import { DATA_VOLUME } from '../../image/filling';
import type { AnyObjectRule, ObjectRule } from '../../rule';
import { cdi, own } from '../../sources';

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
function isInstalled(cluster: ClusterView, { group, kind }: Entry): boolean {
  const { facts } = cluster;
  const isTheirs = [facts.kubevirt, facts.cdi].some((release) => release.apiVersion(group, kind) !== undefined);
  if (CUSTOM_RESOURCES.includes(`${group}/${kind}`) || !isTheirs) return false;
  return cluster.of('kubevirt.io', 'KubeVirt').length + cluster.of('cdi.kubevirt.io', 'CDI').length > 0;
}

export const NAMESPACE_IN_LATER_LAYER: AnyObjectRule = {
  id: 'K8S051',
  name: 'layout/namespace-in-later-layer',
  on: 'any object',
  sieve: (_object, entry) => laterHome(entry, entry.namespace) !== undefined,
  severity: Severity.ERROR,
  title: 'No object is in a layer before the one that creates its namespace',
  why: 'Layers are applied in order, so neither this layer nor the one with the namespace could ever be applied.',
  remedy: 'Place the object in the layer of its namespace or later.',
  source: own('docs/architecture.md'),
  acceptable: true,

  *check(object, entry) {
    const home = laterHome(entry, entry.namespace)!;
    const later = home.placement.layer;
    yield wholeFault(`${object.kind} "${object.metadata.name}" is in layer ${layerOf(entry)}, `
      + `but its namespace "${entry.namespace}" appears in layer ${later}, made by ${home.where}`,
    `Place it in layer ${later} or later.`);
  },
};

export const SOURCE_IN_LATER_LAYER: ObjectRule = {
  id: 'K8S069',
  name: 'layout/source-in-later-layer',
  on: 'object',
  kinds: [DATA_VOLUME],
  severity: Severity.ERROR,
  title: 'No DataVolume is in a layer before the one that creates the namespace of its source',
  why: 'CDI refuses a DataVolume whose source is in a namespace that does not exist. Layers are applied in order, so '
    + 'neither this layer nor the one with the namespace could ever be applied.',
  remedy: 'Copy from a namespace that exists before, such as that of another image.',
  source: cdi('pkg/apiserver/webhooks/datavolume-mutate.go: Admit'),
  acceptable: true,

  *check({ spec }: KubernetesObject & DataVolume, entry) {
    for (const kind of ['pvc', 'snapshot'] as const) {
      const namespace = spec?.source?.[kind]?.namespace;
      const home = laterHome(entry, namespace);
      if (home === undefined) continue;
      yield fault(`spec.source.${kind}.namespace`, `is "${namespace}", which appears in layer ${home.placement.layer}, `
        + `made by ${home.where}, but this is layer ${layerOf(entry)}, so CDI refuses it`, this.remedy);
    }
  },
};

function layerOf({ placement }: Entry): Layer {
  return placement.layer ?? Layer.PLATFORM;
}

/** The Namespace of that name, if it is in a later layer than the object. */
function laterHome(entry: Entry, namespace: string | undefined): Entry | undefined {
  const { cluster, placement } = entry;
  if (cluster === undefined || namespace === undefined) return undefined;
  const home = cluster.find('', 'Namespace', namespace);
  if (home === undefined || home.placement.cluster !== placement.cluster) return undefined;
  return layerOf(home) > layerOf(entry) ? home : undefined;
}
