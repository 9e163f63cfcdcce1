import { Weight } from './change';
import { below, Editor, Path } from './editor';
import { base64Bytes, readableText } from '../machines/secrets/readable';
import { secretIn } from '../machines/secrets/secrets';

/** The fields of a source of cloud-init, the reference that replaces them, and the key of the Secret. */
const TEXTS = [
  { field: 'userData', encoded: 'userDataBase64', reference: 'secretRef', key: 'userdata' },
  {
    field: 'networkData', encoded: 'networkDataBase64', reference: 'networkDataSecretRef', key: 'networkdata',
  },
];

/** Puts references to Secrets in the place of cloud-init data that hold secrets, which are never repeated. */
export function moveUserData(editor: Editor, vmi: Path): void {
  for (const volume of editor.items(below(vmi, 'volumes'))) {
    for (const source of ['cloudInitNoCloud', 'cloudInitConfigDrive']) {
      const at = below(volume, source);
      for (const each of TEXTS) moveText(editor, at, each);
    }
  }
}

function moveText(editor: Editor, at: Path, { field, encoded, reference, key }: typeof TEXTS[number]): void {
  for (const name of [field, encoded]) {
    const text: unknown = editor.get(below(at, name));
    if (typeof text !== 'string' || !holdsSecret(text, name === encoded)) continue;
    const secret: unknown = editor.get(below(at, `${reference}.name`)) ?? `${editor.manifest.name}-cloud-init`;
    editor.write(below(at, reference), { name: secret });
    editor.remove(below(at, name), `it holds secrets, which are not repeated: create the Secret ${secret} in the `
      + `namespace of the machine, with the data under the key ${key}`, Weight.WARNING);
  }
}

function holdsSecret(text: string, isEncoded: boolean): boolean {
  if (!isEncoded) return secretIn(text) !== undefined;
  const bytes = base64Bytes(text);
  const readable = bytes && readableText(bytes);
  return readable !== undefined && secretIn(readable) !== undefined;
}
