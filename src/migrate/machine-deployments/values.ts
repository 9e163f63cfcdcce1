import type { Editor } from '../editor';

/** Fields that machine-controller reads as texts, below `virtualMachine.template`. */
const TEXTS = [
  'cpus', 'memory', 'primaryDisk.osImage', 'primaryDisk.source', 'primaryDisk.size', 'primaryDisk.storageClassName',
];

/** Writes what machine-controller's reader would refuse, take for something else, or guess. */
export function updateValues(editor: Editor, provider: string): void {
  const template = `${provider}.virtualMachine.template`;
  for (const field of TEXTS) toText(editor, `${template}.${field}`);
  for (const item of editor.items(`${template}.secondaryDisks`)) toText(editor, [...item, 'size']);
  for (const item of editor.items(`${provider}.topologySpreadConstraints`)) toText(editor, [...item, 'maxSkew']);
  if (editor.has(`${template}.vcpus`)) {
    editor.remove(`${template}.cpus`, 'machine-controller ignores it beside vcpus');
  }
  stateSource(editor, `${template}.primaryDisk`);
}

function toText(editor: Editor, path: string | readonly (string | number)[]): void {
  const value: unknown = editor.get(path);
  if (typeof value === 'number') editor.set(path, String(value), 'machine-controller reads texts here, and no numbers');
}

/** MCP of v1.66, parseOSImage: what kind of source an image without one is. */
function stateSource(editor: Editor, disk: string): void {
  const image: unknown = editor.get(`${disk}.osImage`);
  const text = typeof image === 'object' && image !== null ? (image as { readonly value?: unknown }).value : image;
  if (typeof text !== 'string' || text === '' || editor.has(`${disk}.source`)) return;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1].toLowerCase();
  const isRegistry = scheme === 'docker' || scheme === 'oci-archive';
  const source = scheme === undefined ? 'pvc' : isRegistry ? 'registry' : 'http';
  editor.set(`${disk}.source`, source, 'this is what machine-controller guesses from osImage');
}
