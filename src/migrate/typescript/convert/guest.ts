import { TpmState, WindowsVersion } from '../../../index';
import { defined, unlessEmpty } from '../../../toolkit/shape';
import { table } from '../../../toolkit/table';
import { call, Code, Props } from '../code';
import { listOf, Loose } from '../same/loose';

/** The props about what the guest sees, other than its disks and networks. */
export function guestProps({ domain }: Loose): Props {
  const { firmware, launchSecurity } = domain;
  const guest = guestOf(domain);
  return defined({
    guest,
    firmware: firmwareOf(firmware),
    identity: unlessEmpty(defined({ uuid: firmware?.uuid, serial: firmware?.serial })),
    features: featuresOf(domain.features, guest),
    clock: clockOf(domain.clock),
    devices: devicesOf(domain.devices),
    ioThreads: ioThreadsOf(domain),
    launchSecurity: launchSecurity && launchSecurityOf(launchSecurity),
  });
}

const WITH_TPM = WindowsVersion.SERVER_2022;
const WITHOUT_TPM = WindowsVersion.SERVER_2012;

/** Windows if the clock has the timers that Windows needs. Firmware and TPM are props of their own. */
function guestOf({ clock, devices }: Loose): Code {
  if (clock?.timer === undefined) return undefined;
  const [disk] = listOf(devices.disks);
  const version = devices.tpm === undefined ? WITHOUT_TPM : WITH_TPM;
  const persistentState = devices.tpm === undefined ? undefined : devices.tpm.persistent === true;
  return call('Guest.windows', defined({ version, virtio: disk?.disk?.bus !== 'sata', persistentState }));
}

export function firmwareOf(firmware: Loose | undefined): Code {
  const { bootloader, kernelBoot } = firmware ?? {};
  if (kernelBoot !== undefined) {
    const { container = {}, kernelArgs } = kernelBoot;
    const { image, kernelPath, initrdPath, imagePullSecret, imagePullPolicy } = container;
    const parts = { image, kernelPath, initrdPath, kernelArgs, imagePullSecret, imagePullPolicy };
    return call('Firmware.kernel', defined(parts));
  }
  const { bios, efi } = bootloader ?? {};
  if (bios !== undefined) return call('Firmware.bios', defined({ serial: bios.useSerial }));
  return efi && call('Firmware.efi', defined({ secureBoot: efi.secureBoot, persistent: efi.persistent }));
}

const HYPER_V: { readonly [field: string]: string } = table({
  synictimer: 'synicTimer', tlbflush: 'tlbFlush', vendorid: 'vendorId', vpindex: 'vpIndex',
});

/** The features of a machine. Those of Hyper-V are a guest's own if the guest is Windows. */
export function featuresOf(features: Loose | undefined, guest: Code): Code {
  const { acpi, apic, smm, kvm, pvspinlock, hyperv, hypervPassthrough } = features ?? {};
  const own = guest === undefined ? hyperv : undefined;
  return unlessEmpty(defined({
    acpi: isOn(acpi),
    apic: isOn(apic),
    smm: isOn(smm),
    kvmHidden: kvm?.hidden,
    pvSpinlock: isOn(pvspinlock),
    hyperV: own && Object.fromEntries(Object.entries<Loose>(own).map(([name, state]) => [
      HYPER_V[name] ?? name, state.spinlocks ?? state.vendorid ?? isOn(state),
    ])),
    hyperVPassthrough: isOn(hypervPassthrough),
  }));
}

function isOn(state: Loose | undefined): boolean | undefined {
  return state && state.enabled !== false;
}

export function clockOf(clock: Loose | undefined): Code {
  return unlessEmpty(defined({ timezone: clock?.timezone, utcOffsetSeconds: clock?.utc?.offsetSeconds }));
}

function devicesOf(devices: Loose): Code {
  const { watchdog, tpm } = devices;
  return unlessEmpty(defined({
    rng: isThere(devices.rng),
    tablets: listOf(devices.inputs).map(({ name, bus }) => ({ name, bus })),
    tpm: tpm && (tpm.persistent === true ? TpmState.PERSISTENT : TpmState.VOLATILE),
    watchdog: (watchdog?.i6300esb ?? watchdog?.diag288)?.action,
    panic: listOf(devices.panicDevices).map(({ model }) => model),
    sound: devices.sound?.model,
    video: devices.video?.type,
    graphics: devices.autoattachGraphicsDevice,
    serialConsole: devices.autoattachSerialConsole,
    logSerialConsole: devices.logSerialConsole,
    memoryBalloon: devices.autoattachMemBalloon,
    vsock: devices.autoattachVSOCK,
    downwardMetrics: isThere(devices.downwardMetrics),
    usbRedirection: isThere(devices.clientPassthrough),
    blockMultiQueue: devices.blockMultiQueue,
    virtioTransitional: devices.useVirtioTransitional,
  }));
}

export function isThere(device: unknown): true | undefined {
  return device === undefined ? undefined : true;
}

export function ioThreadsOf({ ioThreadsPolicy, ioThreads }: Loose): Code {
  if (ioThreadsPolicy === 'shared') return call('IoThreads.shared');
  if (ioThreadsPolicy === 'auto') return call('IoThreads.auto');
  const count = ioThreads?.supplementalPoolThreadCount;
  return count === undefined ? undefined : call('IoThreads.supplementalPool', count);
}

export function launchSecurityOf({ sev, snp, tdx }: Loose): Code {
  if (sev !== undefined) return call('LaunchSecurity.sev', defined({ encryptedState: sev.policy?.encryptedState }));
  if (snp !== undefined) return call('LaunchSecurity.sevSnp');
  return tdx === undefined ? call('LaunchSecurity.secureExecution') : call('LaunchSecurity.tdx');
}
