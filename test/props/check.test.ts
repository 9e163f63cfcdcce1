import { Duration, Lazy, Size } from 'cdk8s';
import { ImageSource, KubeVirtRelease, MachineSize, RunStrategy } from '../../src';
import { propFaults, StructName } from '../../src/props/check';

/** The faults as sentences: path, what is wrong, what to write. */
function told(struct: StructName, given: unknown, at?: string): string[] {
  return propFaults(struct, given, { at }).map(({ prop, says, remedy }) => `${prop} ${says}. ${remedy}`);
}

const later = Lazy.any({ produce: () => 1 }) as unknown;

describe('a prop that is not known', () => {
  test('is told with the name that was meant', () => {
    expect(told('TenantNamespaceProps', { quotas: { cpu: 4 } })).toEqual([
      'quotas is not a known property of TenantNamespaceProps. Did you mean quota?',
    ]);
  });
  test('is told with all names when none is near', () => {
    expect(told('IndexedReferences', { everything: true })).toEqual([
      'everything is not a known property of IndexedReferences. Leave it out, or write configMaps or secrets.',
    ]);
  });
  test('is found in structs inside of structs, lists and maps, by its path', () => {
    const networks = [{ networkName: 'a/b' }, { networkName: 'a/c', bindings: 'bridge' }];
    const externallyScaled = { by: 'KEDA', maxReplica: 4 };
    expect(told('WorkerPoolProps', pool({ networks, externallyScaled }))).toEqual([
      'networks[1].bindings is not a known property of MultusNetwork. Did you mean binding?',
      'externallyScaled.maxReplica is not a known property of ExternalScaling. Did you mean maxReplicas?',
    ]);
  });
  test('counts for the required prop that was meant, which is not told as missing too', () => {
    expect(told('ExistingTenantProps', { namespacename: 'blue' })).toEqual([
      'namespacename is not a known property of ExistingTenantProps. Did you mean namespaceName?',
    ]);
  });
  test('is fine when it holds undefined, as in the props of a class that takes its own out', () => {
    expect(told('TenantNamespaceProps', { id: 'blue', owner: undefined })).toEqual([]);
  });
  test('is fine when a class extends ours, but not inside of the props', () => {
    const given = { owner: 'lena', quota: { cpus: 4 } };
    expect(propFaults('TenantNamespaceProps', given, { open: true }).map(({ prop }) => prop)).toEqual(['quota.cpus']);
  });
  test('is fine in an instance of a class, which has members of its own', () => {
    class Wanted {
      public constructor(private readonly count: number) {}
      public get cpu(): number {
        return this.count * 2;
      }
    }
    expect(told('TenantNamespaceProps', { quota: new Wanted(4) })).toEqual([]);
  });
  test('is told when its key is one of JavaScript itself', () => {
    expect(told('TenantQuota', JSON.parse('{ "__proto__": { "cpu": 4 } }'))).toHaveLength(1);
    expect(told('TenantQuota', { constructor: 4, toString: 4 })).toHaveLength(2);
  });
});

describe('a required prop', () => {
  test('is told when it is missing, with what to write', () => {
    expect(told('BlankDisk', { name: 'data' })).toEqual([
      'capacity is missing. Write capacity: a string or a Size, such as Size.gibibytes(8).',
    ]);
  });
  test('is told as a misspelt constant when it is there and undefined', () => {
    const { V1_8_0 } = KubeVirtRelease as unknown as { V1_8_0: undefined };
    const constant = 'is undefined; perhaps a misspelt constant';
    expect(told('InfraClusterProps', { kubevirt: V1_8_0, cdi: undefined })).toEqual([
      `cdi ${constant}. Write cdi: a CdiRelease, such as CdiRelease.of("…").`,
      `kubevirt ${constant}. Write kubevirt: a KubeVirtRelease, such as KubeVirtRelease.of("…").`,
    ]);
    expect(told('NodeAffinityPreset', { key: undefined, type: undefined })).toEqual([
      'key is undefined, but must be a string. Write key: a string.',
      'type is undefined; perhaps a misspelt constant. Write type: Preset.HARD or Preset.SOFT.',
    ]);
  });
  test('is told once when the props themselves are missing', () => {
    const wanted = 'an object of the type WorkerPoolProps. Write an object such as { size: … }.';
    expect(told('WorkerPoolProps', undefined)).toEqual([`props is undefined, but must be ${wanted}`]);
    expect(told('TenantNamespaceProps', undefined)).toEqual([]);
    const networks = 'an object of the type ClusterNetworks. Write an object such as { pods: … }.';
    expect(told('ClusterNetworks', null, 'networks')).toEqual([`networks is null, but must be ${networks}`]);
  });
});

function fails(): never {
  throw new Error('it broke');
}

