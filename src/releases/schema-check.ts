import { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import { distance } from 'fastest-levenshtein';
import { splitApiVersion } from './api-versions';
import { factsOf, Kind, KubernetesObject, ReleaseFacts, Schema, SchemaFacts } from './facts';
import { identityFaults, missingNamespaceOfOthers } from './identity';
import {
  awaitsParameter, fieldOfError, isMachineTemplate, standIn, TEMPLATED, templatedMachine, withMachine,
} from './machine-template';
import { CdiRelease, KubeVirtRelease } from './release';
import { breaksShape, LARGEST_QUANTITY, QUANTITY, SchemaFault, schemaFault } from './schema-fault';
import { SchemaRelease } from './schema-release';
import { inJson } from '../props/words';
import { nearest } from '../toolkit/nearest';
import { Quantity } from '../toolkit/quantity';

/** A release whose CRDs are known. */
type Release = KubeVirtRelease | CdiRelease | SchemaRelease;

/** Checks objects as the API server does, if their kinds come from the CRDs of a set of releases. */
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
  private readonly verdicts = new WeakMap<KubernetesObject, Verdict>();

  private constructor(releases: readonly Release[]) {
    this.sources = releases.map((release) => Source.of(release));
  }

  /** Whether one of the releases defines the kind of an object. */
  public defines(object: KubernetesObject): boolean {
    const [group] = splitApiVersion(object.apiVersion);
    const source = this.sources.find((candidate) => candidate.groups.has(group));
    return source?.kindOf(group, object.kind) !== undefined;
  }

  /**
   * What the API server refuses in an object because of its kind's schema; empty for kinds that none of our CRDs
   * defines. An object is validated only once, so it must not change between calls.
   */
  public check(object: KubernetesObject): readonly SchemaFault[] {
    return this.verdictOn(object).faults;
  }

  /**
   * Whether an object matches the schema of its kind well enough for rules to read it: every value has its type,
   * and no required field is missing. Other faults do not matter here.
   */
  public hasShape(object: KubernetesObject): boolean {
    return this.verdictOn(object).hasShape;
  }

  /** The object as rules read it: with the parameters of a template of machines filled in. */
  public filledIn(object: KubernetesObject): KubernetesObject {
    return this.verdictOn(object).filledIn ?? object;
  }

  private verdictOn(object: KubernetesObject): Verdict {
    const known = this.verdicts.get(object);
    if (known !== undefined) return known;
    const verdict = this.judge(object);
    this.verdicts.set(object, verdict);
    return verdict;
  }

  private judge(object: KubernetesObject): Verdict {
    const [group, version] = splitApiVersion(object.apiVersion);
    const source = this.sources.find((candidate) => candidate.groups.has(group));
    if (source === undefined) {
      const homeless = missingNamespaceOfOthers(object, group);
      return withoutShape([...homeless, ...unservedGroup(object, group, this.sources)]);
    }
    const kind = source.kindOf(group, object.kind);
    if (kind === undefined && source.isShared) return withoutShape(misspeltKind(object, group, source));
    if (kind === undefined) {
      return withoutShape([otherGroup(object, this.sources) ?? unknownKind(object, group, source)]);
    }
    const schema = kind.versions.find((candidate) => candidate.served && candidate.name === version)?.schema;
    if (schema === undefined) return withoutShape([unservedVersion(object, kind, source.name)]);
    const errors = source.errors(object, schema);
    const ofSchema = errors.map((error) => schemaFault(error, object, source.name));
    const ofIdentity = identityFaults(object, kind);
    const faults = [...ofIdentity, ...distinct(ofSchema)];
    const hasShape = !errors.some(breaksShape) && !ofIdentity.some(({ check }) => check === 'type');
    if (hasShape && isMachineTemplate(group, object)) return withTemplated(object, faults, source);
    return faults.length === 0 ? FLAWLESS : { faults, hasShape };
  }
}

/** The result of validating one object. */
interface Verdict {
  readonly faults: readonly SchemaFault[];
  readonly hasShape: boolean;
  /** A template of machines with its parameters filled in; undefined for all other objects. */
  readonly filledIn?: KubernetesObject;
}

const FLAWLESS: Verdict = { faults: [], hasShape: true };
const UNKNOWN: Verdict = { faults: [], hasShape: false };

function withoutShape(faults: readonly SchemaFault[]): Verdict {
  return faults.length === 0 ? UNKNOWN : { faults, hasShape: false };
}

/**
 * The verdict on a template of machines. The API server takes any mapping as its VirtualMachine, and virt-template
 * refuses to make a machine of one that does not match the schema (virt-template-engine v0.2.0, template/processor.go:
 * Process).
 */
