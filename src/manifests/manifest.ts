import type { Document, YAMLMap } from 'yaml';
import { splitApiVersion } from '../releases/api-versions';

/** A document of a stream, with the text that it was read from. */
export interface Source {
  readonly file: string;
  /** The text of the document, with the line that separates it from the one before; undefined if it is new. */
  readonly text?: string;
  readonly document: Document;
}

/** An object in a document of a YAML stream. Its nodes keep the comments. */
export class Manifest {
  constructor(
    public readonly source: Source,
    /** The object: the whole document, or an item of a `List`. */
    public readonly node: YAMLMap,
    /** The line in the file where the object begins; 0 if it is new. */
    public readonly line: number,
  ) {}

  /** The object as plain data. */
  public get object(): Readonly<Record<string, any>> {
    return this.node.toJS(this.source.document) as Record<string, any>;
  }

  public get apiVersion(): string {
    return this.text('apiVersion');
  }

  public get group(): string {
    return splitApiVersion(this.apiVersion)[0];
  }

  public get kind(): string {
    return this.text('kind');
  }

  public get name(): string {
    return this.text('metadata', 'name');
  }

  /** The namespace; undefined if the object does not state one. */
  public get namespace(): string | undefined {
    const namespace = this.node.getIn(['metadata', 'namespace']);
    return typeof namespace === 'string' ? namespace : undefined;
  }

  /** Where the object is, for people: the file with the line. */
  public get where(): string {
    return this.line === 0 ? this.source.file : `${this.source.file}:${this.line}`;
  }

  private text(...path: string[]): string {
    const value = this.node.getIn(path);
    return typeof value === 'string' ? value : '';
  }
}
