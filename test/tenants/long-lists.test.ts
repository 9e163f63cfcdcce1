import { BundleApp } from '../../src';
import { longLists } from '../../tools/bench/objects';

test('8,000 ranges, exceptions and grants take seconds', () => {
  const app = new BundleApp();
  longLists(app, 8_000);
  const start = process.cpuUsage();
  expect(app.check()).toEqual([]);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(20);
}, 60_000);