function withTemplated(template: KubernetesObject, own: readonly SchemaFault[], source: Source): Verdict {
  const machine = templatedMachine(template);
  const schema = source.kindOf('kubevirt.io', 'VirtualMachine')?.versions.find(({ name }) => name === 'v1')?.schema;
  if (machine === undefined || schema === undefined) return { faults: own, hasShape: true };
  const errors: ErrorObject[] = [];
  for (const error of source.errors(machine, schema)) {
    if (awaitsParameter(template, fieldOfError(error))) standIn(machine, error);
    else errors.push(error);
  }
  const faults = errors.map((error) => schemaFault(error, machine, source.name))
    .map(({ field, ...each }) => ({ ...each, field: `${TEMPLATED}.${field}` }));
  const hasShape = !errors.some(breaksShape);
  return { faults: [...own, ...distinct(faults)], hasShape, filledIn: withMachine(template, machine) };
}

/** The schemas of one release. They are compiled when first needed, and shared by all pairs with that release. */
class Source {
  public static of(release: Release): Source {
    const key = release.toString();
    const known = Source.known.get(key) ?? new Source(key, release._facts, release instanceof SchemaRelease);
    Source.known.set(key, known);
    return known;
  }

  private static readonly known = new Map<string, Source>();

  public readonly groups: ReadonlySet<string>;
  private readonly kinds: ReadonlyMap<string, Kind>;
  private readonly validators = new Map<string, ValidateFunction>();
  private ajv?: Ajv;

  private constructor(
    public readonly name: string,
    public readonly facts: SchemaFacts,
    /** Whether other projects serve kinds in the same groups. */
    public readonly isShared: boolean,
  ) {
    this.groups = new Set(facts.kinds.map((kind) => kind.group));
    this.kinds = new Map(facts.kinds.map((kind) => [`${kind.group}/${kind.kind}`, kind]));
  }

  public kindOf(group: string, kind: string): Kind | undefined {
    return this.kinds.get(`${group}/${kind}`);
  }

  public kindsNamed(name: string): Kind[] {
    return this.facts.kinds.filter(({ kind }) => kind === name);
  }

  public kindsIn(group: string): string[] {
    return this.facts.kinds.filter((kind) => kind.group === group).map((kind) => kind.kind);
  }

  /** What a definition of the release refuses in an object. */
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

/**
 * The schemas come from our own tool, and a program checks few objects of each kind, so compiling is the expensive
 * part.
 */
const COMPILE_QUICKLY = { validateSchema: false, meta: false, inlineRefs: false, code: { optimize: false } };

function withKubernetesKeywords(facts: SchemaFacts): Ajv {
  // `allErrors` reports all mistakes at once. Among the formats, the API server checks the range of numbers
  // (kube-openapi v0.34, pkg/validation/validate/type.go).
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, logger: false, ...COMPILE_QUICKLY });
  for (const bits of [32, 64]) {
    const limit = 2 ** (bits - 1);
    ajv.addFormat(`int${bits}`, { type: 'number', validate: (value) => value >= -limit && value < limit });
  }
  ajv.addKeyword({
    keyword: LARGEST_QUANTITY,
    validate: (_: true, value: unknown) => (
      (typeof value !== 'string' && typeof value !== 'number') || Quantity.parse(value)?.isTooLarge() !== true),
  });
  ajv.addKeyword({
    keyword: 'x-kubernetes-list-map-keys',
    type: 'array',
    // Kubernetes apiextensions-apiserver v0.34, pkg/apiserver/schema/listtype/validation.go: equal keys are duplicates.
    validate: (keys: string[], list: readonly Record<string, unknown>[]) => {
      if (list.length < 2) return true;
      const identities = list.map((item) => identityOf(item, keys));
      return new Set(identities).size === identities.length;
    },
  });
  return ajv.addSchema({ $id: 'release', definitions: allClosed(facts.definitions) });
}

/** The key of a list item. It is usually one string, which need not be written as JSON. */
function identityOf(item: Record<string, unknown> | null, keys: readonly string[]): string {
  const only = keys.length === 1 ? item?.[keys[0]] : undefined;
  return typeof only === 'string' ? `"${only}` : inJson(keys.map((key) => item?.[key]));
}

/**
 * The schema as a closed JSON Schema: an unknown field is an error, because the API server prunes it silently, or
 * refuses it under strict field validation. CEL rules are left to the API server.
 */
function closed(schema: Schema): Schema {
  if (schema.$ref !== undefined) return schema;
  const result: Record<string, unknown> = { ...schema };
  if (schema.properties !== undefined) {
    result.properties = allClosed(schema.properties);
    if (!takesUnknownFields(schema)) result.additionalProperties = false;
  }
  const { additionalProperties } = schema;
  if (typeof additionalProperties === 'object') result.additionalProperties = closed(additionalProperties);
  if (schema.items !== undefined) result.items = closed(schema.items);
  if (schema['x-kubernetes-list-type'] === 'set') result.uniqueItems = true;
  if (schema['x-kubernetes-int-or-string'] === true) {
    delete result.anyOf;
    result.type = ['integer', 'string'];
  }
  // IsValueValidAgainstRange: a whole number without a format has 64 bits
  if (schema.type === 'integer' && schema.format === undefined) result.format = 'int64';
  if (schema.pattern === QUANTITY) result[LARGEST_QUANTITY] = true;
  return result as Schema;
}