describe('a value of the wrong type', () => {
  test.each<[StructName, object, string, string]>([
    ['TenantQuota', { cpu: 'four' },
      'cpu is "four", but must be a number',
      'Write a number.'],
    ['TenantQuota', { cpu: '4' },
      'cpu is "4", but must be a number',
      'Write 4.'],
    ['TenantQuota', { cpu: null },
      'cpu is null, but must be a number',
      'Write a number.'],
    ['TenantQuota', { cpu: 4n },
      'cpu is a bigint, but must be a number',
      'Write a number.'],
    ['TenantQuota', { memory: 8 },
      'memory is 8, but must be a string or a Size',
      'Write a string or a Size, such as Size.gibibytes(8).'],
    ['TenantQuota', { memory: { toKibibytes: () => 'x' } },
      'memory is an object whose method toKibibytes returns "x" instead of a number',
      'Write a Size, such as Size.gibibytes(8).'],
    ['TenantQuota', { memory: { toKibibytes: fails } },
      'memory is an object whose method toKibibytes fails: it broke',
      'Write a Size, such as Size.gibibytes(8).'],
    ['CertificateLifetime', { duration: { toMilliseconds: () => 1 }, renewBefore: Duration.hours(1) },
      'duration is an object whose method toSeconds is missing',
      'Write a Duration, such as Duration.minutes(10) or Duration.days(14).'],
    ['TenantQuota', { additional: [] },
      'additional is a list, but must be an object whose values are strings',
      'Write an object: { key: "…" }.'],
    ['TenantQuota', { additional: { pods: 4 } },
      'additional.pods is 4, but must be a string',
      'Write "4".'],
    ['TenantQuota', { additional: { 'a/b': undefined } },
      'additional["a/b"] is undefined, but must be a string',
      'Write a string.'],
    ['TenantIsolation', { sameNamespace: 'false' },
      'sameNamespace is "false", but must be true or false',
      'Write false.'],
    ['TenantIsolation', { egress: {} },
      'egress is an object, but must be a list of NetworkRule objects',
      'Write a list: [{ name: … }].'],
    ['TenantIsolation', { dns: [] },
      'dns is a list, but must be an object of the type TenantDns',
      'Write an object such as { cidrs: … }.'],
    ['TenantIsolation', { dns: Size.gibibytes(1) },
      'dns is a Size, but must be an object of the type TenantDns',
      'Write an object such as { cidrs: … }.'],
    ['ClusterNetworks', { pods: '10.0.0.0/8' },
      'pods is "10.0.0.0/8", but must be a list of strings',
      'Write ["10.0.0.0/8"].'],
    ['ClusterNetworks', { pods: ['10.0.0.0/8', 1] },
      'pods[1] is 1, but must be a string',
      'Write "1".'],
    ['CertificateLifetime', { duration: '1h', renewBefore: Duration.hours(1) },
      'duration is "1h", but must be a Duration',
      'Write a Duration, such as Duration.minutes(10) or Duration.days(14).'],
    ['GoldenImageProps', { source: 'https://x' },
      'source is "https://x", but must be an ImageSource',
      'Write an ImageSource, such as ImageSource.http(…) or ImageSource.registry(…).'],
    ['GoldenImageProps', { source: ImageSource },
      'source is a function, but must be an ImageSource',
      'Write an ImageSource, such as ImageSource.http(…) or ImageSource.registry(…).'],
    ['GoldenImageProps', { source: ImageSource.upload(), tenants: [4] },
      'tenants[0] is 4, but must be a string or a Tenant',
      'Write a string or a tenant, such as new TenantNamespace(…).'],
    ['VirtualMachineProps', { size: MachineSize.of({ cores: 1, memory: '1Gi' }), scheduling: {} },
      'scheduling is an object, but must be a SchedulingPolicy',
      'Write new SchedulingPolicy(…).'],
    ['ExistingImageProps', { dataSourceName: 'a', namespaceName: 'b', cloneableFrom: 'all' },
      'cloneableFrom is "all", but must be true, false or a list of strings or Tenant instances',
      'Write true, false or a list: ["…"].'],
    ['TenantSubjects', { users: Promise.resolve(['lena']) },
      'users is a Promise, but must be a list of strings',
      'Write await before it.'],
    ['CloudInitText', { userData: Symbol('x') },
      'userData is a symbol, but must be a string',
      'Write a string.'],
    ['CloudInitText', { userData: 'x'.length, type: 'NO_CLOUD' },
      'userData is 1, but must be a string',
      'Write "1".'],
    ['TenantOverrides', { limitRange: 'none' },
      'limitRange is "none", but must be an object',
      'Write an object.'],
  ])('%s %#', (struct, given, says, remedy) => {
    expect(told(struct, given)).toContain(`${says}. ${remedy}`);
  });

  test('hides what is inside of it', () => {
    expect(told('TenantNamespaceProps', { quota: [{ cpus: 4 }] })).toHaveLength(1);
  });
  test('is looked for no further after ten faults in a list', () => {
    expect(told('ClusterNetworks', { pods: new Array(4_000_000_000) })).toHaveLength(10);
  });
  test('is not seen in an invalid number, which a rule judges', () => {
    expect(told('TenantQuota', { cpu: NaN, pods: Infinity })).toEqual([]);
  });
});

