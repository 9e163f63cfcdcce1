import type { Machine } from './machine';
import { stepsOf } from '../toolkit/at';

/**
 * The parts of a machine that rules are concerned with: paths within its instance's spec, where a step goes through all
 * items of a list. Those with `spec.` or `metadata` in front stand in the VirtualMachine's spec and in the metadata of
 * its template. Every machine has the part `always`.
 */
const PARTS = [
  'always',
  'spec.running', 'spec.instancetype', 'spec.preference', 'spec.dataVolumeTemplates',
  'metadata', 'metadata.labels', 'metadata.annotations["kubevirt.io/ignitiondata"]',
  'accessCredentials', 'architecture', 'dnsConfig', 'dnsPolicy', 'evictionStrategy', 'hostname', 'livenessProbe',
  'readinessProbe', 'resourceClaims', 'serviceAccountName', 'startStrategy', 'subdomain', 'utilityVolumes',
  'affinity', 'nodeSelector', 'priorityClassName', 'tolerations', 'topologySpreadConstraints',
  'domain.ioThreadsPolicy', 'domain.launchSecurity', 'domain.machine', 'domain.resources',
  'domain.cpu', 'domain.cpu.dedicatedCpuPlacement', 'domain.cpu.features', 'domain.cpu.isolateEmulatorThread',
  'domain.cpu.numa', 'domain.cpu.realtime',
  'domain.firmware.acpi', 'domain.firmware.bootloader', 'domain.firmware.kernelBoot',
  'domain.memory', 'domain.memory.hugepages', 'domain.memory.maxGuest',
  'domain.devices.filesystems', 'domain.devices.gpus', 'domain.devices.hostDevices', 'domain.devices.inputs',
  'domain.devices.panicDevices', 'domain.devices.sound', 'domain.devices.video',
  'domain.devices.disks', 'domain.devices.disks.blockSize', 'domain.devices.disks.bootOrder',
  'domain.devices.disks.cache', 'domain.devices.disks.errorPolicy', 'domain.devices.disks.io',
  'domain.devices.disks.serial',
  'domain.devices.interfaces', 'domain.devices.interfaces.bootOrder', 'domain.devices.interfaces.dhcpOptions',
  'domain.devices.interfaces.macAddress', 'domain.devices.interfaces.portRanges', 'domain.devices.interfaces.ports',
  'domain.devices.interfaces.state',
  'networks', 'networks.multus', 'networks.resourceClaim',
  'volumes', 'volumes.configMap', 'volumes.containerDisk', 'volumes.containerPath', 'volumes.dataVolume',
  'volumes.hostDisk', 'volumes.persistentVolumeClaim', 'volumes.secret', 'volumes.sysprep',
  'volumes.cloudInitConfigDrive', 'volumes.cloudInitConfigDrive.networkData',
  'volumes.cloudInitConfigDrive.networkDataBase64', 'volumes.cloudInitConfigDrive.userData',
  'volumes.cloudInitConfigDrive.userDataBase64',
  'volumes.cloudInitNoCloud', 'volumes.cloudInitNoCloud.networkData', 'volumes.cloudInitNoCloud.networkDataBase64',
  'volumes.cloudInitNoCloud.userData', 'volumes.cloudInitNoCloud.userDataBase64',
] as const;

/** A part of a machine that rules are concerned with. */
export type Part = typeof PARTS[number];

/** Cloud-init data that are written into the machine itself. */
export const INLINE_CLOUD_INIT: readonly Part[] = PARTS.filter((part) => /^volumes\.cloudInit.*Data/i.test(part));

/** Which parts a machine has. Machines with the same parts share one such object, so it can be the key of a map. */
export class PartsOfMachine {
  /** What every machine has. */
  public static get least(): PartsOfMachine {
    return PartsOfMachine.of(new Set(['always']));
  }

  private static readonly known = new Map<string, PartsOfMachine>();

  private static of(parts: ReadonlySet<Part>): PartsOfMachine {
    const key = PARTS.filter((part) => parts.has(part)).join();
    const known = PartsOfMachine.known.get(key) ?? new PartsOfMachine(parts);
    PartsOfMachine.known.set(key, known);
    return known;
  }

  private readonly larger = new Map<Part, PartsOfMachine>();

  private constructor(private readonly parts: ReadonlySet<Part>) {}

  public has(part: Part): boolean {
    return this.parts.has(part);
  }

  /** The same with one part more. */
  public with(part: Part): PartsOfMachine {
    const known = this.larger.get(part) ?? PartsOfMachine.of(new Set([...this.parts, part]));
    this.larger.set(part, known);
    return known;
  }
}

/** A step on the way to parts. */
interface Step {
  /** The part that the way up to here is, if it is one. */
  readonly part?: Part;
  /** The steps below, by the keys that lead to them; undefined at the end of a way. */
  readonly below?: Map<string, Step>;
}

const BELOW_INSTANCE = ['template', 'spec'];
const BELOW_TEMPLATE = ['template'];

/** The steps from the VirtualMachine's spec to a part. */
function wayTo(part: Part): string[] {
  const [first, ...rest] = stepsOf(part)!;
  if (first === 'spec') return rest;
  return [...first === 'metadata' ? BELOW_TEMPLATE : BELOW_INSTANCE, first, ...rest];
}

const TREE = treeOf(PARTS.filter((part) => part !== 'always').map((part) => ({ part, way: wayTo(part) })));
const LEAST = PartsOfMachine.least;

function treeOf(ways: readonly { readonly part: Part; readonly way: readonly string[] }[]): Map<string, Step> {
  const firsts = new Set(ways.map(({ way }) => way[0]));
  return new Map([...firsts].map((first) => {
    const through = ways.filter(({ way }) => way[0] === first);
    const further = through.filter(({ way }) => way.length > 1).map(({ part, way }) => ({ part, way: way.slice(1) }));
    const part = through.find(({ way }) => way.length === 1)?.part;
    return [first, { part, below: further.length === 0 ? undefined : treeOf(further) }];
  }));
}

/** The parts of a machine: what holds anything, be it empty, but no list without items. */
export function partsOf({ spec }: Machine): PartsOfMachine {
  return inObject(spec, TREE, LEAST);
}

function inObject(object: object, steps: ReadonlyMap<string, Step>, found: PartsOfMachine): PartsOfMachine {
  for (const key in object) {
    const step = steps.get(key);
    if (step !== undefined) found = inValue((object as Record<string, unknown>)[key], step, found);
  }
  return found;
}

function inValue(value: unknown, step: Step, found: PartsOfMachine): PartsOfMachine {
  const { part, below } = step;
  if (value === undefined || value === null) return found;
  if (Array.isArray(value)) return value.reduce((sum, item) => inValue(item, step, sum), found);
  const all = part === undefined ? found : found.with(part);
  return below === undefined || typeof value !== 'object' ? all : inObject(value, below, all);
}