function allClosed(schemas: { readonly [name: string]: Schema }): { [name: string]: Schema } {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, closed(schema)]));
}

function takesUnknownFields(schema: Schema): boolean {
  return schema.additionalProperties !== undefined
    || schema['x-kubernetes-preserve-unknown-fields'] === true
    || schema['x-kubernetes-embedded-resource'] === true;
}

/**
 * A group of KubeVirt or CDI that another release serves and this one does not, or a misspelt one. Groups of others are
 * not judged.
 */
function unservedGroup(object: KubernetesObject, group: string, sources: readonly Source[]): SchemaFault[] {
  const serving = allFacts().filter((facts) => facts.kinds.some((kind) => kind.group === group));
  const name = sources.find((source) => source.facts.project === serving[0]?.project)?.name;
  return name === undefined ? misspeltGroup(object, group, sources) : [servedElsewhere(object, name, serving)];
}

/** The group of machine-controller. It is older than Cluster API, and has kinds of the same names. */
const MACHINE_CONTROLLER = 'cluster.k8s.io';

function misspeltGroup({ apiVersion, kind }: KubernetesObject, group: string, sources: readonly Source[]) {
  if (group === MACHINE_CONTROLLER) return [];
  return sources.flatMap((source): SchemaFault[] => {
    const meant = nearest(group, source.kindsNamed(kind).map((each) => each.group));
    if (meant === undefined) return [];
    const problem = `is "${apiVersion}", but ${source.name} serves ${kind} in group "${meant}"`;
    const remedy = 'Correct the group, unless another operator serves the kind.';
    return [{ check: 'foreign-kind', field: 'apiVersion', problem, remedy }];
  });
}

/** A kind in one group of KubeVirt's or CDI's that is in another one. */
function otherGroup({ apiVersion, kind }: KubernetesObject, sources: readonly Source[]): SchemaFault | undefined {
  const source = sources.find((each) => each.kindsNamed(kind).length > 0);
  if (source === undefined) return undefined;
  const [meant] = source.kindsNamed(kind);
  const problem = `is "${apiVersion}", but ${source.name} serves ${kind} in group "${meant.group}"`;
  return { check: 'kind', field: 'apiVersion', problem, remedy: `Write apiVersion ${servedVersions(meant)}.` };
}

/** A kind in a group that several projects share, if its letters are almost those of one that is known. */
function misspeltKind({ apiVersion, kind }: KubernetesObject, group: string, source: Source): SchemaFault[] {
  const meant = nearest(kind, source.kindsIn(group));
  if (meant === undefined || distance(kind.toLowerCase(), meant.toLowerCase()) > 2) return [];
  const problem = `${kind} of ${apiVersion} is not served by ${source.name}`;
  return [{ check: 'foreign-kind', field: 'kind', problem, remedy: `Did you mean "${meant}"?` }];
}

/** A kind that other releases serve, a misspelt kind, or a kind of another operator that uses the same group. */
function unknownKind(object: KubernetesObject, group: string, source: Source): SchemaFault {
  const isIt = (kind: Kind): boolean => kind.group === group && kind.kind === object.kind;
  const serving = allFacts().filter((facts) => facts.kinds.some(isIt));
  if (serving.length > 0) return servedElsewhere(object, source.name, serving);
  const meant = nearest(object.kind, source.kindsIn(group));
  const problem = `${object.kind} of ${object.apiVersion} is not served by ${source.name}`;
  if (meant !== undefined) return { check: 'kind', field: 'kind', problem, remedy: `Did you mean "${meant}"?` };
  return {
    check: 'foreign-kind',
    field: 'kind',
    problem,
    remedy: 'Leave the object out, unless another operator serves the kind.',
  };
}

function servedElsewhere(object: KubernetesObject, release: string, serving: readonly ReleaseFacts[]): SchemaFault {
  const versions = serving.map((facts) => facts.version).join(' and ');
  return {
    check: 'kind',
    field: 'kind',
    problem: `${object.kind} of ${object.apiVersion} is not served by ${release}, but by ${versions}`,
    remedy: 'Leave the object out, or choose one of those releases.',
  };
}

function unservedVersion(object: KubernetesObject, kind: Kind, release: string): SchemaFault {
  const problem = `${object.apiVersion} of ${object.kind} is not served by ${release}`;
  return { check: 'version', field: 'apiVersion', problem, remedy: `Write apiVersion ${servedVersions(kind)}.` };
}

function servedVersions({ group, versions }: Kind): string {
  return versions.filter(({ served }) => served).map(({ name }) => `${group}/${name}`).join(' or ');
}

function allFacts(): ReleaseFacts[] {
  return [
    ...KubeVirtRelease.all().map((release) => factsOf('kubevirt', release.version)),
    ...CdiRelease.all().map((release) => factsOf('cdi', release.version)),
  ];
}

function distinct(faults: readonly SchemaFault[]): SchemaFault[] {
  return [...new Map(faults.map((fault) => [`${fault.field} ${fault.problem}`, fault])).values()];
}
