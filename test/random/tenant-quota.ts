import * as fc from 'fast-check';
import { props } from './props';
import { QuotaLimits, StorageClassQuota, TenantQuota } from '../../src';

/** Limits that hold whatever a program of ours puts into a namespace. */
export const quota = props<TenantQuota>({
  cpu: fc.constantFrom(1_000_000, 123456.789, 1e9),
  memory: fc.constantFrom('1Ei', '1e18', '999Pi', { $gibibytes: 2 ** 28 }),
  storage: fc.constantFrom('1Ei', '1e18', '999Pi', { $gibibytes: 2 ** 28 }),
  volumes: fc.integer({ min: 100_000, max: 1_000_000 }),
  pods: fc.integer({ min: 100_000, max: 1_000_000 }),
  machines: fc.integer({ min: 100_000, max: 1_000_000 }),
  additional: fc.record(
    {
      'requests.example.org/device': fc.constantFrom('0', '10', '1e1'),
      'other.storageclass.storage.k8s.io/requests.storage': fc.constantFrom('0', '10Ti', '1.5Gi'),
      'requests.ephemeral-storage': fc.constantFrom('1Pi', '1e15'),
      'services.loadbalancers': fc.constant('2'),
      'count/jobs.batch': fc.constantFrom('7', '1k'),
      'limits.ephemeral-storage': fc.constantFrom('1Pi'),
      'requests.hugepages-2Mi': fc.constantFrom('1Ei'),
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
  storageClasses: fc.record({
    slow: props<StorageClassQuota>({ storage: fc.constant('7Pi'), volumes: fc.constant(10_000_000) }),
  }),
  devices: fc.constantFrom<{ [name: string]: number }>({}, { 'example.org/other': 1_000_000 }),
  limits: props<QuotaLimits>({ cpu: fc.constantFrom(1e9, 1e12), memory: fc.constantFrom('4Ei', '7Ei') }),
});
