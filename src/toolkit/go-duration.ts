import type { Duration } from 'cdk8s';
import { table } from './table';

// Go 1.26 time.ParseDuration: signed numbers with fractions, each with a unit.
const GRAMMAR = /^[+-]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;
const SECONDS: { readonly [unit: string]: number } = table({
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
});

/** A duration in Go's own format, such as `168h0m0s`, so that the API server returns exactly what was written. */
export function goDuration(duration: Duration): string {
  const seconds = duration.toSeconds({ integral: false });
  if (seconds > 0 && seconds < 1) return `${duration.toMilliseconds({ integral: false })}ms`;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (hours > 0) return `${hours}h${minutes}m${rest}s`;
  return minutes > 0 ? `${minutes}m${rest}s` : `${rest}s`;
}

/** A duration of Go is a whole number of nanoseconds in 64 bits: about 292 years. */
const MAX_SECONDS = 2 ** 63 / 1e9;

/** The seconds of a duration in Go's format; undefined if Go could not parse it. */
export function goSeconds(text: string): number | undefined {
  if (!GRAMMAR.test(text)) return undefined;
  const sum = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)].reduce(
    (total, [, amount, unit]) => total + Number(amount) * SECONDS[unit],
    0,
  );
  if (sum >= MAX_SECONDS) return undefined;
  return text.startsWith('-') ? -sum : sum;
}
