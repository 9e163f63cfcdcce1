import type { Machine } from './machine';
import { stepsOf } from '../toolkit/at';

/**
 * The parts of a machine that rules can be concerned with: paths within its instance's spec. A step goes through all
 * items of a list. Paths that begin with `spec.` are within the VirtualMachine's spec, those that begin with `metadata`
 * within the metadata of its template. Every machine has the part `always`.
 */
const PARTS = [
  'always',
  'spec.running', 'spec.instancetype', 'spec.preference', 'spec.dataVolumeTemplates',
  'metadata', 'metadata.labels', 'metadata.annotations', 'metadata.annotations["kubevirt.io/ignitiondata"]',
  'metadata.annotations["kubevirt.io/allow-pod-bridge-network-live-migration"]',
  'accessCredentials', 'architecture', 'dnsConfig', 'dnsPolicy', 'evictionStrategy', 'hostname', 'livenessProbe',
  'readinessProbe', 'resourceClaims', 'serviceAccountName', 'startStrategy', 'subdomain', 'utilityVolumes',
  'affinity', 'nodeSelector', 'priorityClassName', 'tolerations', 'topologySpreadConstraints',
  'domain.clock', 'domain.features.hyperv', 'domain.ioThreadsPolicy', 'domain.launchSecurity', 'domain.machine',
  'domain.resources',
  'domain.cpu', 'domain.cpu.dedicatedCpuPlacement', 'domain.cpu.features', 'domain.cpu.isolateEmulatorThread',
  'domain.cpu.numa', 'domain.cpu.realtime',
  'domain.firmware.acpi', 'domain.firmware.bootloader', 'domain.firmware.kernelBoot', 'domain.firmware.serial',
  'domain.firmware.uuid',
  'domain.memory', 'domain.memory.hugepages', 'domain.memory.maxGuest',
  'domain.devices.filesystems', 'domain.devices.gpus', 'domain.devices.hostDevices', 'domain.devices.inputs',
  'domain.devices.logSerialConsole',
  'domain.devices.panicDevices', 'domain.devices.sound', 'domain.devices.tpm', 'domain.devices.video',
  'domain.devices.disks', 'domain.devices.disks.blockSize', 'domain.devices.disks.bootOrder',
  'domain.devices.disks.cache', 'domain.devices.disks.errorPolicy', 'domain.devices.disks.io',
  'domain.devices.disks.serial',
  'domain.devices.interfaces', 'domain.devices.interfaces.acpiIndex', 'domain.devices.interfaces.binding',
  'domain.devices.interfaces.bootOrder', 'domain.devices.interfaces.bridge', 'domain.devices.interfaces.dhcpOptions',
  'domain.devices.interfaces.macAddress', 'domain.devices.interfaces.portRanges', 'domain.devices.interfaces.ports',
  'domain.devices.interfaces.state',
  'networks', 'networks.multus', 'networks.pod.vmIPv6NetworkCIDR', 'networks.pod.vmNetworkCIDR',
  'networks.resourceClaim',
  'volumes', 'volumes.configMap', 'volumes.containerDisk', 'volumes.containerPath', 'volumes.dataVolume',
  'volumes.downwardAPI', 'volumes.emptyDisk', 'volumes.ephemeral', 'volumes.hostDisk',
  'volumes.persistentVolumeClaim', 'volumes.secret', 'volumes.sysprep',
  'volumes.cloudInitConfigDrive', 'volumes.cloudInitConfigDrive.networkData',
  'volumes.cloudInitConfigDrive.networkDataBase64', 'volumes.cloudInitConfigDrive.userData',
  'volumes.cloudInitConfigDrive.userDataBase64',
  'volumes.cloudInitNoCloud', 'volumes.cloudInitNoCloud.networkData', 'volumes.cloudInitNoCloud.networkDataBase64',
  'volumes.cloudInitNoCloud.userData', 'volumes.cloudInitNoCloud.userDataBase64',
] as const;

/** A part of a machine that rules can be concerned with. */
export type Part = typeof PARTS[number];

/** Cloud-init data in the machine itself. */
export const INLINE_CLOUD_INIT: readonly Part[] = PARTS.filter((part) => /^volumes\.cloudInit.*Data/i.test(part));

/** The parts that a machine has. Machines with the same parts share one object, so it can be the key of a map. */
export class PartsOfMachine {
  /** The parts that every machine has. */
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

  /** The same parts and one more. */
  public with(part: Part): PartsOfMachine {
    const known = this.larger.get(part) ?? PartsOfMachine.of(new Set([...this.parts, part]));
    this.larger.set(part, known);
    return known;
  }
}

/** A step on a path to parts. */
interface Step {
  /** The part at this step, if there is one. */
  readonly part?: Part;
  /** The steps below, by their keys; undefined at the end of a path. */
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

/** The parts of a machine: fields that have a value, even an empty one, except empty lists. */
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
