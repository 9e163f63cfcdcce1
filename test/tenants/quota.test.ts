import { JsonPatch, Lazy, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { notices, platform, problems } from './platform';
import { GoldenImage, ImageSource, TenantNamespace, TenantQuota } from '../../src';
import type { Demand } from '../../src/tenants/demand';
import { Quantity } from '../../src/toolkit/quantity';

const q = (text: string | number) => Quantity.parse(text)!;

function demand(more: Partial<Demand> = {}): Demand {
  return { path: 'infra/blue/workers', machines: 3, cpu: q('405m'), memory: q('16710Mi'), storage: q('20Gi'), largestDisk: q('15Gi'), volumes: 2, ...more };
}

function tenant(quota: TenantQuota, ...demands: Demand[]) {
  const { app, infra } = platform();
  const blue = new TenantNamespace(infra, 'blue', { quota });
  demands.forEach((each) => blue._demand(() => each));
  return { app, blue };
}

test('the quota is written as what Kubernetes counts', () => {
  const { blue } = tenant({ cpu: 1.5, memory: Size.gibibytes(256), storage: '2Ti', volumes: 40, pods: 30, machines: 12, additional: { 'services': '2', 'requests.nvidia.com/gpu': '1', 'count/secrets': '10' } });
  expect(blue.resourceQuota?.toJson()).toEqual({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'tenant', namespace: 'cluster-blue' },
    spec: {
      hard: {
        'requests.cpu': '1500m',
        'requests.memory': '256Gi',
        'requests.storage': '2Ti',
        'persistentvolumeclaims': 40,
        'pods': 30,
        'count/virtualmachines.kubevirt.io': 12,
        'count/secrets': '10',
        'requests.nvidia.com/gpu': '1',
        'services': '2',
      },
    },
  });
});

test('no limits, no ResourceQuota', () => {
  expect(tenant({}).blue.resourceQuota).toBeUndefined();
  expect(new TenantNamespace(platform().infra, 'blue').resourceQuota).toBeUndefined();
});

describe('a mistake is a sentence', () => {
  test.each<[string, TenantQuota, string]>([
    ['no CPU', { cpu: 0 }, 'quota.cpu 0 is no number of cores. Write a positive one, such as 64.'],
    ['negative CPU', { cpu: -1 }, 'quota.cpu -1 is no number of cores. Write a positive one, such as 64.'],
    ['CPU that is no number', { cpu: NaN }, 'quota.cpu NaN is no number of cores. Write a positive one, such as 64.'],
    ['thousandths of bytes', { memory: '2048m' }, 'quota.memory "2048m" is not a whole number of bytes ("m" means thousandths). Write "2048Mi" for mebibytes.'],
    ['storage that is no size', { storage: 'much' }, 'quota.storage "much" is not a Kubernetes quantity. Write a number and a unit, such as "16Gi".'],
    ['half a volume', { volumes: 1.5 }, 'quota.volumes 1.5 is no count. Write a whole number from 1 on, or leave it out for no limit.'],
    ['no pods', { pods: 0 }, 'quota.pods 0 is no count. Write a whole number from 1 on, or leave it out for no limit.'],
    ['negative machines', { machines: -3 }, 'quota.machines -3 is no count. Write a whole number from 1 on, or leave it out for no limit.'],
    ['a limit that has a prop', { additional: { 'requests.memory': '1Gi' } }, 'quota.additional limits "requests.memory", for which there is quota.memory. Write it there, so that the machines are counted against it.'],
    ['a limit that nobody knows', { additional: { service: '1' } }, 'quota.additional limits "service", which Kubernetes cannot count. Did you mean "services"? Write one of ephemeral-storage, requests.ephemeral-storage, limits.cpu, limits.memory, limits.ephemeral-storage, resourcequotas, services, services.nodeports, services.loadbalancers, replicationcontrollers, secrets, configmaps, or a name with a prefix, such as "count/services" or "requests.nvidia.com/gpu".'],
    ['a limit whose name is none', { additional: { 'a b/c': '1' } }, 'quota.additional "a b/c" is not a label key, so the API server refuses it. Write "name" or "prefix.example/name" with letters, digits, "-", "_" and "." and at most 63 characters in the name.'],
    ['a limit that is no amount', { additional: { secrets: 'few' } }, 'quota.additional "secrets" is "few", which is no amount. Write a Kubernetes quantity of zero or more, such as "10" or "500Gi".'],
    ...['secrets', 'count/secrets', 'fast.storageclass.storage.k8s.io/requests.storage'].map((name): [string, TenantQuota, string] => [`a part of ${name}`, { additional: { [name]: '1500m' } }, `quota.additional "${name}" is "1500m", but only whole ones are counted, so the API server refuses it. Write a whole number.`]),
    ['a negative limit', { additional: { secrets: '-1' } }, 'quota.additional "secrets" is "-1", which is no amount. Write a Kubernetes quantity of zero or more, such as "10" or "500Gi".'],
  ])('%s', (_, quota, sentence) => {
    expect(problems(tenant(quota, demand()).app)).toEqual([`[infra/blue] ${sentence}`]);
  });
});

