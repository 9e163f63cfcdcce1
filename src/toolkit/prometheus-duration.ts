const UNITS: readonly (readonly [unit: string, seconds: number])[] = [['d', 86_400], ['h', 3600], ['m', 60], ['s', 1]];

/** Whole seconds as Prometheus writes a duration, such as `1h30m` (prometheus/common, model/time.go: ParseDuration). */
export function prometheusDuration(seconds: number): string {
  let rest = seconds;
  let text = '';
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text === '' ? '0s' : text;
}
