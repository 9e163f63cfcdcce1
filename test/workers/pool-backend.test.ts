import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { Image, options, Program } from './support';
import {
  AccessMode,
  CloudInit,
  EvictionStrategy,
  MachineSize,
  PoolBackend,
  Preset,
  SchedulingPolicy,
  ScaleInStrategy,
  UpdateStrategy,
  WorkerPoolProps,
} from '../../src';
import { intend } from '../../src/inventory/tell';
import type { PoolParts, PoolWriter } from '../../src/workers/pool-writer';
import { findingsOf, rulesOf } from '../findings';

/** A backend of another kind: as many VirtualMachines as there are members. */
class MachineForEach implements PoolWriter {
  public readonly memberLabel = 'example.org/pool';

  public write(scope: Construct, pool: PoolParts): ApiObject[] {
    return Array.from({ length: pool.replicas ?? 1 }, (_, index) => {
      const name = `${pool.name}-${index}`;
      const { spec, labels, propOf } = pool.machine(name);
      const metadata = { name, namespace: pool.namespace, labels };
      const machine = new ApiObject(scope, `VirtualMachine-${index}`, {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachine',
        metadata,
        spec,
      });
      intend(machine, {
        ...pool.intent,
        propOf: (field, written: any) => propOf(field.replace('spec.', ''), written?.spec),
      });
      return machine;
    });
  }
}

const forEach = { backend: PoolBackend._of(new MachineForEach()) };

/** The same pool by each of the two backends. */
function both(props: (program: Program) => Partial<WorkerPoolProps>) {
  const [pool, machines] = [{}, forEach].map((backend) => {
    const program = new Program(undefined, (scope) => new Image(scope, 'image'));
    return { program, pool: program.pool({ replicas: 1, ...props(program), ...backend }) };
  });
  return { pool, machines };
}

/** The text without what the backends name differently: disks, and the label of the members. */
function neutral(spec: object): unknown {
  const text = JSON.stringify(spec)
    .replaceAll('workers-0-', 'workers-')
    .replaceAll('example.org/pool', 'kubevirt.io/vmpool');
  return JSON.parse(text);
}

const RICH = (program: Program): Partial<WorkerPoolProps> => ({
  size: MachineSize.of({ cores: 4, memory: '8Gi', dedicatedCpus: true }),
  bootDisk: { capacity: '20Gi', accessModes: [AccessMode.READ_WRITE_MANY] },
  extraDisks: [{ name: 'data', capacity: '5Gi' }],
  cloudInit: CloudInit.fromSecret('user-data'),
  labels: { team: 'blue' },
  scheduling: new SchedulingPolicy(program.infra, 'apart', { podAntiAffinityPreset: Preset.HARD }),
  overrides: { template: { spec: { domain: { devices: { rng: {} } } } } },
});

