import { ATTACHMENT, configurationOf, Plugin, pluginsOf } from './config';
import { cniPlugins } from './sources';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { inJson } from '../../props/words';
import { isAddress, overlap, rangeOf, within } from '../../toolkit/cidr';
import { isPlain } from '../../toolkit/merge';
import type { ObjectRule } from '../rule';

export const IPAM: ObjectRule = {
  id: 'NET009',
  name: 'networks/ipam',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: 'Addresses, ranges, gateways and routes of a network can be read, and lie within its range',
  why: 'The plugin that chooses addresses refuses the rest, and no machine of the network starts.',
  remedy: 'Write addresses such as 192.0.2.10/24, ranges such as 192.0.2.0/24, and gateways such as 192.0.2.1.',
  source: cniPlugins('plugins/ipam/static/main.go: LoadIPAMConfig; whereabouts pkg/config/config.go: LoadIPAMConfig'),
  acceptable: true,

  *check(definition) {
    for (const { fields: { ipam }, at } of configurationOf(definition).plugins) {
      if (!isPlain(ipam)) continue;
      const path = `${at}.ipam`;
      if (ipam.type === 'static') yield* staticFaults(ipam, path);
      if (ipam.type === 'whereabouts') yield* whereaboutsFaults(ipam, path);
      if (ipam.type === 'static' || ipam.type === 'whereabouts') yield* routeFaults(ipam, path);
    }
  },
};

type Fields = { readonly [field: string]: unknown };

function* staticFaults({ addresses }: Fields, at: string): Iterable<Fault> {
  if (!Array.isArray(addresses)) return;
  if (addresses.length === 0) {
    yield fault(`${at}.addresses`, 'is empty, so there is nothing to give', 'Write an address such as 192.0.2.10/24.');
  }
  for (const [index, each] of addresses.entries()) {
    if (!isPlain(each)) continue;
    const item = `${at}.addresses[${index}]`;
    if (!isRange(each.address)) {
      yield fault(`${item}.address`, `is ${inJson(each.address)}, which is not an address with the length of a prefix`,
        'Write one such as 192.0.2.10/24.');
    }
    yield* addressFaults(each.gateway, `${item}.gateway`);
  }
}

function* whereaboutsFaults(ipam: Fields, at: string): Iterable<Fault> {
  const { range, range_start: start, range_end: end, exclude, gateway } = ipam;
  // whereabouts takes a range of addresses too, such as 192.0.2.10-192.0.2.20/24
  const network = typeof range === 'string' ? range.slice(range.indexOf('-') + 1) : range;
  if (range !== undefined && !isRange(network)) {
    yield fault(`${at}.range`, `is ${inJson(range)}, which is not a range`, 'Write one such as 192.0.2.0/24.');
    return;
  }
  for (const [field, address] of [['range_start', start], ['range_end', end]] as const) {
    const faults = [...addressFaults(address, `${at}.${field}`)];
    yield* faults;
    if (faults.length > 0 || address === undefined || network === undefined) continue;
    if (overlap(asRange(address as string), network as string)) continue;
    yield fault(`${at}.${field}`, `is "${address}", which is outside of the range ${inJson(range)}`,
      'Write an address within the range.');
  }
  yield* addressFaults(gateway, `${at}.gateway`);
  for (const [index, each] of (Array.isArray(exclude) ? exclude : []).entries()) {
    const item = `${at}.exclude[${index}]`;
    if (!isRange(each)) {
      yield fault(item, `is ${inJson(each)}, which is not a range`, 'Write one such as 192.0.2.16/28.');
    } else if (network !== undefined && each !== network && !within(each as string, network as string)) {
      yield fault(item, `is "${each}", which is outside of the range ${inJson(range)}`,
        'Leave it out, or write a range within the range.');
    }
  }
}

function* routeFaults({ routes }: Fields, at: string): Iterable<Fault> {
  for (const [index, each] of (Array.isArray(routes) ? routes : []).entries()) {
    if (!isPlain(each)) continue;
    const item = `${at}.routes[${index}]`;
    if (!isRange(each.dst)) {
      yield fault(`${item}.dst`, `is ${inJson(each.dst)}, which is not a range`, 'Write one such as 10.0.0.0/8.');
    }
    yield* addressFaults(each.gw, `${item}.gw`);
  }
}

function* addressFaults(value: unknown, at: string): Iterable<Fault> {
  if (value === undefined || (typeof value === 'string' && isAddress(value))) return;
  yield fault(at, `is ${inJson(value)}, which is not an address`, 'Write one such as 192.0.2.1.');
}

function isRange(value: unknown): boolean {
  return typeof value === 'string' && rangeOf(value) !== undefined;
}

function asRange(address: string): string {
  return `${address}/${address.includes(':') ? 128 : 32}`;
}

export const IPVLAN_ADDRESSES: ObjectRule = {
  id: 'NET010',
  name: 'networks/ipvlan-addresses',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: 'An ipvlan says who chooses addresses',
  why: 'All pods of an ipvlan have one MAC address, so the plugin needs their addresses and refuses a network without.',
  remedy: 'Write ipam, such as that of whereabouts.',
  source: cniPlugins('plugins/main/ipvlan/ipvlan.go: cmdAdd'),
  acceptable: true,

  *check(definition) {
    const [first] = configurationOf(definition).plugins;
    for (const plugin of pluginsOf(definition, 'ipvlan')) {
      // one behind another plugin takes the addresses of that
      if (plugin === first && !hasIpam(plugin)) {
        yield fault(`${plugin.at}.ipam`, 'is missing, and an ipvlan tells pods apart by their addresses', this.remedy);
      }
    }
  },
};

function hasIpam({ fields: { ipam } }: Plugin): boolean {
  return isPlain(ipam) && typeof ipam.type === 'string' && ipam.type !== '';
}
