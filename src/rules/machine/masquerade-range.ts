import * as ipaddr from 'ipaddr.js';
import type { Network } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { overlap, rangeOf } from '../../toolkit/cidr';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { located } from './paths';

const FAMILIES = [
  ['vmNetworkCIDR', 'IPv4', ipaddr.IPv4, 30, '10.0.2.0/24'],
  ['vmIPv6NetworkCIDR', 'IPv6', ipaddr.IPv6, 126, 'fd10:0:2::/120'],
] as const;

export const MASQUERADE_RANGE: MachineRule = {
  id: 'VM190',
  name: 'machines/masquerade-range',
  on: 'machine',
  concerns: ['networks.pod.vmIPv6NetworkCIDR', 'networks.pod.vmNetworkCIDR'],
  severity: Severity.ERROR,
  title: 'The private range behind a masquerade is one of its family, with at least four addresses',
  why: 'KubeVirt takes any text, and cannot connect the guest then, so the machine does not start.',
  remedy: 'Write ranges such as 10.0.2.0/24 and fd10:0:2::/120.',
  source: kubevirt('pkg/network/setup/netpod/netpod.go: gatewayIP; pkg/network/link/address.go: '
    + 'GenerateMasqueradeGatewayAndVmIPAddrs'),
  acceptable: true,

  *check({ vmi }) {
    for (const [{ pod }, at] of located(vmi.networks, `${VMI}.networks`)) {
      if (pod !== undefined) yield* rangeFaults(pod, `${at}.pod`);
    }
  },
};

function* rangeFaults(pod: NonNullable<Network['pod']>, at: string): Iterable<Fault> {
  for (const [field, family, Address, longest, example] of FAMILIES) {
    const text = pod[field];
    if (!text) continue;
    const [address, bits] = rangeOf(text) ?? [];
    if (!(address instanceof Address) || bits === undefined) {
      yield fault(`${at}.${field}`, `"${text}" is not a range of ${family}`, `Write one such as ${example}.`);
    } else if (bits > longest) {
      yield fault(`${at}.${field}`, `"${text}" has too few addresses: KubeVirt needs one for the gateway and one for `
        + 'the guest beside the first and the last', `Write one such as ${example}.`);
    }
  }
}

export const UNUSED_RANGE: MachineRule = {
  id: 'VM191',
  name: 'machines/unused-masquerade-range',
  on: 'machine',
  concerns: ['networks.pod.vmIPv6NetworkCIDR', 'networks.pod.vmNetworkCIDR'],
  severity: Severity.WARNING,
  title: 'A private range is that of a masquerade',
  why: 'Behind other bindings a guest has the address of its pod, and the range has no effect.',
  remedy: 'Leave the range out, or write masquerade: {}.',
  source: kubevirt('pkg/network/setup/netpod/netpod.go: masqueradeBindingSpec'),
  acceptable: true,

  *check({ vmi }, { intent }) {
    const interfaces = items(vmi.domain?.devices?.interfaces);
    for (const [{ name, pod }, at] of located(vmi.networks, `${VMI}.networks`)) {
      const binding = pod && interfaces.find((each) => each.name === name);
      // a binding plugin may read it
      if (binding === undefined || binding.masquerade !== undefined || binding.binding !== undefined) continue;
      for (const [field] of FAMILIES) {
        if (!pod![field]) continue;
        yield fault(`${at}.pod.${field}`, `is "${pod![field]}", but "${name}" has another binding than masquerade, so `
          + 'it has no effect',
        intent.propOf === undefined ? this.remedy : 'Leave it out, or choose PodNetworkBinding.MASQUERADE.');
      }
    }
  },
};

export const RANGE_OF_CLUSTER: MachineRule = {
  id: 'VM203',
  name: 'machines/masquerade-range-of-cluster',
  on: 'machine',
  concerns: ['networks'],
  severity: Severity.WARNING,
  title: 'The private range behind a masquerade is not one of the cluster\'s own',
  why: 'The guest looks for all addresses of the range on its own link, so it does not reach pods or Services that '
    + 'have one of them.',
  remedy: 'Write a range in pod.vmNetworkCIDR, or pod.vmIPv6NetworkCIDR, that the cluster does not use.',
  source: kubevirt('pkg/network/link/address.go: GenerateMasqueradeGatewayAndVmIPAddrs'),
  acceptable: true,

  *check({ vmi }, { cluster }) {
    const interfaces = items(vmi.domain?.devices?.interfaces);
    for (const [{ name, pod }, at] of located(vmi.networks, `${VMI}.networks`)) {
      if (pod === undefined || interfaces.find((each) => each.name === name)?.masquerade === undefined) continue;
      for (const [field, , , , usual] of FAMILIES) {
        const range = pod[field] || usual;
        const used = cluster?.facts.ranges.find(({ cidr }) => overlap(range, cidr));
        if (used === undefined) continue;
        const written = `is "${range}"${pod[field] ? '' : ' by default'}`;
        yield fault(`${at}.pod.${field}`, `${written}, which overlaps the ${used.what}, `
          + `"${used.cidr}", so the guest does not reach these addresses`,
        `Write a range that the cluster does not use in ${field}.`, 'Write a range that the cluster does not use.');
      }
    }
  },
};
