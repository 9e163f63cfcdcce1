import { bootsSecurely } from './firmware';
import type { Features, Firmware, Hyperv } from '../../../imports/kubevirt.io';
import { defined, unlessEmpty } from '../../toolkit/shape';

/** Enlightenments of Hyper-V, which make Windows faster. What is left out is as the guest needs it. */
export interface HyperVFeatures {
  /**
   * Nested virtualisation in the guest, as Hyper-V has it. Needs the CPU feature `vmx`.
   * @default - as the guest needs it
   */
  readonly evmcs?: boolean;
  /**
   * The frequencies of the TSC and the APIC.
   * @default - as the guest needs it
   */
  readonly frequencies?: boolean;
  /**
   * Interrupts between virtual CPUs by hypercall. Needs `vpIndex`.
   * @default - as the guest needs it
   */
  readonly ipi?: boolean;
  /**
   * Notice of a changed TSC frequency after a migration.
   * @default - as the guest needs it
   */
  readonly reenlightenment?: boolean;
  /**
   * Tolerance of late timer interrupts.
   * @default - as the guest needs it
   */
  readonly relaxed?: boolean;
  /**
   * A reset by hypercall.
   * @default - as the guest needs it
   */
  readonly reset?: boolean;
  /**
   * The time that a virtual CPU has run.
   * @default - as the guest needs it
   */
  readonly runtime?: boolean;
  /**
   * How often a virtual CPU tries to get a lock before it tells the hypervisor: a whole number, at least 4095.
   * @default - as the guest needs it
   */
  readonly spinlocks?: number;
  /**
   * A synthetic interrupt controller. Needs `vpIndex`.
   * @default - as the guest needs it
   */
  readonly synic?: boolean;
  /**
   * Synthetic timers. Needs `synic`.
   * @default - as the guest needs it
   */
  readonly synicTimer?: boolean;
  /**
   * Flushes of the TLB by hypercall. Needs `vpIndex`.
   * @default - as the guest needs it
   */
  readonly tlbFlush?: boolean;
  /**
   * A virtual APIC.
   * @default - as the guest needs it
   */
  readonly vapic?: boolean;
  /**
   * The name of the hypervisor that the guest sees: at most 12 characters, without a comma.
   * @default - KubeVirt's own
   */
  readonly vendorId?: string;
  /**
   * The index of each virtual CPU.
   * @default - as the guest needs it
   */
  readonly vpIndex?: boolean;
}

/** What the virtual hardware of a machine is able to do. What is left out is as the guest needs it. */
export interface MachineFeatures {
  /**
   * Whether the guest has ACPI. KubeVirt shuts the guest down with it.
   * @default - as the guest needs it; KubeVirt's own default is true
   */
  readonly acpi?: boolean;
  /**
   * Whether the guest has an interrupt controller of the kind APIC.
   * @default - as the guest needs it; KubeVirt's own default is true
   */
  readonly apic?: boolean;
  /**
   * Whether the guest has system management mode.
   * @default - true with secure boot, which needs it
   */
  readonly smm?: boolean;
  /**
   * Whether the guest cannot see that it runs on KVM. Some drivers of GPUs refuse to run in a virtual machine.
   * @default false
   */
  readonly kvmHidden?: boolean;
  /**
   * Whether the guest gets paravirtualised spinlocks.
   * @default - KubeVirt's own, which is true
   */
  readonly pvSpinlock?: boolean;
  /**
   * Single enlightenments of Hyper-V.
   * @default - all that Windows uses with `Guest.windows`, otherwise none
   */
  readonly hyperV?: HyperVFeatures;
  /**
   * Whether the guest gets all enlightenments of Hyper-V that its node has, in place of single ones. The machine can
   * then only be migrated to a node with the same ones.
   * @default false
   */
  readonly hyperVPassthrough?: boolean;
}

/** Features that are on or off. */
interface State {
  readonly enabled?: false;
}

/** The features of a machine: those of its guest, with its own over them. */
export function featuresOf(
  guest: Features | undefined, firmware: Firmware | undefined, own: MachineFeatures = {}, isTdx: boolean = false,
): Features | undefined {
  const { acpi, apic, smm, kvmHidden, pvSpinlock, hyperV, hyperVPassthrough } = own;
  // TDX has firmware of its own, and KubeVirt refuses SMM beside it.
  const needsSmm = bootsSecurely(firmware) && !isTdx;
  return unlessEmpty(defined({
    ...guest,
    ...defined({
      acpi: state(acpi),
      apic: state(apic),
      smm: state(smm) ?? (needsSmm ? {} : undefined),
      kvm: kvmHidden === undefined ? undefined : { hidden: kvmHidden },
      pvspinlock: state(pvSpinlock),
      // KubeVirt refuses single features beside it even if it is off.
      hypervPassthrough: hyperVPassthrough === true ? { enabled: true } : undefined,
    }),
    hyperv: unlessEmpty({ ...(hyperVPassthrough === true ? {} : guest?.hyperv), ...ownHyperV(hyperV) }),
  }));
}

function ownHyperV(own: HyperVFeatures | undefined): Hyperv | undefined {
  if (own === undefined) return undefined;
  const { spinlocks, synicTimer, tlbFlush, vendorId, vpIndex, ...others } = own;
  return defined({
    ...Object.fromEntries(Object.entries(others).map(([name, isOn]) => [name, state(isOn)])),
    spinlocks: spinlocks === undefined ? undefined : { spinlocks },
    synictimer: synicTimer === true ? { direct: {} } : state(synicTimer),
    tlbflush: state(tlbFlush),
    vendorid: vendorId === undefined ? undefined : { vendorid: vendorId },
    vpindex: state(vpIndex),
  });
}

/** KubeVirt takes a feature without `enabled` for one that is on. */
function state(isOn: boolean | undefined): State | undefined {
  if (isOn === undefined) return undefined;
  return isOn ? {} : { enabled: false };
}
