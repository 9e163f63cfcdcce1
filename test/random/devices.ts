import * as fc from 'fast-check';
import type { Described } from './description';
import { props } from './props';
import { label, labelKey, labelValue, several } from './texts';
import type {
  MachineGpu,
  MachineHostDevice,
  MediatedDevices,
  NodeMediatedDevices,
  PermittedHostDevices,
  PermittedMediatedDevice,
  PermittedPciDevice,
  PermittedUsbDevice,
  UsbSelector,
} from '../../src';

const PCI_DEVICE = 'nvidia.com/TU104GL_Tesla_T4';
const MEDIATED_DEVICE = 'nvidia.com/GRID_T4-1Q';
const USB_DEVICE = 'example.org/keyboard';

const digits = fc.constantFrom('10DE', '1eb8', '0000', '046d');

const pciDevice = props<PermittedPciDevice>({
  pciVendorSelector: fc.tuple(digits, digits).map((parts) => parts.join(':')),
  resourceName: fc.constant(PCI_DEVICE),
  externalResourceProvider: fc.boolean(),
}, ['pciVendorSelector', 'resourceName']);

const mediatedDevice = props<PermittedMediatedDevice>({
  mdevNameSelector: fc.constantFrom('GRID T4-1Q', 'yes'),
  resourceName: fc.constant(MEDIATED_DEVICE),
  externalResourceProvider: fc.boolean(),
}, ['mdevNameSelector', 'resourceName']);

const usbDevice = props<PermittedUsbDevice>({
  resourceName: fc.constant(USB_DEVICE),
  selectors: fc.array(props<UsbSelector>({ vendor: digits, product: digits }, ['vendor', 'product']), {
    minLength: 1, maxLength: 2,
  }),
  externalResourceProvider: fc.boolean(),
}, ['resourceName']);

/** All devices that machines of random programs have are among these. */
export const permittedHostDevices: fc.Arbitrary<Described<PermittedHostDevices>> = fc.record({
  pciHostDevices: pciDevice.map((each) => [each]),
  mediatedDevices: mediatedDevice.map((each) => [each]),
  usb: usbDevice.map((each) => [each]),
});

export const mediatedDevices: fc.Arbitrary<Described<MediatedDevices>> = props<MediatedDevices>({
  mediatedDeviceTypes: several(fc.constantFrom('nvidia-222', 'i915-GVTg_V5_4', 'yes')),
  nodeMediatedDeviceTypes: fc.array(props<NodeMediatedDevices>({
    nodeSelector: fc.dictionary(labelKey, labelValue, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
    mediatedDeviceTypes: several(fc.constantFrom('nvidia-223', '1e3')),
  }, ['nodeSelector', 'mediatedDeviceTypes']), { maxLength: 2 }),
});

function device(deviceName: fc.Arbitrary<string>) {
  return { name: label(), deviceName, tag: label() };
}

export const gpus: fc.Arbitrary<Described<MachineGpu>[]> = fc.uniqueArray(
  props<MachineGpu>({ ...device(fc.constantFrom(PCI_DEVICE, MEDIATED_DEVICE)), display: fc.constant(false) },
    ['name', 'deviceName']),
  { maxLength: 2, selector: ({ name }) => name },
);

export const hostDevices: fc.Arbitrary<Described<MachineHostDevice>[]> = fc.uniqueArray(
  props<MachineHostDevice>(device(fc.constantFrom(PCI_DEVICE, USB_DEVICE)), ['name', 'deviceName']),
  { maxLength: 2, selector: ({ name }) => name },
);
