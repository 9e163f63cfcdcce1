import type { ApiObject } from 'cdk8s';
import type { KubernetesObject } from '../releases/facts';
import { Complaint, complaint } from '../toolkit/complaint';

/** An object as it will be written, or why it cannot be written, as a whole sentence. */
export type Rendering =
  | { readonly object: KubernetesObject; readonly failure?: undefined }
  | { readonly object?: undefined; readonly failure: Complaint };

/** Renders an object, with JSON patches applied and lazy values resolved. */
export function render(apiObject: ApiObject): Rendering {
  try {
    const object = apiObject.toJson() as Partial<KubernetesObject>;
    const missing = missingIn(object);
    if (missing.length === 0) return { object: object as KubernetesObject };
    return { failure: complaint(`has no ${missing.join(' and no ')}, by which the API server knows an object`, 'See what JSON patches remove.') };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { failure: complaint(`cannot be rendered: ${reason}`, 'See its JSON patches and lazy values.') };
  }
}

/** The object as it will be written; undefined if it cannot be rendered, which synthesis reports. */
export function rendered(apiObject: ApiObject): KubernetesObject | undefined {
  return render(apiObject).object;
}

function missingIn({ apiVersion, kind, metadata }: Partial<KubernetesObject>): string[] {
  const fields = { 'apiVersion': apiVersion, 'kind': kind, 'metadata.name': metadata?.name };
  return Object.entries(fields).filter(([, value]) => typeof value !== 'string').map(([field]) => field);
}
