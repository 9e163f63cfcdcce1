import { didYouMean, nearest } from '../../src/toolkit/nearest';

test('offers what is near, whatever its case', () => {
  expect(nearest('cpumanager', ['CPUManager', 'NUMA'])).toBe('CPUManager');
  expect(nearest('LiveMigratoin', ['LiveMigration'])).toBe('LiveMigration');
  expect(didYouMean('runStrategyy', ['runStrategy', 'running'])).toBe(' Did you mean "runStrategy"?');
});

test('offers nothing when nothing is near', () => {
  expect(nearest('Elephant', ['CPUManager'])).toBeUndefined();
  expect(didYouMean('x', [])).toBe('');
});

test('of a short name, one letter may differ', () => {
  expect(nearest('Foo', ['Root'])).toBeUndefined();
  expect(nearest('Rot', ['Root'])).toBe('Root');
  expect(nearest('coers', ['cores'])).toBe('cores');
});
