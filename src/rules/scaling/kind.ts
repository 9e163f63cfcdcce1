import type { Entry } from '../../inventory/entry';
import { isPlain } from '../../toolkit/merge';

/** The kind that rules about autoscalers check. */
export const AUTOSCALER_KINDS = ['autoscaling/HorizontalPodAutoscaler'] as const;

/** The spec of a HorizontalPodAutoscaler. It may hold anything, because no schema of the bundle defines it. */
export function specOf(object: { readonly spec?: unknown }): { readonly [field: string]: unknown } {
  return isPlain(object.spec) ? object.spec : {};
}

/** The name of an entry's object, for messages. */
export function nameOf({ object }: Entry): string {
  return String(object?.metadata.name);
}
