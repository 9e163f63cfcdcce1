import { GuestParts, LINUX } from './guest-parts';
import type { Architecture } from '../strategies';
import { WindowsGuest, windowsParts } from './windows';
import { madeOf } from '../../props/made';

/**
 * The operating system in a machine, which decides what the machine gets where its props leave a choice: buses,
 * firmware, clock, Hyper-V and devices. They are written into the machine. A preference of the machine applies only to
 * what is not written, so both can be given, and the guest has precedence.
 */
export class Guest {
  /** A Linux of the last ten years: virtio disks and network interfaces, and a random number generator. */
  public static linux(): Guest {
    return new Guest(() => LINUX);
  }

  /** Windows, with what KubeVirt's own preferences `windows.*` give it. See `docs/how-to/windows.md`. */
  public static windows(guest: WindowsGuest): Guest {
    return madeOf('Guest.windows', [guest], (usable) => (
      new Guest((architecture) => windowsParts(usable, architecture))));
  }

  private readonly known = new Map<Architecture | undefined, GuestParts>();

  private constructor(private readonly make: (architecture: Architecture | undefined) => GuestParts) {}

  /** What a machine of an architecture gets. @internal */
  public _partsOn(architecture: Architecture | undefined): GuestParts {
    let parts = this.known.get(architecture);
    if (parts === undefined) this.known.set(architecture, parts = this.make(architecture));
    return parts;
  }
}
