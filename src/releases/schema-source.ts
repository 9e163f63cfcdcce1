import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import type { Kind, KubernetesObject, SchemaFacts } from './facts';
import { withKubernetesKeywords } from './json-schema';
import type { CdiRelease, KubeVirtRelease } from './release';
import { SchemaRelease } from './schema-release';

/** A release whose CRDs are known. */
export type Release = KubeVirtRelease | CdiRelease | SchemaRelease;

/** The schemas of one release. They are compiled when first needed, and shared by all pairs with that release. */
export class SchemaSource {
  public static of(release: Release): SchemaSource {
    const key = release.toString();
    const isShared = release instanceof SchemaRelease;
    const known = SchemaSource.known.get(key) ?? new SchemaSource(key, release._facts, isShared);
    SchemaSource.known.set(key, known);
    return known;
  }

  private static readonly known = new Map<string, SchemaSource>();

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
