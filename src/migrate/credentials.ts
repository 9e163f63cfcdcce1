import { Weight } from './change';
import { below, Editor, Path, textOf } from './editor';
import { headerName, isSecretHeader } from '../rules/image/http';
import { texts } from '../toolkit/shape';

/** The user and the password in a URL. */
const LOGIN = /^([a-z][a-z0-9+.-]*:\/\/)[^\s/?#]*@/i;

/** Where a login of an image server stands, and the reference to a Secret that takes its place. */
export interface Login {
  readonly url: Path;
  readonly reference: Path;
  /** The name of the Secret that becomes the reference, if none is there yet. */
  readonly secret: string;
  /** The namespace of the Secret, for people. */
  readonly namespace: string;
}

/** Puts a reference to a Secret in the place of a user and a password in a URL, which are never repeated. */
export function moveLogin(editor: Editor, { url, reference, secret, namespace }: Login): void {
  const text: unknown = editor.get(url);
  if (typeof text !== 'string' || !LOGIN.test(text)) return;
  editor.write(url, text.replace(LOGIN, '$1'));
  const isGone = `${textOf(url)} no longer holds a user and a password, which are not repeated`;
  if (editor.has(reference)) {
    editor.say(Weight.CHANGE, `${isGone}: CDI takes those of the Secret in ${textOf(reference)}`);
    return;
  }
  editor.write(reference, secret);
  editor.say(Weight.WARNING, `${isGone}: create the Secret ${secret} in ${namespace}, with the user under the key `
    + 'accessKeyId and the password under the key secretKey');
}

/** Puts references to Secrets in the place of what the HTTP source of a DataVolume holds in clear. */
export function moveCredentials(editor: Editor, source: Path, name: string): void {
  const http = below(source, 'http');
  const namespace = 'its namespace';
  const reference = below(http, 'secretRef');
  moveLogin(editor, { url: below(http, 'url'), reference, secret: `${name}-login`, namespace });
  const at = below(http, 'extraHeaders');
  const headers = textsAt(editor, at);
  const secrets = headers.filter(isSecretHeader);
  if (secrets.length === 0) return;
  const secret = `${name}-headers`;
  const others = headers.filter((each) => !secrets.includes(each));
  const references = below(http, 'secretExtraHeaders');
  if (others.length === 0) editor.discard(at);
  else editor.write(at, others);
  editor.write(references, [...new Set([...textsAt(editor, references), secret])]);
  editor.say(Weight.WARNING, `${textOf(at)} no longer holds ${namesOf(secrets)}, which is not repeated: create the `
    + `Secret ${secret} in ${namespace}, with each whole header under a key of its own`);
}

/** The texts of a value that may be a list. */
export function textsAt(editor: Editor, list: Path): string[] {
  return [...texts(editor.items(list).map((item) => editor.get(item)))];
}

/** The names of headers, without what they say. */
export function namesOf(headers: readonly string[]): string {
  return headers.map((text) => headerName(text) ?? 'a header without a name').join(' and ');
}
