import { gunzipSync } from 'node:zlib';

const GZIP_MAGIC = 0x8b1f;
// More than cloud-init or Ignition data ever hold, and little enough to unpack whatever a program is given.
const MOST_UNPACKED = 4 * 1024 ** 2;

/**
 * The bytes of what is base64, or nothing when it is not. Go's decoder, which KubeVirt uses, takes padded standard
 * base64, line breaks aside.
 */
export function base64Bytes(encoded: string): Buffer | undefined {
  const compact = encoded.replace(/[\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact, 'base64');
}

/** The text that bytes stand for, unpacked where they are gzip; nothing when they are no text. */
export function readableText(bytes: Buffer): string | undefined {
  try {
    const plain = bytes.length > 2 && bytes.readUInt16LE(0) === GZIP_MAGIC ? gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED }) : bytes;
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return undefined;
  }
}

// A word of 16 characters or more of base64's alphabet; in YAML and MIME, long ones are broken into lines, each of them
// full but the last.
const BROKEN = /(?<=[A-Za-z0-9+/]{40})[ \t]*\r?\n[ \t]*(?=[A-Za-z0-9+/=])/g;
const ENCODED = /[A-Za-z0-9+/]{16,}={0,2}/g;

/** The texts that are encoded within a text, such as the content of files that cloud-init or Ignition writes. */
export function encodedTexts(text: string): string[] {
  return [...text.replace(BROKEN, '').matchAll(ENCODED)].map(([word]) => readableText(Buffer.from(word, 'base64'))).filter((each) => each !== undefined);
}
