const SIZE = 1024 * 1024;

/** The most bytes that a UTF-16 unit becomes in UTF-8. */
const MOST_BYTES = 3;

/**
 * Turns texts into bytes within a few large buffers. A buffer of its own for each of ten thousand texts would make the
 * garbage collector run many times, because each is memory outside of its heap.
 */
export class Slab {
  private buffer = Buffer.allocUnsafe(0);
  private used = 0;

  /** The UTF-8 bytes of a text. */
  public bytes(text: string): Buffer {
    const most = text.length * MOST_BYTES;
    if (this.buffer.length - this.used < most) {
      this.buffer = Buffer.allocUnsafeSlow(Math.max(SIZE, most));
      this.used = 0;
    }
    const start = this.used;
    this.used += this.buffer.write(text, start);
    return this.buffer.subarray(start, this.used);
  }
}
