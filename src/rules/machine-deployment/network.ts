import { BAD, DOUBTFUL, providerRule } from './deployment-rule';
import { about, fault } from '../../findings/rule';
import { textOf } from '../../machine-controller/config-var';
import { MACHINE, mapIn, VALUE } from '../../machine-controller/parts';
import type { ProviderNetwork } from '../../machine-controller/provider-spec';
import { notDnsSubdomain, notLabelValue } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { present, texts } from '../../toolkit/shape';
import { machineController } from '../sources';

const PROVIDER = 'pkg/cloudprovider/provider/kubevirt/provider.go';
const NETWORK = `${MACHINE}.providerNetwork`;

export const PROVIDER_NETWORK = providerRule({
  ...BAD,
  id: 'MD037',
  name: 'workers/deployment-provider-network',
  title: 'A providerNetwork is that of Kube-OVN, with a VPC and, if any, a subnet',
  why: 'machine-controller knows no other network, and reads nothing but the subnet. Where a name is missing, machines '
    + 'come into the default network.',
  remedy: 'Write the name kubeovn, and the names of the VPC and the subnet.',
  source: machineController('pkg/cloudprovider/provider/kubevirt/providernetworks/provider_networks.go'),
}, function* ({ virtualMachine }) {
  if (!virtualMachine.providerNetwork) return;
  const { name, vpc } = mapIn<ProviderNetwork>(virtualMachine.providerNetwork);
  if (name) yield* about(`${NETWORK}.name`, notOneOf(name, ['kubeovn']));
  else yield fault(`${NETWORK}.name`, 'is missing', 'Write kubeovn.');
  const { name: vpcName, subnet } = mapIn<ProviderNetwork['vpc']>(vpc);
  if (vpcName) yield* about(`${NETWORK}.vpc.name`, notDnsSubdomain(vpcName));
  else yield fault(`${NETWORK}.vpc.name`, 'is missing', 'Write the name of the VPC.');
  if (!subnet) return;
  const subnetName = mapIn<{ readonly name: string }>(subnet).name;
  if (subnetName) yield* about(`${NETWORK}.vpc.subnet.name`, notDnsSubdomain(subnetName));
  else yield fault(`${NETWORK}.vpc.subnet.name`, 'is missing', 'Write the name of the subnet.');
});

export const STATIC_NETWORK = providerRule({
  ...DOUBTFUL,
  id: 'MD038',
  name: 'workers/deployment-static-network',
  title: 'network holds no addresses',
  why: 'KubeVirt\'s provider does not read them: machines get their addresses from the pod network.',
  remedy: 'Leave cidr, gateway and dns out. Name servers are in virtualMachine.dnsConfig.',
  source: machineController(`${PROVIDER}: newVirtualMachine`),
}, function* ({ config }) {
  const written = present(mapIn(config.network)).filter((key) => ['cidr', 'gateway', 'dns'].includes(key));
  if (written.length === 0) return;
  yield fault(`${VALUE}.network`, `holds ${written.join(' and ')}, which KubeVirt's provider does not read`,
    'Leave it out.');
});

export const LOCATION = providerRule({
  id: 'MD039',
  name: 'workers/deployment-location',
  title: 'Region and zone are values that labels can have',
  why: 'machine-controller writes them as labels of the VirtualMachine, which the API server refuses otherwise.',
  remedy: 'Write at most 63 letters, digits, "-", "_" and ".".',
  source: machineController(`${PROVIDER}: appendTopologiesLabels`),
}, function* ({ virtualMachine }) {
  const location = mapIn<{ readonly region: string; readonly zone: string }>(virtualMachine.location);
  for (const key of ['region', 'zone'] as const) {
    if (location[key] !== undefined) yield* about(`${MACHINE}.location.${key}`, notLabelValue(location[key]));
  }
});

export const DNS = providerRule({
  id: 'MD040',
  name: 'workers/deployment-dns',
  title: 'dnsPolicy is one that a pod can have, and None comes with name servers',
  why: 'machine-controller refuses the rest.',
  remedy: 'Write one of the policies, and dnsConfig.nameservers with None.',
  source: machineController(`${PROVIDER}: dnsPolicy, Validate`),
}, function* ({ virtualMachine: { dnsPolicy, dnsConfig } }) {
  const policy = textOf(dnsPolicy);
  if (policy) yield* about(`${MACHINE}.dnsPolicy`, notOneOf(policy, POLICIES));
  const { nameservers } = mapIn<{ readonly nameservers: readonly string[] }>(dnsConfig);
  if (policy !== 'None' || texts(nameservers).length > 0) return;
  yield fault(`${MACHINE}.dnsPolicy`, 'is None, which leaves the machine without DNS', 'Write dnsConfig.nameservers.',
    'Write dns.nameservers.');
});

const POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