describe('a word of an enum', () => {
  test('is told with the constant that was meant by it', () => {
    expect(propFaults('CloudInitText', { type: 'nocloud' })).toEqual([{
      prop: 'type',
      kind: 'word',
      says: 'is "nocloud", which is not a value of CloudInitType',
      remedy: 'Write CloudInitType.NO_CLOUD.',
      of: 'CloudInitType',
    }]);
    expect(told('CloudInitText', { type: 'CONFIG_DRIVE' })[0]).toMatch('Write CloudInitType.CONFIG_DRIVE.');
    const all = 'Write CloudInitType.NO_CLOUD or CloudInitType.CONFIG_DRIVE.';
    expect(told('CloudInitText', { type: 'floppy' })[0]).toMatch(all);
  });
  test('may be undefined in a list when its constant is misspelt', () => {
    const [sentence] = told('DiskProps', { accessModes: [undefined] });
    expect(sentence).toMatch('accessModes[0] is undefined; perhaps a misspelt constant.');
  });
  test('is taken as a constant or as its value', () => {
    expect(told('WorkerPoolProps', pool({ runStrategy: RunStrategy.ALWAYS }))).toEqual([]);
    expect(told('WorkerPoolProps', pool({ runStrategy: 'Always' }))).toEqual([]);
  });
});

test('a list in overrides that cannot be read is told, although it has no keys', () => {
  const list: unknown[] = new Proxy([], {
    get: () => {
      throw new Error('not yet');
    },
  });
  const sentences = (values: unknown) => told('TenantOverrides', { resourceQuota: { scopes: values } as object });
  expect(sentences([])).toEqual([]);
  expect(sentences(list)).toEqual([expect.stringContaining('not yet')]);
});

describe('a value that is known only later', () => {
  test('is taken where a spec is laid over another, and for the number of replicas', () => {
    expect(told('WorkerPoolProps', pool({ replicas: later, overrides: later }))).toEqual([]);
    expect(told('TenantOverrides', { limitRange: null, resourceQuota: { hard: later } })).toEqual([]);
  });
  test('is told elsewhere', () => {
    expect(told('TenantQuota', { cpu: later })).toEqual([
      'cpu is a Lazy, whose value is known only later, but must be a number now. Write the value itself: a number.',
    ]);
    expect(told('TenantNamespaceProps', { quota: later, labels: later })).toHaveLength(2);
    expect(told('ExternalScaling', { by: { resolve: () => 'hpa' }, maxReplicas: 4 })[0]).toMatch('is known only later');
  });
});

describe('an instance', () => {
  test('of another copy of a library is taken', () => {
    const copy = jest.requireActual<typeof import('../../src')>('../../src');
    let other = copy;
    jest.isolateModules(() => (other = jest.requireActual<typeof import('../../src')>('../../src')));
    expect(other.MachineSize).not.toBe(MachineSize);
    expect(told('WorkerPoolProps', pool({ size: other.MachineSize.instancetype('a') }))).toEqual([]);
    expect(told('TenantQuota', { memory: { toKibibytes: () => 1 } })).toEqual([]);
  });
  test('of a class whose name was made shorter is known by what jsii notes on it', () => {
    class A {}
    Object.assign(A, { [Symbol.for('jsii.rtti')]: { fqn: 'cdk8s-kubevirt.ImageSource' } });
    expect(told('GoldenImageProps', { source: new A() })).toEqual([]);
  });
  test('of another class, or an object that looks like one, is told', () => {
    expect(told('GoldenImageProps', { source: MachineSize.instancetype('a') })).toHaveLength(1);
    expect(told('GoldenImageProps', { source: { _rules: {} } })).toHaveLength(1);
  });
});

describe('a value that cannot be read', () => {
  test('is told by its path', () => {
    const given = { cpu: 1, get memory(): string { throw new Error('not yet'); } };
    const sentence = 'quota.memory cannot be read: not yet. Write a plain value.';
    expect(told('TenantNamespaceProps', { quota: given })).toEqual([sentence]);
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(told('TenantNamespaceProps', { quota: proxy })[0]).toMatch(/^quota cannot be read: /);
    expect(told('TenantNamespaceProps', proxy)[0]).toMatch(/^props cannot be read: /);
  });
});

/** Props of a pool, with an object that passes for an image. */
function pool(more: object): object {
  class BootImage {}
  return { image: new BootImage(), size: MachineSize.instancetype('standard-2'), ...more };
}
