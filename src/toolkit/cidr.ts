import * as ipaddr from 'ipaddr.js';
import { Complaint, complaint } from './complaint';

/** An address range with the name under which an error mentions it. */
export interface NamedCidr {
  readonly what: string;
  readonly cidr: string;
}

/**
 * Checks a CIDR such as `10.96.0.0/12` or `fd00::/108`: it can be parsed and has no host bits set, as NetworkPolicy
 * requires.
 */
export function notCidr(value: string): Complaint | undefined {
  if (!COMPLAINTS.has(value)) COMPLAINTS.set(value, complaintAbout(value));
  return COMPLAINTS.get(value);
}

const COMPLAINTS = new Map<string, Complaint | undefined>();

function complaintAbout(value: string): Complaint | undefined {
  const range = rangeOf(value);
  if (range === undefined) {
    return complaint(`"${value}" is not a CIDR`, 'Write an address and a prefix length, such as "10.96.0.0/12" or '
      + '"fd00:10:96::/108".');
  }
  const [address, bits] = range;
  const { IPv4, IPv6 } = ipaddr;
  const network = address.kind() === 'ipv4' ? IPv4.networkAddressFromCIDR(value) : IPv6.networkAddressFromCIDR(value);
  if (network.toString() === address.toString()) return undefined;
  return complaint(`"${value}" has address bits behind its prefix length, so it names a host and not a network`,
    `Write "${canonical(`${network.toString()}/${bits}`)}".`);
}

/** Whether a CIDR is valid but has host bits set, about which the API server only warns. */
export function isHostInRange(value: string): boolean {
  return rangeOf(value) !== undefined && notCidr(value) !== undefined;
}

/** Whether a text is an address, and not a name. */
export function isAddress(text: string): boolean {
  return rangeOf(`${text}/${text.includes(':') ? 128 : 32}`) !== undefined;
}

/**
 * Whether a range lies in another one and is smaller, as NetworkPolicy requires of `except`; false if one of them is
 * invalid.
 */
export function within(inner: string, outer: string): boolean {
  const [innerRange, outerRange] = [rangeOf(inner), rangeOf(outer)];
  return innerRange !== undefined && outerRange !== undefined && innerRange[1] > outerRange[1] && overlap(inner, outer);
}

/**
 * The ranges that lie in no other of them, in the given order. Invalid ranges are left out.
 *
 * Sorted by their first addresses, and larger ranges first, a range lies in an earlier one or in none.
 */
export function outermost(ranges: readonly string[]): string[] {
  const valid = [...new Set(ranges.map(canonical))].filter((range) => rangeOf(range) !== undefined);
  const byAddress = valid.map((range) => [sortingKey(range), range] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  const kept = new Set<string>();
  let last: string | undefined;
  for (const [, range] of byAddress) {
    if (last !== undefined && within(range, last)) continue;
    kept.add(range);
    last = range;
  }
  return valid.filter((range) => kept.has(range));
}

function sortingKey(range: string): string {
  const [address, bits] = rangeOf(range) as Range;
  const bytes = [...address.toByteArray(), bits].map((byte) => byte.toString(16).padStart(2, '0'));
  return `${address.kind()} ${bytes.join('')}`;
}

/**
 * The IPv6 range through which gateways reach an IPv4 range; none for other ranges.
 *
 * RFC 6052: the prefix `64:ff9b::/96` with the IPv4 address behind it.
 */
export function translated(range: string): string[] {
  const [address, bits] = rangeOf(range) ?? [];
  if (!(address instanceof ipaddr.IPv4) || bits === undefined) return [];
  const [a, b, c, d] = address.toByteArray();
  const within64 = new ipaddr.IPv6([0x64, 0xff9b, 0, 0, 0, 0, a * 256 + b, c * 256 + d]);
  return [`${within64.toRFC5952String()}/${96 + bits}`];
}

/** Whether two ranges of one family share an address; false if one of them is invalid. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [rangeOf(one), rangeOf(other)];
  if (a === undefined || b === undefined) return false;
  return a[0].kind() === b[0].kind() && a[0].match(b[0], Math.min(a[1], b[1]));
}

/** The address families of ranges; invalid ranges have none. */
export function familiesOf(cidrs: readonly string[]): ReadonlySet<'ipv4' | 'ipv6'> {
  return new Set(cidrs.flatMap((cidr) => rangeOf(cidr)?.[0].kind() ?? []));
}

/**
 * A CIDR in the form of RFC 5952. An invalid one is returned as it is.
 *
 * Kubernetes apimachinery v0.35, pkg/util/validation/ip.go: GetWarningsForCIDR asks for this form.
 */
export function canonical(value: string): string {
  const range = rangeOf(value);
  if (range === undefined) return value;
  const [address, bits] = range;
  return `${address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString()}/${bits}`;
}

/** The address of a range, and the length of its prefix. */
export type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

const RANGES = new Map<string, Range | undefined>();

/**
 * The range of a text; undefined if it is invalid. Each text is parsed once: thousands of tenants use the same ranges,
 * and parsing is slow.
 */
export function rangeOf(text: string): Range | undefined {
  if (!RANGES.has(text)) RANGES.set(text, parse(text));
  return RANGES.get(text);
}

// Kubernetes apimachinery v0.35, pkg/util/validation/ip.go: parseCIDR with strict validation. ipaddr.js also accepts
// "10/8", zones, and octal and hexadecimal numbers, which mean other addresses elsewhere.
const NUMBER = '(0|[1-9]\\d{0,2})';
const PLAIN = new RegExp(`^(${NUMBER}(\\.${NUMBER}){3}|[0-9a-f:.]*:[0-9a-f:.]*)/${NUMBER}$`, 'i');

function parse(text: string): Range | undefined {
  if (!PLAIN.test(text) || !ipaddr.isValidCIDR(text)) return undefined;
  const range = ipaddr.parseCIDR(text);
  return range[0] instanceof ipaddr.IPv6 && range[0].isIPv4MappedAddress() ? undefined : range;
}
