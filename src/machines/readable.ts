import { gunzipSync } from 'node:zlib';

const GZIP_MAGIC = 0x8b1f;
// More than cloud-init or Ignition data ever need, and little enough to unpack any input safely.
const MOST_UNPACKED = 4 * 1024 ** 2;

/**
 * The bytes of a base64 text; undefined if it is not base64. Go's decoder, which KubeVirt uses, takes padded standard
 * base64 and ignores line breaks.
 */
export function base64Bytes(encoded: string): Buffer | undefined {
  const compact = encoded.replace(/[\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact, 'base64');
}

/** The text in some bytes, decompressed if they are gzip; undefined if they are not text. */
export function readableText(bytes: Buffer): string | undefined {
  try {
    const plain =
      bytes.length > 2 && bytes.readUInt16LE(0) === GZIP_MAGIC
        ? gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED })
        : bytes;
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return undefined;
  }
}

// A word of 16 or more characters of base64's alphabet. In YAML and MIME, long ones are broken into lines, each full
// except the last.
const BROKEN = /(?<=[A-Za-z0-9+/]{40})[ \t]*\r?\n[ \t]*(?=[A-Za-z0-9+/=])/g;
const ENCODED = /[A-Za-z0-9+/]{16,}={0,2}/g;

/** The texts that are encoded within a text, such as the content of files that cloud-init or Ignition writes. */
export function encodedTexts(text: string): string[] {
  return [...text.replace(BROKEN, '').matchAll(ENCODED)]
    .map(([word]) => readableText(Buffer.from(word, 'base64')))
    .filter((each) => each !== undefined);
}
