import type { ApiObject } from 'cdk8s';
import { inOrderBelow } from './key-order';
import { lostInPatches } from './patches';
import { renderPlain } from './plain';
import { bareMappingIn } from './plain-data';
import { withoutSubstitution } from './substitution';
import { inJson, thrown } from '../props/words';
import type { KubernetesObject } from '../releases/facts';
import { Complaint, complaint, FieldComplaint } from '../toolkit/complaint';
import { attempt } from '../toolkit/lazy';

/** The reason why an object cannot be written. The problem follows the path of its construct. */
export interface RenderingFailure extends Complaint {
  /** Whether the object can be rendered, but nothing identifies it. */
  readonly isNameless: boolean;
}

/** An object as it will be written, or why it cannot be written. */
export type Rendering =
  | Rendered
  | { readonly object?: undefined; readonly lost?: undefined; readonly failure: RenderingFailure };

/** An object as it will be written. */
export interface Rendered {
  /** Must not be changed: it may share the program's data. */
  readonly object: KubernetesObject;
  /**
   * Whether keys below the outermost mapping are still in the program's order, not in the order in which they are
   * written.
   */
  readonly unsorted: boolean;
  /** What JSON patches write and JSON has no form for, which is not in the object. */
  readonly lost: readonly FieldComplaint[];
  readonly failure?: undefined;
}

/** Renders an object, with JSON patches applied and lazy values resolved. */
export function render(apiObject: ApiObject): Rendering {
  try {
    const plain = renderPlain(apiObject);
    const object = (plain ?? apiObject.toJson()) as Partial<KubernetesObject>;
    const lost = plain === undefined ? lostInPatches(apiObject, object) : NOTHING;
    if (isIdentified(object)) return { object: withoutSubstitution(object), unsorted: plain !== undefined, lost };
    return { failure: { isNameless: true, ...unidentified(unidentifiedBy(object, lost)) } };
  } catch (error) {
    return { failure: { isNameless: false, ...unrenderable(apiObject, error) } };
  }
}

/** A copy of the object as it will be written; undefined if it cannot be rendered, which synthesis reports. */
export function rendered(apiObject: ApiObject): KubernetesObject | undefined {
  const rendering = render(apiObject);
  if (rendering.object === undefined) return undefined;
  return rendering.unsorted ? inOrderBelow(rendering.object) : rendering.object;
}

function unrenderable(apiObject: ApiObject, error: unknown): Complaint {
  const { props } = apiObject as unknown as { readonly props?: unknown };
  const bare = attempt(() => bareMappingIn(props));
  if (bare !== undefined) {
    return complaint(`cannot be rendered: cdk8s cannot write ${bare}, a mapping without a prototype`,
      'Copy it into a new mapping, as in { ...mapping }.');
  }
  return complaint(`cannot be rendered: ${thrown(error)}`, 'See its JSON patches and lazy values.');
}

function isIdentified(object: Partial<KubernetesObject>): object is KubernetesObject {
  return unidentifiedBy(object).length === 0;
}

/** The API server identifies an object by three fields. Returns what is wrong with those that are not texts. */
function unidentifiedBy(
  { apiVersion, kind, metadata }: Partial<KubernetesObject>,
  lost: readonly FieldComplaint[] = NOTHING,
): string[] {
  if (typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata?.name === 'string') return NONE;
  const fields = { 'apiVersion': apiVersion, 'kind': kind, 'metadata.name': metadata?.name as unknown };
  return Object.entries(fields)
    .filter(([, value]) => typeof value !== 'string')
    .map(([field, value]) => {
      if (!isMissing(value)) return `${field} ${inJson(value)} is not a text`;
      return `${field} ${lost.find((each) => each.field === field)?.problem ?? 'is missing'}`;
    });
}

const NONE: string[] = [];
const NOTHING: readonly FieldComplaint[] = [];

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function unidentified(problems: readonly string[]): Complaint {
  return complaint(
    `cannot be identified by the API server, because ${problems.join(' and ')}`,
    'Write apiVersion, kind and metadata.name as texts; JSON patches may have removed them.',
  );
}
