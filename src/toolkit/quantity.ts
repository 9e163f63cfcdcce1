import { Size, SizeRoundingBehavior } from 'cdk8s';
import { Complaint, complaint } from './complaint';
import { table } from './table';

// Kubernetes apimachinery v0.34, pkg/api/resource/quantity.go and suffix.go: the grammar and the suffixes.
const GRAMMAR = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E)|[eE]([+-]?\d+))?$/;
const BINARY: Record<string, number> = table({ Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 });
const DECIMAL: Record<string, number> = table({ n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 });
const NANO = 9;

/** Kubernetes apimachinery v0.34, pkg/api/resource/quantity.go: maxAllowed. */
const LARGEST = (2n ** 63n - 1n) * 10n ** BigInt(NANO);

/** Quantities that were parsed already: a bundle repeats few different quantities many times. */
const KNOWN = new Map<string, Quantity | undefined>();
const MOST_KNOWN = 10_000;

/** A Kubernetes quantity, exact to 10⁻⁹ as in the API server. It computes with integers, not floating point. */
export class Quantity {
  public static readonly ZERO = new Quantity(0n);

  /** The quantity of a text such as `500m`, `8Gi` or `1.5`; undefined if the API server cannot read it. */
  public static parse(text: string | number): Quantity | undefined {
    const written = String(text);
    if (KNOWN.has(written)) return KNOWN.get(written);
    const quantity = Quantity.read(written);
    if (KNOWN.size < MOST_KNOWN) KNOWN.set(written, quantity);
    return quantity;
  }

  /** The quantity of a size in bytes: a `cdk8s.Size`, or a text. */
  public static ofSize(size: Size | string): Quantity | undefined {
    return Quantity.parse(sizeText(size));
  }

  private static read(text: string): Quantity | undefined {
    const match = GRAMMAR.exec(text);
    if (match === null) return undefined;
    const [, sign, digits, suffix, exponent] = match;
    const [whole, fraction = ''] = digits.split('.');
    const power = NANO - fraction.length + (exponent !== undefined ? Number(exponent) : (DECIMAL[suffix] ?? 0));
    if (Math.abs(power) > 60) return undefined;
    const mantissa = BigInt(whole + fraction) * 1024n ** BigInt(BINARY[suffix] ?? 0);
    const nano = power >= 0 ? mantissa * 10n ** BigInt(power) : ceilDivide(mantissa, 10n ** BigInt(-power));
    return new Quantity(sign === '-' ? -nano : nano);
  }

  private constructor(private readonly nano: bigint) {}

  public plus(other: Quantity): Quantity {
    return new Quantity(this.nano + other.nano);
  }

  public minus(other: Quantity): Quantity {
    return new Quantity(this.nano - other.nano);
  }

  public times(factor: number): Quantity {
    return new Quantity(this.nano * BigInt(factor));
  }

  /**
   * The smallest multiple of the step that is not less than the quantity, so that a sum of odd bytes can be shown in
   * `Mi`.
   */
  public roundedUpTo(step: Quantity): Quantity {
    return new Quantity(ceilDivide(this.nano, step.nano) * step.nano);
  }

  /** The largest multiple of the step that is not more than the quantity. */
  public roundedDownTo(step: Quantity): Quantity {
    return new Quantity(this.nano / step.nano * step.nano);
  }

  /** How many times as much it is as another quantity, which is more than zero. */
  public ratioTo(other: Quantity): number {
    return Number(this.nano) / Number(other.nano);
  }

  /** The product with a ratio such as 1.2, rounded up to a whole unit. */
  public timesRatio(ratio: number): Quantity {
    return ratio === 1 ? this : new Quantity(BigInt(Math.ceil(Number(this.toUnits()) * ratio)) * 10n ** BigInt(NANO));
  }

  /** The product with a ratio such as 2, rounded down to a whole unit. */
  public timesRatioDown(ratio: number): Quantity {
    return new Quantity(BigInt(Math.floor(Number(this.toUnits()) * ratio)) * 10n ** BigInt(NANO));
  }

  public isLessThan(other: Quantity): boolean {
    return this.nano < other.nano;
  }

  public isZero(): boolean {
    return this.nano === 0n;
  }

