import { Before, Written } from './before';
import { toYaml } from './yaml';
import type { Entry } from '../inventory/entry';
import { CHANGED_CONTENT, changedContent } from '../rules/instancetype/changed-content';
import { Judgement, placed } from '../rules/judge';

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
