import type { Interface, InterfacePort, Network, PortRange } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../toolkit/problems';
import { oneOf } from '../../toolkit/sentences';
import { items, repeated } from '../../toolkit/shape';

const MOST_RANGES = 10;
const PROTOCOLS = ['TCP', 'UDP'];

/** KubeVirt v1.9.0 pkg/network/admitter/netiface.go: validatePortConfiguration, validatePortRangesConfiguration. Ports matter on the pod network only. */
export function ports(each: Interface, network: Network | undefined, at: string): Sentence[] {
  if (network?.pod === undefined) return [];
  const all = items(each.ports);
  const ranges = items(each.portRanges);
  return [
    ...all.flatMap((port, index) => one(port, `${at}.ports[${index}]`)),
    ...repeated(all.map((port) => port.name || undefined)).map((name) => `${at}.ports holds two ports named "${name}". Give each its own name.`),
    ranges.length > 0 && all.length > 0 ? `${at} has ports and portRanges, which exclude each other. Leave one of the two out.` : undefined,
    ranges.length > 0 && each.masquerade === undefined ? `${at}.portRanges works with masquerade only. Write masquerade: {}, or leave portRanges out.` : undefined,
    ranges.length > MOST_RANGES ? `${at}.portRanges holds ${ranges.length} ranges, of which there can be ${MOST_RANGES}. Merge some.` : undefined,
    ...ranges.flatMap((range, index) => oneRange(range, `${at}.portRanges[${index}]`)),
    ...overlaps(ranges, `${at}.portRanges`),
  ];
}

function one(port: InterfacePort, at: string): Sentence[] {
  return [
    isPort(port.port) ? undefined : `${at}.port ${port.port} is no port. Write a number from 1 to 65535.`,
    oneOf(`${at}.protocol`, port.protocol, ['', ...PROTOCOLS]),
    // Kubernetes apimachinery pkg/util/validation/validation.go, IsValidPortName.
    port.name && !(/^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(port.name) && port.name.length <= 15) ? `${at}.name "${port.name}" is no port name. Use at most 15 lower-case letters, digits and single hyphens, a letter among them.` : undefined,
  ];
}

function oneRange(range: PortRange, at: string): Sentence[] {
  return [
    oneOf(`${at}.protocol`, range.protocol, PROTOCOLS),
    isPort(range.start) && isPort(range.end) && range.start <= range.end ? undefined : `${at} goes from ${range.start} to ${range.end}, which is no range of ports. Write a start and an end from 1 to 65535.`,
  ];
}

function overlaps(ranges: readonly PortRange[], at: string): Sentence[] {
  return ranges.flatMap((first, index) => ranges.slice(index + 1).filter((other) => first.protocol === other.protocol && first.start <= other.end && other.start <= first.end).map((other) => `${at} holds ${first.start}-${first.end} and ${other.start}-${other.end} of ${first.protocol}, which overlap. Merge the two.`));
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65535;
}
