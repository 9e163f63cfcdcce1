import { base64Bytes } from '../machines/secrets/readable';

/** golang.org/x/crypto v0.45, ssh/keys.go: parsePubKey; the types of certificates end in `-cert-v01@openssh.com`. */
const TYPES = [
  /^ssh-(?:rsa|dss|ed25519)$/,
  /^ecdsa-sha2-nistp(?:256|384|521)$/,
  /^sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com$/,
  /^[\w@.-]+-cert-v01@openssh\.com$/,
];

/** The options before a key: words, with texts in quotation marks. */
const OPTIONS = /^(?:[^\s",]+(?:="(?:[^"\\]|\\.)*")?,?)+\s+/;

/** Whether a text holds a line of authorized_keys (golang.org/x/crypto v0.45, ssh/keys.go: ParseAuthorizedKey). */
export function isAuthorizedKey(text: string): boolean {
  return text.split('\n').some((line) => isKeyLine(line.trim()));
}

function isKeyLine(line: string): boolean {
  if (line === '' || line.startsWith('#')) return false;
  return isKey(line) || isKey(line.replace(OPTIONS, ''));
}

/** A key is a type and base64 of bytes that begin with the length of the type and the type. */
function isKey(text: string): boolean {
  const [type, encoded = ''] = text.split(/\s+/);
  const bytes = base64Bytes(encoded);
  if (bytes === undefined || bytes.length < 8) return false;
  const length = bytes.readUInt32BE(0);
  const inner = bytes.subarray(4, 4 + length).toString();
  return inner.length === length && type === inner && bytes.length > 4 + length
    && TYPES.some((pattern) => pattern.test(inner));
}
