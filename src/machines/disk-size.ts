import type { Sentence } from '../toolkit/problems';
import { Quantity } from '../toolkit/quantity';
import { byteSize } from '../toolkit/sentences';

const MEBIBYTE = Quantity.parse('1Mi')!;

/** Checks the size of a DataVolume. The least: CDI v1.66.0 pkg/apiserver/webhooks/datavolume-validate.go. */
export function diskSize(what: string, size: string): Sentence {
  return byteSize(what, size) ?? (Quantity.parse(size)!.isLessThan(MEBIBYTE) ? `${what} "${size}" is less than the 1Mi that CDI takes at least (a number alone means bytes). Write a size such as "10Gi".` : undefined);
}
