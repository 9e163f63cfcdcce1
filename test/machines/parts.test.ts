import { embeddedMachine } from '../../src/machines/embedded';
import { Part, partsOf } from '../../src/machines/parts';

function machine(spec: object) {
  return embeddedMachine('kubevirt.io', {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'a' },
    spec,
  })!;
}

const FULL = machine({
  instancetype: { name: 'small' },
  template: {
    metadata: { annotations: { 'kubevirt.io/ignitiondata': '{}' } },
    spec: {
      domain: { cpu: { numa: {} }, devices: { disks: [{ name: 'root' }, { name: 'data', serial: 'a' }], gpus: [] } },
      volumes: [{ name: 'root', cloudInitNoCloud: { userData: '#!' } }],
      livenessProbe: null,
    },
  },
});

const HAS: Part[] = [
  'always',
  'spec.instancetype',
  'metadata',
  'metadata.annotations["kubevirt.io/ignitiondata"]',
  'domain.cpu',
  'domain.cpu.numa',
  'domain.devices.disks',
  'domain.devices.disks.serial',
  'volumes',
  'volumes.cloudInitNoCloud',
  'volumes.cloudInitNoCloud.userData',
];

test.each(HAS)('a machine has the part %s, in whatever item of a list', (part) => {
  expect(partsOf(FULL).has(part)).toBe(true);
});

test.each<Part>(['domain.devices.gpus', 'livenessProbe', 'domain.memory', 'metadata.labels', 'networks'])(
  'it lacks %s, which is empty, null or missing',
  (part) => {
    expect(partsOf(FULL).has(part)).toBe(false);
  },
);

test('machines with the same parts share what is known of them', () => {
  const [one, other] = ['small', 'large'].map((name) =>
    partsOf(machine({ instancetype: { name }, template: { spec: {} } })),
  );
  expect(one).toBe(other);
});

test('the order of keys makes no difference', () => {
  const one = partsOf(machine({ instancetype: { name: 'a' }, preference: { name: 'b' } }));
  const other = partsOf(machine({ preference: { name: 'b' }, instancetype: { name: 'a' } }));
  expect(one).toBe(other);
});
