import { Size } from 'cdk8s';
import { CpuFeaturePolicy, MachineDimensions, MachineSize } from '../../src';
import { machine, problemsOf, Program } from '../workers/support';

function sized(more: Partial<MachineDimensions>): any {
  const size = MachineSize.of({ cores: 4, memory: '8Gi', ...more });
  return machine(new Program().pool({ size })).template.spec.domain;
}

describe('a size', () => {
  test('that is guaranteed requests what it is limited to', () => {
    expect(sized({ sockets: 2, guaranteed: true }).resources).toEqual({
      requests: { cpu: '8', memory: '8Gi' }, limits: { cpu: '8', memory: '8Gi' },
    });
  });

  test('that is guaranteed makes a launcher whose containers request what they are limited to', () => {
    const program = new Program();
    program.pool({ size: MachineSize.of({ cores: 4, memory: '8Gi', guaranteed: true }) });
    const [{ containers = [] }] = program.demands();
    expect(containers.map(({ name }) => name)).toEqual(['compute', 'guest-console-log']);
    for (const { requests, limits } of containers) {
      for (const resource of ['cpu', 'memory']) {
        expect(requests.get(resource)?.toBytesText()).toBe(limits.get(resource)?.toBytesText());
      }
    }
  });

  test.each([
    [{ cores: 1.5 }, 'size.cores is 1.5'],
    [{ memory: 'lots' }, 'size.memory "lots"'],
  ])('that is guaranteed and faulty is one finding: %j', (faulty, says) => {
    expect(problemsOf({ size: MachineSize.of({ cores: 4, memory: '8Gi', guaranteed: true, ...faulty }) })).toEqual([
      expect.stringContaining(says),
    ]);
  });

  test('has requests and limits of its own', () => {
    const requests = { cpu: '500m', memory: Size.gibibytes(4) };
    expect(sized({ requests, limits: { cpu: '4', memory: '9Gi' } }).resources)
      .toEqual({ requests: { cpu: '500m', memory: '4Gi' }, limits: { cpu: '4', memory: '9Gi' } });
    expect(sized({ requests: {} }).resources).toBeUndefined();
  });

  test('has a request above its limit as one finding, which names the prop', () => {
    const size = MachineSize.of({ cores: 4, memory: '8Gi', requests: { cpu: '8' }, limits: { cpu: '4' } });
    expect(problemsOf({ size })).toEqual([expect.stringContaining('size.requests.cpu 8 is more than its limit of 4')]);
  });

  test('has ceilings for what is added while the machine runs', () => {
    const { cpu, memory } = sized({ maxSockets: 4, maxMemory: '32Gi' });
    expect(cpu.maxSockets).toBe(4);
    expect(memory.maxGuest).toBe('32Gi');
    const size = MachineSize.of({ cores: 4, sockets: 2, memory: '8Gi', maxSockets: 1 });
    expect(problemsOf({ size })).toEqual([expect.stringContaining('is 2, more than maxSockets 1')]);
  });

  test('has features of the CPU', () => {
    const cpuFeatures = [{ name: 'vmx', policy: CpuFeaturePolicy.REQUIRE }, { name: 'apic' }];
    expect(sized({ cpuFeatures }).cpu.features).toEqual([{ name: 'vmx', policy: 'require' }, { name: 'apic' }]);
  });

  test('has NUMA nodes and realtime CPUs, with dedicated CPUs and huge pages', () => {
    const real = { dedicatedCpus: true, hugepages: '1Gi', numaPassthrough: true, realtime: true, realtimeMask: '0-1' };
    const { cpu } = sized(real);
    const without = MachineSize.of({ cores: 4, memory: '8Gi', ...real, numaPassthrough: false });
    expect(cpu.numa).toEqual({ guestMappingPassthrough: {} });
    expect(cpu.realtime).toEqual({ mask: '0-1' });
    expect(problemsOf({ size: MachineSize.of({ cores: 4, memory: '8Gi', ...real }) })).toEqual([]);
    expect(problemsOf({ size: without })).toEqual([
      expect.stringContaining('size.realtime needs numa.guestMappingPassthrough'),
    ]);
  });
});
