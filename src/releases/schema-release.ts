import { SchemaFacts, schemaFactsOf, SchemaProject } from './facts';

/**
 * A release of a project of which only the schemas of some kinds are known. Other projects serve further kinds in its
 * groups, such as the machines of other clouds.
 */
export class SchemaRelease {
  constructor(
    private readonly project: SchemaProject,
    private readonly title: string,
    /** The version with its leading `v`. */
    public readonly version: string,
  ) {}

  public toString(): string {
    return `${this.title} ${this.version}`;
  }

  /** @internal */
  public get _facts(): SchemaFacts {
    return schemaFactsOf(this.project, this.version);
  }
}
