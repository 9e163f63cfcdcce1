import type { Gpu, HostDevice, PermittedHostDevices } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { instancetypeOf } from '../../inventory/referenced';
import { items } from '../../toolkit/shape';
import { gatesIn } from '../kubevirt/gates/wishes';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES, located } from './paths';

const SOURCE = kubevirt('pkg/virt-controller/services/renderresources.go: validatePermittedHostDevices');

const INSTANCETYPE = 'instancetype';

export const DEVICE_NOT_PERMITTED: MachineRule = {
  id: 'VM121',
  name: 'workers/device-not-permitted',
  on: 'machine',
  concerns: ['domain.devices.gpus', 'domain.devices.hostDevices', 'spec.instancetype'],
  severity: Severity.ERROR,
  title: 'The GPUs and host devices of a machine are permitted in the cluster',
  why: 'If the KubeVirt custom resource has permittedHostDevices, virt-controller makes no launcher for a machine with '
    + 'any other device, so it never starts.',
  remedy: 'Name one of the permitted devices, or add it to kubevirtConfig.permittedHostDevices of the cluster.',
  source: SOURCE,
  acceptable: true,

  *check(_machine, entry) {
    const permitted = entry.cluster?.kubevirtSpec?.configuration?.permittedHostDevices;
    if (permitted === undefined) return;
    const names = namesIn(permitted);
    const list = names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ');
    for (const { device, at } of devicesOf(entry)) {
      if (names.includes(device.deviceName ?? '')) continue;
      yield fault(at, `${named(device, at)} is not among the permittedHostDevices of cluster `
        + `${entry.cluster!.facts.name} (${list}), so the machine never starts`,
      this.remedy);
    }
  },
};

export const NO_PERMITTED_DEVICES: MachineRule = {
  id: 'VM122',
  name: 'workers/no-permitted-devices',
  on: 'machine',
  concerns: ['domain.devices.gpus', 'domain.devices.hostDevices', 'spec.instancetype'],
  severity: Severity.INFO,
  title: 'A cluster whose machines have GPUs or host devices says which are permitted',
  why: 'Without permittedHostDevices KubeVirt offers no device of its nodes. The machine waits until a device plugin '
    + 'of someone else offers the resource.',
  remedy: 'Set kubevirtConfig.permittedHostDevices of the cluster.',
  source: SOURCE,
  acceptable: true,

  *check(_machine, entry) {
    const spec = entry.cluster?.kubevirtSpec;
    if (spec === undefined || spec.configuration?.permittedHostDevices !== undefined) return;
    for (const { device, at } of devicesOf(entry)) {
      yield fault(at, `${named(device, at)} is offered by KubeVirt only if cluster `
        + `${entry.cluster!.facts.name} has permittedHostDevices, and it has none`,
      'Set kubevirtConfig.permittedHostDevices of the cluster, unless another device plugin offers it.');
    }
  },
};

/** A device, to follow the field that names it, or the field of the instancetype that has it. */
function named({ deviceName = '' }: Requested['device'], at: string): string {
  return at === INSTANCETYPE ? `has the device "${deviceName}", which` : `"${deviceName}"`;
}

function namesIn({ pciHostDevices, mediatedDevices, usb }: PermittedHostDevices): string[] {
  const all = [...items(pciHostDevices), ...items(mediatedDevices), ...items(usb)];
  return [...new Set(all.map(({ resourceName }) => resourceName))];
}

interface Requested {
  readonly device: Gpu | HostDevice;
  /** The field that names the device. */
  readonly at: string;
}

/** The devices of a machine and of its instancetype that KubeVirt compares with those that are permitted. */
function devicesOf(entry: Entry): Requested[] {
  const { gpus, hostDevices } = entry.machine?.vmi.domain?.devices ?? {};
  const offered = instancetypeOf(entry);
  const all: (Requested & { readonly isGpu: boolean })[] = [
    ...located(gpus, `${DEVICES}.gpus`).map(([device, at]) => ({ device, at: `${at}.deviceName`, isGpu: true })),
    ...items(offered?.gpus).map((device) => ({ device, at: INSTANCETYPE, isGpu: true })),
    ...located(hostDevices, `${DEVICES}.hostDevices`)
      .map(([device, at]) => ({ device, at: `${at}.deviceName`, isGpu: false })),
    ...items(offered?.hostDevices).map((device) => ({ device, at: INSTANCETYPE, isGpu: false })),
  ];
  // A device that names nothing is reported by another rule.
  const naming = all.filter(({ device }) => device.claimName === undefined && !!device.deviceName);
  return naming.filter(({ isGpu }) => !(isGpu && ignoresGpus(entry.cluster)));
}

/** KubeVirt v1.7.0 and v1.8.4, at the same place: with the gate GPUsWithDRA no GPU is compared. */
function ignoresGpus(cluster: ClusterView | undefined): boolean {
  if (cluster === undefined || cluster.facts.kubevirt._atLeast('1.9.0')) return false;
  return gatesIn(cluster.kubevirtSpec).wanted.includes('GPUsWithDRA');
}
