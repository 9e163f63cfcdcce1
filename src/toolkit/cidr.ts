import * as ipaddr from 'ipaddr.js';
import { Complaint, complaint } from './complaint';

/** An address range with the name under which an error mentions it. */
export interface NamedCidr {
  readonly what: string;
  readonly cidr: string;
}

/**
 * A CIDR such as `10.96.0.0/12` or `fd00::/108` can be parsed, and has no bits behind its mask, as NetworkPolicy wants
 * it.
 */
export function notCidr(value: string): Complaint | undefined {
  const range = rangeOf(value);
  if (range === undefined) {
    return complaint(`"${value}" is not a CIDR`, 'Write an address and a prefix length, such as "10.96.0.0/12" or "fd00:10:96::/108".');
  }
  const [address, bits] = range;
  const { IPv4, IPv6 } = ipaddr;
  const network = address.kind() === 'ipv4' ? IPv4.networkAddressFromCIDR(value) : IPv6.networkAddressFromCIDR(value);
  if (network.toString() === address.toString()) return undefined;
  return complaint(`"${value}" has address bits behind its prefix length, so it names a host and not a network`,
    `Write "${canonical(`${network.toString()}/${bits}`)}".`);
}

/** Whether a CIDR can be read but has bits behind its mask, which the API server only warns of. */
export function isHostInRange(value: string): boolean {
  return rangeOf(value) !== undefined && notCidr(value) !== undefined;
}

/** Pairs of ranges of the same family that share an address. What is not a range is left to `notCidr`. */
export function overlapping(these: readonly NamedCidr[], those: readonly NamedCidr[]): [NamedCidr, NamedCidr][] {
  return these.flatMap((one) => those
    .filter((other) => overlap(one.cidr, other.cidr))
    .map((other): [NamedCidr, NamedCidr] => [one, other]));
}

/**
 * Whether a range lies in another one and is smaller, as NetworkPolicy wants it of `except`; false when one of them is
 * no range.
 */
export function within(inner: string, outer: string): boolean {
  const [innerRange, outerRange] = [rangeOf(inner), rangeOf(outer)];
  return innerRange !== undefined && outerRange !== undefined && innerRange[1] > outerRange[1] && overlap(inner, outer);
}

/** Whether two ranges of one family share an address; false when one of them is no range. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [rangeOf(one), rangeOf(other)];
  if (a === undefined || b === undefined) return false;
  return a[0].kind() === b[0].kind() && a[0].match(b[0], Math.min(a[1], b[1]));
}

/**
 * A CIDR as RFC 5952 writes it; what is none stays as it is.
 *
 * Kubernetes apimachinery v0.35, pkg/util/validation/ip.go: GetWarningsForCIDR asks for this form.
 */
export function canonical(value: string): string {
  const range = rangeOf(value);
  if (range === undefined) return value;
  const [address, bits] = range;
  return `${address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString()}/${bits}`;
}

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

const RANGES = new Map<string, Range | undefined>();

/**
 * The range of a text, or nothing. Each text is parsed once: thousands of tenants name the same ranges, and parsing
 * them is slow.
 */
function rangeOf(text: string): Range | undefined {
  if (!RANGES.has(text)) RANGES.set(text, parse(text));
  return RANGES.get(text);
}

// Kubernetes apimachinery v0.35, pkg/util/validation/ip.go: parseCIDR with strict validation. ipaddr.js also reads
// "10/8", octal and hexadecimal numbers, which mean other addresses elsewhere, and zones.
const NUMBER = '(0|[1-9]\\d{0,2})';
const PLAIN = new RegExp(`^(${NUMBER}(\\.${NUMBER}){3}|[0-9a-f:.]*:[0-9a-f:.]*)/${NUMBER}$`, 'i');

function parse(text: string): Range | undefined {
  if (!PLAIN.test(text) || !ipaddr.isValidCIDR(text)) return undefined;
  const range = ipaddr.parseCIDR(text);
  return range[0] instanceof ipaddr.IPv6 && range[0].isIPv4MappedAddress() ? undefined : range;
}
