import { grouped } from '../../src/toolkit/grouped';

test('items are grouped in their order, and those without a key are left out', () => {
  const groups = grouped([3, 1, 2, 0, 5], (each) => (each === 0 ? undefined : each % 2));
  expect([...groups]).toEqual([[1, [3, 1, 5]], [0, [2]]]);
});
