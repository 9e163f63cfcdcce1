import type { VirtualMachinePreferenceDevices } from '../../imports/instancetype.kubevirt.io';
import { DiskBlockSize, DiskBus, DiskCache, DiskIo } from '../machines/disks/guest-disk';
import { InputBus, PanicModel, SoundModel, TpmState, VideoType } from '../machines/guest/guest-devices';
import type { GuestParts } from '../machines/guest/guest-parts';
import { InterfaceModel } from '../machines/networks/interface-model';
import { defined } from '../toolkit/shape';

/**
 * Devices and buses that guests prefer. They apply to what a machine leaves open; a machine of this library states the
 * bus of each disk and the binding of each interface.
 */
export interface PreferredDevices {
  /**
   * The bus of disks.
   * @default - as the guest needs it
   */
  readonly diskBus?: DiskBus;
  /**
   * The bus of CD-ROM drives.
   * @default - KubeVirt's choice
   */
  readonly cdromBus?: DiskBus;
  /**
   * The bus of LUNs.
   * @default - KubeVirt's choice
   */
  readonly lunBus?: DiskBus;
  /**
   * How nodes cache what guests read and write.
   * @default - KubeVirt's choice
   */
  readonly diskCache?: DiskCache;
  /**
   * How QEMU reads and writes disks.
   * @default - KubeVirt's choice
   */
  readonly diskIo?: DiskIo;
  /**
   * The size of the blocks that guests see.
   * @default - 512 bytes
   */
  readonly diskBlockSize?: DiskBlockSize;
  /**
   * Whether each disk on the bus virtio has a thread of its own for its I/O.
   * @default false
   */
  readonly diskDedicatedIoThread?: boolean;
  /**
   * Whether virtio disks have a queue for each virtual CPU.
   * @default false
   */
  readonly blockMultiQueue?: boolean;
  /**
   * The network card that guests see.
   * @default - as the guest needs it
   */
  readonly interfaceModel?: InterfaceModel;
  /**
   * Whether interfaces on the pod network without a binding are masqueraded.
   * @default - KubeVirt's choice
   */
  readonly interfaceMasquerade?: boolean;
  /**
   * Whether network interfaces have a queue for each vCPU.
   * @default false
   */
  readonly networkInterfaceMultiqueue?: boolean;
  /**
   * Whether a machine without networks is connected to the pod network.
   * @default true - KubeVirt's default
   */
  readonly podInterface?: boolean;
  /**
   * Whether guests get a tablet.
   * @default - as the guest needs it
   */
  readonly tablet?: boolean;
  /**
   * The bus of input devices.
   * @default - as the guest needs it
   */
  readonly inputBus?: InputBus;
  /**
   * Whether guests get random numbers from their node.
   * @default - as the guest needs it
   */
  readonly rng?: boolean;
  /**
   * A trusted platform module.
   * @default - as the guest needs it
   */
  readonly tpm?: TpmState;
  /**
   * How guests tell that their kernel has crashed.
   * @default - not at all
   */
  readonly panic?: PanicModel;
  /**
   * The model of sound cards that machines have without saying which.
   * @default - KubeVirt's choice
   */
  readonly sound?: SoundModel;
  /**
   * The graphics card, from KubeVirt v1.9.0 on.
   * @default - KubeVirt's choice
   */
  readonly video?: VideoType;
  /**
   * Whether guests have a graphics card at all.
   * @default true - KubeVirt's default
   */
  readonly graphics?: boolean;
  /**
   * Whether guests have a serial console.
   * @default true - KubeVirt's default
   */
  readonly serialConsole?: boolean;
  /**
   * Whether guests have a memory balloon.
   * @default true - KubeVirt's default
   */
  readonly memoryBalloon?: boolean;
  /**
   * Whether virtio devices are of the older kind, which guests with a kernel older than 3.10 need.
   * @default false
   */
  readonly virtioTransitional?: boolean;
  /**
   * Whether nothing can be plugged into running machines.
   * @default false
   */
  readonly disableHotplug?: boolean;
}

/** The devices in a preference: those that the guest needs, with its own over them. */
export function preferredDevices(own: PreferredDevices, guest?: GuestParts): VirtualMachinePreferenceDevices {
  return { ...(guest === undefined ? {} : guestDevices(guest)), ...defined(ownDevices(own)) };
}

function guestDevices({ devices, diskBus, interfaceModel }: GuestParts): VirtualMachinePreferenceDevices {
  const [input] = devices.inputs ?? [];
  return defined<VirtualMachinePreferenceDevices>({
    preferredDiskBus: diskBus,
    preferredInterfaceModel: interfaceModel ?? InterfaceModel.VIRTIO,
    preferredAutoattachInputDevice: input && true,
    preferredInputType: input?.type,
    preferredInputBus: input?.bus,
    preferredRng: devices.rng && {},
    preferredTPM: devices.tpm,
  });
}

function ownDevices(own: PreferredDevices): VirtualMachinePreferenceDevices {
  const { tablet, tpm } = own;
  return {
    preferredDiskBus: own.diskBus,
    preferredCdromBus: own.cdromBus,
    preferredLunBus: own.lunBus,
    preferredDiskCache: own.diskCache,
    preferredDiskIO: own.diskIo,
    preferredDiskBlockSize: own.diskBlockSize?._field,
    preferredDiskDedicatedIoThread: own.diskDedicatedIoThread,
    preferredBlockMultiQueue: own.blockMultiQueue,
    preferredInterfaceModel: own.interfaceModel,
    preferredInterfaceMasquerade: own.interfaceMasquerade === true ? {} : undefined,
    preferredNetworkInterfaceMultiQueue: own.networkInterfaceMultiqueue,
    preferredAutoattachPodInterface: own.podInterface,
    preferredAutoattachInputDevice: tablet,
    preferredInputType: tablet === true ? 'tablet' : undefined,
    preferredInputBus: own.inputBus,
    preferredRng: own.rng === true ? {} : undefined,
    preferredTPM: tpm === undefined ? undefined : tpm === TpmState.PERSISTENT ? { persistent: true } : {},
    preferredPanicDeviceModel: own.panic,
    preferredSoundModel: own.sound,
    preferredVideoType: own.video,
    preferredAutoattachGraphicsDevice: own.graphics,
    preferredAutoattachSerialConsole: own.serialConsole,
    preferredAutoattachMemBalloon: own.memoryBalloon,
    preferredUseVirtioTransitional: own.virtioTransitional,
    preferredDisableHotplug: own.disableHotplug,
  };
}
