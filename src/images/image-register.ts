import type { InfraCluster } from '../cluster/infra-cluster';
import type { Sentence } from '../toolkit/problems';

/** What images of one namespace must know of each other. */
export interface RegisteredImage {
  readonly dataSourceName: string;
  readonly namespaceName: string;
  readonly path: string;
  /** Whether it is refreshed, so that its right to clone holds for its whole namespace. */
  readonly refreshed: boolean;
  /** The namespaces that may clone it. */
  cloners(): readonly string[];
}

/** By cluster, namespace and name of the DataSource. */
const IMAGES = new WeakMap<InfraCluster, Map<string, Map<string, RegisteredImage>>>();

/** Notes an image. A DataSource has one owner: an image that wants one that another has is refused. */
export function registerImage(cluster: InfraCluster, image: RegisteredImage): Sentence {
  const namespaces = IMAGES.get(cluster) ?? new Map<string, Map<string, RegisteredImage>>();
  IMAGES.set(cluster, namespaces);
  const images = namespaces.get(image.namespaceName) ?? new Map<string, RegisteredImage>();
  namespaces.set(image.namespaceName, images);
  const owner = images.get(image.dataSourceName);
  if (owner === undefined) images.set(image.dataSourceName, image);
  return owner && `image "${image.dataSourceName}" of namespace "${image.namespaceName}" is ${owner.path} already, and of two images of one name each would lead the DataSource to its own volume. Give ${image.path} another name, or leave one of them out.`;
}

/** Whether rights that other images give reach one that is for certain namespaces only. */
export function leaks(cluster: InfraCluster, image: RegisteredImage, permitted: ReadonlySet<string>): Sentence[] {
  const neighbours = [...(IMAGES.get(cluster)?.get(image.namespaceName)?.values() ?? [])].filter((other) => other !== image && other.refreshed);
  return neighbours.map((other) => {
    const strangers = other.cloners().filter((namespace) => !permitted.has(namespace));
    return strangers.length === 0 ? undefined : `tenants does not keep out ${strangers.join(', ')}: the right to clone the refreshed image "${other.dataSourceName}" holds for all of namespace "${image.namespaceName}", because the names of its volumes are not known beforehand. Create this image below an ImageNamespace of its own.`;
  });
}
