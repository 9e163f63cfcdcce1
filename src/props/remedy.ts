import { isInstance, isLazy } from './instance';
import { STRUCTS } from './table';
import { propOf, StructName, Type } from './type';
import { alternatives, constants, expected, listed, LONGEST } from './words';
import { nearest } from '../toolkit/nearest';
import { table } from '../toolkit/table';

/** How to get an instance of each class. */
export const EXAMPLES: { readonly [name: string]: string } = table({
  App: 'the app, such as new BundleApp()',
  AttachableNetwork: 'a NetworkAttachment',
  Boot: 'a Boot, such as Boot.containerDisk(…) or Boot.disk(…)',
  BootImage: 'an image, such as new GoldenImage(…)',
  CdiRelease: 'a CdiRelease, such as CdiRelease.of("…")',
  CloudInit: 'CloudInit.fromSecret(…) or CloudInit.inline(…)',
  ClusterApiBootstrap: 'a ClusterApiBootstrap, such as ClusterApiBootstrap.kubeadm(…)',
  CniConfig: 'a CniConfig, such as CniConfig.bridge(…) or CniConfig.sriov(…)',
  CniIpam: 'CniIpam.fixed(…), CniIpam.dhcp() or CniIpam.whereabouts(…)',
  Construct: 'a construct',
  DiskBlockSize: 'DiskBlockSize.of(…) or DiskBlockSize.ofVolume()',
  DiskContent: 'DiskContent.imported(…), DiskContent.image(…) or DiskContent.blank()',
  Duration: 'a Duration, such as Duration.minutes(10) or Duration.days(14)',
  Firmware: 'Firmware.bios(), Firmware.efi() or Firmware.kernel(…)',
  Guest: 'Guest.linux() or Guest.windows(…)',
  GuestPasswords: 'GuestPasswords.fromSecret(…)',
  IConstruct: 'a construct',
  INamed: 'an object with a name',
  IResolver: 'an object with a method resolve',
  ImageSource: 'an ImageSource, such as ImageSource.http(…) or ImageSource.registry(…)',
  InfraKubeconfig: 'InfraKubeconfig.fromSecret(…) or InfraKubeconfig.fromEnvironment()',
  IoThreads: 'IoThreads.shared(), IoThreads.auto() or IoThreads.supplementalPool(…)',
  KubeVirtRelease: 'a KubeVirtRelease, such as KubeVirtRelease.of("…")',
  LaunchSecurity: 'LaunchSecurity.sev(), LaunchSecurity.sevSnp() or LaunchSecurity.tdx()',
  MachinePreference: 'MachinePreference.from(…), MachinePreference.preference(…) or '
    + 'MachinePreference.clusterPreference(…)',
  MachineProbe: 'MachineProbe.http(…), MachineProbe.tcp(…), MachineProbe.exec(…) or MachineProbe.guestAgentPing()',
  MachineSize: 'MachineSize.of(…), MachineSize.from(…), MachineSize.instancetype(…) or '
    + 'MachineSize.clusterInstancetype(…)',
  NamedPreference: 'new Preference(…)',
  NamedSize: 'new Instancetype(…)',
  NodeOperatingSystem: 'NodeOperatingSystem.ubuntu() or NodeOperatingSystem.flatcar()',
  PersistentDisk: 'new Disk(…)',
  PoolBackend: 'PoolBackend.virtualMachinePool(…)',
  SchedulingPolicy: 'new SchedulingPolicy(…)',
  Scraping: 'Scraping.serviceMonitors()',
  Size: 'a Size, such as Size.gibibytes(8)',
  SshKeys: 'SshKeys.fromSecret(…) or SshKeys.fromSecretByGuestAgent(…)',
  Sysprep: 'Sysprep.fromSecret(…) or Sysprep.fromConfigMap(…)',
  Tenant: 'a tenant, such as new TenantNamespace(…)',
  TenantCluster: 'new TenantCluster(…)',
  VolumeSource: 'a VolumeSource, such as VolumeSource.claim(…) or VolumeSource.configMap(…)',
});

