/**
 * What a terminal or a supervisor sends to end a process. SIGQUIT is left out, as the way to end one that does not come
 * back.
 */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something synchronous during which the signals above wait; then they do what they would have done.
 *
 * With a listener, Node hands a signal out on a later turn of the event loop only, so having one is enough. Where the
 * program has a listener of its own, nothing is needed. Ours stays for two turns, since of one turn the part that hands
 * out may be over already.
 */
export function uninterrupted(work: () => void): void {
  const held = SIGNALS.filter((signal) => process.listenerCount(signal) === 0);
  const release = (): void => held.forEach((signal) => process.removeListener(signal, raise));
  const raise = (signal: NodeJS.Signals): void => {
    release();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  for (const signal of held) process.on(signal, raise);
  try {
    work();
  } finally {
    setImmediate(() => setImmediate(release));
  }
}