test('hugepages and names with a prefix can be limited', () => {
  expect(problems(tenant({ additional: { 'requests.hugepages-2Mi': '4Gi', 'limits.ephemeral-storage': '1.5', 'fast.storageclass.storage.k8s.io/requests.storage': '1Ti' } }).app)).toEqual([]);
});

test('a quota on limits brings a notice', () => {
  expect(notices(tenant({ additional: { 'limits.cpu': '64' } }).blue)).toEqual(['has the quota limits.cpu, so pods without such a limit are refused, and KubeVirt gives every launcher one by itself (its guest\'s CPUs, twice its memory request). Leave it out unless that is what you want.']);
});

describe('machines that do not fit', () => {
  test.each<[string, TenantQuota, Demand[], string]>([
    ['CPU', { cpu: 1 }, [demand()], 'quota.cpu 1 does not hold what the program puts into the namespace: 3 × 405m of infra/blue/workers, 405m for the target of a live migration and 100m for an importer pod make 1720m. Raise it to 1720m or more, or ask for fewer or smaller machines.'],
    ['memory', { memory: '64Gi' }, [demand()], 'quota.memory 64Gi does not hold what the program puts into the namespace: 3 × 16710Mi of infra/blue/workers, 16710Mi for the target of a live migration and 58Mi for an importer pod make 66898Mi. Raise it to 66898Mi or more, or ask for fewer or smaller machines.'],
    ['storage', { storage: '50Gi' }, [demand()], 'quota.storage 50Gi does not hold what the program puts into the namespace: 3 × 20Gi of infra/blue/workers and 15Gi for what CDI needs beside a disk while it fills it make 75Gi. Raise it to 75Gi or more, or ask for fewer or smaller machines.'],
    ['volumes', { volumes: 5 }, [demand()], 'quota.volumes 5 does not hold what the program puts into the namespace: 3 × 2 of infra/blue/workers and 1 for what CDI needs beside a disk while it fills it make 7. Raise it to 7 or more, or ask for fewer or smaller machines.'],
    ['pods', { pods: 4 }, [demand()], 'quota.pods 4 does not hold what the program puts into the namespace: 3 × 1 of infra/blue/workers, 1 for the target of a live migration and 1 for an importer pod make 5. Raise it to 5 or more, or ask for fewer or smaller machines.'],
    ['machines', { machines: 2 }, [demand()], 'quota.machines 2 does not hold what the program puts into the namespace: 3 × 1 of infra/blue/workers is 3. Raise it to 3 or more, or ask for fewer or smaller machines.'],
    ['several pools, biggest first, largest machine once more', { cpu: 10 }, [demand({ path: 'small', cpu: q('500m') }), demand({ path: 'big', machines: 2, cpu: q(8) })], 'quota.cpu 10 does not hold what the program puts into the namespace: 2 × 8 of big, 3 × 500m of small, 8 for the target of a live migration and 100m for an importer pod make 25600m. Raise it to 25600m or more, or ask for fewer or smaller machines.'],
    ['many pools', { machines: 10 }, ['a', 'b', 'c', 'd', 'e', 'f'].map((path) => demand({ path })), 'quota.machines 10 does not hold what the program puts into the namespace: 3 × 1 of a, 3 × 1 of b, 3 × 1 of c, 3 × 1 of d and those of 2 more make 18. Raise it to 18 or more, or ask for fewer or smaller machines.'],
  ])('%s', (_, quota, demands, sentence) => {
    expect(problems(tenant(quota, ...demands).app)).toEqual([`[infra/blue] ${sentence}`]);
  });

  test('each limit that is too small has its sentence', () => {
    expect(problems(tenant({ cpu: 1, memory: '1Gi', storage: '1Gi', volumes: 1, pods: 1, machines: 1 }, demand()).app).map((line) => line.split(' ')[1])).toEqual(['quota.cpu', 'quota.memory', 'quota.storage', 'quota.volumes', 'quota.pods', 'quota.machines']);
  });
});

