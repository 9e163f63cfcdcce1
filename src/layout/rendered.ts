import type { ApiObject } from 'cdk8s';
import { inOrderBelow } from './key-order';
import { renderPlain } from './plain';
import type { KubernetesObject } from '../releases/facts';
import { Complaint, complaint } from '../toolkit/complaint';

/** The reason why an object cannot be written. The problem follows the path of its construct. */
export interface RenderingFailure extends Complaint {
  /** Whether the object can be rendered, but nothing identifies it. */
  readonly isNameless: boolean;
}

/** An object as it will be written, or why it cannot be written. */
export type Rendering = Rendered | { readonly object?: undefined; readonly failure: RenderingFailure };

/** An object as it will be written. */
export interface Rendered {
  /** Must not be changed: it may share the program's data. */
  readonly object: KubernetesObject;
  /**
   * Whether keys below the outermost mapping are still in the program's order, not in the order in which they are
   * written.
   */
  readonly unsorted: boolean;
  readonly failure?: undefined;
}

/** Renders an object, with JSON patches applied and lazy values resolved. */
export function render(apiObject: ApiObject): Rendering {
  try {
    const plain = renderPlain(apiObject);
    const object = (plain ?? apiObject.toJson()) as Partial<KubernetesObject>;
    if (isNamed(object)) return { object, unsorted: plain !== undefined };
    return { failure: { isNameless: true, ...nameless(missingIn(object)) } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const remedy = 'See its JSON patches and lazy values.';
    return { failure: { isNameless: false, ...complaint(`cannot be rendered: ${reason}`, remedy) } };
  }
}

/** A copy of the object as it will be written; undefined if it cannot be rendered, which synthesis reports. */
export function rendered(apiObject: ApiObject): KubernetesObject | undefined {
  const rendering = render(apiObject);
  if (rendering.object === undefined) return undefined;
  return rendering.unsorted ? inOrderBelow(rendering.object) : rendering.object;
}

function nameless(missing: readonly string[]): Complaint {
  const problem = `has no ${missing.join(' and no ')} left, by which the API server knows an object`;
  return complaint(problem, 'See what JSON patches remove.');
}

function isNamed(object: Partial<KubernetesObject>): object is KubernetesObject {
  const { apiVersion, kind, metadata } = object;
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata?.name === 'string';
}

function missingIn({ apiVersion, kind, metadata }: Partial<KubernetesObject>): string[] {
  const fields = { 'apiVersion': apiVersion, 'kind': kind, 'metadata.name': metadata?.name };
  return Object.entries(fields).filter(([, value]) => typeof value !== 'string').map(([field]) => field);
}
