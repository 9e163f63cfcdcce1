import { countedBy, findings } from './machines';
import { CdiRelease, KubeVirtClusterProps, KubeVirtRelease } from '../../../src';
import { devices } from '../../corpus/machine/parts';

const T4 = { name: 'a', deviceName: 'nvidia.com/T4' };
const GRID = { name: 'a', deviceName: 'nvidia.com/GRID_T4-1Q' };
const GATE = { featureGates: ['VGPULiveMigration'] };
const PERMITTED = {
  pciHostDevices: [{ pciVendorSelector: '10DE:1EB8', resourceName: T4.deviceName }],
  mediatedDevices: [{ mdevNameSelector: 'GRID T4-1Q', resourceName: GRID.deviceName }],
};
const cluster = (props: Partial<KubeVirtClusterProps> = {}) => (
  { cluster: { kubevirtConfig: { permittedHostDevices: PERMITTED }, ...props } });
const OLD = [
  { kubevirt: KubeVirtRelease.V1_7_4, cdi: CdiRelease.V1_64_0 },
  { kubevirt: KubeVirtRelease.V1_8_4, cdi: CdiRelease.V1_65_0 },
];

function migrating(list: object): object {
  const machine = devices(list) as any;
  return { ...machine, template: { spec: { ...machine.template.spec, evictionStrategy: 'LiveMigrate' } } };
}

/** The number of findings in each kind that has the eviction strategy LiveMigrate and these devices. */
const barred = (list: object, setting?: object) => countedBy('VM104', migrating(list), setting);

test.each(OLD)('a GPU bars live migration in $kubevirt', (release) => {
  expect(barred({ gpus: [T4] }, cluster(release))).toEqual([1, 1, 1, 1]);
  expect(barred({ gpus: [GRID] }, cluster(release))).toEqual([1, 1, 1, 1]);
});

test('in v1.9 a single vGPU is migrated with the feature gate, and nothing else is', () => {
  expect(barred({ gpus: [GRID] }, cluster(GATE))).toEqual([0, 0, 0, 0]);
  expect(barred({ gpus: [T4] }, cluster(GATE))).toEqual([1, 1, 1, 1]);
  expect(barred({ gpus: [GRID, { ...GRID, name: 'b' }] }, cluster(GATE))).toEqual([1, 1, 1, 1]);
  expect(barred({ hostDevices: [GRID] }, cluster(GATE))).toEqual([1, 1, 1, 1]);
});

test('the remedy names the feature gate for a single vGPU, and not for a device of a claim', () => {
  const remediesOf = (gpu: object) => findings('VirtualMachine', migrating({ gpus: [gpu] }), cluster())
    .filter(({ rule }) => rule === 'VM104').map(({ remedy }) => remedy);
  const usual = 'Change that, or write LiveMigrateIfPossible.';
  expect(remediesOf(GRID)).toEqual([
    `${usual} KubeVirt moves a single vGPU of permittedHostDevices.mediatedDevices with the feature gate `
      + 'VGPULiveMigration.',
  ]);
  expect(remediesOf({ name: 'a', claimName: 'c', requestName: 'r' })).toEqual([usual]);
});

test('in a cluster that exists, the feature gate must be named', () => {
  expect(barred({ gpus: [GRID] })).toEqual([1, 1, 1, 1]);
  expect(barred({ gpus: [GRID] }, { existing: GATE })).toEqual([0, 0, 0, 0]);
});
