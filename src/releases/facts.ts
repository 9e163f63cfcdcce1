import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A structural OpenAPI schema as the API server holds it, with repeated shapes behind `$ref`. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: { readonly [name: string]: Schema };
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly [keyword: string]: unknown;
}

/** One version of a kind. */
export interface KindVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly deprecated: boolean;
  /** The definition that holds its schema. */
  readonly schema: string;
}

/** A kind that a release serves through a CRD. */
export interface Kind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly versions: readonly KindVersion[];
}

/** How far a feature gate has come in one release. */
export type GateState = 'Alpha' | 'Beta' | 'GA' | 'Deprecated' | 'Discontinued';

/** What identifies an object, and what else is known of it. */
export interface ObjectMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
  readonly [key: string]: unknown;
}

/** Any Kubernetes object, as plain data. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMetadata;
  readonly [field: string]: unknown;
}

/** What `tools/upstream` wrote down of one release of KubeVirt or CDI. */
export interface ReleaseFacts {
  readonly project: 'kubevirt' | 'cdi';
  readonly version: string;
  readonly source: string;
  readonly operator: readonly KubernetesObject[];
  readonly customResource: KubernetesObject;
  readonly gates?: { readonly [name: string]: GateState };
  readonly kinds: readonly Kind[];
  readonly definitions: { readonly [name: string]: Schema };
}

const cache = new Map<string, ReleaseFacts>();

/** Reads the facts of one release; each file is read once and only when it is asked for. */
export function factsOf(project: 'kubevirt' | 'cdi', version: string): ReleaseFacts {
  const file = join(releasesDirectory(), project, `${version}.json`);
  const known = cache.get(file);
  if (known !== undefined) return known;
  const facts = JSON.parse(readFileSync(file, 'utf8')) as ReleaseFacts;
  cache.set(file, facts);
  return facts;
}

const REF = '#/definitions/';

/** The name that a `$ref` points to. */
export function refName(ref: string): string {
  return ref.slice(REF.length);
}

/** A copy of a schema in which every `$ref` is replaced by what it points to, as it must stand in a CRD. */
export function expand<T>(value: T, facts: ReleaseFacts): T {
  if (Array.isArray(value)) return value.map((item) => expand(item, facts)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const ref = (value as Schema).$ref;
  if (typeof ref === 'string' && ref.startsWith(REF)) return expand(facts.definitions[refName(ref)], facts) as T;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expand(item, facts)])) as T;
}

/** `releases/` stands at the package's root, two folders up from the sources and three up from what is compiled of them. */
function releasesDirectory(): string {
  let directory = __dirname;
  while (!existsSync(join(directory, 'releases', 'kubevirt'))) directory = dirname(directory);
  return join(directory, 'releases');
}
