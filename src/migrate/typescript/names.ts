/** Names of variables that are identifiers of TypeScript, each used once. */
export class VariableNames {
  private readonly used = new Set<string>();

  /** A name made of the words of a text; `suffix` says what the variable holds, so it is never a reserved word. */
  public of(text: string, suffix: string): string {
    const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '').slice(0, MOST_WORDS);
    const camel = [...words, suffix].map((word, index) => (index === 0 ? lowered(word) : raised(word))).join('');
    return this.once(/^\d/.test(camel) ? `${suffix}${camel}` : camel);
  }

  private once(name: string): string {
    let free = name;
    for (let count = 2; this.used.has(free); count++) free = `${name}${count}`;
    this.used.add(free);
    return free;
  }
}

/** A variable with more words than this is hard to read. */
const MOST_WORDS = 6;

function lowered(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

function raised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
