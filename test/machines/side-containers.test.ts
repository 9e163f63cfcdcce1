import type { KubeVirtSpec, VirtualMachineInstanceSpec } from '../../imports/kubevirt.io';
import {
  Boot, CdiRelease, ExistingClusterProps, Guest, KubeVirtCluster, KubeVirtRelease, MachineSize, VolumeDevice,
  VolumeSource, WindowsVersion, WorkerPoolProps,
} from '../../src';
import { withInventory } from '../../src/inventory/inventory';
import { overcommitIn } from '../../src/inventory/overcommit';
import { launcherContainers } from '../../src/machines/launcher/launcher-pod';
import { Amounts } from '../../src/machines/launcher/pod-resources';
import { Overcommit, overcommitOf } from '../../src/machines/size/overcommit';
import { machine, Program } from '../workers/support';

const written = (amounts: Amounts) => Object.fromEntries([...amounts].map(([resource, amount]) => (
  [resource, resource === 'cpu' ? amount.toCoresText() : `${amount.toUnits() / 1_000_000n}M`])));

/** The containers of a launcher beside compute. */
function sides(props: Partial<WorkerPoolProps>, overcommit?: Overcommit, change: object = {}) {
  const vmi: VirtualMachineInstanceSpec = machine(new Program().pool({ replicas: 1, ...props })).template.spec;
  return launcherContainers({ ...vmi, ...change }, overcommit).slice(1)
    .map(({ name, requests, limits }) => ({ name, requests: written(requests), limits: written(limits) }));
}

const FEDORA = { image: undefined, boot: Boot.containerDisk('quay.io/containerdisks/fedora:42') };
const namesOf = (props: Partial<WorkerPoolProps>, overcommit?: Overcommit, change?: object) => (
  sides(props, overcommit, change).map(({ name }) => name));
const configured = (configuration: object): Overcommit => overcommitOf({ configuration } as KubeVirtSpec);

describe('a launcher has a container', () => {
  test('for each container disk, beside the one for the console', () => {
    expect(sides(FEDORA)).toEqual([
      {
        name: 'volumeboot',
        requests: { 'cpu': '1m', 'memory': '1M', 'ephemeral-storage': '50M' },
        limits: { cpu: '10m', memory: '40M' },
      },
      { name: 'guest-console-log', requests: { cpu: '5m', memory: '35M' }, limits: { cpu: '15m', memory: '60M' } },
    ]);
  });

  test('for the drivers of Windows', () => {
    const guest = Guest.windows({ version: WindowsVersion.SERVER_2019, driversImage: 'quay.io/a/b:1' });
    expect(namesOf({ guest })).toEqual(['volumevirtio-drivers', 'guest-console-log']);
  });

  test('for each directory that virtiofs shares', () => {
    const volumes = [{ name: 'a', source: VolumeSource.configMap('a'), device: VolumeDevice.FILESYSTEM }];
    const [shared, ...others] = sides({ volumes });
    expect(others).toHaveLength(1);
    expect(shared).toEqual({
      name: 'virtiofs-a', requests: { cpu: '10m', memory: '1M' }, limits: { cpu: '100m', memory: '80M' },
    });
  });

  test('for the image of a kernel', () => {
    const vmi: VirtualMachineInstanceSpec = machine(new Program().pool({ replicas: 1 })).template.spec;
    const kernelBoot = { container: { image: 'quay.io/a/b:1', kernelPath: '/k' } };
    const change = { domain: { ...vmi.domain, firmware: { kernelBoot } } };
    expect(namesOf({}, undefined, change)).toEqual(['volumekernel-boot-volume', 'guest-console-log']);
  });

  test('that requests its limits if the machine has CPUs of its own', () => {
    const size = MachineSize.of({ cores: 2, memory: '4Gi', dedicatedCpus: true });
    expect(sides({ ...FEDORA, size })[0].requests).toEqual({
      'cpu': '10m', 'memory': '40M', 'ephemeral-storage': '50M',
    });
  });

  test('that gets what the cluster states for its type', () => {
    const resources = { requests: { memory: '8M' }, limits: { memory: '80M' } };
    const overcommit = configured({ supportContainerResources: [{ type: 'container-disk', resources }] });
    expect(sides(FEDORA, overcommit)[0]).toEqual({
      name: 'volumeboot',
      requests: { 'cpu': '1m', 'memory': '8M', 'ephemeral-storage': '50M' },
      limits: { cpu: '10m', memory: '80M' },
    });
  });
});

test('no container serves images that the node mounts', () => {
  expect(namesOf(FEDORA, { ...configured({}), mountsImages: true })).toEqual(['guest-console-log']);
});

test.each<[string, KubeVirtRelease, Partial<ExistingClusterProps>, boolean]>([
  ['is on only if it is listed', KubeVirtRelease.V1_8_4, {}, true],
  ['is listed', KubeVirtRelease.V1_8_4, { featureGates: ['ImageVolume'] }, false],
  ['is on unless it is disabled', KubeVirtRelease.V1_9_0, {}, false],
  ['is disabled', KubeVirtRelease.V1_9_0, { disabledFeatureGates: ['ImageVolume'] }, true],
])('a container serves the image of a disk, or not, if the gate ImageVolume %s', (_name, kubevirt, gates, serves) => {
  const program = new Program(kubevirt, undefined, (app) => (
    KubeVirtCluster.existing(app, 'infra', { kubevirt, cdi: CdiRelease.V1_65_0, ...gates })));
  program.pool();
  const overcommit = withInventory(program.app, ({ entries }) => (
    overcommitIn(entries.find((entry) => entry.machine !== undefined)!.cluster!)));
  expect(namesOf(FEDORA, overcommit).includes('volumeboot')).toBe(serves);
});
