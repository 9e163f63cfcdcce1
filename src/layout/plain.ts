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
  const metadata = plainMetadata(apiObject);
  return metadata && inFront((apiObject as unknown as Internals).props!, metadata);
}

/** Whether the data alone determines what is written. Classes made by `cdk8s import` have their own `toJson`. */
function mayBePlain(apiObject: ApiObject): boolean {
  const { props, patches } = apiObject as unknown as Internals;
  if (props === undefined || patches?.length !== 0 || process.env.CDK8S_DISABLE_SORT) return false;
  if (apiObject.toJson !== ApiObject.prototype.toJson) return false;
  if (apiObject.metadata.toJson !== ApiObjectMetadataDefinition.prototype.toJson) return false;
  return asksOnlyCdk8s(apiObject);
}

/** The metadata that cdk8s keeps in fields of its own. */
const OWN = ['name', 'namespace', 'annotations', 'finalizers', 'ownerReferences', 'labels'];

/**
 * The metadata without empty values, as cdk8s writes it; undefined if a nested value is empty, or is not plain data.
 */
function plainMetadata(apiObject: ApiObject): Mapping | undefined {
  const { name, namespace } = apiObject.metadata;
  const { metadata } = apiObject as unknown as Internals;
  const { _additionalAttributes: others, annotations, finalizers, labels, ownerReferences } = metadata;
  if ([others, annotations, finalizers, labels, ownerReferences].includes(undefined)) return undefined;
  const filled: Record<string, unknown> = {};
  if (isOdd(others!)) return undefined;
  for (const key of Object.keys(others!)) {
    if (!OWN.includes(key) && !fill(filled, key, others![key])) return undefined;
  }
  const isPlain = fill(filled, 'name', name) && fill(filled, 'namespace', namespace)
    && fill(filled, 'annotations', annotations) && fill(filled, 'finalizers', finalizers)
    && fill(filled, 'ownerReferences', ownerReferences) && fill(filled, 'labels', labels);
  return isPlain ? filled : undefined;
}

/** Adds a value that is not empty; false if it is not plain data. */
function fill(mapping: Record<string, unknown>, key: string, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (isEmpty(value)) return look(value) !== Holds.OTHER;
  if (look(value, Holds.OTHER) !== Holds.PLAIN_DATA) return false;
  mapping[key] = value;
  return true;
}

/** Whether a mapping has keys that make cdk8s treat its copy as something else. */
function isOdd(mapping: Mapping): boolean {
  return Object.hasOwn(mapping, 'constructor') || Object.hasOwn(mapping, '__proto__');
}

function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.keys(value).length === 0;
}

/**
 * The mapping in cdk8s' order: first the fields that identify the object for the API server. Undefined if a value is
 * not plain data.
 */
function inFront(props: Mapping, metadata: Mapping): object | undefined {
  if (isOdd(props)) return undefined;
  const object: Record<string, unknown> = {};
  for (const key of ['apiVersion', 'kind']) {
    if (props[key] !== undefined && props[key] !== null) object[key] = props[key];
  }
  object.metadata = metadata;
  for (const key of sortedKeys(props)) {
    if (key === 'metadata') continue;
    const held = look(props[key]);
    if (held === Holds.OTHER) return undefined;
    object[key] = held === Holds.GAPS ? inOrder(props[key]) : props[key];
  }
  return object;
}
