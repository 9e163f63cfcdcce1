import { textOf } from '../../machine-controller/config-var';
import { guessedOrigin } from '../../machine-controller/image-source';
import type { Editor } from '../editor';

/** Writes what machine-controller would guess, and removes what it ignores. */
export function updateValues(editor: Editor, provider: string): void {
  const template = `${provider}.virtualMachine.template`;
  if (editor.has(`${template}.vcpus`)) {
    editor.remove(`${template}.cpus`, 'machine-controller ignores it beside vcpus');
  }
  stateSource(editor, `${template}.primaryDisk`);
}

function stateSource(editor: Editor, disk: string): void {
  const image = textOf(editor.get(`${disk}.osImage`));
  if (!image || editor.has(`${disk}.source`)) return;
  editor.set(`${disk}.source`, guessedOrigin(image), 'this is what machine-controller guesses from osImage');
}
