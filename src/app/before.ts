import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { KubernetesObject } from '../releases/facts';
import { isPlain } from '../toolkit/merge';

/** The text of a file in the bundle before; undefined if the file is new. */
export type Before = (path: string) => string | undefined;

/** The files of a directory, as they are before it is written to. */
export function filesIn(directory: string): Before {
  return (path) => {
    try {
      return readFileSync(join(directory, path), 'utf8');
    } catch {
      return undefined;
    }
  };
}

/** A file of the bundle before. Its documents are only read if one of the objects has changed. */
export class Written {
  private read?: readonly KubernetesObject[];

  constructor(private readonly text: string | undefined) {}

  public includes(text: string): boolean {
    return this.text === undefined || this.text.includes(text);
  }

  public find({ kind, metadata }: KubernetesObject): KubernetesObject | undefined {
    return this.documents.find((each) => each.kind === kind && each.metadata?.name === metadata.name
      && each.metadata.namespace === metadata.namespace);
  }

  /** The objects of the file; none if somebody has broken it. */
  public get documents(): readonly KubernetesObject[] {
    this.read ??= documentsIn(this.text ?? '');
    return this.read;
  }
}

function documentsIn(text: string): KubernetesObject[] {
  try {
    return loadAll(text).filter((each): each is Record<string, unknown> & KubernetesObject => isPlain(each));
  } catch {
    return [];
  }
}