test('a quota that holds exactly what is asked is enough', () => {
  expect(problems(tenant({ cpu: 1.72, memory: '66898Mi', storage: '75Gi', volumes: 7, pods: 5, machines: 3 }, demand()).app)).toEqual([]);
});

describe('the limits that count', () => {
  const written = (hard: { readonly [resource: string]: string | number | null }, quota: TenantQuota = {}) => {
    const { app, infra } = platform();
    const blue = new TenantNamespace(infra, 'blue', { quota, overrides: { resourceQuota: { hard } } });
    blue._demand(() => demand());
    return { app, blue };
  };

  test('are those of overrides, by their own names', () => {
    expect(problems(written({ 'requests.memory': '1Gi' }, { memory: '1Ti' }).app)).toEqual(['[infra/blue] the ResourceQuota\'s "requests.memory" 1Gi does not hold what the program puts into the namespace: 3 × 16710Mi of infra/blue/workers, 16710Mi for the target of a live migration and 58Mi for an importer pod make 66898Mi. Raise it to 66898Mi or more, or ask for fewer or smaller machines.']);
    expect(problems(written({ 'requests.memory': '1Ti' }, { memory: '1Gi' }).app)).toEqual([]);
    expect(problems(written({ 'requests.memory': null }, { memory: '1Gi' }).app)).toEqual([]);
  });

  test.each(['requests.cpu', 'cpu', 'requests.memory', 'memory', 'requests.storage', 'persistentvolumeclaims', 'count/persistentvolumeclaims', 'pods', 'count/pods', 'count/virtualmachines.kubevirt.io'])('include %s', (key) => {
    expect(problems(written({ [key]: 1 }).app)).toEqual([expect.stringContaining(`[infra/blue] the ResourceQuota's "${key}" 1 does not hold`)]);
    expect(problems(written({ [key]: '1Ti' }).app)).toEqual([]);
  });

  test('include what a JSON patch writes', () => {
    const { app, blue } = tenant({ machines: 10 }, demand());
    blue.resourceQuota!.addJsonPatch(JsonPatch.replace('/spec/hard/count~1virtualmachines.kubevirt.io', 2));
    expect(problems(app)).toEqual([expect.stringContaining('the ResourceQuota\'s "count/virtualmachines.kubevirt.io" 2 does not hold')]);
  });

  test('are known late', () => {
    const { app, infra } = platform();
    const blue = new TenantNamespace(infra, 'blue', { overrides: { resourceQuota: { hard: Lazy.any({ produce: () => ({ pods: 4 }) }) } } });
    blue._demand(() => demand());
    expect(problems(app)).toEqual([expect.stringContaining('the ResourceQuota\'s "pods" 4 does not hold')]);
  });

  test('must be amounts', () => {
    expect(problems(written({ foo: 'bar', pods: '1500m', secrets: -1 }).app)).toEqual(expect.arrayContaining([
      '[infra/blue] the ResourceQuota\'s "foo" is "bar", which is no amount. Write a Kubernetes quantity of zero or more, such as "10" or "500Gi".',
      '[infra/blue] the ResourceQuota\'s "pods" is "1500m", but only whole ones are counted, so the API server refuses it. Write a whole number.',
      '[infra/blue] the ResourceQuota\'s "secrets" is "-1", which is no amount. Write a Kubernetes quantity of zero or more, such as "10" or "500Gi".',
    ]));
  });

  test('must be limits', () => {
    expect(problems(written('many' as any).app)).toEqual(['[infra/blue] the ResourceQuota\'s spec.hard is "many", which names no limits. Write amounts by the names of resources, such as { pods: 20 }.']);
  });

  test('cannot be read from what cannot be rendered, of which synthesis tells', () => {
    const { app, blue } = tenant({ machines: 1 }, demand());
    blue.resourceQuota!.addJsonPatch(JsonPatch.remove('/spec/nope/x'));
    expect(problems(app)).toEqual([expect.stringContaining('[infra/blue/ResourceQuota-tenant]')]);
  });
});

test('what pods of CDI request is what its custom resource says', () => {
  const { app, infra } = platform();
  jest.spyOn(infra, '_importerRequests').mockReturnValue({ cpu: q(2), memory: q('4Gi') });
  const blue = new TenantNamespace(infra, 'blue', { quota: { cpu: 1, memory: '1Gi' } });
  blue._demand(() => demand());
  expect(problems(app)).toEqual([expect.stringContaining('and 2 for an importer pod make'), expect.stringContaining('and 4Gi for an importer pod make')]);
});

