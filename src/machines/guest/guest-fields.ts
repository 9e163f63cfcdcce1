import { table } from '../../toolkit/table';
import type { MachineProps } from '../machine-props';

/** The prop that a match of a pattern came from; undefined if it came from something else. */
export type PropOfMatch = (match: RegExpExecArray, props: MachineProps) => string | undefined;

const DOMAIN = 'template\\.spec\\.domain';

const SIZE: readonly (readonly [path: string, prop: string])[] = [
  ['cpu\\.maxSockets', 'maxSockets'],
  ['cpu\\.features', 'cpuFeatures'],
  ['cpu\\.numa(?:\\.guestMappingPassthrough)?', 'numaPassthrough'],
  ['cpu\\.realtime', 'realtime'],
  ['cpu\\.realtime\\.mask', 'realtimeMask'],
  ['memory\\.maxGuest', 'maxMemory'],
];

const DEVICES: readonly (readonly [path: string, prop: string])[] = [
  ['video\\.type', 'video'],
  ['video', 'video'],
  ['watchdog', 'watchdog'],
  ['sound(?:\\.model)?', 'sound'],
  ['panicDevices', 'panic'],
  ['logSerialConsole', 'logSerialConsole'],
  ['tpm', 'tpm'],
];

/** The props of features of Hyper-V whose names differ from those of their fields. */
export const HYPER_V_PROPS: { readonly [field: string]: string } = table({
  synictimer: 'synicTimer',
  tlbflush: 'tlbFlush',
  vendorid: 'vendorId',
  vpindex: 'vpIndex',
});

const PROBE: { readonly [field: string]: string } = table({
  command: 'command',
  failureThreshold: 'failureThreshold',
  initialDelaySeconds: 'initialDelay',
  periodSeconds: 'period',
  port: 'port',
  successThreshold: 'successThreshold',
  timeoutSeconds: 'timeout',
});

/** The fields of what a guest sees, with the props that they come from. */
export const GUEST_FIELDS: readonly (readonly [RegExp, PropOfMatch])[] = [
  ...SIZE.map(([field, prop]) => always(`${DOMAIN}\\.${field}`, `size.${prop}`)),
  [path(`${DOMAIN}\\.cpu\\.features\\[(\\d+)\\]\\.(name|policy)`), ([, i, field]) => `size.cpuFeatures[${i}].${field}`],
  [path(`${DOMAIN}\\.resources\\.((?:requests|limits)\\.(?:cpu|memory))`), ([, field]) => `size.${field}`],
  [path(`${DOMAIN}\\.firmware\\.kernelBoot\\.(?:container\\.)?(\\w+)`), ([, field], { firmware }) =>
    firmware && `firmware.${field}`],
  [path(`${DOMAIN}\\.firmware\\.(?!uuid$|serial$).*`), (_match, { firmware, guest }) =>
    firmware !== undefined ? 'firmware' : guest && 'guest'],
  [path(`${DOMAIN}\\.launchSecurity(?:\\.\\w+)?`), (_match, { launchSecurity }) => launchSecurity && 'launchSecurity'],
  [path(`${DOMAIN}\\.ioThreadsPolicy`), (_match, { ioThreads }) => ioThreads && 'ioThreads'],
  [path(`${DOMAIN}\\.clock(?:\\.timezone)?`), ([field], { clock }) =>
    clock && (field.endsWith('timezone') ? 'clock.timezone' : 'clock')],
  [path(`${DOMAIN}\\.features\\.(smm|acpi|apic)`), ([, field], { features }) =>
    features?.[field as 'smm'] === undefined ? undefined : `features.${field}`],
  [path(`${DOMAIN}\\.features\\.hyperv`), (_match, { features }) => features?.hyperV && 'features.hyperV'],
  [path(`${DOMAIN}\\.features\\.hyperv\\.(\\w+)(?:\\.\\w+)?`), ([, field], { features }) =>
    features?.hyperV && `features.hyperV.${HYPER_V_PROPS[field] ?? field}`],
  ...DEVICES.map(([field, prop]): [RegExp, PropOfMatch] => [path(`${DOMAIN}\\.devices\\.${field}`), (_match, props) =>
    props.devices?.[prop as 'video'] && `devices.${prop}`]),
  [path(`${DOMAIN}\\.devices\\.inputs(\\[\\d+\\]\\.(?:name|bus))`), ([, rest], { devices }) =>
    devices?.tablets && `devices.tablets${rest}`],
  [path('template\\.spec\\.(livenessProbe|readinessProbe)\\.(?:\\w+\\.)?(\\w+)'), ([, name, field], props) =>
    props[name as 'livenessProbe'] && (PROBE[field] === undefined ? name : `${name}.${PROBE[field]}`)],
  [path('template\\.spec\\.(livenessProbe|readinessProbe)'), ([, name], props) =>
    props[name as 'livenessProbe'] && name],
  [path('template\\.spec\\.resourceClaims(.*)'), ([, rest], { deviceClaims, gpus, hostDevices }) =>
    (deviceClaims ?? gpus ?? hostDevices) && `deviceClaims${rest}`],
  [path('template\\.spec\\.accessCredentials\\[(\\d+)\\](.*)'), ([, index, rest], props) =>
    credentialAt(Number(index), rest, props)],
];

function path(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}

function always(pattern: string, prop: string): [RegExp, PropOfMatch] {
  return [path(pattern), () => prop];
}

/** The keys come first, then the passwords. */
function credentialAt(index: number, rest: string, { sshKeys = [], passwords = [] }: MachineProps): string | undefined {
  if (sshKeys[index] !== undefined) return `sshKeys[${index}]${rest}`;
  const number = index - sshKeys.length;
  return passwords[number] && `passwords[${number}]${rest}`;
}
