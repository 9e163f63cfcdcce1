import * as fc from 'fast-check';
import { call, Call, Described } from './description';
import { claimedDevices } from './devices';
import { onItsBus, volumeOnItsBus } from './disks';
import { diskBusOf, fittingHardware, hasWindows } from './hardware';
import { fittingNetworks } from './networks';
import { stated } from './props';
import { EvictionStrategy, MachineDimensions, MachineProps } from '../../src';

/** Equal machines, each with a claim of its own. */
export function withOwnClaims<T extends Described<MachineProps>>(given: T): T {
  return stated({
    ...given,
    deviceClaims: given.deviceClaims?.map(({ name, resourceClaimName, resourceClaimTemplateName }) => (
      { name, resourceClaimTemplateName: resourceClaimTemplateName ?? resourceClaimName })),
  });
}

/** Machines, some of which claim their devices. */
export function withClaims<T extends Described<MachineProps>>(given: T): fc.Arbitrary<T> {
  return fc.option(claimedDevices, { nil: {}, freq: 2 }).map((claimed) => ({ ...given, ...claimed }));
}

/** What goes together in one machine, whatever the others are. */
export function fitting<T extends Described<MachineProps>>(given: T): T {
  const { cloudInit: data, evictionStrategy } = given;
  const migrates = evictionStrategy === EvictionStrategy.LIVE_MIGRATE;
  const everywhere = { accessModes: ['ReadWriteMany' as any] };
  const machine = fittingHardware(given, migrates);
  const bus = diskBusOf(machine);
  const bootDisk = bootDiskOf(given, migrates ? everywhere : {});
  const disks = [...TAKEN, ...[...given.volumes ?? [], ...given.extraDisks ?? []].map(({ name }) => name)];
  return stated({
    ...machine,
    size: largeEnough(machine),
    bootDisk: bootDisk && onItsBus(bootDisk, bus),
    volumes: given.volumes
      ?.filter(({ name }) => !TAKEN.includes(name) && !given.extraDisks?.some((each) => each.name === name))
      .map((each) => volumeOnItsBus(each, bus)),
    extraDisks: given.extraDisks
      ?.filter((each) => !TAKEN.includes(each.name))
      .map((each) => onItsBus(migrates ? { ...each, ...everywhere } : each, bus)),
    devices: machine.devices && stated({
      ...machine.devices,
      tablets: machine.devices.tablets?.filter(({ name }) => (
        ![...disks, 'default', ...(given.networks ?? []).map((each) => each.name)].includes(name))),
    }),
    ...fittingNetworks(
      { ...given, networks: given.networks?.filter(({ name }) => !disks.includes(name!)) },
      machine.launchSecurity !== undefined,
    ),
    // one vGPU moves with a feature gate of v1.9, which these programs do not name for it
    gpus: migrates ? undefined : given.gpus,
    hostDevices: migrates ? undefined : given.hostDevices,
    sshKeys:
      data === undefined
        ? given.sshKeys?.filter((keys) => keys.$call === 'SshKeys.fromSecretByGuestAgent')
        : given.sshKeys,
    evictionHandler:
      evictionStrategy === EvictionStrategy.EXTERNAL
        ? (given.evictionHandler ?? 'a controller')
        : given.evictionHandler,
  });
}

/** The size, large enough for the guest, and without ceilings where memory is encrypted. */
function largeEnough(given: Described<MachineProps>): Call {
  const { size: { $call, with: [dimensions] } } = given;
  if ($call !== 'MachineSize.of') return given.size;
  const { cores: least, ...others } = dimensions as Described<MachineDimensions>;
  const large = hasWindows(given)
    ? { ...others, cores: Math.max(least, 2), memory: { $gibibytes: 8 }, requests: undefined, limits: undefined }
    : dimensions as object;
  const maxMemory = hasWindows(given) || given.launchSecurity !== undefined ? { maxMemory: undefined } : {};
  return call($call, stated({ ...large, ...maxMemory }));
}

/** The names that devices of a machine have already. */
const TAKEN = [
  'boot', 'cloudinit', 'installation', 'sysprep', 'virtio-drivers', 'default', 'tablet', 'sound', 'watchdog',
];

/** The boot disk, without what has no meaning beside what the machine boots from. */
function bootDiskOf(
  { boot: from, bootDisk }: Described<MachineProps>, everywhere: object,
): Described<MachineProps>['bootDisk'] {
  if (from === undefined) return { ...bootDisk, ...everywhere };
  if (from.$call === 'Boot.withoutDisk') return undefined;
  const { capacity: _size, storageClassName, accessModes: modes, volumeMode, labels: ours, annotations: its, ...guest }
    = bootDisk ?? {};
  if (from.$call === 'Boot.imported' || from.$call === 'Boot.iso') {
    const { capacity: _capacity, ...stays } = bootDisk ?? {};
    return { ...stays, ...everywhere };
  }
  const shared = from.$call === 'Boot.claim' || from.$call === 'Boot.dataVolume';
  return { ...guest, shareable: shared ? true : guest.shareable };
}
