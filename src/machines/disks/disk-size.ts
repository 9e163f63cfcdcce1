import { Complaint, complaint } from '../../toolkit/complaint';
import { notByteSize, Quantity } from '../../toolkit/quantity';

const MEBIBYTE = Quantity.parse('1Mi')!;

// CDI v1.66.0 pkg/apiserver/webhooks/datavolume-validate.go.
/** Checks the size of a DataVolume: a whole number of bytes, at least 1Mi. */
export function notDiskSize(size: string): Complaint | undefined {
  const malformed = notByteSize(size);
  if (malformed !== undefined) return malformed;
  if (!Quantity.parse(size)!.isLessThan(MEBIBYTE)) return undefined;
  return complaint(`"${size}" is less than the 1Mi that CDI takes at least (a number alone means bytes)`,
    'Write a size such as "10Gi".');
}
