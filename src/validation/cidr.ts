import * as ipaddr from 'ipaddr.js';
import type { Sentence } from './problems';

/** An address range with the name under which an error mentions it. */
export interface NamedCidr {
  readonly what: string;
  readonly cidr: string;
}

/** Checks a CIDR such as `10.96.0.0/12` or `fd00::/108`: parseable, and with no bits behind the mask, as NetworkPolicy wants it. */
export function cidr(what: string, value: string): Sentence {
  if (!ipaddr.isValidCIDR(value)) return `${what} "${value}" is no CIDR. Write an address and a prefix length, such as "10.96.0.0/12" or "fd00:10:96::/108".`;
  const [address, bits] = ipaddr.parseCIDR(value);
  const network = address.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(value) : ipaddr.IPv6.networkAddressFromCIDR(value);
  if (network.toString() === address.toString()) return undefined;
  return `${what} "${value}" has address bits behind its prefix length, so it names a host and not a network. Write "${network.toString()}/${bits}".`;
}

/** One sentence for each pair of ranges, of the same family, that share an address. Ranges that are none are left to `cidr`. */
export function overlaps(these: readonly NamedCidr[], those: readonly NamedCidr[]): string[] {
  return these.flatMap((one) => those.filter((other) => overlap(one.cidr, other.cidr)).map((other) => `${one.what} ${one.cidr} overlaps ${other.what} ${other.cidr}, so addresses in both cannot be told apart and routing between the clusters breaks. Choose a range that shares no address with it.`));
}

/** Whether a range lies in another one and is smaller, as NetworkPolicy wants it of `except`; false when one of them is no range. */
export function within(inner: string, outer: string): boolean {
  if (!ipaddr.isValidCIDR(inner) || !ipaddr.isValidCIDR(outer)) return false;
  return ipaddr.parseCIDR(inner)[1] > ipaddr.parseCIDR(outer)[1] && overlap(inner, outer);
}

function overlap(one: string, other: string): boolean {
  if (!ipaddr.isValidCIDR(one) || !ipaddr.isValidCIDR(other)) return false;
  const [a, aBits] = ipaddr.parseCIDR(one);
  const [b, bBits] = ipaddr.parseCIDR(other);
  return a.kind() === b.kind() && a.match(b, Math.min(aBits, bBits));
}
