import type { Construct } from 'constructs';
import { report } from '../findings/findings';
import { NO_IMAGE } from '../machines/disks/no-image';
import type { MachineProps } from '../machines/machine-props';
import { BOOT_SOURCE, bootSourceFaults } from '../rules/machine/boot';

/**
 * Reports props that do not say once what a machine boots from, and returns props that do.
 * @param remedy what to write if nothing does
 */
export function withBoot<T extends MachineProps>(construct: Construct, props: T, remedy = BOOT_SOURCE.remedy): T {
  const { image, boot } = props;
  const isMissing = image === undefined && boot === undefined;
  const replaced = { props: ['image', 'boot'], isRequired: isMissing };
  report(construct, BOOT_SOURCE, bootSourceFaults(props, remedy), replaced);
  if (isMissing) return { ...props, image: NO_IMAGE };
  return image === undefined ? props : { ...props, boot: undefined };
}
