import { constants, gunzipSync } from 'node:zlib';

const GZIP_MAGIC = 0x8b1f;
// More than cloud-init or Ignition data ever need, and little enough to unpack any input safely.
const MOST_UNPACKED = 1024 ** 2;

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
  return textIn(unpacked(bytes, { left: MOST_UNPACKED }));
}

/** A number of bytes that may still be unpacked, or looked at. */
export interface Budget {
  left: number;
}

// A byte of deflate stands for at most so many.
const MOST_OF_A_BYTE = 1032;

/**
 * The bytes, decompressed if they are gzip, and paid for from a budget. Of what is larger than the budget, the
 * beginning is decompressed.
 */
export function unpacked(bytes: Buffer, budget: Budget): Buffer {
  if (!isGzip(bytes)) return bytes;
  const whole = gunzip(bytes, budget.left);
  // A failed attempt has cost up to all that is left.
  if (whole === undefined) budget.left = Math.floor(budget.left / 2);
  const beginning = bytes.subarray(0, Math.ceil(budget.left / MOST_OF_A_BYTE));
  const found = whole ?? gunzip(beginning, budget.left) ?? bytes.subarray(0, budget.left);
  budget.left -= found.length;
  return found;
}

function gunzip(bytes: Buffer, most: number): Buffer | undefined {
  try {
    return most <= 0 ? undefined : gunzipSync(bytes, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return undefined;
  }
}

function isGzip(bytes: Buffer): boolean {
  return bytes.length > 2 && bytes.readUInt16LE(0) === GZIP_MAGIC;
}

/** The text in some bytes; undefined if they are not text. The last character may be incomplete. */
export function textIn(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(isWide(bytes) ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

/** Whether bytes are UTF-16 of mostly ASCII, as PowerShell takes encoded commands: every other one is zero. */
function isWide(bytes: Buffer): boolean {
  if (bytes.length < 8 || bytes.length % 2 !== 0) return false;
  return bytes[1] === 0 && bytes[3] === 0 && bytes[5] === 0 && bytes[7] === 0 && bytes[0] !== 0;
}
