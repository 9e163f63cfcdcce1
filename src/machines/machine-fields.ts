import { isDeepStrictEqual } from 'node:util';
import { disksOf, hasBootDisk } from './disks/machine-disks';
import { OWN_DISKS } from './disks/machine-volume';
import { GUEST_FIELDS } from './guest/guest-fields';
import { DRIVERS_DISK, SYSPREP_DISK } from './guest/windows';
import { SAFE_TO_EVICT } from './launcher/local-volumes';
import type { MachineParts } from './machine-parts';
import type { MachineProps } from './machine-props';
import { NETWORK_FIELDS } from './networks/network-fields';
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
  [/^template\.spec\.domain\.cpu$/, always('size')],
  [/^template\.spec\.domain\.cpu\.(\w+)$/, ([, field]) => CPU[field] && `size.${CPU[field]}`],
  [/^template\.spec\.domain\.devices\.networkInterfaceMultiqueue$/, always('networkInterfaceMultiqueue')],
  [/^template\.spec\.accessCredentials$/, always('sshKeys')],
  [/^template\.metadata\.annotations\["kubevirt\.io\/ignitiondata"\]$/, always('ignition')],
  [/^template\.metadata\.annotations\["cluster-autoscaler\.kubernetes\.io\/safe-to-evict-local-volumes"\]$/,
    (_match, { annotations = {} }) => (SAFE_TO_EVICT in annotations ? `annotations["${SAFE_TO_EVICT}"]`
      : 'safeToEvictLocalVolumes')],
  [/^template\.metadata\.(annotations|labels)(.*)$/, ([, map, rest], props) => mapAt(map, rest, props)],
  ...NETWORK_FIELDS,
  [/^template\.spec\.domain\.devices\.disks\[(\d+)\](?:\.(.+))?$/, ([, index, field], ...given) => (
    deviceAt(Number(index), field, ...given))],
  [CLOUD_INIT, ([, index, rest], ...given) => cloudInitAt(index, rest, ...given)],
  [/^template\.spec\.volumes\[(\d+)\](?:\.(.+))?$/, ([, index, field], ...given) => (
    volumeAt(Number(index), field, ...given))],
  [/^template\.spec\.domain\.devices\.((?:gpus|hostDevices)(?:\[\d+\](?:\.(?:name|deviceName|tag))?)?)$/,
    ([, name]) => name],
  [/^dataVolumeTemplates\[(\d+)\]\.spec\.storage\.(.+)$/,
    ([, index, field], ...given) => storageAt(Number(index), field, ...given)],
  [/^dataVolumeTemplates\[(\d+)\]\.metadata\.((?:labels|annotations).*)$/,
    ([, index, field], ...given) => ownDiskAt(Number(index), `.${field}`, ...given)],
  [/^dataVolumeTemplates\[0\]\.spec\.source\.(.+)$/, ([, field], { boot }) => (
    boot?._content.imported && `boot source ${field.split('.').at(-1)}`)],
];

function mapAt(map: string, rest: string, props: MachineProps): string | undefined {
  return props[map as 'annotations' | 'labels'] === undefined ? undefined : `${map}${rest}`;
}

/** The prop of a disk as the guest sees it: the boot disk first, then the extra disks and the volumes. */
function deviceAt(
  index: number, field: string | undefined, props: MachineProps, parts: MachineParts,
): string | undefined {
  const option = field === undefined ? '' : DEVICE[field.replace(/^(disk|lun|cdrom)\./, '')];
  if (option === undefined) return undefined;
  const name = shownDisks(props, parts)[index];
  return diskAt(index, option, props, parts) ?? volumeProp(name, option, props) ?? mediumProp(name, '', props);
}

const DEVICE: { readonly [field: string]: string } = table({
  bus: '.bus',
  readonly: '.readOnly',
  bootOrder: '.bootOrder',
  cache: '.cache',
  dedicatedIOThread: '.dedicatedIoThread',
  errorPolicy: '.errorPolicy',
  io: '.io',
  serial: '.serial',
  shareable: '.shareable',
});

/** The names of the disks that a guest sees. */
function shownDisks(props: MachineProps, parts: MachineParts): (string | undefined)[] {
  return disksOf(props, parts).flatMap(({ disk }) => disk?.name ?? []);
}

function volumeAt(
  index: number, field: string | undefined, props: MachineProps, parts: MachineParts,
): string | undefined {
  const prop = field?.replace('imagePullSecret', 'pullSecret').replace('fieldRef.', '');
  if (index === 0 && hasBootDisk(props)) {
    return props.boot?._content.volume === undefined ? undefined : `boot${prop ? ` ${prop}` : ''}`;
  }
  const name = disksOf(props, parts)[index]?.volume.name;
  return volumeProp(name, prop === undefined ? '' : `.source.${prop}`, props)
    ?? (name === OWN_DISKS.cloudInit && prop === undefined ? props.cloudInit && 'cloudInit' : undefined)
    ?? mediumProp(name, prop ? ` ${prop}` : '', props);
}

/** The prop of a CD-ROM: of an installation, or of Windows. */
function mediumProp(name: string | undefined, part: string, { boot, guest }: MachineProps): string | undefined {
  if (name === OWN_DISKS.installation) return boot?._content.installation && `boot.medium${part}`;
  if (name === DRIVERS_DISK) return guest && 'guest.driversImage';
  return name === SYSPREP_DISK ? guest && 'guest.sysprep' : undefined;
}

function volumeProp(name: string | undefined, part: string, { volumes = [] }: MachineProps): string | undefined {
  const found = volumes.findIndex((volume) => volume.name === name);
  return found === -1 ? undefined : `volumes[${found}]${part}`;
}

function diskAt(index: number, part: string, props: MachineProps, { extraDisks }: MachineParts): string | undefined {
  const before = hasBootDisk(props) ? 1 : 0;
  if (index < before) return props.bootDisk && `bootDisk${part}`;
  const disk = extraDisks[index - before];
  return disk && `extraDisks[${props.extraDisks?.indexOf(disk)}]${part}`;
}

/** The prop of a disk that has a DataVolume: a boot disk that exists apart from the machine has none. */
function ownDiskAt(index: number, part: string, props: MachineProps, parts: MachineParts): string | undefined {
  return diskAt(props.boot?._content.volume === undefined ? index : index + 1, part, props, parts);
}

function cloudInitAt(index: string, rest: string, props: MachineProps, parts: MachineParts): string | undefined {
  if (props.cloudInit === undefined || disksOf(props, parts)[Number(index)]?.volume.name !== OWN_DISKS.cloudInit) {
    return undefined;
  }
  return `cloudInit${rest}`;
}

function storageAt(index: number, path: string, props: MachineProps, parts: MachineParts): string | undefined {
  const [field] = Object.keys(STORAGE).filter((each) => path === each || path.startsWith(`${each}[`));
  if (field === undefined) return undefined;
  const { imported, installation } = props.boot?._content ?? {};
  const isStated = index === 0 && (imported ?? installation) !== undefined && STORAGE[field] === 'capacity';
  return isStated ? 'boot capacity' : ownDiskAt(index, `.${STORAGE[field]}${path.slice(field.length)}`, props, parts);
}