describe('images that are kept in the namespace', () => {
  const source = ImageSource.http('https://images.example.com/ubuntu.qcow2');

  test('count with their imports and what CDI needs beside them, wherever in the program they are', () => {
    const { app, infra } = platform();
    new GoldenImage(infra, 'early', { source, capacity: '5Gi', namespaceName: 'cluster-blue' });
    const blue = new TenantNamespace(infra, 'blue', { quota: { storage: '50Gi', volumes: 5 } });
    new GoldenImage(blue, 'own', { source: ImageSource.registry('docker://quay.io/containerdisks/ubuntu:24.04', { refresh: '@daily' }), capacity: '10Gi', storageClassName: 'fast' });
    new GoldenImage(infra, 'elsewhere', { source, capacity: '500Gi' });
    expect(problems(app)).toEqual([
      '[infra/blue] quota.storage 50Gi does not hold what the program puts into the namespace: 4 × 10Gi of infra/blue/own, 1 × 5Gi of infra/early and 20Gi for what CDI needs beside a disk while it fills it make 65Gi. Raise it to 65Gi or more, or ask for fewer or smaller machines.',
      '[infra/blue] quota.volumes 5 does not hold what the program puts into the namespace: 4 × 1 of infra/blue/own, 1 × 1 of infra/early and 2 for what CDI needs beside a disk while it fills it make 7. Raise it to 7 or more, or ask for fewer or smaller machines.',
    ]);
  });

  test('of a size that only CDI knows are pointed out', () => {
    const { app, infra } = platform();
    const blue = new TenantNamespace(infra, 'blue', { quota: { storage: '50Gi', pods: 4 } });
    new GoldenImage(blue, 'own', { source: ImageSource.pvc('disk') });
    expect(problems(app)).toEqual([]);
    expect(notices(blue)).toEqual(['cannot hold the image infra/blue/own against quota.storage, for what an import of it takes is not known to the program. See that the quota has room.']);
  });
});

test('demands are asked for once per synthesis, and those that cannot be told are left out', () => {
  const { app, infra } = platform();
  const blue = new TenantNamespace(infra, 'blue', { quota: { machines: 1 } });
  const ask = jest.fn(() => demand({ machines: 1, cpu: undefined }));
  blue._demand(ask);
  blue._demand(() => undefined);
  expect(problems(app)).toEqual([]);
  expect(ask).toHaveBeenCalledTimes(1);
});

test('counts of machines that are none are left to whoever made them', () => {
  for (const machines of [1.5, NaN, -1, 0, Infinity]) expect(problems(tenant({ cpu: 1, pods: 1 }, demand({ machines })).app)).toEqual([]);
});

test('a size that is not known is not counted, and a notice says so', () => {
  const { app, blue } = tenant({ cpu: 64, memory: '64Gi', storage: '1Ti', machines: 2 }, demand({ cpu: undefined, memory: undefined, machines: 2 }));
  expect(problems(app)).toEqual([]);
  expect(notices(blue)).toEqual(['cannot hold the machines of infra/blue/workers against quota.cpu and quota.memory, for what one of them takes is not known to the program. See that the quota has room.']);
});

test('for any machines, the sum that the sentence names is enough and a byte less is not', () => {
  const pool = fc.record({ machines: fc.integer({ min: 1, max: 50 }), memory: fc.bigInt({ min: 1n, max: 2n ** 40n }) });
  fc.assert(fc.property(fc.array(pool, { minLength: 1, maxLength: 6 }), (pools) => {
    const demands = pools.map(({ machines, memory }, index) => demand({ path: `p${index}`, machines, memory: q(String(memory)) }));
    const [sentence] = problems(tenant({ memory: '1' }, ...demands).app);
    const needed = /Raise it to (\S+) or more/.exec(sentence)![1];
    const largest = pools.reduce((most, { memory }) => (memory > most ? memory : most), 0n);
    const exact = pools.reduce((sum, { machines, memory }) => sum + BigInt(machines) * memory, largest + 60_000_000n);
    expect(problems(tenant({ memory: needed }, ...demands).app)).toEqual([]);
    expect(problems(tenant({ memory: String(exact) }, ...demands).app)).toEqual([]);
    expect(problems(tenant({ memory: String(exact - 1n) }, ...demands).app)).toHaveLength(1);
  }), { numRuns: 20 });
});
