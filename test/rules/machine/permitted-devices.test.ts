import { countedBy, foundBy, NAMESPACE } from './machines';
import { CdiRelease, KubeVirtClusterProps, KubeVirtRelease } from '../../../src';
import { devices, vmi } from '../../corpus/machine/parts';

const T4 = { name: 'a', deviceName: 'nvidia.com/T4' };
const permitting = (...names: string[]) => ({
  pciHostDevices: names.map((resourceName) => ({ pciVendorSelector: '10DE:1EB8', resourceName })),
});
const inCluster = (...names: string[]) => ({
  cluster: { kubevirtConfig: { permittedHostDevices: permitting(...names) } },
});

test.each(['gpus', 'hostDevices'])('%s that are not permitted are an error, in all kinds of machines', (list) => {
  const machine = devices({ [list]: [T4, { name: 'b', deviceName: 'example.org/b' }] });
  expect(countedBy('VM121', machine, inCluster('nvidia.com/T4', 'example.org/b'))).toEqual([0, 0, 0, 0]);
  expect(countedBy('VM121', machine, inCluster('nvidia.com/T4'))).toEqual([1, 1, 1, 1]);
  expect(countedBy('VM122', machine, inCluster('nvidia.com/T4'))).toEqual([0, 0, 0, 0]);
  expect(foundBy('VM121', 'VirtualMachine', machine, inCluster('nvidia.com/T4', 'nvidia.com/T4'))).toEqual([
    `error: spec.template.spec.domain.devices.${list}[1].deviceName "example.org/b" is not among the `
      + 'permittedHostDevices of cluster infra ("nvidia.com/T4"), so the machine never starts.',
  ]);
});

test('mediated devices and devices on USB are permitted too', () => {
  const mediatedDevices = [{ mdevNameSelector: 'GRID T4-1Q', resourceName: 'nvidia.com/GRID' }];
  const usb = [{ resourceName: 'example.org/key', selectors: [{ vendor: '046d', product: 'c31c' }] }];
  const setting = { cluster: { kubevirtConfig: { permittedHostDevices: { mediatedDevices, usb } } } };
  const all = {
    gpus: [{ name: 'a', deviceName: 'nvidia.com/GRID' }],
    hostDevices: [{ name: 'b', deviceName: 'example.org/key' }],
  };
  expect(countedBy('VM121', devices(all), setting)).toEqual([0, 0, 0, 0]);
});

test('an empty list permits none', () => {
  const cluster = { overrides: { kubevirt: { configuration: { permittedHostDevices: {} } } } };
  expect(countedBy('VM121', devices({ gpus: [T4] }), { cluster })).toEqual([1, 1, 1, 1]);
});

test('no list is a notice, in a cluster of ours', () => {
  expect(countedBy('VM122', devices({ gpus: [T4] }), { cluster: {} })).toEqual([1, 1, 1, 1]);
  expect(foundBy('VM122', 'VirtualMachine', devices({ gpus: [T4] }), { cluster: {} })[0]).toMatch(/^info: /);
  expect(countedBy('VM121', devices({ gpus: [T4] }), { cluster: {} })).toEqual([0, 0, 0, 0]);
  expect(countedBy('VM122', devices({ gpus: [T4] }))).toEqual([0, 0, 0, 0]);
});

test('devices of the instancetype count', () => {
  const spec = { cpu: { guest: 2 }, memory: { guest: '4Gi' }, gpus: [T4] };
  const object = {
    apiVersion: 'instancetype.kubevirt.io/v1beta1',
    kind: 'VirtualMachineInstancetype',
    metadata: { name: 'gpu', namespace: NAMESPACE },
    spec,
  };
  const machine = {
    instancetype: { kind: 'VirtualMachineInstancetype', name: 'gpu' },
    ...vmi({ domain: { cpu: null, memory: null } }),
  };
  const setting = { ...inCluster('nvidia.com/A100'), objects: [object] };
  for (const kind of ['VirtualMachine', 'VirtualMachinePool'] as const) {
    expect(foundBy('VM121', kind, machine, setting)).toEqual([
      expect.stringContaining('instancetype has the device "nvidia.com/T4", which is not among'),
    ]);
    expect(foundBy('VM122', kind, machine, { cluster: {}, objects: [object] })).toEqual([
      expect.stringContaining('instancetype has the device "nvidia.com/T4", which is offered by KubeVirt only if'),
    ]);
  }
});

describe('claims of devices (DRA)', () => {
  const claimed = vmi({
    resourceClaims: [{ name: 'c', resourceClaimName: 'x' }],
    domain: { devices: { gpus: [{ name: 'a', claimName: 'c', requestName: 'r' }] } },
  });

  test('are compared with nothing', () => {
    expect(countedBy('VM121', claimed, inCluster('nvidia.com/T4'))).toEqual([0, 0, 0, 0]);
    expect(countedBy('VM122', claimed, { cluster: {} })).toEqual([0, 0, 0, 0]);
  });

  test('turn off the comparison of all GPUs before v1.9', () => {
    const old: Partial<KubeVirtClusterProps> = {
      kubevirt: KubeVirtRelease.V1_8_4, cdi: CdiRelease.V1_65_0, ...inCluster('nvidia.com/A100').cluster,
    };
    const gated = { cluster: { ...old, featureGates: ['GPUsWithDRA'] } };
    expect(countedBy('VM121', devices({ gpus: [T4] }), { cluster: old })).toEqual([1, 1, 1, 1]);
    expect(countedBy('VM121', devices({ gpus: [T4] }), gated)).toEqual([0, 0, 0, 0]);
    expect(countedBy('VM121', devices({ hostDevices: [T4] }), gated)).toEqual([1, 1, 1, 1]);
  });
});

test('a device that no plugin can offer is one finding', () => {
  const machine = devices({ gpus: [{ name: 'a', deviceName: 'T4' }] });
  expect(countedBy('VM068', machine, inCluster('nvidia.com/T4'))).toEqual([1, 1, 1, 1]);
  expect(countedBy('VM121', machine, inCluster('nvidia.com/T4'))).toEqual([0, 0, 0, 0]);
});
