import { clockOf, featuresOf, firmwareOf, isThere, launchSecurityOf } from './guest';
import { guestDisk } from './volumes';
import { TpmState } from '../../../index';
import { defined, unlessEmpty } from '../../../toolkit/shape';
import { call, Code, Props } from '../code';
import type { Loose } from '../same/loose';

/** The props that make a preference of a spec, as far as there are typed props. */
export function preferenceProps({ spec }: Loose): Props {
  const { cpu = {}, requirements = {}, firmware, preferredLaunchSecurity: launchSecurity } = spec;
  const gracePeriod = spec.preferredTerminationGracePeriodSeconds;
  return defined<Props>({
    requirements: defined({
      cpu: requirements.cpu?.guest, memory: requirements.memory?.guest, architecture: requirements.architecture,
    }),
    cpuTopology: cpu.preferredCPUTopology,
    cpuSpread: cpu.spreadOptions,
    cpuFeatures: cpu.preferredCPUFeatures,
    clock: clockOf(spec.clock?.preferredClockOffset),
    features: preferredFeatures(spec.features),
    firmware: firmware && preferredFirmware(firmware),
    devices: preferredDevices(spec.devices ?? {}),
    machineType: spec.machine?.preferredMachineType,
    architecture: spec.preferredArchitecture,
    launchSecurity: launchSecurity && launchSecurityOf(launchSecurity),
    subdomain: spec.preferredSubdomain,
    terminationGracePeriod: gracePeriod === undefined ? undefined : call('Duration.seconds', gracePeriod),
    storageClassName: spec.volumes?.preferredStorageClassName,
    machineAnnotations: spec.annotations,
  });
}

function preferredFeatures(features: Loose = {}): Code {
  return featuresOf({
    acpi: features.preferredAcpi,
    apic: features.preferredApic,
    smm: features.preferredSmm,
    kvm: features.preferredKvm,
    pvspinlock: features.preferredPvspinlock,
    hyperv: features.preferredHyperv,
  }, undefined);
}

function preferredFirmware({ preferredUseBios, preferredUseBiosSerial, preferredEfi }: Loose): Code {
  const bios = preferredUseBios === true ? { useSerial: preferredUseBiosSerial } : undefined;
  return firmwareOf({ bootloader: { bios, efi: preferredEfi } });
}

function preferredDevices(devices: Loose): Code {
  const { preferredTPM: tpm, preferredDiskBlockSize: blockSize } = devices;
  return unlessEmpty(defined({
    diskBus: devices.preferredDiskBus,
    cdromBus: devices.preferredCdromBus,
    lunBus: devices.preferredLunBus,
    diskCache: devices.preferredDiskCache,
    diskIo: devices.preferredDiskIO,
    diskBlockSize: guestDisk({ blockSize }).blockSize,
    diskDedicatedIoThread: devices.preferredDiskDedicatedIoThread,
    blockMultiQueue: devices.preferredBlockMultiQueue,
    interfaceModel: devices.preferredInterfaceModel,
    interfaceMasquerade: isThere(devices.preferredInterfaceMasquerade),
    networkInterfaceMultiqueue: devices.preferredNetworkInterfaceMultiQueue,
    podInterface: devices.preferredAutoattachPodInterface,
    tablet: devices.preferredAutoattachInputDevice,
    inputBus: devices.preferredInputBus,
    rng: isThere(devices.preferredRng),
    tpm: tpm && (tpm.persistent === true ? TpmState.PERSISTENT : TpmState.VOLATILE),
    panic: devices.preferredPanicDeviceModel,
    sound: devices.preferredSoundModel,
    video: devices.preferredVideoType,
    graphics: devices.preferredAutoattachGraphicsDevice,
    serialConsole: devices.preferredAutoattachSerialConsole,
    memoryBalloon: devices.preferredAutoattachMemBalloon,
    virtioTransitional: devices.preferredUseVirtioTransitional,
    disableHotplug: devices.preferredDisableHotplug,
  }));
}
