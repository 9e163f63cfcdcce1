import { ATTACHMENT, configurationOf, Plugin, pluginsOf } from './config';
import { cniPlugins, sriovCni } from './sources';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { inJson } from '../../props/words';
import { isPlain } from '../../toolkit/merge';
import { notOneOf } from '../../toolkit/one-of';
import { table } from '../../toolkit/table';
import type { ObjectRule } from '../rule';

const LAST_VLAN = 4094;
const BRIDGES = ['bridge', 'cnv-bridge'];

/** The field of a plugin that holds a VLAN; 0 stands for none. */
const VLAN_FIELDS: readonly (readonly [types: readonly string[], field: string])[] = [
  [[...BRIDGES, 'ovs', 'sriov'], 'vlan'],
  [['ovn-k8s-cni-overlay'], 'vlanID'],
  [['vlan'], 'vlanId'],
];

export const VLAN: ObjectRule = {
  id: 'NET004',
  name: 'networks/vlan',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: 'VLANs are numbers from 1 to 4094, and one of vlan and a trunk is written',
  why: 'The plugin refuses the rest, and no machine of the network starts.',
  remedy: `Write a number from 1 to ${LAST_VLAN}.`,
  source: cniPlugins('plugins/main/bridge/bridge.go: loadNetConf, collectVlanTrunk'),
  acceptable: true,

  *check(definition) {
    for (const plugin of configurationOf(definition).plugins) {
      for (const [types, field] of VLAN_FIELDS) {
        if (types.includes(plugin.type)) yield* vlanFaults(plugin.fields[field], `${plugin.at}.${field}`);
      }
      if (BRIDGES.includes(plugin.type)) yield* trunkFaults(plugin);
    }
  },
};

function* vlanFaults(value: unknown, at: string, least = 0): Iterable<Fault> {
  if (value === undefined || isWhole(value, least, LAST_VLAN)) return;
  yield fault(at, `is ${inJson(value)}, which is not a VLAN`, VLAN.remedy);
}

function* trunkFaults({ fields: { vlan, vlanTrunk }, at }: Plugin): Iterable<Fault> {
  if (!Array.isArray(vlanTrunk)) return;
  if (typeof vlan === 'number' && vlan > 0 && vlanTrunk.length > 0) {
    yield fault(`${at}.vlanTrunk`, `is beside vlan ${vlan}, but machines are in one VLAN without tags or get several `
      + 'with tags', 'Leave one of the two out.');
  }
  for (const [index, each] of vlanTrunk.entries()) {
    if (!isPlain(each)) continue;
    const { id, minID, maxID } = each;
    const item = `${at}.vlanTrunk[${index}]`;
    const invalid = [id, minID, maxID].find((value) => value !== undefined && !isWhole(value, 1, LAST_VLAN));
    if (invalid !== undefined) {
      yield fault(item, `holds ${inJson(invalid)}, which is not a VLAN`, VLAN.remedy);
    } else if ((minID === undefined) !== (maxID === undefined)) {
      yield fault(item, 'has one of minID and maxID, but a range has both', 'Write both, or id for one VLAN.');
    } else if (Number(minID) > Number(maxID)) {
      yield fault(item, `goes from ${inJson(minID)} to ${inJson(maxID)}, which is not a range`,
        'Write the lower one first.');
    }
  }
}

// Linux: the least MTU of IPv4 (RFC 791), and the most that an interface in software has.
const LEAST_MTU = 68;
const MOST_MTU = 65535;

export const MTU: ObjectRule = {
  id: 'NET005',
  name: 'networks/mtu',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: `The MTU of a network is from ${LEAST_MTU} to ${MOST_MTU}`,
  why: 'Linux refuses an interface with another one, and no machine of the network starts.',
  remedy: 'Write a number such as 1500 or 9000, or leave it out for that of the node.',
  source: cniPlugins('plugins/main/bridge/bridge.go: setupVeth; plugins/main/macvlan/macvlan.go: loadConf'),
  acceptable: true,

  *check(definition) {
    for (const { fields: { mtu }, at } of pluginsOf(definition, ...BRIDGES, 'ipvlan', 'macvlan', 'ovn-k8s-cni-overlay',
      'ovs', 'ptp', 'vlan')) {
      // 0 stands for the usual one
      if (mtu === undefined || mtu === 0 || isWhole(mtu, LEAST_MTU, MOST_MTU)) continue;
      yield fault(`${at}.mtu`, `is ${inJson(mtu)}, but an MTU is from ${LEAST_MTU} to ${MOST_MTU}`, this.remedy);
    }
  },
};

/** The fields that name an interface of the node, and whether the empty text stands for one. */
const DEVICES: readonly (readonly [types: readonly string[], field: string, mayBeEmpty: boolean])[] = [
  [[...BRIDGES, 'ovs'], 'bridge', false],
  [['macvlan', 'ipvlan', 'vlan'], 'master', true],
];

