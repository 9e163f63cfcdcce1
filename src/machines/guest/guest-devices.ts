import type { Devices, Watchdog } from '../../../imports/kubevirt.io';
import { defined, unlessEmpty } from '../../toolkit/shape';
import { Architecture } from '../strategies';

/** The bus of an input device. */
export enum InputBus {
  USB = 'usb',
  /** The guest needs virtio drivers. */
  VIRTIO = 'virtio',
}

/** What a watchdog does with a guest that hangs. */
export enum WatchdogAction {
  POWER_OFF = 'poweroff',
  RESET = 'reset',
  SHUTDOWN = 'shutdown',
}

/** How a guest tells that its kernel has crashed. */
export enum PanicModel {
  /** For Windows. */
  HYPERV = 'hyperv',
  ISA = 'isa',
  PVPANIC = 'pvpanic',
}

/** A sound card. */
export enum SoundModel {
  ICH9 = 'ich9',
  AC97 = 'ac97',
}

/** A graphics card. Which there are depends on the architecture. */
export enum VideoType {
  VGA = 'vga',
  CIRRUS = 'cirrus',
  VIRTIO = 'virtio',
  RAMFB = 'ramfb',
  BOCHS = 'bochs',
}

/** What becomes of the content of a TPM. */
export enum TpmState {
  /** It is lost when the machine stops. */
  VOLATILE = 'volatile',
  /**
   * It survives, in a claim that KubeVirt makes beside the machine's disks, in the class `vmStateStorageClass` of the
   * cluster's `kubevirtConfig` or the cluster's default class.
   */
  PERSISTENT = 'persistent',
}

/** A tablet: a pointer with absolute positions, so that a graphical console shows the pointer where it is. */
export interface Tablet {
  /** The name within the machine. No disk and no network of the machine has it. */
  readonly name: string;
  /**
   * The bus.
   * @default InputBus.USB - KubeVirt's default, whose driver every guest has
   */
  readonly bus?: InputBus;
}

/** Devices that the guest sees, other than disks, network interfaces and devices of its node. */
export interface GuestDevices {
  /**
   * Whether the guest gets random numbers from its node, so that it does not wait for them when it starts.
   * @default - true with `Guest.linux()`, otherwise false
   */
  readonly rng?: boolean;
  /**
   * Tablets.
   * @default - one with `Guest.windows`, otherwise none
   */
  readonly tablets?: Tablet[];
  /**
   * A trusted platform module.
   * @default - the one that the version of Windows needs with `Guest.windows`, otherwise none
   */
  readonly tpm?: TpmState;
  /**
   * What happens when the guest hangs, if it runs a watchdog daemon. arm64 has none.
   * @default - nothing, no watchdog
   */
  readonly watchdog?: WatchdogAction;
  /**
   * How the guest tells that its kernel has crashed. Turns on the feature gate PanicDevices where there is one.
   * @default [] - none
   */
  readonly panic?: PanicModel[];
  /**
   * A sound card.
   * @default - none
   */
  readonly sound?: SoundModel;
  /**
   * The graphics card. Turns on the feature gate VideoConfig where there is one.
   * @default - KubeVirt's choice for the architecture and firmware
   */
  readonly video?: VideoType;
  /**
   * Whether the guest has a graphics card at all.
   * @default true - KubeVirt's default
   */
  readonly graphics?: boolean;
  /**
   * Whether the guest has a serial console.
   * @default true - KubeVirt's default
   */
  readonly serialConsole?: boolean;
  /**
   * Whether what the serial console shows goes to the log of a container of the launcher. Only with a serial console.
   * @default - the cluster's choice, which is true unless it says otherwise
   */
  readonly logSerialConsole?: boolean;
  /**
   * Whether the guest has a memory balloon. It tells the node how much memory the guest uses.
   * @default true - KubeVirt's default
   */
  readonly memoryBalloon?: boolean;
  /**
   * Whether processes of the node can talk to the guest by VSOCK. Turns on the feature gate VSOCK.
   * @default false
   */
  readonly vsock?: boolean;
  /**
   * Whether the guest can read a few figures of its node, by a serial port. `VolumeSource.downwardMetrics()` gives them
   * on a disk. Turns on the feature gate DownwardMetrics.
   * @default false
   */
  readonly downwardMetrics?: boolean;
  /**
   * Whether USB devices of whoever opens a console can be passed to the guest.
   * @default false
   */
  readonly usbRedirection?: boolean;
  /**
   * Whether virtio disks have a queue for each virtual CPU.
   * @default false - KubeVirt's default
   */
  readonly blockMultiQueue?: boolean;
  /**
   * Whether virtio devices are of the older kind, which guests with a kernel older than 3.10 need.
   * @default false - KubeVirt's default
   */
  readonly virtioTransitional?: boolean;
}

type OwnDevices = Pick<Devices,
  | 'autoattachGraphicsDevice' | 'autoattachMemBalloon' | 'autoattachSerialConsole' | 'autoattachVSOCK'
  | 'blockMultiQueue' | 'clientPassthrough' | 'downwardMetrics' | 'inputs' | 'logSerialConsole' | 'panicDevices' | 'rng'
  | 'sound' | 'tpm' | 'useVirtioTransitional' | 'video' | 'watchdog'>;

/** The devices of a machine: those that its guest needs, with its own over them. */
export function guestDevices(
  guest: Pick<Devices, 'inputs' | 'rng' | 'tpm'>, own: GuestDevices, architecture: Architecture | undefined,
): OwnDevices {
  const { tablets, tpm, watchdog, panic, sound, video } = own;
  return {
    rng: own.rng === undefined ? guest.rng : present(own.rng),
    inputs: unlessEmpty(tablets?.map(({ name, bus }) => defined({ name, type: 'tablet', bus })) ?? guest.inputs),
    tpm: tpm === undefined ? guest.tpm : tpm === TpmState.PERSISTENT ? { persistent: true } : {},
    watchdog: watchdog === undefined ? undefined : watchdogOf(watchdog, architecture),
    panicDevices: unlessEmpty(panic?.map((model) => ({ model }))),
    sound: sound === undefined ? undefined : { name: 'sound', model: sound },
    video: video === undefined ? undefined : { type: video },
    autoattachGraphicsDevice: own.graphics,
    autoattachSerialConsole: own.serialConsole,
    logSerialConsole: own.logSerialConsole,
    autoattachMemBalloon: own.memoryBalloon,
    autoattachVSOCK: own.vsock,
    downwardMetrics: present(own.downwardMetrics),
    clientPassthrough: present(own.usbRedirection),
    blockMultiQueue: own.blockMultiQueue,
    useVirtioTransitional: own.virtioTransitional,
  };
}

/** A watchdog of the kind that an architecture has. */
export function watchdogOf(action: WatchdogAction, architecture: Architecture | undefined): Watchdog {
  const name = 'watchdog';
  return architecture === Architecture.S390X ? { name, diag288: { action } } : { name, i6300esb: { action } };
}

/** A device without options, if it is wanted. */
function present(isWanted: boolean | undefined): Record<string, never> | undefined {
  return isWanted === true ? {} : undefined;
}
