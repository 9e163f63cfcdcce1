import type { Interface, InterfacePort, PortRange, VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { notOneOf } from '../../toolkit/one-of';
import { isPort, notPortName } from '../../toolkit/port';
import { items, repeated } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES, located } from './paths';

const MOST_RANGES = 10;
const PROTOCOLS = ['TCP', 'UDP'];

export const PORTS: MachineRule = {
  id: 'VM060',
  name: 'machines/ports',
  on: 'machine',
  concerns: ['domain.devices.interfaces.ports'],
  severity: Severity.ERROR,
  title: 'Ports on the pod network are numbers from 1 to 65535, with names of their own',
  why: 'KubeVirt refuses the rest.',
  remedy: 'Write a number, TCP or UDP, and a name such as "web".',
  source: kubevirt('pkg/network/admitter/netiface.go: validatePortConfiguration'),
  acceptable: false,

  *check({ vmi }) {
    for (const [each, at] of onPodNetwork(vmi)) {
      for (const [port, path] of located(each.ports, `${at}.ports`)) yield* portFaults(port, path);
      for (const name of repeated(items(each.ports).map((port) => port.name || undefined))) {
        yield fault(`${at}.ports`, `holds two ports named "${name}"`, 'Give each its own name.');
      }
    }
  },
};

export const PORT_RANGES: MachineRule = {
  id: 'VM061',
  name: 'machines/port-ranges',
  on: 'machine',
  concerns: ['domain.devices.interfaces.portRanges'],
  severity: Severity.ERROR,
  title: `There are at most ${MOST_RANGES} port ranges, on masquerade alone, which do not overlap`,
  why: 'KubeVirt refuses the rest, and ranges beside ports.',
  remedy: 'Write masquerade: {}, and ranges with a start, an end and a protocol.',
  source: kubevirt('pkg/network/admitter/netiface.go: validatePortRangesConfiguration'),
  acceptable: false,

  *check({ vmi }) {
    for (const [each, at] of onPodNetwork(vmi)) {
      const ranges = items(each.portRanges);
      if (ranges.length === 0) continue;
      yield* togetherFaults(each, ranges.length, at);
      for (const [range, path] of located(ranges, `${at}.portRanges`)) yield* rangeFaults(range, path);
      for (const [one, other] of overlaps(ranges)) {
        const both = `${one.start}-${one.end} and ${other.start}-${other.end} of ${one.protocol}`;
        yield fault(`${at}.portRanges`, `holds ${both}, which overlap`, 'Merge the two.');
      }
    }
  },
};

/** The interfaces on the pod network. Ports matter only there. */
function onPodNetwork(vmi: VirtualMachineInstanceSpec): (readonly [each: Interface, at: string])[] {
  const networks = items(vmi.networks).filter((network) => network.pod !== undefined);
  const pods = new Set(networks.map((network) => network.name));
  return located(vmi.domain?.devices?.interfaces, `${DEVICES}.interfaces`).filter(([each]) => pods.has(each.name));
}

function* portFaults({ port, protocol, name }: InterfacePort, at: string): Iterable<Fault> {
  if (!isPort(port)) yield fault(`${at}.port`, `${port} is not a port`, 'Write a number from 1 to 65535.');
  yield* about(`${at}.protocol`, notOneOf(protocol, ['', ...PROTOCOLS]));
  if (name) yield* about(`${at}.name`, notPortName(name));
}

function* togetherFaults(each: Interface, count: number, at: string): Iterable<Fault> {
  if (items(each.ports).length > 0) {
    yield fault(at, 'has ports and portRanges, which exclude each other', 'Leave one of the two out.');
  }
  if (each.masquerade === undefined) {
    yield fault(`${at}.portRanges`, 'works with masquerade only', 'Write masquerade: {}, or leave portRanges out.',
      'Choose PodNetworkBinding.MASQUERADE, or leave portRanges out.');
  }
  if (count > MOST_RANGES) {
    yield fault(`${at}.portRanges`, `holds ${count} ranges, but there can be ${MOST_RANGES}`, 'Merge some.');
  }
}

function* rangeFaults({ protocol, start, end }: PortRange, at: string): Iterable<Fault> {
  yield* about(`${at}.protocol`, notOneOf(protocol, PROTOCOLS));
  if (isPort(start) && isPort(end) && start <= end) return;
  yield fault(at,
    `goes from ${start} to ${end}, which is not a range of ports`, 'Write a start and an end from 1 to 65535.');
}

/** The pairs of ranges that share a port. */
function overlaps(ranges: readonly PortRange[]): [PortRange, PortRange][] {
  return ranges.flatMap((one, index) => ranges.slice(index + 1)
    .filter((other) => one.protocol === other.protocol && one.start <= other.end && other.start <= one.end)
    .map((other): [PortRange, PortRange] => [one, other]));
}
