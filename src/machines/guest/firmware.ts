import type { Efi, Firmware as FirmwareSpec } from '../../../imports/kubevirt.io';
import { madeOf } from '../../props/made';
import { INamed, nameOf } from '../../toolkit/named';
import { defined } from '../../toolkit/shape';
import type { ImagePullPolicy } from '../disks/image-pull-policy';
import { Architecture } from '../strategies';

/** How a machine boots by BIOS. */
export interface BiosOptions {
  /**
   * Whether the BIOS shows its messages on the serial console.
   * @default - no, KubeVirt's default
   */
  readonly serial?: boolean;
}

/** How a machine boots by UEFI. */
export interface EfiOptions {
  /**
   * Whether only signed boot loaders start. Secure boot needs system management mode, which is then turned on too.
   * @default true - KubeVirt's default; false with Architecture.ARM64, for which KubeVirt has no such firmware
   */
  readonly secureBoot?: boolean;
  /**
   * Whether the UEFI variables survive when the machine stops. KubeVirt then makes a claim for them beside the disks of
   * each machine, in the class `vmStateStorageClass` of the cluster's `kubevirtConfig` or the cluster's default class.
   * @default false - KubeVirt's default
   */
  readonly persistent?: boolean;
}

/** A kernel that starts without a boot loader. It is in a container image. */
export interface KernelBoot {
  /** The container image that holds the files. */
  readonly image: string;
  /**
   * The path of the kernel in the image. At least one of `kernelPath` and `initrdPath` is needed.
   * @default - none
   */
  readonly kernelPath?: string;
  /**
   * The path of the initial RAM disk in the image.
   * @default - none
   */
  readonly initrdPath?: string;
  /**
   * The arguments of the kernel.
   * @default - none
   */
  readonly kernelArgs?: string;
  /**
   * The Secret with the credentials of the registry, or its name, in the machine's namespace.
   * @default - none
   */
  readonly imagePullSecret?: string | INamed;
  /**
   * When the node pulls the image.
   * @default - ALWAYS for the tag `latest` and for an image without a tag; otherwise IF_NOT_PRESENT
   */
  readonly imagePullPolicy?: ImagePullPolicy;
}

/** What a machine starts with. */
export class Firmware {
  /** BIOS, which only amd64 has. */
  public static bios(options: BiosOptions = {}): Firmware {
    return madeOf('Firmware.bios', [options], ({ serial }) =>
      new Firmware({ bootloader: { bios: defined({ useSerial: serial }) } }));
  }

  /** UEFI. */
  public static efi(options: EfiOptions = {}): Firmware {
    return madeOf('Firmware.efi', [options], ({ secureBoot, persistent }) =>
      new Firmware({ bootloader: { efi: defined({ secureBoot, persistent }) } }));
  }

  /** A kernel from a container image, without a boot loader. */
  public static kernel(kernel: KernelBoot): Firmware {
    return madeOf('Firmware.kernel', [kernel], ({ kernelArgs, imagePullSecret, ...container }) => (
      new Firmware({
        kernelBoot: defined({
          container: defined({ ...container, imagePullSecret: nameOf(imagePullSecret) }), kernelArgs,
        }),
      })));
  }

  private constructor(
    /** The firmware in a machine's spec. @internal */
    public readonly _spec: FirmwareSpec,
  ) {}
}

/**
 * The firmware of a machine of an architecture. On arm64, UEFI has secure boot only if that is stated. KubeVirt v1.9.0
 * sets this default when an instance is made (pkg/defaults/arm64.go), but refuses the VirtualMachine before.
 */
export function firmwareOn(
  architecture: Architecture | undefined, firmware: FirmwareSpec | undefined,
): FirmwareSpec | undefined {
  const { bootloader } = firmware ?? {};
  const { efi } = bootloader ?? {};
  if (architecture !== Architecture.ARM64 || efi === undefined || efi.secureBoot !== undefined) return firmware;
  return { ...firmware, bootloader: { ...bootloader, efi: { secureBoot: false, ...efi } } };
}

/** Whether firmware has secure boot, which UEFI has by default. */
export function bootsSecurely(firmware: FirmwareSpec | undefined): boolean {
  const efi: Efi | undefined = firmware?.bootloader?.efi;
  return efi !== undefined && efi.secureBoot !== false;
}
