import { stepsOf, valueAt } from '../../src/toolkit/at';

test.each<[string, string[] | undefined]>([
  ['', []],
  ['spec.replicas', ['spec', 'replicas']],
  ['spec.disks[1].name', ['spec', 'disks', '1', 'name']],
  ['metadata.labels["kubevirt.io/vmpool"]', ['metadata', 'labels', 'kubevirt.io/vmpool']],
  ['spec.disks[first]', undefined],
])('the path %j has its steps', (path, steps) => {
  expect(stepsOf(path)).toEqual(steps);
});

test('a value is found by its steps, and a missing one gives undefined', () => {
  const object = { spec: { disks: [{ name: 'boot' }], text: 'abc' } };
  expect(valueAt(object, ['spec', 'disks', '0', 'name'])).toBe('boot');
  expect(valueAt(object, ['spec', 'disks', '1', 'name'])).toBeUndefined();
  expect(valueAt(object, ['spec', 'text', 'length'])).toBeUndefined();
  expect(valueAt(object, [])).toBe(object);
});
