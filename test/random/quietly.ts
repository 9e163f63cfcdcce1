/** Does something without the notices that synthesis prints. */
export function quietly<T>(action: () => T): T {
  const { write } = process.stderr;
  process.stderr.write = () => true;
  try {
    return action();
  } finally {
    process.stderr.write = write;
  }
}
