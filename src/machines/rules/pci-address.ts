import type { Sentence } from '../../toolkit/problems';

/** Checks an address such as `0000:81:01.0` (KubeVirt v1.9.0 pkg/util/hardware/hw_utils.go, ParsePciAddress). */
export function pciAddress(at: string, address: string | undefined): Sentence {
  if (address === undefined || address === '' || /^[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\.[0-7]$/.test(address)) return undefined;
  return `${at} "${address}" is no PCI address. Write one such as "0000:81:01.0".`;
}
