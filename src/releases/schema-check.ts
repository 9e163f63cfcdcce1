import { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import { factsOf, Kind, KubernetesObject, ReleaseFacts, Schema } from './facts';
import { CdiRelease, KubeVirtRelease } from './release';
import { didYouMean } from '../toolkit/nearest';
import { isSentence } from '../toolkit/problems';
import { dnsLabel, dnsSubdomain } from '../toolkit/sentences';

/** A release whose CRDs are known. */
type Release = KubeVirtRelease | CdiRelease;

/** What the API server says of objects whose kinds come from the CRDs of a set of releases. */
export class SchemaCheck {
  /** The check for a set of releases, such as one of KubeVirt and one of CDI. */
  public static of(...releases: readonly Release[]): SchemaCheck {
    const key = releases.join(' ');
    const known = SchemaCheck.checks.get(key) ?? new SchemaCheck(releases);
    SchemaCheck.checks.set(key, known);
    return known;
  }

  private static readonly checks = new Map<string, SchemaCheck>();

  private readonly sources: readonly Source[];

  private constructor(releases: readonly Release[]) {
    this.sources = releases.map((release) => Source.of(release));
  }

  /** Whether one of the releases defines the kind of an object. */
  public defines(object: KubernetesObject): boolean {
    const [group] = splitApiVersion(object.apiVersion);
    const source = this.sources.find((candidate) => candidate.groups.has(group));
    return source?.kindOf(group, object.kind) !== undefined;
  }

  /** One sentence for each thing that the schema of the object's kind refuses; nothing for kinds that no CRD of ours defines. */
  public check(object: KubernetesObject): string[] {
    const [group, version] = splitApiVersion(object.apiVersion);
    const source = this.sources.find((candidate) => candidate.groups.has(group));
    if (source === undefined) return unservedGroup(group, object, this.sources);
    const kind = source.kindOf(group, object.kind);
    if (kind === undefined) {
      return [`${title(object)} is not served by ${source.name}.${didYouMean(object.kind, source.kindsIn(group))} Leave the object out or choose a release that serves it.`];
    }
    const served = kind.versions.filter((candidate) => candidate.served);
    const schema = served.find((candidate) => candidate.name === version)?.schema;
    if (schema === undefined) return [`${title(object)} is not served by ${source.name}. Write apiVersion ${served.map((candidate) => `${group}/${candidate.name}`).join(' or ')}.`];
    return [...metadataProblems(object, kind), ...this.schemaProblems(object, source, schema)];
  }

  /**
   * Whether an object is of the shape that its schema gives its kind, so that rules can go over it: every value is of its type, and
   * nothing is missing that must be there. What is wrong with it otherwise does not matter here.
   */
  public hasShape(object: KubernetesObject): boolean {
    const [group, version] = splitApiVersion(object.apiVersion);
    const source = this.sources.find((candidate) => candidate.groups.has(group));
    const kind = source?.kindOf(group, object.kind);
    const schema = kind?.versions.find((candidate) => candidate.served && candidate.name === version)?.schema;
    return source !== undefined && schema !== undefined && !source.errors(object, schema).some(breaksShape);
  }

  private schemaProblems(object: KubernetesObject, source: Source, schema: string): string[] {
    return [...new Set(source.errors(object, schema).map((error) => sentence(error, object, source.name)))];
  }
}

/** The schemas of one release, compiled when they are first needed and shared by all pairs that the release is part of. */
class Source {
  public static of(release: KubeVirtRelease | CdiRelease): Source {
    const key = release.toString();
    const known = Source.known.get(key) ?? new Source(key, release._facts);
    Source.known.set(key, known);
    return known;
  }

  private static readonly known = new Map<string, Source>();

  public readonly groups: ReadonlySet<string>;
  private readonly kinds: ReadonlyMap<string, Kind>;
  private readonly validators = new Map<string, ValidateFunction>();
  private ajv?: Ajv;

  private constructor(public readonly name: string, public readonly facts: ReleaseFacts) {
    this.groups = new Set(facts.kinds.map((kind) => kind.group));
    this.kinds = new Map(facts.kinds.map((kind) => [`${kind.group}/${kind.kind}`, kind]));
  }

  public kindOf(group: string, kind: string): Kind | undefined {
    return this.kinds.get(`${group}/${kind}`);
  }

  public kindsIn(group: string): string[] {
    return this.facts.kinds.filter((kind) => kind.group === group).map((kind) => kind.kind);
  }

  /** What a definition of the release refuses of an object. */
  public errors(object: KubernetesObject, definition: string): ErrorObject[] {
    const validate = this.validators.get(definition) ?? this.compile(definition);
    this.validators.set(definition, validate);
    return validate(object) ? [] : validate.errors ?? [];
  }

  private compile(definition: string): ValidateFunction {
    this.ajv ??= withKubernetesKeywords(this.facts);
    return this.ajv.getSchema(`release#/definitions/${definition}`)!;
  }
}

/** The schemas come from our own tool and a program checks few objects of each kind, so compiling is what costs. */
const COMPILE_QUICKLY = { validateSchema: false, meta: false, inlineRefs: false, code: { optimize: false } };

function withKubernetesKeywords(facts: ReleaseFacts): Ajv {
  // `allErrors`, for all mistakes are shown at once. Of the formats, the API server ranges numbers (kube-openapi v0.34, pkg/validation/validate/type.go).
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, logger: false, ...COMPILE_QUICKLY });
  for (const bits of [32, 64]) ajv.addFormat(`int${bits}`, { type: 'number', validate: (value) => Math.abs(value) <= 2 ** (bits - 1) });
  ajv.addKeyword({
    keyword: 'x-kubernetes-list-map-keys',
    type: 'array',
    // Kubernetes apiextensions-apiserver v0.34, pkg/apiserver/schema/listtype/validation.go: equal keys are duplicates.
    validate: (keys: string[], list: readonly Record<string, unknown>[]) => {
      const identities = list.map((item) => JSON.stringify(keys.map((key) => item?.[key])));
      return new Set(identities).size === identities.length;
    },
  });
  const definitions = Object.fromEntries(Object.entries(facts.definitions).map(([name, schema]) => [name, closed(schema)]));
  return ajv.addSchema({ $id: 'release', definitions });
}

