import {
  Guest, InterfaceModel, MultusBinding, PodNetworkBinding, WindowsVersion, WorkerPoolProps,
} from '../../src';
import { machine, problemsOf, Program } from '../workers/support';

const networks = [
  { networkName: 'lan' },
  { networkName: 'old', model: InterfaceModel.RTL8139 },
  { networkName: 'fast', binding: MultusBinding.SRIOV },
];

function models(props: Partial<WorkerPoolProps>): (string | undefined)[] {
  const { interfaces } = machine(new Program().pool({ networks, ...props })).template.spec.domain.devices;
  return interfaces.map(({ model }: { model?: string }) => model);
}

test('KubeVirt chooses the network cards of a machine that says nothing', () => {
  expect(models({})).toEqual([undefined, undefined, 'rtl8139', undefined]);
});

test('a machine has the network cards that it names, except for virtual functions', () => {
  expect(models({ interfaceModel: InterfaceModel.E1000 })).toEqual(['e1000', 'e1000', 'rtl8139', undefined]);
});

test('the network cards that a machine names have precedence over those of its guest', () => {
  const guest = Guest.windows({ version: WindowsVersion.WINDOWS_10 });
  expect(models({ guest })).toEqual(['e1000e', 'e1000e', 'rtl8139', undefined]);
  expect(models({ guest, interfaceModel: InterfaceModel.VIRTIO }).slice(0, 2)).toEqual(['virtio', 'virtio']);
});

test('a card that KubeVirt does not know is one finding, which names the prop', () => {
  const model = 'ne2000' as InterfaceModel;
  expect(problemsOf({ interfaceModel: model })).toEqual([expect.stringContaining('interfaceModel')]);
  const one = [{ networkName: 'lan', model }];
  expect(problemsOf({ networks: one, podNetwork: PodNetworkBinding.NONE })).toEqual([
    expect.stringContaining('networks[0].model'),
  ]);
});
