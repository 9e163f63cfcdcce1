import type { VirtualMachinePreferenceSpec } from '../../../imports/instancetype.kubevirt.io';
import type { VirtualMachineInstanceSpec, VirtualMachineSpec } from '../../../imports/kubevirt.io';
import { defined, items } from '../../toolkit/shape';
import { isUnbound } from '../networks/bindings';

type Domain = VirtualMachineInstanceSpec['domain'];
type Firmware = NonNullable<Domain['firmware']>;
type Masquerade = NonNullable<VirtualMachinePreferenceSpec['devices']>['preferredInterfaceMasquerade'];

/**
 * A machine after KubeVirt has applied its preference (KubeVirt v1.9.0 pkg/instancetype/preference/apply). Leaves out
 * what disks, inputs and the models of interfaces prefer, and the grace period.
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
  vmi: VirtualMachineInstanceSpec, { devices: preferred }: VirtualMachinePreferenceSpec,
): Domain['devices'] {
  const { devices } = vmi.domain;
  if (preferred === undefined) return devices;
  const model = preferred.preferredPanicDeviceModel;
  const own = items(devices?.panicDevices);
  return defined<Domain['devices']>({
    ...devices,
    autoattachGraphicsDevice: devices?.autoattachGraphicsDevice ?? preferred.preferredAutoattachGraphicsDevice,
    interfaces: interfacesOf(vmi, preferred.preferredInterfaceMasquerade),
    panicDevices: model === undefined ? devices?.panicDevices
      : own.length === 0 ? [{ model }] : own.map((each) => ({ model, ...each })),
    tpm: devices?.tpm ?? preferred.preferredTPM,
    video: preferred.preferredVideoType === undefined ? devices?.video
      : { type: preferred.preferredVideoType, ...devices?.video },
  });
}

function interfacesOf(
  { domain, networks }: VirtualMachineInstanceSpec, masquerade: Masquerade | undefined,
): Domain['devices']['interfaces'] {
  const interfaces = domain.devices?.interfaces;
  if (masquerade === undefined) return interfaces;
  const ofPods = new Set(items(networks).filter(({ pod }) => pod !== undefined).map(({ name }) => name));
  return interfaces?.map((each) => (ofPods.has(each.name) && isUnbound(each) ? { ...each, masquerade } : each));
}
