import type { UnitFolder } from './shards';
import { contentHash } from '../../toolkit/content-hash';

/** Leaves ten characters of a DNS label for what controllers and options put before the name. */
export const LONGEST_NAME = 53;
const DIGITS = 8;

/**
 * The name of the unit in a folder. It depends on this folder alone, so it stays when others come and go. A name that
 * is too long, or not a DNS label, is shortened and gets a hash of the folder's path.
 */
export function nameOfUnit({ cluster, layer, tenant, shard, path }: UnitFolder): string {
  const parts = [cluster, layer.replace(/^\d+-/, ''), tenant, shard].filter((part) => part !== undefined);
  return dnsLabel(parts.join('-'), path);
}

/** A name as a DNS label; if it must be changed for that, it gets a hash of the path. */
export function dnsLabel(name: string, path: string): string {
  const label = asLabel(name);
  if (label === name && name.length <= LONGEST_NAME) return name;
  const room = LONGEST_NAME - DIGITS - 1;
  return `${asLabel(label.slice(0, room))}-${contentHash(path, DIGITS)}`;
}

function asLabel(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, '');
}
