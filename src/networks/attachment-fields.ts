import { RESOURCE_OF_NETWORK } from '../inventory/network-resources';
import { table } from '../toolkit/table';

const OPTIONS: { readonly [field: string]: string } = table({
  bridge: 'bridge',
  excludeSubnets: 'excludeSubnets',
  ipam: 'ipam',
  link_state: 'linkState',
  macspoofchk: 'macSpoofCheck',
  master: 'master',
  max_tx_rate: 'maxTxRate',
  min_tx_rate: 'minTxRate',
  mode: 'mode',
  mtu: 'mtu',
  name: 'networkName',
  physicalNetworkName: 'physicalNetwork',
  provider: 'provider',
  server_socket: 'serverSocket',
  spoofchk: 'spoofCheck',
  subnets: 'subnets',
  trust: 'trust',
  vlan: 'vlan',
  vlanID: 'vlan',
  vlanProto: 'vlanProtocol',
  vlanQoS: 'vlanQos',
  vlanTrunk: 'trunk',
});

const IPAM: readonly (readonly [RegExp, string])[] = [
  [/^\.range_start/, '.rangeStart'],
  [/^\.range_end/, '.rangeEnd'],
  [/\.dst$/, '.destination'],
  [/\.gw$/, '.gateway'],
];

/** The prop that a field of a NetworkAttachmentDefinition came from; rules name fields within its configuration. */
export function attachmentPropOf(field: string): string | undefined {
  if (field === 'metadata.name') return 'name';
  if (field === 'metadata.namespace') return 'namespaceName';
  if (field === `metadata.annotations["${RESOURCE_OF_NETWORK}"]`) return 'resourceName';
  const metadata = /^metadata\.((labels|annotations).*)$/.exec(field);
  if (metadata !== null) return metadata[1];
  if (field === 'spec.config') return 'config';
  const [, option, rest = ''] = /^spec\.config\.(\w+)(.*)$/.exec(field) ?? [];
  if (option === undefined) return undefined;
  const renamed = IPAM.reduce((text, [pattern, prop]) => text.replace(pattern, prop), rest);
  return `config.${OPTIONS[option] ?? option}${option === 'ipam' ? renamed : rest}`;
}
