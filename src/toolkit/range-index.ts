import { Range, rangeOf } from './cidr';

interface Member {
  /** The family and the network's address, so that members sort by address. */
  readonly key: string;
  readonly bits: number;
  /** The place in the given list. */
  readonly index: number;
}

/**
 * Address ranges that can be asked which of them hold a range or lie in it, without looking at each. Answers are places
 * in the given list, in its order. Invalid ranges are nowhere.
 */
export class RangeIndex {
  /** The index of a list. It is built once for a list that many objects share, unless the list changes. */
  public static of(ranges: readonly string[]): RangeIndex {
    const known = KNOWN.get(ranges);
    if (known?.isOf(ranges) === true) return known;
    const index = new RangeIndex([...ranges]);
    KNOWN.set(ranges, index);
    return index;
  }

  private readonly members: Member[];
  private readonly byNetwork = new Map<string, number[]>();
  private readonly lengths: number[];

  constructor(private readonly ranges: readonly string[]) {
    this.members = ranges.flatMap((text, index) => {
      const range = rangeOf(text);
      return range === undefined ? [] : [{ key: keyOf(range, range[1]), bits: range[1], index }];
    }).sort((one, other) => (one.key < other.key ? -1 : 1));
    for (const { key, bits, index } of this.members) {
      const network = `${key}/${bits}`;
      const known = this.byNetwork.get(network);
      if (known === undefined) this.byNetwork.set(network, [index]);
      else known.push(index);
    }
    this.lengths = [...new Set(this.members.map(({ bits }) => bits))];
  }

  /** The ranges that hold all of a range, the same range among them. */
  public around(text: string): number[] {
    const range = rangeOf(text);
    if (range === undefined) return [];
    return this.lengths
      .filter((bits) => bits <= range[1])
      .flatMap((bits) => this.byNetwork.get(`${keyOf(range, bits)}/${bits}`) ?? [])
      .sort(ascending);
  }

  /** The ranges that lie in a range and are smaller. */
  public within(text: string): number[] {
    const range = rangeOf(text);
    if (range === undefined) return [];
    const network = keyOf(range, range[1]);
    const found: number[] = [];
    for (let place = this.firstFrom(network); place < this.members.length; place++) {
      const { key, bits, index } = this.members[place];
      if (prefixOf(key, range) !== prefixOf(network, range)) break;
      if (bits > range[1]) found.push(index);
    }
    return found.sort(ascending);
  }

  /** The ranges that share an address with a range. */
  public overlapping(text: string): number[] {
    return [...this.around(text), ...this.within(text)].sort(ascending);
  }

  private isOf(ranges: readonly string[]): boolean {
    return ranges.length === this.ranges.length && ranges.every((range, index) => range === this.ranges[index]);
  }

  /** The place of the first member that does not come before a key. */
  private firstFrom(key: string): number {
    let [low, high] = [0, this.members.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.members[middle].key < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const KNOWN = new WeakMap<readonly string[], RangeIndex>();

function ascending(one: number, other: number): number {
  return one - other;
}

/** The family, and the first bits of a range's address as zeros and ones. */
function keyOf([address, length]: Range, bits: number): string {
  const digits = address.toByteArray().map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return `${address.kind()} ${digits.slice(0, Math.min(bits, length)).padEnd(digits.length, '0')}`;
}

/** The part of a key that it has in common with all keys in a range. */
function prefixOf(key: string, [address, bits]: Range): string {
  return key.slice(0, address.kind().length + 1 + bits);
}
