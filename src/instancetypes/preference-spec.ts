import type { PreferenceProps, PreferenceRequirements } from './preference-props';
import { preferredDevices } from './preferred-devices';
import type {
  VirtualMachinePreferenceClock, VirtualMachinePreferenceFeatures, VirtualMachinePreferenceFirmware,
  VirtualMachinePreferenceRequirements, VirtualMachinePreferenceSpec,
} from '../../imports/instancetype.kubevirt.io';
import type { Clock, Features, Firmware } from '../../imports/kubevirt.io';
import { clockOf } from '../machines/guest/clock';
import { featuresOf } from '../machines/guest/features';
import type { GuestNeeds } from '../machines/guest/guest-parts';
import { cpuFeatures } from '../machines/size/cpu-feature';
import { mergeDeep } from '../toolkit/merge';
import { sizeText } from '../toolkit/quantity';
import { secondsOf } from '../toolkit/seconds';
import { defined, unlessEmpty } from '../toolkit/shape';

type Spec = VirtualMachinePreferenceSpec;

/** The spec of a preference, with its overrides merged over it. */
export function preferenceSpec(props: PreferenceProps): Spec {
  const guest = props.guest?._partsOn(props.architecture);
  const firmware = props.firmware?._spec ?? guest?.domain.firmware;
  const isTdx = props.launchSecurity?._spec.tdx !== undefined;
  return mergeDeep<Spec>(defined<Spec>({
    requirements: requirementsOf(props.requirements, guest?.needs),
    cpu: cpuOf(props),
    clock: clockIn(clockOf(guest?.domain.clock, props.clock)),
    features: featuresIn(featuresOf(guest?.domain.features, firmware, props.features, isTdx)),
    firmware: firmwareIn(firmware),
    devices: unlessEmpty(preferredDevices(props.devices ?? {}, guest)),
    machine: props.machineType === undefined ? undefined : { preferredMachineType: props.machineType },
    preferredArchitecture: props.architecture,
    preferredLaunchSecurity: props.launchSecurity?._spec,
    preferredSubdomain: props.subdomain,
    preferredTerminationGracePeriodSeconds: secondsOf(props.terminationGracePeriod) ?? guest?.gracePeriodSeconds,
    volumes: props.storageClassName === undefined ? undefined : { preferredStorageClassName: props.storageClassName },
    annotations: unlessEmpty({ ...guest?.annotations, ...props.machineAnnotations }),
  }), props.overrides);
}

function requirementsOf(
  own: PreferenceRequirements | undefined, needs: GuestNeeds | undefined,
): VirtualMachinePreferenceRequirements | undefined {
  const cpu = own === undefined ? needs?.vcpus : own.cpu;
  const memory = own === undefined ? needs?.memory : own.memory;
  const architecture = own === undefined ? needs?.architecture : own.architecture;
  return unlessEmpty(defined({
    cpu: cpu === undefined ? undefined : { guest: cpu },
    memory: memory === undefined ? undefined : { guest: sizeText(memory) },
    architecture,
  }));
}

function cpuOf({ cpuTopology, cpuSpread, cpuFeatures: features = [] }: PreferenceProps): Spec['cpu'] {
  return unlessEmpty(defined({
    preferredCPUTopology: cpuTopology,
    spreadOptions: cpuSpread && defined({ across: cpuSpread.across, ratio: cpuSpread.ratio }),
    preferredCPUFeatures: unlessEmpty(cpuFeatures(features)),
  }));
}

function clockIn(clock: Clock | undefined): VirtualMachinePreferenceClock | undefined {
  if (clock === undefined) return undefined;
  const { timer, timezone, utc } = clock;
  return defined({
    preferredClockOffset: unlessEmpty(defined({ timezone, utc })),
    preferredTimer: timer,
  });
}

function featuresIn(features: Features | undefined): VirtualMachinePreferenceFeatures | undefined {
  return features && unlessEmpty(defined({
    preferredAcpi: features.acpi,
    preferredApic: features.apic,
    preferredHyperv: features.hyperv,
    preferredKvm: features.kvm,
    preferredPvspinlock: features.pvspinlock,
    preferredSmm: features.smm,
  }));
}

function firmwareIn(firmware: Firmware | undefined): VirtualMachinePreferenceFirmware | undefined {
  const { bios, efi } = firmware?.bootloader ?? {};
  if (bios !== undefined) return defined({ preferredUseBios: true, preferredUseBiosSerial: bios.useSerial });
  return efi && { preferredEfi: efi };
}

const PROPS: readonly (readonly [pattern: RegExp, prop: string])[] = [
  [/^requirements\.(cpu|memory)\.guest$/, 'requirements.$1'],
  [/^requirements\.architecture$/, 'requirements.architecture'],
  [/^cpu\.preferredCPUTopology$/, 'cpuTopology'],
  [/^cpu\.spreadOptions/, 'cpuSpread'],
  [/^cpu\.preferredCPUFeatures/, 'cpuFeatures'],
  [/^clock\.preferredClockOffset/, 'clock'],
  [/^firmware/, 'firmware'],
  [/^devices\.preferredVideoType$/, 'devices.video'],
  [/^devices\.preferredPanicDeviceModel$/, 'devices.panic'],
  [/^machine\.preferredMachineType$/, 'machineType'],
  [/^preferredArchitecture$/, 'architecture'],
  [/^preferredLaunchSecurity$/, 'launchSecurity'],
  [/^preferredSubdomain$/, 'subdomain'],
  [/^preferredTerminationGracePeriodSeconds$/, 'terminationGracePeriod'],
  [/^volumes\.preferredStorageClassName$/, 'storageClassName'],
  [/^annotations/, 'machineAnnotations'],
];

/** The props that a guest may have made in place of. */
const OF_GUESTS: ReadonlySet<string> = new Set(['firmware', 'requirements', 'clock', 'terminationGracePeriod']);

/**
 * The prop that a field of the spec came from, by its path below `spec`; undefined if overrides or the guest set it.
 */
export function preferencePropOf(field: string, props: PreferenceProps): string | undefined {
  const { overrides } = props;
  if (overrides !== undefined && field.split(/[.[]/)[0] in overrides) return undefined;
  const [pattern, prop] = PROPS.find(([each]) => each.test(field)) ?? [];
  if (pattern === undefined || prop === undefined) return undefined;
  const [first] = prop.split('.');
  if (OF_GUESTS.has(first) && props[first as keyof PreferenceProps] === undefined) return 'guest';
  return prop.includes('$') ? field.replace(pattern, prop) : `${prop}${field.replace(pattern, '')}`;
}
