import { ATTACHMENT, CONFIG, configurationOf } from './config';
import { cniPlugins, multus } from './sources';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { inJson } from '../../props/words';
import { isPlain } from '../../toolkit/merge';
import type { ObjectRule } from '../rule';

export const CONFIG_FORM: ObjectRule = {
  id: 'NET001',
  name: 'networks/config-form',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: 'The configuration of a network is an object in JSON that names its plugin',
  why: 'The API server takes any text. Multus cannot read another one, and no machine of the network starts.',
  remedy: 'Write an object in JSON with type, or with plugins that have one each.',
  source: multus('pkg/types/conf.go: LoadDelegateNetConf, LoadDelegateNetConfList'),
  acceptable: true,

  *check(definition) {
    const { problem } = configurationOf(definition);
    if (problem !== undefined) yield fault(CONFIG, `${problem}, so Multus cannot connect any machine`, this.remedy);
  },
};

/** Plugins that are known to exist; those of the rules in this folder among them. */
const KNOWN: ReadonlySet<string> = new Set([
  'accelerated-bridge', 'bandwidth', 'bond', 'bridge', 'calico', 'cilium-cni', 'cnv-bridge', 'cnv-tuning', 'dummy',
  'egress-router', 'firewall', 'flannel', 'host-device', 'ib-sriov', 'ipvlan', 'kube-ovn', 'kubevirt-passt-binding',
  'loopback', 'macvlan', 'macvtap', 'ovn-k8s-cni-overlay', 'ovs', 'portmap', 'ptp', 'rdma', 'route-override', 'sbr',
  'sriov', 'tap', 'tuning', 'vlan', 'vrf',
]);

/** Plugins that choose addresses and are known to exist. */
const KNOWN_IPAM: ReadonlySet<string> = new Set([
  'calico-ipam', 'dhcp', 'host-local', 'kube-ovn', 'nv-ipam', 'static', 'whereabouts',
]);

export const UNKNOWN_PLUGIN: ObjectRule = {
  id: 'NET002',
  name: 'networks/unknown-plugin',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.INFO,
  title: 'The plugin of a network is one that is known',
  why: 'Nothing else of the configuration is checked, and a misspelt name is found only when a machine starts.',
  remedy: 'Check that the plugin of that name is installed on the nodes.',
  source: multus('pkg/types/conf.go: LoadDelegateNetConf'),
  acceptable: true,

  *check(definition) {
    for (const { type, fields: { ipam }, at } of configurationOf(definition).plugins) {
      yield* ipamFaults(ipam, at);
      if (KNOWN.has(type)) continue;
      yield unknown(`${at}.type`, type);
    }
  },
};

function unknown(field: string, type: string): Fault {
  return fault(field, `"${type}" is a plugin that is not known here, so its configuration is not checked`,
    UNKNOWN_PLUGIN.remedy);
}

function* ipamFaults(ipam: unknown, at: string): Iterable<Fault> {
  if (!isPlain(ipam) || typeof ipam.type !== 'string' || ipam.type === '' || KNOWN_IPAM.has(ipam.type)) return;
  yield unknown(`${at}.ipam.type`, ipam.type);
}

/** The versions of the CNI specification (containernetworking/cni, pkg/version: All). */
const VERSIONS = ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0'];

export const CNI_VERSION: ObjectRule = {
  id: 'NET003',
  name: 'networks/cni-version',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: 'The configuration of a network is of a version of CNI that exists',
  why: 'The plugin refuses another one, and no machine of the network starts.',
  remedy: `Write one of ${VERSIONS.join(', ')}, such as 0.3.1, which all plugins know.`,
  source: cniPlugins('plugins/main/bridge/bridge.go: main; containernetworking/cni pkg/version/plugin.go: All'),
  acceptable: true,

  *check(definition) {
    const version = configurationOf(definition).fields?.cniVersion;
    if (version === undefined || VERSIONS.includes(version as string)) return;
    yield fault(`${CONFIG}.cniVersion`, `is ${inJson(version)}, which is not a version of CNI`, this.remedy);
  },
};