/**
 * The schema as JSON Schema, closed: a field that it does not name is an error, for the API server prunes it without a word, or
 * refuses it under strict field validation. CEL rules are left to the API server.
 */
function closed(schema: Schema): Schema {
  if (schema.$ref !== undefined) return schema;
  const result: Record<string, unknown> = { ...schema };
  if (schema.properties !== undefined) {
    result.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, property]) => [name, closed(property)]));
    if (schema.additionalProperties === undefined && schema['x-kubernetes-preserve-unknown-fields'] !== true && schema['x-kubernetes-embedded-resource'] !== true) result.additionalProperties = false;
  }
  if (typeof schema.additionalProperties === 'object') result.additionalProperties = closed(schema.additionalProperties);
  if (schema.items !== undefined) result.items = closed(schema.items);
  if (schema['x-kubernetes-list-type'] === 'set') result.uniqueItems = true;
  if (schema['x-kubernetes-int-or-string'] === true) {
    delete result.anyOf;
    result.type = ['integer', 'string'];
  }
  return result as Schema;
}

/** Names of custom resources are DNS subdomains (Kubernetes apimachinery v0.34, pkg/api/validation/generic.go). */
function metadataProblems(object: KubernetesObject, kind: Kind): string[] {
  const { name, namespace } = object.metadata;
  const problems = [dnsSubdomain('metadata.name', name), namespace === undefined ? undefined : dnsLabel('metadata.namespace', namespace)].filter(isSentence);
  return [...problems, ...scopeProblems(object, kind, namespace)];
}

function scopeProblems(object: KubernetesObject, kind: Kind, namespace: string | undefined): string[] {
  if (kind.scope === 'Namespaced' && namespace === undefined) return [`${title(object)} has no metadata.namespace, so it would land wherever the applier happens to point. Write the namespace.`];
  if (kind.scope === 'Cluster' && namespace !== undefined) return [`${title(object)} has metadata.namespace "${namespace}", but its kind is cluster-wide. Leave the namespace out.`];
  return [];
}

/** A group of KubeVirt's that another release serves and this one does not; a foreign group is none of our business. */
function unservedGroup(group: string, object: KubernetesObject, sources: readonly Source[]): string[] {
  if (!group.endsWith('kubevirt.io')) return [];
  const all = [...KubeVirtRelease.all().map((release) => factsOf('kubevirt', release.version)), ...CdiRelease.all().map((release) => factsOf('cdi', release.version))];
  const serving = all.filter((facts) => facts.kinds.some((kind) => kind.group === group));
  if (serving.length === 0) return [];
  const name = sources.find((source) => source.facts.project === serving[0].project)?.name;
  if (name === undefined) return [];
  return [`${title(object)} is not served by ${name}, but by ${serving.map((facts) => facts.version).join(' and ')}. Leave the object out or choose one of those.`];
}

/** A number is one for who goes over it, whole or not. */
function breaksShape({ keyword, params, data }: ErrorObject): boolean {
  return keyword === 'required' || (keyword === 'type' && !(typeof data === 'number' && [params.type].flat().includes('integer')));
}

function sentence(error: ErrorObject, object: KubernetesObject, release: string): string {
  const path = fieldPath(error.instancePath);
  const given = JSON.stringify(error.data);
  const value = given !== undefined && given.length > 80 ? `${given.slice(0, 77)}...` : given;
  const end = ` (${title(object)}, ${release}).`;
  switch (error.keyword) {
    case 'additionalProperties': {
      const unknown = String(error.params.additionalProperty);
      const known = Object.keys((error.parentSchema as Schema).properties ?? {});
      return `"${join(path, unknown)}" is no field${end}${didYouMean(unknown, known) || ` Known here: ${known.join(', ')}.`}`;
    }
    case 'required':
      return `"${join(path, String(error.params.missingProperty))}" is missing and must be written${end}`;
    case 'enum':
      return `"${path}" is ${value}, but must be one of ${error.params.allowedValues.map((allowed: unknown) => JSON.stringify(allowed)).join(', ')}${end}`;
    case 'type':
      return `"${path}" is ${value}, but must be of type ${[error.params.type].flat().join(' or ')}${end}`;
    case 'pattern':
      return `"${path}" is ${value}, which does not match the pattern ${error.params.pattern}${end}`;
    case 'format':
      return `"${path}" is ${value}, which is no whole number of ${String(error.params.format).slice(3)} bits${end}`;
    case 'x-kubernetes-list-map-keys':
      return `"${path}" holds two items with the same ${(error.schema as string[]).join(', ')}, by which they are told apart. Give each its own${end}`;
    case 'uniqueItems':
      return `"${path}" is a set and holds ${JSON.stringify((error.data as unknown[])[error.params.i])} twice. Write it once${end}`;
    default:
      return `"${path}" is ${value}, but ${error.message}${end}`;
  }
}

function title(object: KubernetesObject): string {
  return `${object.kind} ${object.apiVersion} "${object.metadata?.name}"`;
}

function fieldPath(pointer: string): string {
  return pointer.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~')).reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : join(path, part)), '');
}

function join(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}

/** The group and the version of an apiVersion; the core group is empty. */
export function splitApiVersion(apiVersion: string): [group: string, version: string] {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}
