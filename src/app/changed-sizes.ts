import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { toYaml } from './yaml';
import type { Entry } from '../inventory/entry';
import type { KubernetesObject } from '../releases/facts';
import { CHANGED_CONTENT, changedContent } from '../rules/instancetype/changed-content';
import { Judgement, placed } from '../rules/judge';
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

/** Findings about sizes and preferences with another content than the bundle before has under their names. */
export function changedSizes(entries: readonly Entry[], paths: readonly string[], before: Before): Judgement[] {
  const files = new Map<string, Written>();
  return entries.flatMap((entry, index) => {
    const { group, object, unsorted } = entry;
    if (group !== 'instancetype.kubevirt.io' || object === undefined || !entry.hasShape) return [];
    const path = paths[index];
    let file = files.get(path);
    if (file === undefined) files.set(path, file = new Written(before(path)));
    if (file.includes(toYaml(object, unsorted))) return [];
    const old = file.find(object);
    const found = old && changedContent(object.kind, object.metadata.name, old.spec, object.spec);
    return found === undefined ? [] : [placed(CHANGED_CONTENT, { ...found, entry })];
  });
}

/** A file of the bundle before. Its documents are only read if one of the objects has changed. */
class Written {
  private documents?: readonly KubernetesObject[];

  constructor(private readonly text: string | undefined) {}

  public includes(text: string): boolean {
    return this.text === undefined || this.text.includes(text);
  }

  public find({ kind, metadata }: KubernetesObject): KubernetesObject | undefined {
    this.documents ??= documentsIn(this.text ?? '');
    return this.documents.find((each) => each.kind === kind && each.metadata?.name === metadata.name
      && each.metadata.namespace === metadata.namespace);
  }
}

/** The objects of a file; none if somebody has broken it. */
function documentsIn(text: string): KubernetesObject[] {
  try {
    return loadAll(text).filter((each): each is Record<string, unknown> & KubernetesObject => isPlain(each));
  } catch {
    return [];
  }
}
