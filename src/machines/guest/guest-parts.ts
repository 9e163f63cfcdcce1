import type { Devices, VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { DiskBus } from '../disks/guest-disk';
import type { MachineDisk } from '../disks/machine-volume';

/** What a guest needs to run at all. */
export interface GuestNeeds {
  /** The guest, for messages. */
  readonly name: string;
  readonly architecture: string;
  readonly vcpus: number;
  readonly memory: string;
  /** Whether its setup stops on a machine without a TPM or secure boot. */
  readonly isTrusted?: boolean;
}

/** What a machine gets for its guest, before its other props. */
export interface GuestParts {
  /** Annotations of the instance. */
  readonly annotations: { readonly [key: string]: string };
  readonly domain: Pick<VirtualMachineInstanceSpec['domain'], 'clock' | 'features' | 'firmware'>;
  readonly devices: Pick<Devices, 'inputs' | 'rng' | 'tpm'>;
  /** How long the guest may take to shut down; undefined if as long as any other. */
  readonly gracePeriodSeconds?: number;
  /** The bus of disks that state none. */
  readonly diskBus: DiskBus;
  /** The model of network interfaces; undefined if KubeVirt's default. */
  readonly interfaceModel?: string;
  /** Further disks, behind all others. */
  readonly disks: readonly MachineDisk[];
  /** Undefined if the guest runs on every machine. */
  readonly needs?: GuestNeeds;
}

/** The parts of a machine whose guest is not known. */
export const ANY_GUEST: GuestParts = { annotations: {}, domain: {}, devices: {}, diskBus: DiskBus.VIRTIO, disks: [] };

/** The parts of a machine with Linux. KubeVirt v1.9.0, the embedded preference `linux`. */
export const LINUX: GuestParts = {
  ...ANY_GUEST,
  annotations: { 'vm.kubevirt.io/os': 'linux' },
  devices: { rng: {} },
};
