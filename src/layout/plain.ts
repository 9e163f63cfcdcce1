import { ApiObject, ApiObjectMetadataDefinition, JsonPatch } from 'cdk8s';
import { inOrder, sortedKeys } from './key-order';
import { Holds, look } from './plain-data';
import { asksOnlyCdk8s } from './resolvers';

type Mapping = Readonly<Record<string, unknown>>;

/** Private members of cdk8s' `ApiObject`. Other versions may not have them, so all are optional. */
interface Internals {
  readonly props?: Mapping;
  readonly patches?: readonly JsonPatch[];
  readonly metadata: {
    readonly _additionalAttributes?: Mapping;
    readonly annotations?: Mapping;
    readonly finalizers?: readonly string[];
    readonly labels?: Mapping;
    readonly ownerReferences?: readonly unknown[];
  };
}

/**
 * Returns what `toJson` returns for an object of plain data, without resolving and copying. The result shares the
 * program's data, so it must not be changed. Below the outermost mapping, keys are in the program's order instead of
 * cdk8s' order.
 * @returns undefined if only `toJson` knows what is written: with a lazy value, a JSON patch or a user's resolver
 */
export function renderPlain(apiObject: ApiObject): object | undefined {
  if (!mayBePlain(apiObject)) return undefined;
  const { metadata: _, ...rest } = (apiObject as unknown as Internals).props!;
  const held = look(rest);
  const metadata = plainMetadata(apiObject);
  if (held === Holds.OTHER || metadata === undefined) return undefined;
  return inFront({ ...held === Holds.GAPS ? inOrder(rest) as object : rest, metadata });
}

/** Whether the data alone determines what is written. Classes made by `cdk8s import` have their own `toJson`. */
function mayBePlain(apiObject: ApiObject): boolean {
  const { props, patches } = apiObject as unknown as Internals;
  if (props === undefined || patches?.length !== 0 || process.env.CDK8S_DISABLE_SORT) return false;
  if (apiObject.toJson !== ApiObject.prototype.toJson) return false;
  if (apiObject.metadata.toJson !== ApiObjectMetadataDefinition.prototype.toJson) return false;
  return asksOnlyCdk8s(apiObject);
}

/**
 * The metadata without empty values, as cdk8s writes it; undefined if a nested value is empty, or is not plain data.
 */
function plainMetadata(apiObject: ApiObject): Mapping | undefined {
  const { name, namespace } = apiObject.metadata;
  const { metadata } = apiObject as unknown as Internals;
  const { _additionalAttributes: others, annotations, finalizers, labels, ownerReferences } = metadata;
  if ([others, annotations, finalizers, labels, ownerReferences].includes(undefined)) return undefined;
  const all = { ...others, name, namespace, annotations, finalizers, ownerReferences, labels };
  const filled = Object.fromEntries(Object.entries(all).filter(([, value]) => !isEmpty(value)));
  return look(all) !== Holds.OTHER && look(filled, Holds.OTHER) === Holds.PLAIN_DATA ? filled : undefined;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** The mapping in cdk8s' order: first the fields by which the API server identifies the object. */
function inFront(object: Mapping): object {
  const keys = new Set(['apiVersion', 'kind', 'metadata', ...sortedKeys(object)]);
  return Object.fromEntries([...keys].filter((key) => object[key] !== undefined).map((key) => [key, object[key]]));
}
