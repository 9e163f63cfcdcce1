import { Complaint, complaint } from '../../toolkit/complaint';

// KubeVirt v1.9.0 pkg/util/hardware/hw_utils.go: ParsePciAddress.
const PCI_ADDRESS = /^[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\.[0-7]$/;

/** Checks that a PCI address is written like `0000:81:01.0`. */
export function notPciAddress(address: string | undefined): Complaint | undefined {
  if (!address || PCI_ADDRESS.test(address)) return undefined;
  return complaint(`"${address}" is not a PCI address`, 'Write one such as "0000:81:01.0".');
}
