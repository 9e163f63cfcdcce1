import type { ApiObject } from 'cdk8s';
import { inOrderBelow } from './key-order';
import { renderPlain } from './plain';
import type { KubernetesObject } from '../releases/facts';

/** An object as it will be written, or a sentence that says why it cannot be. */
export type Rendering = Rendered | { readonly object?: undefined; readonly failure: string };

export interface Rendered {
  /** Not to be changed, for it may share what the program gave. */
  readonly object: KubernetesObject;
  /** Whether the keys below the outermost ones are still in the program's order, not in that in which they are written. */
  readonly unsorted: boolean;
  readonly failure?: undefined;
}

/** Renders an object, with JSON patches applied and lazy values resolved. */
export function render(apiObject: ApiObject): Rendering {
  try {
    const plain = renderPlain(apiObject);
    const object = (plain ?? apiObject.toJson()) as Partial<KubernetesObject>;
    const missing = [['apiVersion', object.apiVersion], ['kind', object.kind], ['metadata.name', object.metadata?.name]].filter(([, value]) => typeof value !== 'string');
    if (missing.length === 0) return { object: object as KubernetesObject, unsorted: plain !== undefined };
    return { failure: `has no ${missing.map(([field]) => field).join(' and no ')} left, by which the API server knows an object. See what JSON patches remove.` };
  } catch (error) {
    return { failure: `cannot be rendered: ${error instanceof Error ? error.message : String(error)}. See its JSON patches and lazy values.` };
  }
}

/** A copy of what will be written; undefined when it cannot be rendered, of which synthesis tells by itself. */
export function rendered(apiObject: ApiObject): KubernetesObject | undefined {
  const rendering = render(apiObject);
  return rendering.object && written(rendering);
}

/** The object with its keys in the order in which they are written. */
export function written({ object, unsorted }: Rendered): KubernetesObject {
  return unsorted ? inOrderBelow(object) : object;
}
