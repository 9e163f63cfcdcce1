import type { MachineProps } from '../machine-props';
import { PodNetworkBinding } from './network-binding';
import { isNamed } from './networking';
import { table } from '../../toolkit/table';

type NameOf = (match: RegExpExecArray, props: MachineProps) => string | undefined;

/** The props of fields of an interface. */
const INTERFACE: { readonly [field: string]: string } = table({
  'acpiIndex': 'acpiIndex',
  'binding.name': 'bindingPlugin',
  'bootOrder': 'bootOrder',
  'bridge': 'binding',
  'dhcpOptions': 'dhcpOptions',
  'passtBinding': 'binding',
  'pciAddress': 'pciAddress',
  'portRanges': 'portRanges',
  'ports': 'ports',
  'sriov': 'binding',
  'state': 'state',
  'tag': 'tag',
});

const POD: { readonly [field: string]: string } = table({
  vmNetworkCIDR: 'vmNetworkCidr',
  vmIPv6NetworkCIDR: 'vmIpv6NetworkCidr',
});

const DNS: { readonly [field: string]: string } = table({ dnsConfig: 'dns', dnsPolicy: 'dns.policy' });

const FIELD = /^template\.spec\.domain\.devices\.interfaces\[(\d+)\]\.(binding\.name|\w+)(.*)$/;

/** The props that fields of networks, interfaces and names in DNS came from. */
export const NETWORK_FIELDS: readonly (readonly [RegExp, NameOf])[] = [
  [/^template\.spec\.networks$/, (_match, { networks }) => networks && 'networks'],
  [/^template\.spec\.networks\[(\d+)\]\.multus(\.networkName)$/, ([, index, part], props) => (
    networkAt(index, props, networkOf(index, props)?.network === undefined ? part : '.network'))],
  [/^template\.spec\.networks\[(\d+)\]\.multus\.default$/, ([, index], props) => (
    networkAt(index, props, '.replacesPodNetwork'))],
  [/^template\.spec\.networks\[(\d+)\](\.name)$/, ([, index, part], props) => networkAt(index, props, part)],
  [/^template\.spec\.networks\[\d+\]\.pod\.(\w+)$/, ([, field]) => POD[field] && `podInterface.${POD[field]}`],
  [/^template\.spec\.domain\.devices\.interfaces\[0\]$/, (_match, props) => isOnPods(props) ? 'podNetwork' : undefined],
  [/^template\.spec\.domain\.devices\.interfaces\[(\d+)\](\.name|\.macAddress)$/,
    ([, index, part], props) => networkAt(index, props, part)],
  [/^template\.spec\.domain\.devices\.interfaces\[(\d+)\]\.model$/, ([, index], props) => modelAt(index, props)],
  [FIELD, ([, index, field, rest], props) => INTERFACE[field] && partAt(index, props, `.${INTERFACE[field]}${rest}`)],
  [/^template\.spec\.(dnsConfig|dnsPolicy)(.*)$/, ([, field, rest]) => `${DNS[field]}${rest}`],
];

function isOnPods({ podNetwork }: MachineProps): boolean {
  return podNetwork !== PodNetworkBinding.NONE;
}

/** The number of the network that an interface or a network of the machine came from. */
function numberOf(index: string, props: MachineProps): number {
  const usable = (props.networks ?? []).flatMap((network, number) => (isNamed(network) ? [number] : []));
  return usable[Number(index) - (isOnPods(props) ? 1 : 0)] ?? -1;
}

function networkOf(index: string, props: MachineProps) {
  return props.networks?.[numberOf(index, props)];
}

function networkAt(index: string, props: MachineProps, part: string): string | undefined {
  if (index === '0' && part === '.macAddress' && isOnPods(props)) return 'macAddress';
  return networkOf(index, props) && `networks[${numberOf(index, props)}]${part}`;
}

function partAt(index: string, props: MachineProps, part: string): string | undefined {
  if (index === '0' && isOnPods(props)) {
    return part === '.binding' ? 'podNetwork' : props.podInterface && `podInterface${part}`;
  }
  return networkAt(index, props, part);
}

function modelAt(index: string, props: MachineProps): string | undefined {
  if (networkOf(index, props)?.model !== undefined) return networkAt(index, props, '.model');
  if (index === '0' && isOnPods(props) && props.podInterface?.model !== undefined) return 'podInterface.model';
  return props.interfaceModel && 'interfaceModel';
}
