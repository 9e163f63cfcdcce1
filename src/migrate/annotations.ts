import { Weight } from './change';
import type { Editor } from './editor';

/** Removes an annotation, and the mapping that is empty without it. */
export function removeAnnotation(editor: Editor, key: string, reason: string, weight = Weight.CHANGE): void {
  if (!editor.has(['metadata', 'annotations', key])) return;
  editor.remove(['metadata', 'annotations', key], reason, weight);
  if (editor.keys('metadata.annotations').length === 0) editor.remove('metadata.annotations', 'it is empty');
}
