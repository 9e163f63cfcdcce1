import * as fc from 'fast-check';
import type { Described } from './description';
import { props } from './props';
import { label, labelKey, labelValue, several, subdomain } from './texts';
import type {
  DeviceClaim,
  MachineGpu,
  MachineHostDevice,
  MachineProps,
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
  return { name: label(), deviceName, claim: fc.constant(undefined), tag: label() };
}

/** Claims of devices, and a GPU and a host device of the first. */
export const claimedDevices: fc.Arbitrary<Described<Pick<MachineProps, 'deviceClaims' | 'gpus' | 'hostDevices'>>> =
  fc.tuple(
    fc.uniqueArray(
      fc.oneof(
        props<Pick<DeviceClaim, 'name' | 'resourceClaimName'>>(
          { name: label(), resourceClaimName: subdomain() }, ['name', 'resourceClaimName']),
        props<Pick<DeviceClaim, 'name' | 'resourceClaimTemplateName'>>(
          { name: label(), resourceClaimTemplateName: subdomain() }, ['name', 'resourceClaimTemplateName']),
      ),
      { minLength: 1, maxLength: 2, selector: ({ name }) => name },
    ),
    fc.boolean(),
  ).map(([deviceClaims, withHostDevice]) => {
    const claim = deviceClaims[0].name;
    return {
      deviceClaims,
      gpus: [{ name: 'claimed-gpu', claim: { claim, request: 'gpu' } }],
      ...(withHostDevice && { hostDevices: [{ name: 'claimed-device', claim: { claim, request: 'device' } }] }),
    };
  });

export const gpus: fc.Arbitrary<Described<MachineGpu>[]> = fc.uniqueArray(
  props<MachineGpu>({
    ...device(fc.constantFrom(PCI_DEVICE, MEDIATED_DEVICE)),
    display: fc.constant(false),
    bootDisplay: fc.constant(false),
  },
  ['name', 'deviceName']),
  { maxLength: 2, selector: ({ name }) => name },
);

export const hostDevices: fc.Arbitrary<Described<MachineHostDevice>[]> = fc.uniqueArray(
  props<MachineHostDevice>(device(fc.constantFrom(PCI_DEVICE, USB_DEVICE)), ['name', 'deviceName']),
  { maxLength: 2, selector: ({ name }) => name },
);