/** What to write instead of a value of the wrong type. */
export function remedyOf(value: unknown, type: Type): string {
  if (isLazy(value)) return `Write the value itself: ${example(type)}.`;
  if (value instanceof Promise) return 'Write await before it.';
  return `Write ${converted(value, type) ?? example(type)}.`;
}

/** Whether a type only stands for a value of another one that it is beside. */
function isBeside(type: Type): boolean {
  return type.kind === 'lazy' || type.kind === 'class' && type.name === 'INamed';
}

/** What a value most likely means, if only its type is wrong. */
function converted(value: unknown, type: Type): string | undefined {
  const only = type.kind === 'union' ? type.of.filter((each) => !isBeside(each)) : [];
  if (only.length === 1) return converted(value, only[0]);
  if (type.kind === 'number' && typeof value === 'string') {
    return value.trim() !== '' && Number.isFinite(Number(value)) ? String(Number(value)) : undefined;
  }
  if (type.kind === 'boolean') return value === 'true' || value === 'false' ? value : undefined;
  if (type.kind === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return `"${value}"`;
  if (type.kind === 'string') return nameOfConstruct(value);
  if (type.kind === 'list' && type.of.kind === 'string' && typeof value === 'string' && value.length <= LONGEST) {
    return `[${JSON.stringify(value)}]`;
  }
  return undefined;
}

/** The names that a construct has, where a program gives the construct in place of one: `its .machineName`. */
function nameOfConstruct(value: unknown): string | undefined {
  try {
    if (!isInstance(value, 'Construct')) return undefined;
    const names = Object.entries(value as object).filter(([key, each]) => /^[a-z]\w*Name$/.test(key)
      && typeof each === 'string');
    return names.length === 0 ? undefined : `its ${listed(names.map(([key]) => `.${key}`))}`;
  } catch {
    // a getter or a proxy may throw
    return undefined;
  }
}

function example(type: Type): string {
  switch (type.kind) {
    case 'class': return EXAMPLES[type.name] ?? expected(type);
    case 'enum': return listed(constants(type.name));
    case 'struct': return `an object such as ${structExample(type.name)}`;
    case 'list': return `a list: [${item(type.of)}]`;
    case 'map': return `an object: { key: ${item(type.of)} }`;
    case 'union': return listed(alternatives(type.of, example));
    default: return expected(type);
  }
}

function item(type: Type): string {
  if (type.kind === 'union') return item(type.of[0]);
  if (type.kind === 'struct') return structExample(type.name);
  return type.kind === 'string' ? '"…"' : '…';
}

/** The required props; the first prop if none is required. */
function structExample(name: StructName): string {
  const props = STRUCTS[name].map(propOf);
  const required = props.filter((prop) => prop.required);
  const shown = required.length > 0 ? required : props.slice(0, 1);
  return `{ ${shown.map((prop) => `${prop.name}: …`).join(', ')} }`;
}

/** What to write instead of a value that is not in an enum. It may be the name of a constant. */
export function wordRemedy(word: string, name: string, values: ReadonlySet<string>): string {
  const all = constants(name);
  const texts = [...values];
  const meant = nearest(word, [...texts, ...all.map(memberOf)]);
  if (meant === undefined) return `Write ${listed(all)}.`;
  return `Write ${all[texts.indexOf(meant)] ?? `${name}.${meant}`}.`;
}

function memberOf(constant: string): string {
  return constant.slice(constant.indexOf('.') + 1);
}

/** What to write for a missing value. */
export function missingRemedy(name: string, type: Type): string {
  return `Write ${name}: ${example(type)}.`;
}

/** What to do with an unknown prop. */
export function unknownRemedy(meant: string | undefined, names: readonly string[]): string {
  return meant === undefined ? `Leave it out, or write ${listed(names)}.` : `Did you mean ${meant}?`;
}
