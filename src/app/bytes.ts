const SIZE = 256 * 1024;

/** The maximum number of bytes of a UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;

let shared: Buffer | undefined;

/**
 * The UTF-8 bytes of a text whose pieces are made while they are read, so that it is never in memory as a whole. Small
 * pieces are put together, because a system call costs more than many of them. All calls share one buffer, so bytes are
 * valid only until the next ones are read, and one text must be read after the other.
 */
export function* bytesOf(pieces: Iterable<string>): Iterable<Buffer> {
  const buffer = shared ??= Buffer.allocUnsafeSlow(SIZE);
  let used = 0;
  for (const piece of pieces) {
    const most = piece.length * MOST_BYTES;
    if (used + most > SIZE) {
      yield buffer.subarray(0, used);
      used = 0;
    }
    if (most > SIZE) yield Buffer.from(piece);
    else used += buffer.write(piece, used);
  }
  yield buffer.subarray(0, used);
}
