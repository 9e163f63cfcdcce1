import * as fc from 'fast-check';
import { call, Call, Described } from './description';
import { cpuFeatures } from './hardware';
import { props, stated } from './props';
import { subdomain } from './texts';
import { Architecture, MachineDimensions, MachineResources } from '../../src';

/** What a machine says of its size. */
export function machineSize(architecture: Architecture | undefined): fc.Arbitrary<Call> {
  return fc.oneof(
    { weight: 4, arbitrary: cores(architecture).map((given) => call('MachineSize.of', given)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('MachineSize.instancetype', 'MachineSize.clusterInstancetype'), subdomain())
        .map(([factory, name]) => call(factory, name)),
    },
  );
}

function cores(architecture: Architecture | undefined): fc.Arbitrary<Described<MachineDimensions>> {
  const arm = architecture === Architecture.ARM64;
  return props<MachineDimensions>(
    {
      cores: fc.integer({ min: 1, max: 16 }),
      memory: fc.oneof(
        fc.integer({ min: 1, max: 256 }).map((gibibytes) => ({ $gibibytes: gibibytes })),
        fc.constantFrom('1M', '4096Mi', '8e9', '1.5Gi', '5G', '4294967296'),
      ),
      sockets: fc.integer({ min: 1, max: 4 }),
      threads: fc.integer({ min: 1, max: 2 }),
      cpuModel: arm
        ? fc.constant('host-passthrough')
        : fc.constantFrom('host-model', 'host-passthrough', 'Cascadelake-Server', 'EPYC-v3', '486'),
      dedicatedCpus: fc.boolean(),
      isolateEmulatorThread: fc.boolean(),
      hugepages: fc.constantFrom('2Mi', '1Gi', '2097152'),
      maxSockets: fc.integer({ min: 4, max: 16 }),
      maxMemory: architecture === Architecture.AMD64 ? fc.constant({ $gibibytes: 512 }) : fc.constant(undefined),
      cpuFeatures: arm ? fc.constant(undefined) : cpuFeatures,
      numaPassthrough: fc.boolean(),
      realtime: fc.boolean(),
      realtimeMask: fc.constantFrom('0', '0-1,^1'),
      guaranteed: fc.boolean(),
      requests: props<MachineResources>({ cpu: fc.constantFrom('100m', '1'), memory: fc.constant('1M') }),
      limits: props<MachineResources>({ cpu: fc.constantFrom('16', '1e2'), memory: fc.constant({ $gibibytes: 512 }) }),
    },
    ['cores', 'memory'],
  ).map((given) =>
    stated({
      ...given,
      memory: given.hugepages !== undefined && typeof given.memory === 'string' ? { $gibibytes: 4 } : given.memory,
      isolateEmulatorThread:
        given.dedicatedCpus === true ? given.isolateEmulatorThread : given.isolateEmulatorThread && undefined,
      threads: arm && given.dedicatedCpus === true ? given.threads && 1 : given.threads,
    }),
  ).map(fittingSize);
}

/** What goes together in one size. */
function fittingSize(given: Described<MachineDimensions>): Described<MachineDimensions> {
  const { dedicatedCpus, hugepages, guaranteed, memory, maxMemory } = given;
  const numa = dedicatedCpus === true && hugepages !== undefined ? given.numaPassthrough : undefined;
  const realtime = numa === true ? given.realtime : undefined;
  const own = guaranteed === true || dedicatedCpus === true || hugepages !== undefined;
  const grows = typeof memory !== 'string' && numa !== true;
  return stated({
    ...given,
    numaPassthrough: numa,
    realtime,
    realtimeMask: realtime === true ? given.realtimeMask : undefined,
    requests: own ? undefined : given.requests,
    limits: own ? undefined : given.limits,
    maxMemory: grows ? maxMemory : undefined,
  });
}
