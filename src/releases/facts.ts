import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A structural OpenAPI schema in the form of the API server, with repeated shapes behind `$ref`. */
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
  /** The name of the definition that holds its schema. */
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

/** The stage of a feature gate in one release. */
export type GateState = 'Alpha' | 'Beta' | 'GA' | 'Deprecated' | 'Discontinued';

/** The metadata of an object. */
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

/** The projects of which only schemas are recorded. */
export type SchemaProject =
  | 'cluster-api' | 'cluster-api-provider-kubevirt'
  | 'argo-cd' | 'kustomize-controller' | 'source-controller' | 'prometheus-operator';

/** What `tools/upstream` recorded about the kinds that one release of a project serves. */
export interface SchemaFacts {
  readonly project: 'kubevirt' | 'cdi' | SchemaProject;
  readonly version: string;
  readonly source: string;
  readonly kinds: readonly Kind[];
  readonly definitions: { readonly [name: string]: Schema };
}

/** What `tools/upstream` recorded about one release of KubeVirt or CDI. */
export interface ReleaseFacts extends SchemaFacts {
  readonly project: 'kubevirt' | 'cdi';
  readonly operator: readonly KubernetesObject[];
  readonly customResource: KubernetesObject;
  readonly gates?: { readonly [name: string]: GateState };
}

const cache = new Map<string, SchemaFacts>();

/** Reads the facts of one release of KubeVirt or CDI. Each file is read once, when it is first needed. */
export function factsOf(project: 'kubevirt' | 'cdi', version: string): ReleaseFacts {
  return schemaFactsOf(project, version) as ReleaseFacts;
}

/** Reads the facts of one release of any project. Each file is read once, when it is first needed. */
export function schemaFactsOf(project: SchemaFacts['project'], version: string): SchemaFacts {
  const file = join(releasesDirectory(), project, `${version}.json`);
  const known = cache.get(file);
  if (known !== undefined) return known;
  const facts = JSON.parse(readFileSync(file, 'utf8')) as SchemaFacts;
  cache.set(file, facts);
  return facts;
}

/** Upstream's matrix of supported releases: for each minor of KubeVirt the minors of Kubernetes, oldest first. */
interface SupportMatrix {
  readonly source: string;
  readonly kubevirt: { readonly [minor: string]: readonly string[] };
}

let matrix: SupportMatrix | undefined;

/** The minors of Kubernetes that upstream supports a minor of KubeVirt on, such as `1.36`, oldest first. */
export function kubernetesMinorsOf(kubevirtMinor: string): readonly string[] {
  matrix ??= JSON.parse(readFileSync(join(releasesDirectory(), 'kubernetes.json'), 'utf8')) as SupportMatrix;
  return matrix.kubevirt[kubevirtMinor] ?? [];
}

const REF = '#/definitions/';

/** The name that a `$ref` points to. */
export function refName(ref: string): string {
  return ref.slice(REF.length);
}

/** A copy of a schema with every `$ref` replaced by its target, as a CRD requires. */
export function expand<T>(value: T, facts: ReleaseFacts): T {
  if (Array.isArray(value)) return value.map((item) => expand(item, facts)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const ref = (value as Schema).$ref;
  if (typeof ref === 'string' && ref.startsWith(REF)) return expand(facts.definitions[refName(ref)], facts) as T;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expand(item, facts)])) as T;
}

/** The folder of facts is at the package's root: two folders above the sources and three above the compiled code. */
export function releasesDirectory(): string {
  let directory = __dirname;
  while (!existsSync(join(directory, 'releases', 'kubevirt'))) directory = dirname(directory);
  return join(directory, 'releases');
}
