import { URL } from 'node:url';
import type { Sentence } from '../toolkit/problems';

// CDI v1.65.0, pkg/util/checksum/checksum.go: ParseAndValidate.
const DIGITS: { readonly [algorithm: string]: number } = { md5: 32, sha1: 40, sha256: 64, sha512: 128 };
const SECRET_HEADERS = /^(authorization|proxy-authorization|cookie)$|token|secret|password|api-?key/i;
const SECRET_PARAMETERS = /token|secret|password|signature|credential|^sig$|api-?key/i;

/** Checks a URL that CDI is to read: it parses, has a scheme that CDI knows, a host and a path, and carries no secret. */
export function sourceUrl(what: string, text: string, schemes: readonly string[]): Sentence {
  const example = `Write one such as "${schemes[0]}://images.example.com/ubuntu.qcow2"`;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (scheme === undefined || /\s/.test(text) || !URL.canParse(text)) return `${what} "${text}" is no URL. ${example}.`;
  // CDI v1.65.0, pkg/apiserver/webhooks/util.go: validateSourceURL.
  if (!schemes.includes(scheme.toLowerCase())) return `${what} "${text}" has the scheme "${scheme}", but CDI reads this source by ${schemes.join(', ')}. ${example}.`;
  const url = new URL(text);
  if (url.hostname === '') return `${what} "${text}" has no host. ${example}.`;
  if (url.username !== '' || url.password !== '') return `${what} of host "${url.host}" carries a user name or a password, which would stand in Git for all to read. Put them into a Secret (keys accessKeyId and secretKey) and name it in secretRef.`;
  const parameter = [...url.searchParams.keys()].find((key) => SECRET_PARAMETERS.test(key));
  if (parameter !== undefined) return `${what} of host "${url.host}" has the parameter "${parameter}", which looks like a secret and would stand in Git for all to read. Use credentials in a Secret (secretRef) instead.`;
  return undefined;
}

/** Checks a checksum such as `sha256:9f86d081…`. */
export function checksum(text: string): Sentence {
  const [, algorithm, digits] = /^\s*([^:\s]*)\s*:\s*(.*?)\s*$/.exec(text.toLowerCase()) ?? [];
  const length = DIGITS[algorithm];
  if (length === undefined) return `checksum "${text}" is none that CDI can verify. Write "sha256:" (or md5, sha1, sha512) and the digest in hexadecimal.`;
  if (digits.length !== length || !/^[0-9a-f]+$/.test(digits)) return `checksum "${text}" is no ${algorithm} digest: that has ${length} hexadecimal digits, this has ${digits.length} characters. Copy the whole digest.`;
  return undefined;
}

/** Checks an HTTP header such as `X-Mirror: eu`, that stands in Git as it is written. */
export function header(text: string): Sentence {
  const name = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):/.exec(text)?.[1];
  // CDI v1.65.0, pkg/importer/http-datasource.go: addExtraheaders drops what has no colon.
  if (name === undefined) return `extraHeaders "${text}" is no HTTP header, so CDI would leave it out. Write a name, a colon and a value, such as "X-Mirror: eu".`;
  if (SECRET_HEADERS.test(name)) return `extraHeaders "${name}" looks like a secret and would stand in Git for all to read. Put the whole header into a Secret and name that in secretExtraHeaders.`;
  return undefined;
}