  /** Whether Kubernetes does not compute with it: it takes the largest number for it, or one that is far off. */
  public isTooLarge(): boolean {
    return this.nano > LARGEST;
  }

  public isNegative(): boolean {
    return this.nano < 0n;
  }

  /** Whether the quantity is a whole number, as bytes must be. */
  public isWhole(): boolean {
    return this.nano % 10n ** BigInt(NANO) === 0n;
  }

  /** The quantity in whole units, rounded up as the API server does: bytes of memory, cores. */
  public toUnits(): bigint {
    return ceilDivide(this.nano, 10n ** BigInt(NANO));
  }

  /** The quantity as bytes, in the largest binary unit that divides it: `8Gi`, `1536Mi`, `1000`. */
  public toBytesText(): string {
    const bytes = this.toUnits();
    const unit = Object.keys(BINARY)
      .reverse()
      .find((suffix) => bytes !== 0n && bytes % 1024n ** BigInt(BINARY[suffix]) === 0n);
    return unit === undefined ? String(bytes) : `${bytes / 1024n ** BigInt(BINARY[unit])}${unit}`;
  }

  /** The quantity as whole cores or thousandths: `4`, `250m`. */
  public toCoresText(): string {
    const milli = ceilDivide(this.nano, 10n ** BigInt(NANO - 3));
    return milli % 1000n === 0n ? String(milli / 1000n) : `${milli}m`;
  }
}

const MEBIBYTE = Quantity.parse('1Mi')!;

/** The text of a size: a `cdk8s.Size` in its largest whole binary unit; a text is returned as it is. */
export function sizeText(size: Size | string): string {
  // an untyped program may pass `16` as a number
  if (typeof size !== 'object') return String(size);
  const text = `${size.toKibibytes({ rounding: SizeRoundingBehavior.NONE })}Ki`;
  return Quantity.parse(text)?.toBytesText() ?? text;
}

/**
 * Checks an amount of bytes: a whole, positive quantity. `2048m` is a little more than two bytes, which is never
 * intended.
 */
export function notByteSize(size: Size | string): Complaint | undefined {
  const text = sizeText(size);
  const quantity = Quantity.parse(text);
  if (quantity === undefined) {
    return complaint(`"${text}" is not a Kubernetes quantity`, 'Write a number and a unit, such as "16Gi".');
  }
  if (quantity.isTooLarge()) return tooLarge(text);
  if (!quantity.isWhole()) return notWholeBytes(text);
  if (quantity.isZero() || quantity.isNegative()) {
    return complaint(`"${text}" must be more than zero`, 'Write a positive size, such as "16Gi".');
  }
  return undefined;
}

/** The complaint about a quantity that Kubernetes does not compute with. */
export function tooLarge(written: unknown): Complaint {
  return complaint(`${JSON.stringify(written)} is more than 2^63 - 1, the largest number that Kubernetes computes with`,
    'Write a smaller one.');
}

function notWholeBytes(text: string): Complaint {
  const isMilli = text.endsWith('m');
  const meaning = isMilli ? ' ("m" means thousandths)' : /[\d.]$/.test(text) ? ' (a number alone means bytes)' : '';
  const meant = meantSize(text);
  const remedy = isMilli && meant !== undefined
    ? `Write "${meant}" for mebibytes.`
    : `Write a whole number with a unit, such as "${meant ?? '512Mi'}".`;
  return complaint(`"${text}" is not a whole number of bytes${meaning}`, remedy);
}

/**
 * The size that was likely meant, in whole mebibytes: of `512m` that many mebibytes, of `0.5` that many gibibytes, of
 * `1.1Gi` a little more. Undefined if nothing can be said.
 */
function meantSize(text: string): string | undefined {
  const withUnit = /^[\d.]+$/.test(text) ? `${text}Gi` : text.replace(/m$/, 'Mi');
  if (/^\d+Mi$/.test(withUnit)) return withUnit;
  const meant = Quantity.parse(withUnit)?.roundedUpTo(MEBIBYTE);
  const isLikely = meant !== undefined && !meant.isZero() && !meant.isNegative() && !/[un]$|[eE]-/.test(text);
  return isLikely ? meant.toBytesText() : undefined;
}

function ceilDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by > 0n ? quotient + 1n : quotient;
}
