import type { KubernetesObject } from './facts';

/** Whether an object is a list of objects, such as `v1` `List`. No API server stores one. */
export function isList({ kind, ...fields }: KubernetesObject): boolean {
  return (kind === 'List' && fields.apiVersion === 'v1') || (/List$/.test(kind) && Array.isArray(fields.items));
}
