import type { VirtualMachineSpec } from '../../imports/kubevirt.io';
import type { DeepPartial } from '../toolkit/merge';
import { defined, unlessEmpty } from '../toolkit/shape';

/** What only one machine can have, so no template of several machines has it. */
export interface SingleMachine {
  readonly hostname?: string;
  /** The firmware's UUID. */
  readonly uuid?: string;
  /** The firmware's serial number. */
  readonly serial?: string;
  /** The MAC address of the interface on the pod network. */
  readonly macAddress?: string;
  readonly updateVolumesStrategy?: string;
  /** Names of the DataVolumes of its own disks, by disk. */
  readonly dataVolumeNames?: { readonly [disk: string]: string };
}

/** The part of a VirtualMachine's spec that only one machine can have, except for its interfaces. */
export function singleSpec(single: SingleMachine): DeepPartial<VirtualMachineSpec> {
  const { hostname, uuid, serial, updateVolumesStrategy } = single;
  const firmware = unlessEmpty(defined({ uuid, serial }));
  const domain = firmware && { firmware };
  const spec = unlessEmpty(defined({ hostname, domain }));
  return defined({ updateVolumesStrategy, template: spec && { spec } });
}
