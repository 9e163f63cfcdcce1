/** Names of one sort, all different. */
export class NamesOf {
  private readonly taken: Set<string>;

  constructor(
    private readonly most: number,
    taken: readonly string[] = [],
  ) {
    this.taken = new Set(taken);
  }

  /** The name, or one much like it where it is taken. */
  public fresh(name: string): string {
    let found = name;
    for (let number = 2; this.taken.has(found); number += 1) {
      found = `${name.slice(0, this.most - 4).replace(/[^a-z0-9]+$/, '')}-${number}`;
    }
    this.taken.add(found);
    return found;
  }

  /** As `fresh`, for a name that is taken together with an ending. A number at the end is that of a pool's member. */
  public freshPrefix(name: string, ending: string, most: number): string {
    let found = name;
    for (let number = 2; this.taken.has(found + ending); number += 1) {
      found = `${name.slice(0, most - 5).replace(/[^a-z0-9]+$/, '')}-x${number}`;
    }
    this.taken.add(found + ending);
    return found;
  }

  /** Whether the name was free, and is not any more. */
  public take(name: string): boolean {
    if (this.taken.has(name)) return false;
    this.taken.add(name);
    return true;
  }
}
