import { Document, isMap, isSeq, visit, YAMLMap } from 'yaml';
import { Change, Weight } from './change';
import { Editor } from './editor';
import { Manifest, Source } from '../manifests/manifest';
import type { Manifests } from '../manifests/read';
import { YAML_OPTIONS } from '../manifests/yaml-options';
import type { CdiRelease, KubeVirtRelease } from '../releases/release';

/** The releases whose forms are written. */
export interface Target {
  readonly kubevirt: KubeVirtRelease;
  readonly cdi: CdiRelease;
  /** The namespace that objects without one are applied to. */
  readonly namespace: string;
}

/** The objects of some files on their way to today's forms, with everything that was changed. */
export class Migration {
  public readonly changes: Change[] = [];
  public readonly sources: Source[];
  /** The documents that are no longer as they were read. */
  public readonly changed = new Set<Source>();
  private readonly manifests: Manifest[];

  constructor(
    given: readonly Manifests[],
    public readonly target: Target,
  ) {
    this.sources = given.flatMap(({ sources }) => sources);
    this.manifests = given.flatMap(({ objects }) => objects);
  }

  public get objects(): readonly Manifest[] {
    return this.manifests;
  }

  /** Editors of the objects of a kind. */
  public of(group: string, kind: string): Editor[] {
    return this.manifests.filter((each) => each.group === group && each.kind === kind).map((each) => this.edit(each));
  }

  /** The namespace that an object is applied to. */
  public namespaceOf({ namespace }: Manifest): string {
    return namespace ?? this.target.namespace;
  }

  public edit(manifest: Manifest): Editor {
    return new Editor(
      manifest,
      (change) => this.changes.push(change),
      () => this.touch(manifest.source),
    );
  }

  /** Makes a document one that is written anew. */
  public touch(source: Source): void {
    if (this.changed.has(source)) return;
    this.changed.add(source);
    const { contents } = source.document;
    if (isMap(contents) && contents.flow === true) inBlocks(source.document);
  }

  /** Adds an object in a document of its own, before the document of another one. */
  public add(object: object, beside: Manifest): Manifest {
    const document = new Document(object, YAML_OPTIONS);
    const source: Source = { file: beside.source.file, document };
    const manifest = new Manifest(source, document.contents as unknown as YAMLMap, beside.line);
    this.sources.splice(Math.max(this.sources.indexOf(beside.source), 0), 0, source);
    this.manifests.splice(Math.max(this.manifests.indexOf(beside), 0), 0, manifest);
    return manifest;
  }

  /** Leaves an object out of the result. */
  public drop(manifest: Manifest, reason: string, weight = Weight.CHANGE): void {
    const { source, node } = manifest;
    this.manifests.splice(this.manifests.indexOf(manifest), 1);
    if (source.document.contents === node as unknown) this.sources.splice(this.sources.indexOf(source), 1);
    else this.dropItem(source, node);
    const { kind, name, where } = manifest;
    this.changes.push({ weight, where, object: `${kind} ${name}`, text: `is left out: ${reason}` });
  }

  private dropItem(source: Source, node: YAMLMap): void {
    const items: unknown = source.document.get('items');
    if (!isSeq(items) || !isMap(node)) return;
    items.items.splice(items.items.indexOf(node), 1);
    this.touch(source);
  }
}

/** Writes a document in braces in the usual style, because it would become one long line. */
function inBlocks(document: Document): void {
  visit(document, {
    Collection: (_key, node) => {
      node.flow = false;
    },
  });
}
