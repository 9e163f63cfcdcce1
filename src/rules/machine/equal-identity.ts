import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { isSameObject } from '../../inventory/same-object';
import { VMI } from '../../machines/machine';
import { items } from '../../toolkit/shape';
import { ClusterRule, faultOf, PlacedFault } from '../rule';
import { own } from '../sources';

export const EQUAL_MAC_ADDRESSES: ClusterRule = {
  id: 'VM158',
  name: 'machines/equal-mac-addresses',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'No two machines of a network have the same MAC address',
  why: 'Frames for the address reach one of the machines or the other, so both lose traffic. The pod network is not '
    + 'checked: each machine is alone behind its pod there.',
  remedy: 'Give one of the machines another macAddress, or leave it out: each machine then gets one of its own.',
  source: own(),
  acceptable: true,

  *check(cluster) {
    yield* equalOnes(cluster, macAddressesOf, this.remedy);
  },
};

export const EQUAL_UUIDS: ClusterRule = {
  id: 'VM159',
  name: 'machines/equal-firmware-uuids',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'No two machines have the same firmware UUID or serial number',
  why: 'Licences, agents and inventories of the guest take two such machines for one.',
  remedy: 'Give one of the machines another, or leave it out: each machine then gets one of its own.',
  source: own(),
  acceptable: true,

  *check(cluster) {
    yield* equalOnes(cluster, firmwareOf, this.remedy);
  },
};

/** What identifies a machine. */
interface Mark {
  readonly field: string;
  readonly value: string;
  /** Within what the value is unique, with the value in the form in which it is compared. */
  readonly key: string;
  /** Where it is unique, as the end of a sentence. */
  readonly scope: string;
}

function* equalOnes(
  cluster: ClusterView, marksOf: (entry: Entry) => Iterable<Mark>, remedy: string,
): Iterable<PlacedFault> {
  const owners = new Map<string, Entry>();
  for (const entry of cluster.machines) {
    for (const { field, value, key, scope } of marksOf(entry)) {
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, entry);
      if (owner === undefined || isSameObject(owner, entry)) continue;
      yield faultOf(entry, fault(field, `"${value}" is that of ${owner.where} as well${scope}`, remedy));
    }
  }
}

function* macAddressesOf({ machine, namespace }: Entry): Iterable<Mark> {
  if (machine === undefined) return;
  const attachments = new Map(items(machine.vmi.networks).map(({ name, multus }) => [name, multus?.networkName]));
  for (const [index, { name, macAddress }] of items(machine.vmi.domain?.devices?.interfaces).entries()) {
    const attachment = attachments.get(name);
    if (!macAddress || !attachment) continue;
    const network = attachment.includes('/') ? attachment : `${namespace}/${attachment}`;
    yield {
      field: machine.fieldIn(`${VMI}.domain.devices.interfaces[${index}].macAddress`),
      value: macAddress,
      key: `${network} ${macAddress.toLowerCase().replace(/[-:.]/g, '')}`,
      scope: `, on the network ${network}`,
    };
  }
}

function* firmwareOf({ machine }: Entry): Iterable<Mark> {
  const { uuid, serial } = machine?.vmi.domain?.firmware ?? {};
  for (const [name, value] of Object.entries({ uuid, serial })) {
    if (!value) continue;
    const field = machine!.fieldIn(`${VMI}.domain.firmware.${name}`);
    yield { field, value, key: `${name} ${value.toLowerCase()}`, scope: '' };
  }
}