export const NODE_INTERFACE: ObjectRule = {
  id: 'NET006',
  name: 'networks/node-interface',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: 'A network names an interface of the node that can exist',
  why: 'Linux has no interface of another name, and no machine of the network starts.',
  remedy: 'Write at most 15 characters without "/", ":" and spaces, such as "br1".',
  source: { project: 'Linux', file: 'net/core/dev.c: dev_valid_name', release: 'v6.12' },
  acceptable: true,

  *check(definition) {
    for (const { type, fields, at } of configurationOf(definition).plugins) {
      for (const [types, field, mayBeEmpty] of DEVICES) {
        const name = fields[field];
        if (!types.includes(type) || name === undefined || (mayBeEmpty && name === '') || isDevice(name)) continue;
        yield fault(`${at}.${field}`, `is ${inJson(name)}, and no interface of a node has that name`, this.remedy);
      }
    }
  },
};

function isDevice(name: unknown): boolean {
  return typeof name === 'string' && /^[^/:\s]{1,15}$/.test(name) && name !== '.' && name !== '..';
}

const WORDS = table<{ readonly [type: string]: { readonly [field: string]: readonly string[] } }>({
  'macvlan': { mode: ['', 'bridge', 'private', 'vepa', 'passthru'] },
  'ipvlan': { mode: ['', 'l2', 'l3', 'l3s'] },
  'sriov': { link_state: ['', 'auto', 'enable', 'disable'] },
  'ovn-k8s-cni-overlay': { topology: ['', 'layer2', 'layer3', 'localnet'] },
});

export const PLUGIN_WORDS: ObjectRule = {
  id: 'NET007',
  name: 'networks/plugin-words',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: 'A field of a plugin that takes certain words holds one of them',
  why: 'The plugin refuses other words, and no machine of the network starts.',
  remedy: 'Write one of the words that the finding names.',
  source: cniPlugins('plugins/main/macvlan/macvlan.go, plugins/main/ipvlan/ipvlan.go: modeFromString; '
    + 'SR-IOV CNI pkg/config/config.go: LoadConf; OVN-Kubernetes go-controller/pkg/util/multi_network.go: NewNetInfo'),
  acceptable: true,

  *check(definition) {
    for (const { type, fields, at } of configurationOf(definition).plugins) {
      for (const [field, words] of Object.entries(Object.hasOwn(WORDS, type) ? WORDS[type] : {})) {
        yield* about(`${at}.${field}`, notOneOf(fields[field], words));
      }
    }
  },
};

export const SRIOV_VALUES: ObjectRule = {
  id: 'NET008',
  name: 'networks/sriov-values',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: 'The priority, the protocol and the rates of virtual functions are ones that the plugin takes',
  why: 'The plugin refuses the rest, and no machine of the network starts.',
  remedy: 'Write vlan, vlanQoS from 0 to 7, 802.1q or 802.1ad, and a least rate below the highest.',
  source: sriovCni('pkg/config/config.go: LoadConf'),
  acceptable: true,

  *check(definition) {
    for (const { fields: { vlan, vlanQoS, vlanProto, min_tx_rate: least, max_tx_rate: most }, at } of pluginsOf(
      definition, 'sriov')) {
      if (vlanQoS !== undefined && !isWhole(vlanQoS, 0, 7)) {
        yield fault(`${at}.vlanQoS`, `is ${inJson(vlanQoS)}, but priorities are from 0 to 7`, 'Write one of these.');
      } else if (vlanQoS !== undefined && (vlan === undefined || (vlan === 0 && vlanQoS !== 0))) {
        yield fault(`${at}.vlanQoS`, 'is the priority of a VLAN, but vlan is missing', 'Write vlan, or leave it out.');
      }
      const protocol = typeof vlanProto === 'string' ? vlanProto.toLowerCase() : undefined;
      yield* about(`${at}.vlanProto`, notOneOf(protocol, ['802.1q', '802.1ad']));
      if (protocol !== undefined && (vlan === undefined || (vlan === 0 && protocol === '802.1ad'))) {
        yield fault(`${at}.vlanProto`, 'is the protocol of a VLAN, but vlan is missing',
          'Write vlan, or leave it out.');
      }
      yield* rateFaults(least, most, at);
    }
  },
};

function* rateFaults(least: unknown, most: unknown, at: string): Iterable<Fault> {
  for (const [field, rate] of [['min_tx_rate', least], ['max_tx_rate', most]] as const) {
    if (rate === undefined || isWhole(rate, 0, Number.MAX_SAFE_INTEGER)) continue;
    yield fault(`${at}.${field}`, `is ${inJson(rate)}, but a rate is a whole number of Mbit/s`,
      'Write 0 or more.');
  }
  if (Number(most) > 0 && Number(least) > Number(most)) {
    yield fault(`${at}.min_tx_rate`, `is ${inJson(least)}, more than the highest rate, ${inJson(most)}`,
      'Write at most the highest rate.');
  }
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
