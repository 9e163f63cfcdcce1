import type { ClusterView } from '../../inventory/cluster-view';
import { imagesIn } from '../../layout/image-fields';
import { withoutVersion } from '../../layout/image-lock';
import { items } from '../../toolkit/shape';
import { CDI_COMPONENTS, Component, KUBEVIRT_COMPONENTS } from '../kubevirt/components';
import { isGateOn } from '../kubevirt/gates/wishes';
import { operatorsIn } from '../kubevirt/operators';

/** An image that is pulled for a cluster. */
export interface PulledImage {
  readonly image: string;
  /** Who pulls it: paths of objects, and components of operators; sorted. */
  readonly by: readonly string[];
  /** Whether it is only ever pulled for imports that follow its tag. */
  readonly followsTag: boolean;
}

/** The images that a cluster's nodes and importers pull for what the bundle holds, sorted. */
export function pulledImages(cluster: ClusterView): PulledImage[] {
  const users = new Map<string, Set<string>>();
  const pinnable = new Set<string>();
  const add = (image: string, by: string, follows = false): void => {
    users.set(image, (users.get(image) ?? new Set()).add(by));
    if (!follows) pinnable.add(image);
  };
  for (const { object, kind, namespace } of [...cluster.entries, ...cluster.foreseen]) {
    if (object === undefined) continue;
    const by = [kind, namespace, object.metadata.name].filter((part) => part !== undefined).join('/');
    for (const image of imagesIn(object)) add(image, by, kind === 'DataImportCron');
  }
  for (const { image, by } of componentsIn(cluster)) add(image, by);
  return [...users].sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([image, by]) => ({ image, by: [...by].sort(), followsTag: !pinnable.has(image) }));
}

/** The images of what the two operators start. */
function componentsIn(cluster: ClusterView): { readonly image: string; readonly by: string }[] {
  return operatorsIn(cluster).flatMap(({ entry, container }) => {
    const { name } = entry.object!.metadata;
    const isKubeVirt = name === 'virt-operator';
    const components: readonly Component[] = Object.values(isKubeVirt ? KUBEVIRT_COMPONENTS : CDI_COMPONENTS);
    return components.flatMap((component) => {
      const { variable, image, since, tags } = component;
      if (since !== undefined && !cluster.facts.kubevirt._atLeast(since)) return [];
      if (!runs(component, cluster)) return [];
      const given = items(container.env).find((each) => each.name === variable)?.value;
      const pulled = given ?? (isKubeVirt
        ? componentImage(container.image ?? '', image, tags?.[cluster.facts.kubevirt.version]) : undefined);
      return pulled === undefined ? [] : [{ image: pulled, by: `${name}: ${image}` }];
    });
  });
}

/** Whether something of a component runs, as far as the program knows. */
function runs({ gate, disabledBy, decidedBy }: Component, cluster: ClusterView): boolean {
  if (gate === undefined || cluster.kubevirtSpec === undefined) return true;
  const { configuration } = cluster.kubevirtSpec;
  const isOn = (decidedBy && configuration?.[decidedBy]?.enabled) ?? isGateOn(cluster, gate);
  return isOn && (disabledBy === undefined || configuration?.[disabledBy]?.enabled !== false);
}

/**
 * The image of another component of KubeVirt, with the registry and version of the operator's image, as KubeVirt itself
 * derives it; some have a tag of their own.
 */
export function componentImage(operator: string, name: string, tag?: string): string {
  const beside = operator.replace(/virt-operator([:@].*)?$/, `${name}$1`);
  return tag === undefined ? beside : `${withoutVersion(beside)}:${tag}`;
}
