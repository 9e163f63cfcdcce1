import type { KubeVirtSpec, PermittedHostDevices } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { notExtendedResource } from '../../toolkit/names';
import { items } from '../../toolkit/shape';
import { located } from '../machine/paths';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

const PERMITTED = 'spec.configuration.permittedHostDevices';
const MEDIATED = 'spec.configuration.mediatedDevicesConfiguration';

export const PERMITTED_DEVICES: ObjectRule = {
  id: 'KV060',
  name: 'cluster/permitted-devices',
  on: 'object',
  kinds: ['kubevirt.io/KubeVirt'],
  severity: Severity.ERROR,
  title: 'A permitted device has a resource name and a selector that can match',
  why: 'KubeVirt offers nothing under a name that is no resource of Kubernetes, or by a selector that no device has, '
    + 'so machines that name the device never start.',
  remedy: 'Write a resource such as "nvidia.com/TU104GL_Tesla_T4", and vendor and product in four hexadecimal digits.',
  source: kubevirt('pkg/virt-handler/device-manager/device_controller.go: updatePermittedHostDevicePlugins'),
  acceptable: true,

  *check({ spec }: { spec: KubeVirtSpec }) {
    const permitted = spec.configuration?.permittedHostDevices;
    if (permitted === undefined) return;
    yield* nameFaults(permitted);
    for (const [{ pciVendorSelector }, at] of located(permitted.pciHostDevices, `${PERMITTED}.pciHostDevices`)) {
      if (/^[0-9a-f]{4}:[0-9a-f]{4}$/i.test(pciVendorSelector)) continue;
      yield fault(`${at}.pciVendorSelector`, `"${pciVendorSelector}" matches no device`,
        'Write vendor and product, such as "10DE:1EB8".');
    }
    for (const [{ selectors }, at] of located(permitted.usb, `${PERMITTED}.usb`)) yield* usbFaults(selectors, at);
  },
};

function* nameFaults({ pciHostDevices, mediatedDevices, usb }: PermittedHostDevices): Iterable<Fault> {
  const all = [
    ...located(pciHostDevices, `${PERMITTED}.pciHostDevices`),
    ...located(mediatedDevices, `${PERMITTED}.mediatedDevices`),
    ...located(usb, `${PERMITTED}.usb`),
  ];
  for (const [{ resourceName }, at] of all) yield* about(`${at}.resourceName`, notExtendedResource(resourceName));
}

type UsbDevices = NonNullable<PermittedHostDevices['usb']>[number];

function* usbFaults(selectors: UsbDevices['selectors'], at: string): Iterable<Fault> {
  for (const [selector, field] of located(selectors, `${at}.selectors`)) {
    for (const key of ['vendor', 'product'] as const) {
      if (/^[0-9a-f]{1,4}$/i.test(selector[key])) continue;
      yield fault(`${field}.${key}`, `"${selector[key]}" is not a hexadecimal number of four digits`,
        'Write one such as "046d".');
    }
  }
}

export const UNUSED_MEDIATED_DEVICES: ObjectRule = {
  id: 'KV061',
  name: 'cluster/unused-mediated-devices',
  on: 'object',
  kinds: ['kubevirt.io/KubeVirt'],
  severity: Severity.WARNING,
  title: 'Mediated devices that KubeVirt creates are permitted to machines',
  why: 'KubeVirt offers those alone that permittedHostDevices names, so no machine gets the others.',
  remedy: 'Add them to mediatedDevices of permittedHostDevices, by the name of their type and a resource.',
  source: kubevirt('pkg/virt-handler/device-manager/device_controller.go: updatePermittedHostDevicePlugins'),
  acceptable: true,

  *check({ spec }: { spec: KubeVirtSpec }) {
    const { mediatedDevicesConfiguration: created, permittedHostDevices: permitted } = spec.configuration ?? {};
    const types = [created, ...items(created?.nodeMediatedDeviceTypes)].flatMap((each) => (
      [...each?.mediatedDeviceTypes ?? [], ...each?.mediatedDevicesTypes ?? []]
    ));
    if (types.length === 0 || created?.enabled === false || items(permitted?.mediatedDevices).length > 0) return;
    yield fault(MEDIATED, `creates ${types.map((type) => `"${type}"`).join(', ')}, but permittedHostDevices names no `
      + 'mediated devices, so no machine gets them',
    this.remedy);
  },
};
