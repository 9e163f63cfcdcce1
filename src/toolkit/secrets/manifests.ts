import { IS } from './command';
import { isSecretOf, valueOf } from './pairs';
import { isNoSecret } from './values';

const NAMED = new RegExp(['(?<![\\w-])["\']?(?:name|key|header)', IS, '([\\w.-]{1,64})["\']?[ \\t]{0,8},?',
  '\\s{0,40}["\']?value["\']?[ \\t]{0,8}:[ \\t]{0,8}',
  '(?:"([^"\\n]{1,300})|\'([^\'\\n]{1,300})|([^\\s"\',}]{1,300}))'].join(''), 'gi');

/** A secret in an item with a name and a value, such as an environment variable of a container. */
export function secretItemIn(text: string): string | undefined {
  for (const [, name, ...values] of text.matchAll(NAMED)) {
    if (isSecretItem(name, values.find((each) => each !== undefined) ?? '')) return valueOf(name);
  }
  return undefined;
}

const HEADERS = /^(?:proxy-)?authorization$|^(?:set-)?cookie$/i;
const SCHEME = /^(?:bearer|basic|token|digest|negotiate|apikey)[ =]+/i;

/** Whether the value of a named item, such as a variable or a header, is a secret. */
export function isSecretItem(name: string, value: string): boolean {
  if (!HEADERS.test(name)) return isSecretOf(name, value);
  const credential = value.replace(SCHEME, '');
  return credential.length > 2 && !isNoSecret(credential);
}

const SECRET = /(?<![\w-])\\?["']?kind\\?["']?[ \t]{0,8}:[ \t]{0,8}\\?["']?Secret\b(?!\w)/;
const DATA = new RegExp([
  '(?<![\\w-])["\']?(?:stringData|data)["\']?[ \\t]{0,8}:[ \\t]{0,8}(?:\\r?\\n[ \\t]{1,16}|\\{[ \\t]{0,8})',
  '["\']?[\\w.-]{1,253}', IS, '([^\\s"\',}]{1,300})',
].join(''), 'g');

/** The data of a Secret of Kubernetes that a text holds. */
export function secretManifestIn(text: string): string | undefined {
  if (!SECRET.test(text)) return undefined;
  for (const [, value] of text.matchAll(DATA)) if (!isNoSecret(value)) return 'the data of a Secret';
  return undefined;
}
