import type { DataVolumeSpec } from '../../imports/cdi.kubevirt.io';
import { Fault, fault } from '../findings/rule';
import { DeepPartial, isPlain } from '../toolkit/merge';

/** The overrides of an image if they are plain data, or else what is wrong with them. */
export interface PlainOverrides {
  readonly overrides?: DeepPartial<DataVolumeSpec>;
  readonly faults: readonly Fault[];
}

/**
 * Checks that overrides have no lazy values: the name of the DataVolume depends on them and is made with the image.
 */
export function plainOverrides(given: DeepPartial<DataVolumeSpec> | null | undefined): PlainOverrides {
  if (given === undefined || given === null) return { faults: [] };
  if (!isPlain(given)) {
    return {
      faults: [fault('overrides', `is a ${described(given)}, but parts of a spec are an object`,
        'Write it as { storage: { … } }.')],
    };
  }
  const odd = firstOdd(given, 'overrides');
  return odd === undefined ? { overrides: given, faults: [] } : { faults: [odd] };
}

function firstOdd(value: unknown, at: string): Fault | undefined {
  const isScalar = ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
  if (value === undefined || value === null || isScalar) return undefined;
  if (!Array.isArray(value) && !isPlain(value)) {
    return fault(at, `is a ${described(value)} and not a plain value, but the name of the image's volume and its `
      + 'checks are made of the overrides at once',
    'Write the value itself.');
  }
  for (const [key, item] of Object.entries(value)) {
    const odd = firstOdd(item, `${at}.${key}`);
    if (odd !== undefined) return odd;
  }
  return undefined;
}

function described(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'object' && value !== null ? (value.constructor?.name ?? 'object') : typeof value;
}
