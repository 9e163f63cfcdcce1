import { attachmentNamed } from './attached';
import { configurationOf } from './config';
import type { Interface } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { mayMigrate } from '../../inventory/migration';
import { RESOURCE_OF_NETWORK } from '../../inventory/network-resources';
import type { EmbeddedMachine } from '../../machines/embedded';
import { isPlain } from '../../toolkit/merge';
import { items } from '../../toolkit/shape';
import { DEVICES, located } from '../machine/paths';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

/** An interface on a network whose definition the bundle holds. */
interface Attached {
  readonly each: Interface;
  readonly at: string;
  readonly definition: Entry;
}

export const SRIOV_BINDING: MachineRule = {
  id: 'NET012',
  name: 'networks/sriov-binding',
  on: 'machine',
  concerns: ['networks.multus'],
  severity: Severity.ERROR,
  title: 'A machine has an interface by SR-IOV only on a network of virtual functions',
  why: 'KubeVirt finds no device to pass to the guest, and the machine does not start.',
  remedy: 'Write bridge: {}, or name a network that has a device.',
  source: kubevirt('pkg/virt-launcher/virtwrap/device/hostdevice/sriov/hostdev.go: CreateHostDevices'),
  acceptable: true,

  *check(machine, entry) {
    for (const { each, at, definition } of attached(machine, entry)) {
      const [first] = configurationOf(definition.object).plugins;
      // a network of virtual functions without resource is reported by itself
      if (each.sriov === undefined || first === undefined || SRIOV.includes(first.type)) continue;
      if (definition.object?.metadata.annotations?.[RESOURCE_OF_NETWORK]) continue;
      yield fault(`${at}.sriov`, `passes a device to the guest, but the network of "${each.name}" is made by the `
        + `plugin "${first.type}" and has no device`, entry.intent.propOf === undefined ? this.remedy
        : 'Leave binding out, or name a network that has a device.');
    }
  },
};

const SRIOV = ['sriov', 'ib-sriov'];

const BRIDGE_OR_PLUGIN = 'Use a bridge of the node, or a binding plugin that is made for such a network.';

export const IPVLAN_BRIDGE: MachineRule = {
  id: 'NET015',
  name: 'networks/ipvlan-bridge',
  on: 'machine',
  concerns: ['networks.multus'],
  severity: Severity.ERROR,
  title: 'No machine is connected to an ipvlan by a bridge',
  why: 'KubeVirt gives the pod\'s interface another MAC address, so that the guest can have the first. The interfaces '
    + 'of an ipvlan share the MAC address of the node\'s, which Linux does not let change, so the machine does not '
    + 'start.',
  remedy: BRIDGE_OR_PLUGIN,
  source: kubevirt('pkg/network/setup/netpod/netpod.go: bridgeBindingSpec; '
    + 'Linux drivers/net/ipvlan/ipvlan_main.c: ipvlan_netdev_ops'),
  acceptable: true,

  *check(machine, entry) {
    for (const { each, at, definition } of attached(machine, entry)) {
      const [first] = configurationOf(definition.object).plugins;
      if (each.bridge === undefined || first?.type !== 'ipvlan') continue;
      yield fault(`${at}.bridge`, `connects "${each.name}" to an ipvlan, whose interfaces cannot have another MAC `
        + 'address, as KubeVirt\'s bridge needs', this.remedy);
    }
  },
};

export const MACVLAN_BRIDGE: MachineRule = {
  id: 'NET019',
  name: 'networks/macvlan-bridge',
  on: 'machine',
  concerns: ['networks.multus'],
  severity: Severity.ERROR,
  title: 'No machine is connected to a macvlan by a bridge',
  why: 'KubeVirt gives the pod\'s interface another MAC address, so that the guest can have the first. A macvlan '
    + 'passes on only what is for the MAC address of its own interface, so the guest receives nothing.',
  remedy: BRIDGE_OR_PLUGIN,
  source: kubevirt('pkg/network/setup/netpod/netpod.go: bridgeBindingSpec; '
    + 'Linux drivers/net/macvlan.c: macvlan_handle_frame'),
  acceptable: true,

  *check(machine, entry) {
    for (const { each, at, definition } of attached(machine, entry)) {
      const [first] = configurationOf(definition.object).plugins;
      // in the mode passthru, Linux passes everything on to the one interface
      if (each.bridge === undefined || first?.type !== 'macvlan' || first.fields.mode === 'passthru') continue;
      yield fault(`${at}.bridge`, `connects "${each.name}" to a macvlan, which passes on nothing that is for the MAC `
        + 'address of a guest behind KubeVirt\'s bridge', this.remedy);
    }
  },
};

export const WHEREABOUTS_MIGRATION: MachineRule = {
  id: 'NET023',
  name: 'networks/whereabouts-migration',
  on: 'machine',
  concerns: ['networks.multus'],
  severity: Severity.WARNING,
  title: 'A machine that may be live-migrated does not get its address from whereabouts',
  why: 'whereabouts gives each pod another address, and the target of a migration is another pod. The guest keeps the '
    + 'address of the first pod, which is free for others once that is gone.',
  remedy: 'Let a DHCP server in the network give addresses, or guests choose their own, or choose the eviction '
    + 'strategy None.',
  source: { project: 'whereabouts', file: 'pkg/allocate/allocate.go: IterateForAssignment', release: 'commit 00ebc0e' },
  acceptable: true,

  *check(machine, entry) {
    for (const { each, at, definition } of attached(machine, entry)) {
      if (each.bridge === undefined || !isByWhereabouts(definition) || !mayMigrate(entry)) continue;
      yield fault(`${at}.bridge`, `gives "${each.name}" an address of whereabouts, which the guest keeps when it is `
        + 'live-migrated, and whereabouts then gives to others', this.remedy);
    }
  },
};

function isByWhereabouts({ object }: Entry): boolean {
  return configurationOf(object).plugins.some(({ fields: { ipam } }) => isPlain(ipam) && ipam.type === 'whereabouts');
}

function* attached({ vmi }: EmbeddedMachine, entry: Entry): Iterable<Attached> {
  const interfaces = located(vmi.domain?.devices?.interfaces, `${DEVICES}.interfaces`);
  for (const { name, multus } of items(vmi.networks)) {
    const definition = attachmentNamed(multus, entry);
    if (definition === undefined) continue;
    const [each, at] = interfaces.find(([candidate]) => candidate.name === name) ?? [];
    if (each !== undefined && at !== undefined) yield { each, at, definition };
  }
}
