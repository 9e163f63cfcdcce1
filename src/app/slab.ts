const SIZE = 1024 * 1024;

/** The maximum number of bytes of a UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;

/**
 * Encodes texts into a few large buffers. One buffer for each of ten thousand texts would trigger the garbage collector
 * many times, because buffers are memory outside of its heap.
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
