import { isDeepStrictEqual } from 'node:util';
import { GUEST_FIELDS } from './guest-fields';
import type { MachineProps } from './machine-props';
import type { MachineParts } from './machine-spec';
import { PodNetworkBinding } from './network';
import { stepsOf, valueAt } from '../toolkit/at';
import { isPlain } from '../toolkit/merge';
import { table } from '../toolkit/table';

/** The prop that a path within a VirtualMachine's spec came from; undefined if no prop corresponds exactly to it. */
export function machinePropOf(path: string, props: MachineProps, parts: MachineParts): string | undefined {
  for (const [pattern, nameOf] of FIELDS) {
    const match = pattern.exec(path);
    if (match !== null) return nameOf(match, props, parts);
  }
  return undefined;
}

/**
 * Whether a field still holds what the props made, unchanged by overrides and JSON patches.
 * @param made the spec as the props alone make it
 * @param written the spec as it will be written
 */
export function isUnchanged(path: string, made: unknown, written: unknown): boolean {
  const steps = stepsOf(path);
  return steps !== undefined && isDeepStrictEqual(stated(valueAt(made, steps)), stated(valueAt(written, steps)));
}

/** The value without undefined fields. */
function stated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stated);
  if (!isPlain(value)) return value;
  const given = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(given.map(([key, item]) => [key, stated(item)]));
}

type NameOf = (match: RegExpExecArray, props: MachineProps, parts: MachineParts) => string | undefined;

const always = (name: string): NameOf => () => name;

const CPU: { readonly [field: string]: string } = table({
  cores: 'cores',
  sockets: 'sockets',
  threads: 'threads',
  model: 'cpuModel',
  dedicatedCpuPlacement: 'dedicatedCpus',
  isolateEmulatorThread: 'isolateEmulatorThread',
});

const STORAGE: { readonly [field: string]: string } = table({
  'accessModes': 'accessModes',
  'resources.requests.storage': 'capacity',
  'storageClassName': 'storageClassName',
  'volumeMode': 'volumeMode',
});

const CLOUD_INIT = /^template\.spec\.volumes\[(\d+)\]\.cloudInit(?:NoCloud|ConfigDrive)(.*)$/;

const FIELDS: readonly (readonly [RegExp, NameOf])[] = [
  ...GUEST_FIELDS,
  [/^runStrategy$/, always('runStrategy')],
  [/^updateVolumesStrategy$/, always('updateVolumesStrategy')],
  [/^template\.spec\.hostname$/, always('hostname')],
  [/^template\.spec\.domain\.firmware\.(uuid|serial)$/, ([, field]) => `identity.${field}`],
  [/^instancetype(\.name)?$/, always('size')],
  [/^preference(\.name)?$/, always('preference')],
  [/^template\.spec\.(architecture|evictionStrategy|subdomain)$/, ([, name]) => name],
  [/^template\.spec\.terminationGracePeriodSeconds$/, always('terminationGracePeriod')],
  [/^template\.spec\.domain\.machine\.type$/, always('machineType')],
  [/^template\.spec\.domain\.memory\.guest$/, always('size.memory')],
  [/^template\.spec\.domain\.memory\.hugepages\.pageSize$/, always('size.hugepages')],
  [/^template\.spec\.domain\.cpu\.(\w+)$/, ([, field]) => CPU[field] && `size.${CPU[field]}`],
  [/^template\.spec\.domain\.devices\.networkInterfaceMultiqueue$/, always('networkInterfaceMultiqueue')],
  [/^template\.spec\.accessCredentials$/, always('sshKeys')],
  [/^template\.metadata\.annotations\["kubevirt\.io\/ignitiondata"\]$/, always('ignition')],
  [/^template\.metadata\.(annotations|labels)(.*)$/, ([, map, rest], props) => mapAt(map, rest, props)],
  [/^template\.spec\.networks$/, (_match, { networks }) => networks && 'networks'],
  [/^template\.spec\.networks\[(\d+)\]\.multus(\.networkName)$/,
    ([, index, part], props) => networkAt(index, props, part)],
  [/^template\.spec\.networks\[(\d+)\](\.name)$/, ([, index, part], props) => networkAt(index, props, part)],
  [/^template\.spec\.domain\.devices\.interfaces\[0\]$/,
    (_match, { podNetwork }) => podNetwork === PodNetworkBinding.NONE ? undefined : 'podNetwork'],
  [/^template\.spec\.domain\.devices\.interfaces\[(\d+)\](\.name|\.macAddress)$/,
    ([, index, part], props) => networkAt(index, props, part)],
  [/^template\.spec\.domain\.devices\.disks\[(\d+)\]\.disk(\.bus)$/,
    ([, index, part], ...given) => diskAt(index, part, ...given)],
  [/^template\.spec\.domain\.devices\.((?:gpus|hostDevices)(?:\[\d+\](?:\.(?:name|deviceName|tag))?)?)$/,
    ([, name]) => name],
  [CLOUD_INIT, ([, index, rest], ...given) => cloudInitAt(index, rest, ...given)],
  [/^dataVolumeTemplates\[(\d+)\]\.spec\.storage\.(.+)$/,
    ([, index, field], ...given) => storageAt(index, field, ...given)],
];

function mapAt(map: string, rest: string, props: MachineProps): string | undefined {
  return props[map as 'annotations' | 'labels'] === undefined ? undefined : `${map}${rest}`;
}

function networkAt(index: string, { networks = [], podNetwork }: MachineProps, part: string): string | undefined {
  if (index === '0' && part === '.macAddress' && podNetwork !== PodNetworkBinding.NONE) return 'macAddress';
  const number = Number(index) - (podNetwork === PodNetworkBinding.NONE ? 0 : 1);
  return networks[number] === undefined ? undefined : `networks[${number}]${part}`;
}

function diskAt(index: string, part: string, props: MachineProps, parts: MachineParts): string | undefined {
  const { source, extraDisks } = parts;
  if (index === '0' && source !== undefined) return props.bootDisk && `bootDisk${part}`;
  const disk = extraDisks[Number(index) - bootDisks(parts)];
  return disk && `extraDisks[${props.extraDisks?.indexOf(disk)}]${part}`;
}

function cloudInitAt(index: string, rest: string, props: MachineProps, parts: MachineParts): string | undefined {
  if (props.cloudInit === undefined || Number(index) !== parts.extraDisks.length + bootDisks(parts)) {
    return undefined;
  }
  return `cloudInit${rest}`;
}

/** The number of disks before the extra disks. */
function bootDisks({ source }: MachineParts): number {
  return source === undefined ? 0 : 1;
}

function storageAt(index: string, path: string, props: MachineProps, parts: MachineParts): string | undefined {
  const [field] = Object.keys(STORAGE).filter((each) => path === each || path.startsWith(`${each}[`));
  if (field === undefined) return undefined;
  return diskAt(index, `.${STORAGE[field]}${path.slice(field.length)}`, props, parts);
}
