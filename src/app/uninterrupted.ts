/**
 * The signals that a terminal or a supervisor sends to end a process. SIGQUIT is left out, so that a process that hangs
 * can still be ended.
 */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a synchronous function while the signals above wait. Afterwards they have their usual effect.
 *
 * If a signal has a listener, Node delivers it only on a later turn of the event loop, so it is enough to have one. If
 * the program has its own listener, nothing is needed. Ours stays for two turns, because the delivery phase of the
 * current turn may be over already.
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
