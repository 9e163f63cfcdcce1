import * as ipaddr from 'ipaddr.js';
import { rangeOf } from './cidr';

/**
 * Address ranges that are looked up by another range, at a cost that does not grow with their number.
 *
 * A range is kept as the bits of its prefix. Of two ranges that share an address, one lies in the other, so its bits
 * begin with the other's.
 */
export class RangeIndex {
  private readonly places = new Map<string, number[]>();
  private readonly sorted: readonly string[];

  /** Invalid ranges are left out. */
  constructor(ranges: readonly string[]) {
    for (const [place, range] of ranges.entries()) {
      const prefix = prefixOf(range);
      if (prefix === undefined) continue;
      const known = this.places.get(prefix);
      if (known === undefined) this.places.set(prefix, [place]);
      else known.push(place);
    }
    this.sorted = [...this.places.keys()].sort();
  }

  /** Whether a range is one of the ranges, or lies in one. */
  public covers(range: string): boolean {
    return this.around(prefixOf(range)).next().done === false;
  }

  /** The places in the given list of the ranges that share an address with a range, in order. */
  public overlapping(range: string): number[] {
    const prefix = prefixOf(range);
    const found = [...this.around(prefix), ...this.below(prefix)];
    return found.flatMap((each) => this.places.get(each)!).sort((a, b) => a - b);
  }

  /** The ranges that a range lies in, itself included. */
  private* around(prefix: string | undefined): Iterator<string> & Iterable<string> {
    if (prefix === undefined) return;
    for (let length = FAMILY; length <= prefix.length; length++) {
      const outer = prefix.slice(0, length);
      if (this.places.has(outer)) yield outer;
    }
  }

  /** The ranges that lie in a range and are smaller. */
  private* below(prefix: string | undefined): Iterable<string> {
    if (prefix === undefined) return;
    for (let at = this.firstAfter(prefix); this.sorted[at]?.startsWith(prefix); at++) yield this.sorted[at];
  }

  private firstAfter(prefix: string): number {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.sorted[middle] <= prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The characters that tell the family. */
const FAMILY = 1;

function prefixOf(range: string): string | undefined {
  const [address, bits] = rangeOf(range) ?? [];
  if (address === undefined || bits === undefined) return undefined;
  const all = address.toByteArray().map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return `${address instanceof ipaddr.IPv4 ? 4 : 6}${all.slice(0, bits)}`;
}
