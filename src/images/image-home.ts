import type { Construct, IConstruct } from 'constructs';
import { ImageNamespace, ROOM_FOR_OWN_NAMESPACE } from './image-namespace';
import { Tenant } from '../tenants/tenant';
import { notDnsLabel } from '../toolkit/names';

/** What sets the namespace of an image: the tenant or the ImageNamespace around it, whichever is nearer. */
export function homeOf(image: Construct): Tenant | ImageNamespace | undefined {
  return image.node.scopes.reverse().find(isHome);
}

/**
 * The namespace of an image that nothing else sets: `apart` for a refreshed image. Its volumes have the digest in their
 * names, so the right to clone it covers its namespace, and nothing else may be there.
 */
export function namespaceFor(image: Construct, name: string, apart: boolean): string {
  // an invalid name is reported as the image's, and not again as that of a namespace
  const isApart = apart && notDnsLabel(name, ROOM_FOR_OWN_NAMESPACE) === undefined;
  return (isApart ? ImageNamespace._ownOf(image, name) : ImageNamespace._sharedBy(image)).namespaceName;
}

function isHome(scope: IConstruct): scope is Tenant | ImageNamespace {
  return scope instanceof Tenant || scope instanceof ImageNamespace;
}
