import { createHash } from 'node:crypto';

/** The namespace of UUIDs for DNS names (RFC 9562, section 6.6). */
export const UUID_OF_DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The UUID of version 5 for a name within a namespace (RFC 9562, section 5.5): always the same for the same name. */
export function uuidFor(namespace: string, name: string): string {
  const bytes = createHash('sha1').update(bytesOf(namespace)).update(name, 'utf8').digest().subarray(0, 16);
  bytes[6] = 0x50 + bytes[6] % 16; // the version, before the byte's lower 4 bits
  bytes[8] = 0x80 + bytes[8] % 64; // the variant, before the byte's lower 6 bits
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Whether a text is a UUID in its usual form. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}
