import { ATTACHMENT, configurationOf } from './config';
import { cniPlugins } from './sources';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { inJson } from '../../props/words';
import { isPlain } from '../../toolkit/merge';
import { table } from '../../toolkit/table';
import type { ObjectRule } from '../rule';

type Fields = { readonly [field: string]: 'boolean' | 'string' };

const BRIDGE: Fields = {
  disableContainerInterface: 'boolean',
  forceAddress: 'boolean',
  hairpinMode: 'boolean',
  ipMasq: 'boolean',
  isDefaultGateway: 'boolean',
  isGateway: 'boolean',
  macspoofchk: 'boolean',
  portIsolation: 'boolean',
  preserveDefaultVlan: 'boolean',
  promiscMode: 'boolean',
};

/** Fields of plugins whose type is easily mistaken. */
const TYPES = table<{ readonly [type: string]: Fields }>({
  'bridge': BRIDGE,
  'cnv-bridge': BRIDGE,
  'sriov': { deviceID: 'string', spoofchk: 'string', trust: 'string' },
  'macvlan': { linkInContainer: 'boolean' },
  'ipvlan': { linkInContainer: 'boolean' },
});

const WRITE = { boolean: 'Write true or false.', string: 'Write a text, such as "on".' };

/** The plugins that read ipam as the CNI project does. */
const WITH_IPAM: readonly string[] = [...Object.keys(TYPES), 'host-device', 'ib-sriov', 'ptp', 'vlan'];

export const PLUGIN_TYPES: ObjectRule = {
  id: 'NET024',
  name: 'networks/plugin-types',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: 'The fields of a plugin have the types that it reads',
  why: 'The plugin cannot read its configuration otherwise, and no machine of the network starts.',
  remedy: 'Write true or false, a text or an object, as the finding says.',
  source: cniPlugins('plugins/main/bridge/bridge.go: NetConf; SR-IOV CNI pkg/types/types.go: NetConf; '
    + 'containernetworking/cni pkg/types/types.go: PluginConf'),
  acceptable: true,

  *check(definition) {
    for (const { type, fields, at } of configurationOf(definition).plugins) {
      for (const [field, wanted] of Object.entries(Object.hasOwn(TYPES, type) ? TYPES[type] : {})) {
        const value = fields[field];
        // Go reads null as if the field was left out
        if (value === undefined || value === null || typeof value === wanted) continue;
        yield fault(`${at}.${field}`, `is ${inJson(value)}, but the plugin "${type}" reads `
          + `${wanted === 'boolean' ? 'true or false' : 'a text'}`, WRITE[wanted]);
      }
      const { ipam } = fields;
      if (!WITH_IPAM.includes(type) || ipam === undefined || ipam === null || isPlain(ipam)) continue;
      yield fault(`${at}.ipam`, `is ${inJson(ipam)}, but the plugin "${type}" reads an object`,
        'Write an object with type, such as { "type": "dhcp" }.');
    }
  },
};

export const UNTYPED_IPAM: ObjectRule = {
  id: 'NET025',
  name: 'networks/untyped-ipam',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.WARNING,
  title: 'What chooses the addresses of a network is named',
  why: 'Without type the plugin ignores the rest of ipam, and gives no addresses.',
  remedy: 'Write type, such as whereabouts, or leave ipam out.',
  source: cniPlugins('plugins/main/bridge/bridge.go: cmdAdd'),
  acceptable: true,

  *check(definition) {
    for (const { type, fields: { ipam }, at } of configurationOf(definition).plugins) {
      if (!WITH_IPAM.includes(type) || !isPlain(ipam) || ipam.type || Object.keys(ipam).length === 0) continue;
      yield fault(`${at}.ipam`, 'has no type, so nothing of it has an effect', this.remedy);
    }
  },
};
