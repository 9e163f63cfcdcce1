import type { ApiObject } from 'cdk8s';
import type { KubernetesObject } from '../releases/facts';

/** An object as it will be written, or a sentence that says why it cannot be. */
export type Rendering =
  | { readonly object: KubernetesObject; readonly failure?: undefined }
  | { readonly object?: undefined; readonly failure: string };

/** Renders an object, with JSON patches applied and lazy values resolved. */
export function render(apiObject: ApiObject): Rendering {
  try {
    const object = apiObject.toJson() as Partial<KubernetesObject>;
    const missing = [['apiVersion', object.apiVersion], ['kind', object.kind], ['metadata.name', object.metadata?.name]].filter(([, value]) => typeof value !== 'string');
    return missing.length === 0 ? { object: object as KubernetesObject } : { failure: `has no ${missing.map(([field]) => field).join(' and no ')} left, by which the API server knows an object. See what JSON patches remove.` };
  } catch (error) {
    return { failure: `cannot be rendered: ${error instanceof Error ? error.message : String(error)}. See its JSON patches and lazy values.` };
  }
}

/** The object as it will be written; undefined when it cannot be rendered, of which synthesis tells by itself. */
export function rendered(apiObject: ApiObject): KubernetesObject | undefined {
  return render(apiObject).object;
}
