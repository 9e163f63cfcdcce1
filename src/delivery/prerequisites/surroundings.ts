import type { Find } from './need';
import type { Entry } from '../../inventory/entry';
import { isOfKubernetes } from '../../releases/api-versions';
import { isPlain } from '../../toolkit/merge';
import { items } from '../../toolkit/shape';
import { pluralOf } from '../flux/plural';
import { isDefinedAtRunTime } from '../model/kinds';

/** Kubernetes makes these. */
const MADE = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** What a cluster's objects have of the things that others need. */
export interface Made {
  readonly namespaces: ReadonlySet<string>;
  /** Kinds by `group/Kind`. */
  readonly kinds: ReadonlySet<string>;
}

/** What the objects of a cluster make. */
export function madeBy(entries: readonly Entry[]): Made {
  const named = (kind: string) => entries.filter((entry) => entry.object?.kind === kind).map(({ object }) => object!);
  return {
    namespaces: new Set([...MADE, ...named('Namespace').map(({ metadata }) => metadata.name)]),
    kinds: new Set(named('CustomResourceDefinition').map(({ spec }) => {
      const { group, names } = spec as { readonly group?: string; readonly names?: { readonly kind?: string } };
      return `${group}/${names?.kind}`;
    })),
  };
}

/** The namespace of an object. */
export function namespaceBeside({ namespaces }: Made): Find {
  return function* ({ namespace }) {
    if (namespace !== undefined && !namespaces.has(namespace)) yield { what: 'Namespace', name: namespace };
  };
}

/** The kind of an object, unless Kubernetes, the bundle or an operator in the bundle brings it. */
export function kindBeside({ kinds }: Made): Find {
  return function* ({ group, object, cluster }) {
    const { kind } = object!;
    if (isOfKubernetes(group) || kinds.has(`${group}/${kind}`)) return;
    const operator = group.startsWith('cdi.') ? 'cdi.kubevirt.io/CDI' : 'kubevirt.io/KubeVirt';
    if (isDefinedAtRunTime(group, kind) && kinds.has(operator)) return;
    const release = group.startsWith('cdi.') ? cluster?.facts.cdi : cluster?.facts.kubevirt;
    if (release?.apiVersion(group, kind) !== undefined) yield { what: 'operator', name: release.toString() };
    else yield { what: 'CustomResourceDefinition', name: `${pluralOf(group, kind)}.${group}` };
  };
}

/** The classes of storage and of snapshots that objects about storage name. */
export const classesBeside: Find = function* ({ group, kind, object, cluster }) {
  const { metadata, spec } = object!;
  const lacks = (of: string, wanted: string, name: string) => cluster?.find(of, wanted, name) === undefined;
  if (group === 'cdi.kubevirt.io' && kind === 'StorageProfile') {
    const { name } = metadata;
    if (lacks('storage.k8s.io', 'StorageClass', name)) yield { what: 'StorageClass', name };
  }
  if (!isPlain(spec)) return;
  for (const name of [spec.snapshotClass, spec.volumeSnapshotClassName]) {
    if (typeof name !== 'string' || !lacks('snapshot.storage.k8s.io', 'VolumeSnapshotClass', name)) continue;
    yield { what: 'VolumeSnapshotClass', name };
  }
};

/** The Secrets with which operators pull their images. */
export const pullSecretsBeside: Find = function* ({ group, kind, object, cluster, namespace }) {
  if (!['kubevirt.io/KubeVirt', 'cdi.kubevirt.io/CDI'].includes(`${group}/${kind}`) || !isPlain(object!.spec)) return;
  const home = namespace ?? cluster?.facts.cdiNamespace;
  for (const { name } of items(object!.spec.imagePullSecrets as readonly { readonly name: string }[] | undefined)) {
    if (cluster?.find('', 'Secret', name, home) === undefined) yield { what: 'Secret', name, namespace: home };
  }
};
