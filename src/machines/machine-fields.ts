import { isDeepStrictEqual } from 'node:util';
import type { MachineProps } from './machine-props';
import type { MachineParts } from './machine-spec';
import { PodNetworkBinding } from './network';
import { stepsOf, valueAt } from '../toolkit/at';

/** The prop that a path within a VirtualMachine's spec came from; undefined if no prop says just that. */
export function machinePropOf(path: string, props: MachineProps, parts: MachineParts): string | undefined {
  for (const [pattern, nameOf] of FIELDS) {
    const match = pattern.exec(path);
    if (match !== null) return nameOf(match, props, parts);
  }
  return undefined;
}

/**
 * Whether a field holds what the props made: neither overrides nor JSON patches changed it.
 * @param made the spec as the props alone make it
 * @param written the spec as it will be written
 */
export function isUnchanged(path: string, made: unknown, written: unknown): boolean {
  const steps = stepsOf(path);
  return steps !== undefined && isDeepStrictEqual(plain(valueAt(made, steps)), plain(valueAt(written, steps)));
}

/** As JSON has it: what is undefined is not there. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

type NameOf = (match: RegExpExecArray, props: MachineProps, parts: MachineParts) => string | undefined;

const always = (name: string): NameOf => () => name;

const CPU: { readonly [field: string]: string } = {
  cores: 'cores',
  sockets: 'sockets',
  threads: 'threads',
  model: 'cpuModel',
  dedicatedCpuPlacement: 'dedicatedCpus',
  isolateEmulatorThread: 'isolateEmulatorThread',
};

const STORAGE: { readonly [field: string]: string } = {
  'accessModes': 'accessModes',
  'resources.requests.storage': 'capacity',
  'storageClassName': 'storageClassName',
  'volumeMode': 'volumeMode',
};

const FIELDS: readonly (readonly [RegExp, NameOf])[] = [
  [/^runStrategy$/, always('runStrategy')],
  [/^instancetype(\.name)?$/, always('size')],
  [/^preference(\.name)?$/, always('preference')],
  [/^template\.spec\.(architecture|evictionStrategy|subdomain)$/, ([, name]) => name],
  [/^template\.spec\.terminationGracePeriodSeconds$/, always('terminationGracePeriod')],
  [/^template\.spec\.domain\.machine\.type$/, always('machineType')],
  [/^template\.spec\.domain\.memory\.guest$/, always('size.memory')],
  [/^template\.spec\.domain\.memory\.hugepages\.pageSize$/, always('size.hugepages')],
  [/^template\.spec\.domain\.cpu\.(\w+)$/, ([, field]) => CPU[field] && `size.${CPU[field]}`],
  [/^template\.spec\.domain\.devices\.networkInterfaceMultiqueue$/, always('networkInterfaceMultiqueue')],
  [/^template\.spec\.accessCredentials(.*)$/, ([, rest]) => `sshKeys${rest}`],
  [/^template\.metadata\.annotations\["kubevirt\.io\/ignitiondata"\]$/, always('ignition')],
  [/^template\.metadata\.(annotations|labels)(.*)$/, ([, map, rest], props) => props[map as 'annotations' | 'labels'] && `${map}${rest}`],
  [/^template\.spec\.networks$/, (_match, { networks }) => networks && 'networks'],
  [/^template\.spec\.networks\[(\d+)\]\.multus\.networkName$/, ([, index], props) => networkAt(index, props, '.networkName')],
  [/^template\.spec\.(?:networks|domain\.devices\.interfaces)\[(\d+)\]\.name$/, ([, index], props) => networkAt(index, props, '.name')],
  [/^template\.spec\.domain\.devices\.disks\[(\d+)\]\.disk\.bus$/, ([, index], props, parts) => diskAt(index, props, parts, '.bus')],
  [/^template\.spec\.volumes\[(\d+)\]\.cloudInit(?:NoCloud|ConfigDrive)(.*)$/, ([, index, rest], props, parts) => cloudInitAt(index, rest, props, parts)],
  [/^dataVolumeTemplates\[(\d+)\]\.spec\.storage\.(.+)$/, ([, index, field], props, parts) => storageAt(index, field, props, parts)],
];

function networkAt(index: string, { networks = [], podNetwork }: MachineProps, part: string): string | undefined {
  const number = Number(index) - (podNetwork === PodNetworkBinding.NONE ? 0 : 1);
  return networks[number] === undefined ? undefined : `networks[${number}]${part}`;
}

function diskAt(index: string, props: MachineProps, { extraDisks }: MachineParts, part: string): string | undefined {
  if (index === '0') return props.bootDisk && `bootDisk${part}`;
  const disk = extraDisks[Number(index) - 1];
  return disk && `extraDisks[${props.extraDisks?.indexOf(disk)}]${part}`;
}

function cloudInitAt(index: string, rest: string, { cloudInit }: MachineProps, { extraDisks }: MachineParts): string | undefined {
  return cloudInit !== undefined && Number(index) === extraDisks.length + 1 ? `cloudInit${rest}` : undefined;
}

function storageAt(index: string, path: string, props: MachineProps, parts: MachineParts): string | undefined {
  const [field] = Object.keys(STORAGE).filter((each) => path === each || path.startsWith(`${each}[`));
  if (field === undefined) return undefined;
  return diskAt(index, props, parts, `.${STORAGE[field]}${path.slice(field.length)}`);
}
