/** The maximum number of characters that are remembered, including those of the answers and a hundred per entry. */
const ROOM = 2_000_000;
const ENTRY = 100;

/** Longer texts use a lot of room and recur rarely. */
const LONGEST = 10_000;

/** Remembers results by string. It forgets everything when it is full, so it never holds more than a few megabytes. */
export class Memory {
  private readonly known = new Map<string, string>();
  private room = ROOM;

  public recall(text: string): string | undefined {
    return this.known.get(text);
  }

  /** Remembers the answer and returns it. */
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
