import type { GuestNeeds, GuestParts } from './guest-parts';
import type { MachineDisk } from '../disks/machine-volume';
import { Architecture } from '../strategies';
import type { Sysprep } from './sysprep';
import type { VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { defined } from '../../toolkit/shape';
import { table } from '../../toolkit/table';
import { DiskBus } from '../disks/guest-disk';

/** A version of Windows. It decides about firmware, TPM, and the least CPU and memory. */
export enum WindowsVersion {
  WINDOWS_10 = '10',
  /** Its setup needs a TPM and secure boot, 2 vCPUs and 4Gi of memory. */
  WINDOWS_11 = '11',
  SERVER_2012 = '2k12',
  SERVER_2016 = '2k16',
  SERVER_2019 = '2k19',
  SERVER_2022 = '2k22',
  SERVER_2025 = '2k25',
}

/** What a machine with Windows gets. */
export interface WindowsGuest {
  /** The version of Windows. */
  readonly version: WindowsVersion;
  /**
   * Whether the guest has virtio drivers. If so, its disks and network interfaces are virtio ones, which are faster;
   * otherwise disks are on the bus SATA, and interfaces are of the model e1000e, whose drivers Windows has. A guest
   * that is installed without the drivers does not start from a virtio disk.
   * @default - true if `driversImage` is given, because Windows' setup loads the drivers from it; otherwise false
   */
  readonly virtio?: boolean;
  /**
   * A containerDisk with the virtio drivers, which the guest sees as a CD-ROM, such as
   * `quay.io/kubevirt/virtio-container-disk:v1.9.0`. Take the tag of the KubeVirt release in use. When you take it out
   * after the installation, write `virtio: true`.
   * @default - none; nothing is pulled from a registry that the program does not name
   */
  readonly driversImage?: string;
  /**
   * The answers for Windows' setup.
   * @default - none
   */
  readonly sysprep?: Sysprep;
  /**
   * Whether the content of the TPM and the UEFI variables survive when the machine stops. KubeVirt then makes a claim
   * for them beside the disks of each machine, in the class `vmStateStorageClass` of the cluster's `kubevirtConfig` or
   * the cluster's default class. Without it, a guest that has keys in its TPM (BitLocker) does not start again.
   * @default - true for Windows 11, Server 2022 and Server 2025, as in the preferences of KubeVirt; otherwise false
   */
  readonly persistentState?: boolean;
}

/** What a version of Windows needs. */
interface Needs extends GuestNeeds {
  /** Whether it boots by UEFI with secure boot. */
  readonly secureBoot: boolean;
  readonly tpm: boolean;
}

const OLD = { architecture: 'amd64', vcpus: 1, memory: '512Mi', secureBoot: false, tpm: false };
const SECURE = { ...OLD, memory: '2Gi', secureBoot: true };
const TRUSTED = { ...SECURE, tpm: true };

// KubeVirt v1.9.0, the embedded preferences windows.* (v1.7.0 and v1.8.4 differ in the video type alone):
// pkg/virt-operator/resource/generate/components/data/common-instancetypes/common-clusterpreferences-bundle.yaml.
const NEEDS: { readonly [version in WindowsVersion]: Needs } = table({
  [WindowsVersion.SERVER_2012]: { ...OLD, name: 'Windows Server 2012' },
  [WindowsVersion.WINDOWS_10]: { ...SECURE, name: 'Windows 10' },
  [WindowsVersion.SERVER_2016]: { ...SECURE, name: 'Windows Server 2016' },
  [WindowsVersion.SERVER_2019]: { ...SECURE, name: 'Windows Server 2019' },
  [WindowsVersion.WINDOWS_11]: { ...TRUSTED, vcpus: 2, memory: '4Gi', name: 'Windows 11', isTrusted: true },
  [WindowsVersion.SERVER_2022]: { ...TRUSTED, name: 'Windows Server 2022' },
  [WindowsVersion.SERVER_2025]: { ...TRUSTED, name: 'Windows Server 2025' },
});

const GRACE_PERIOD_SECONDS = 3600;

/** The name of the CD-ROM with virtio drivers within a machine. */
export const DRIVERS_DISK = 'virtio-drivers';
/** The name of the CD-ROM with the answers for Windows' setup within a machine. */
export const SYSPREP_DISK = 'sysprep';

/**
 * The parts of a machine with Windows. It is for amd64, but a program may accept what VM143 says of others: they have
 * neither SATA nor secure boot.
 */
export function windowsParts(given: WindowsGuest, architecture: Architecture = Architecture.AMD64): GuestParts {
  const { version, driversImage } = given;
  const isAmd = architecture === Architecture.AMD64;
  const virtio = given.virtio ?? driversImage !== undefined;
  const needs = NEEDS[version];
  const persistent = given.persistentState ?? needs.tpm;
  return {
    annotations: { 'vm.kubevirt.io/os': 'windows' },
    domain: defined({
      clock: CLOCK,
      features: { acpi: {}, apic: {}, hyperv: HYPER_V },
      firmware: needs.secureBoot ? { bootloader: { efi: efi(isAmd, persistent) } } : undefined,
    }),
    devices: defined({
      inputs: [{ name: 'tablet', type: 'tablet', bus: virtio ? 'virtio' : 'usb' }],
      tpm: needs.tpm || persistent ? tpm(persistent) : undefined,
    }),
    gracePeriodSeconds: GRACE_PERIOD_SECONDS,
    diskBus: virtio || !isAmd ? DiskBus.VIRTIO : DiskBus.SATA,
    interfaceModel: virtio ? undefined : 'e1000e',
    disks: cdRoms(given, isAmd ? DiskBus.SATA : DiskBus.SCSI),
    needs,
  };
}

function efi(secureBoot: boolean, persistent: boolean): { readonly secureBoot: boolean; readonly persistent?: true } {
  return persistent ? { secureBoot, persistent: true } : { secureBoot };
}

function tpm(persistent: boolean): { readonly persistent?: true } {
  return persistent ? { persistent: true } : {};
}

function cdRoms({ driversImage, sysprep }: WindowsGuest, bus: DiskBus): MachineDisk[] {
  const cdRom = (name: string) => ({ name, cdrom: { bus } });
  return [
    ...(driversImage === undefined ? [] : [{
      disk: cdRom(DRIVERS_DISK), volume: { name: DRIVERS_DISK, containerDisk: { image: driversImage } },
    }]),
    ...(sysprep === undefined ? [] : [{
      disk: cdRom(SYSPREP_DISK), volume: { name: SYSPREP_DISK, sysprep: sysprep._source() },
    }]),
  ];
}

type Domain = VirtualMachineInstanceSpec['domain'];

const CLOCK: Domain['clock'] = {
  utc: {},
  timer: {
    hpet: { present: false },
    hyperv: {},
    pit: { tickPolicy: 'delay' },
    rtc: { tickPolicy: 'catchup' },
  },
};

const HYPER_V: NonNullable<Domain['features']>['hyperv'] = {
  frequencies: {},
  ipi: {},
  reenlightenment: {},
  relaxed: {},
  reset: {},
  runtime: {},
  spinlocks: { spinlocks: 8191 },
  synic: {},
  synictimer: { direct: {} },
  tlbflush: {},
  vapic: {},
  vpindex: {},
};
