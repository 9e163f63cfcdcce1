/** How many characters are remembered at most, with those of the answers and a hundred for each entry. */
const ROOM = 2_000_000;
const ENTRY = 100;

/** Longer ones take the room of many and recur seldom. */
const LONGEST = 10_000;

/** Remembers what was made of strings. Forgets all when it is full, so it never holds more than a few megabytes. */
export class Memory {
  private readonly known = new Map<string, string>();
  private room = ROOM;

  public recall(text: string): string | undefined {
    return this.known.get(text);
  }

  /** Gives the answer back. */
  public remember(text: string, answer: string): string {
    if (text.length > LONGEST) return answer;
    this.room -= text.length + answer.length + ENTRY;
    if (this.room < 0) {
      this.known.clear();
      this.room = ROOM;
    }
    this.known.set(text, answer);
    return answer;
  }
}
