import type { VirtualMachinePreferenceSpec } from '../../../imports/instancetype.kubevirt.io';
import type { VirtualMachineInstanceSpec, VirtualMachineSpec } from '../../../imports/kubevirt.io';
import { defined, items } from '../../toolkit/shape';
import { isUnbound } from '../networks/bindings';

type Domain = VirtualMachineInstanceSpec['domain'];
type Firmware = NonNullable<Domain['firmware']>;

/**
 * A machine after KubeVirt has applied its preference (KubeVirt v1.9.0 pkg/instancetype/preference/apply). Leaves out
 * what disks and other devices prefer, except the binding of interfaces, and the grace period.
 */
export function applyPreference(
  machine: VirtualMachineSpec, preference: VirtualMachinePreferenceSpec,
): VirtualMachineSpec {
  const { template } = machine;
  const { annotations, preferredArchitecture, preferredSubdomain } = preference;
  const metadata = annotations === undefined ? template.metadata
    : { ...template.metadata, annotations: { ...annotations, ...template.metadata?.annotations } };
  const vmi: VirtualMachineInstanceSpec = template.spec ?? { domain: { devices: {} } };
  const spec = defined<VirtualMachineInstanceSpec>({
    ...vmi,
    architecture: vmi.architecture || preferredArchitecture,
    subdomain: vmi.subdomain || preferredSubdomain,
    domain: domainOf(vmi, preference),
  });
  return { ...machine, template: { ...template, metadata, spec } };
}

function domainOf(vmi: VirtualMachineInstanceSpec, preference: VirtualMachinePreferenceSpec): Domain {
  const { domain } = vmi;
  return defined<Domain>({
    ...domain,
    cpu: cpuOf(domain, preference),
    features: featuresOf(domain, preference),
    firmware: firmwareOf(domain, preference),
    machine: domain.machine?.type ? domain.machine : machineOf(domain, preference),
    clock: clockOf(domain, preference),
    devices: devicesOf(vmi, preference),
    launchSecurity: domain.launchSecurity ?? preference.preferredLaunchSecurity,
  });
}

function cpuOf({ cpu }: Domain, { cpu: preferred }: VirtualMachinePreferenceSpec): Domain['cpu'] {
  if (preferred?.preferredCPUFeatures === undefined) return cpu;
  const own = items(cpu?.features);
  const names = new Set(own.map(({ name }) => name));
  return { ...cpu, features: [...own, ...preferred.preferredCPUFeatures.filter(({ name }) => !names.has(name))] };
}

/** What the machine states wins, except ACPI. */
function featuresOf({ features }: Domain, { features: preferred }: VirtualMachinePreferenceSpec): Domain['features'] {
  if (preferred === undefined) return features;
  const { preferredAcpi, preferredApic, preferredHyperv, preferredKvm, preferredPvspinlock, preferredSmm } = preferred;
  const hyperv = preferredHyperv === undefined ? features?.hyperv : { ...preferredHyperv, ...features?.hyperv };
  return defined({
    apic: preferredApic,
    kvm: preferredKvm,
    pvspinlock: preferredPvspinlock,
    smm: preferredSmm,
    ...features,
    acpi: preferredAcpi ?? features?.acpi,
    hyperv,
  });
}

function firmwareOf({ firmware }: Domain, { firmware: preferred }: VirtualMachinePreferenceSpec): Domain['firmware'] {
  if (preferred === undefined) return firmware;
  return { ...firmware, bootloader: bootloaderOf(firmware?.bootloader ?? {}, preferred) };
}

function bootloaderOf(
  own: NonNullable<Firmware['bootloader']>, preferred: NonNullable<VirtualMachinePreferenceSpec['firmware']>,
): NonNullable<Firmware['bootloader']> {
  const { preferredEfi, preferredUseBios, preferredUseEfi, preferredUseSecureBoot: secureBoot } = preferred;
  if (own.bios !== undefined) return own;
  if (own.efi === undefined) {
    if (preferredUseBios === true) return { ...own, bios: {} };
    if (preferredEfi !== undefined) return { ...own, efi: preferredEfi };
    if (preferredUseEfi !== true) return own;
  }
  return { ...own, efi: defined({ secureBoot, ...own.efi }) };
}

function machineOf({ machine }: Domain, { machine: preferred }: VirtualMachinePreferenceSpec): Domain['machine'] {
  return preferred?.preferredMachineType ? { ...machine, type: preferred.preferredMachineType } : machine;
}

function clockOf({ clock }: Domain, { clock: preferred }: VirtualMachinePreferenceSpec): Domain['clock'] {
  if (preferred === undefined) return clock;
  const isOpen = clock?.utc === undefined && clock?.timezone === undefined;
  return { timer: preferred.preferredTimer, ...(isOpen ? preferred.preferredClockOffset : {}), ...clock };
}

function devicesOf(
  { domain, networks }: VirtualMachineInstanceSpec, { devices }: VirtualMachinePreferenceSpec,
): Domain['devices'] {
  const masquerade = devices?.preferredInterfaceMasquerade;
  if (masquerade === undefined || domain.devices?.interfaces === undefined) return domain.devices;
  const ofPods = new Set(items(networks).filter(({ pod }) => pod !== undefined).map(({ name }) => name));
  const interfaces = domain.devices.interfaces.map((each) => (
    ofPods.has(each.name) && isUnbound(each) ? { ...each, masquerade } : each
  ));
  return { ...domain.devices, interfaces };
}