describe('two backends', () => {
  test('write machines of the same spec', () => {
    const { pool, machines } = both(RICH);
    const [machine] = machines.pool.objects.map((object) => object.toJson());
    expect(machine.kind).toBe('VirtualMachine');
    expect(neutral(machine.spec)).toEqual(pool.pool.virtualMachinePool.toJson().spec.virtualMachineTemplate.spec);
    expect(pool.program.problems()).toEqual([]);
    expect(machines.program.problems()).toEqual([]);
  });

  test.each<[string, Partial<WorkerPoolProps>, string[]]>([
    ['a disk that is too small', { bootDisk: { capacity: '1Gi' } }, ['VM101']],
    ['a drain that never ends', { evictionStrategy: EvictionStrategy.EXTERNAL }, ['VM103']],
    ['a machine that may not be able to move', { evictionStrategy: EvictionStrategy.LIVE_MIGRATE }, ['VM124']],
    [
      'a machine that cannot move',
      { evictionStrategy: EvictionStrategy.LIVE_MIGRATE, bootDisk: { accessModes: [AccessMode.READ_WRITE_ONCE] } },
      ['VM104'],
    ],
    ['too many disks', { extraDisks: ['a', 'b', 'c', 'd'].map((name) => ({ name, capacity: '1Gi' })) }, ['VM112']],
    ['a number of machines that is not one', { replicas: 1.5 }, ['POOL003']],
    ['data that guests ignore', { cloudInit: CloudInit.inline({ userData: 'packages: []\n' }) }, ['VM107']],
  ])('have the same rules: %s', (_name, props, rules) => {
    const { pool, machines } = both(() => ({ replicas: 2, ...props }));
    expect(rulesOf(pool.program.app)).toEqual(rules);
    expect(rulesOf(machines.program.app)).toEqual(rules);
  });

  test('ask the same of the namespace', () => {
    const { pool, machines } = both((program) => ({ ...RICH(program), replicas: 3 }));
    const [whole] = pool.program.demands();
    const parts = machines.program.demands();
    expect(parts).toHaveLength(3);
    expect([whole.machines, parts.map((part) => part.machines)]).toEqual([3, [1, 1, 1]]);
    for (const { machines: _count, path: _path, ...part } of parts) expect(whole).toMatchObject(part);
    expect(new Set(machines.program.gates())).toEqual(new Set(pool.program.gates()));
  });

  test('name the props in what is found', () => {
    const { pool, machines } = both(() => ({ bootDisk: { capacity: '1Gi' } }));
    const text =
      'bootDisk.capacity is "1Gi", but the image "ubuntu-24-04" has "10Gi", which does not fit. Write at least "10Gi".';
    expect(pool.program.problems()).toEqual([`[infra/tenant/workers/VirtualMachinePool] ${text}`]);
    expect(machines.program.problems()).toEqual([`[infra/tenant/workers/VirtualMachine-0] ${text}`]);
  });

  test('mark the members by a label of their own', () => {
    const { pool, machines } = both(() => ({}));
    expect([pool.pool.memberLabels, machines.pool.memberLabels]).toEqual([
      { 'kubevirt.io/vmpool': 'workers' },
      { 'example.org/pool': 'workers' },
    ]);
  });

  test('let a clone be made by the account that the machine runs as', () => {
    const program = new Program();
    let asked: (() => string) | undefined;
    jest.spyOn(program.image, '_cloneFor').mockImplementation(((
      _asker: unknown,
      _tenant: unknown,
      account: () => string,
    ) => {
      asked = account;
      return undefined;
    }) as any);
    program.pool({ ...forEach, overrides: { template: { spec: { serviceAccountName: 'builder' } } } });
    expect(asked?.()).toBe('builder');
  });
});

test('a pool of another backend has no VirtualMachinePool', () => {
  const program = new Program();
  expect(() => program.pool({ ...forEach, replicas: 1 }).virtualMachinePool).toThrow(
    '[infra/tenant/workers] has no VirtualMachinePool: its backend makes VirtualMachine.',
  );
});

describe('a finding names the prop that a field came from', () => {
  const found = (props: Partial<WorkerPoolProps>, patch?: (program: Program) => void): string[] => {
    const program = new Program();
    program.pool(props);
    patch?.(program);
    return findingsOf(program.app).map((line) => line.slice(line.indexOf(']') + 2));
  };

  test.each<[string, Partial<WorkerPoolProps>]>([
    ['name "w.w" ', { name: 'w.w' }],
    ['maxUnavailable 0 ', options({ maxUnavailable: 0 })],
    ['networks[1].networkName "a/b/c" ', { networks: [{ networkName: 'a' }, { networkName: 'a/b/c', name: 'x' }] }],
    ['evictionStrategy is External', { evictionStrategy: EvictionStrategy.EXTERNAL }],
    ['bootDisk.capacity is "1Gi"', { bootDisk: { capacity: '1Gi' } }],
  ])('%s', (beginning, props) => {
    expect(found(props)).toContainEqual(expect.stringContaining(beginning));
    expect(found(props)[0].startsWith(beginning)).toBe(true);
  });

  test('but not if an override says something else', () => {
    const overrides = { template: { spec: { evictionStrategy: 'External' } } };
    expect(found({ overrides })).toEqual([
      expect.stringMatching(/^spec\.virtualMachineTemplate\.spec\.template\.spec\.evictionStrategy is External/),
    ]);
    const proactive = options({ updateStrategy: UpdateStrategy.PROACTIVE, overrides: { maxUnavailable: 0 } });
    expect(found(proactive)).toContainEqual(expect.stringMatching(/^spec\.maxUnavailable 0 /));
  });

  test('and names those of the backend', () => {
    expect(found(options({ scaleIn: { strategy: 'gently' as ScaleInStrategy } }))).toEqual([
      expect.stringMatching(/^backend\.scaleIn\.strategy is "gently", which is not a value of ScaleInStrategy/),
    ]);
  });
});
