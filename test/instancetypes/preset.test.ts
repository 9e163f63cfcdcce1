import { program, specOf } from './support';
import { Firmware, IoThreads, VirtualMachineInstancePreset, WatchdogAction } from '../../src';
import { preferredTopology } from '../../src/machines/size/preferred-topology';
import { errorsOf, findingsOf, rulesOf } from '../findings';

const { KUBERMATIC_STANDARD } = VirtualMachineInstancePreset;

test('a preset is written with what KubeVirt merges, and is deprecated', () => {
  const { app, tenant } = program();
  const preset = new VirtualMachineInstancePreset(tenant, 'standard', {
    ...KUBERMATIC_STANDARD,
    cores: 2,
    firmware: Firmware.efi(),
    watchdog: WatchdogAction.RESET,
    ioThreads: IoThreads.auto(),
  });
  expect(preset.apiObject.toJson()).toMatchObject({
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstancePreset',
    metadata: { name: 'kubermatic-standard', namespace: 'cluster-acme' },
    spec: {
      selector: { matchLabels: { 'kubevirt.io/flavor': 'kubermatic-standard' } },
      domain: {
        resources: { requests: { cpu: '2', memory: '8Gi' } },
        cpu: { cores: 2, sockets: 1, threads: 1 },
        firmware: { bootloader: { efi: {} } },
        devices: { watchdog: { i6300esb: { action: 'reset' } } },
        ioThreadsPolicy: 'auto',
      },
    },
  });
  expect(errorsOf(app)).toEqual([]);
  expect(rulesOf(app)).toEqual(['SIZE013']);
});

test('each field that KubeVirt does not merge is an error of its own', () => {
  const { app, tenant } = program();
  new VirtualMachineInstancePreset(tenant, 'standard', {
    ...KUBERMATIC_STANDARD,
    overrides: { resources: { limits: { cpu: '2', memory: '8Gi' } }, memory: { guest: '8Gi' }, chassis: { sku: 'a' } },
  });
  const fields = ['resources.limits', 'memory', 'chassis'];
  expect(errorsOf(app).sort()).toEqual(fields.sort().map((field) => (
    expect.stringContaining(`spec.domain.${field} does not reach any instance`))));
});

test('kubermatic-standard becomes an instancetype of the same name, with two CPUs and 8Gi', () => {
  const { app, tenant } = program();
  const { apiObject } = VirtualMachineInstancePreset.toInstancetype(tenant, 'standard', KUBERMATIC_STANDARD);
  expect(apiObject.toJson()).toMatchObject({
    kind: 'VirtualMachineInstancetype',
    metadata: { name: 'kubermatic-standard' },
    spec: { cpu: { guest: 2 }, memory: { guest: '8Gi' } },
  });
  expect(findingsOf(app)).toEqual([expect.stringMatching(/^info .*requests\.cpu reserves 2 on the node/)]);
});

test('labels of the preset are those of what is made of it', () => {
  const { app, tenant } = program();
  const preset = { matchLabels: {}, cores: 2, requests: { memory: '8Gi' }, labels: { team: 'db' } };
  const { toInstancetype, toPreference } = VirtualMachineInstancePreset;
  for (const { apiObject } of [toInstancetype(tenant, 'a', preset), toPreference(tenant, 'b', preset)]) {
    expect(apiObject.toJson().metadata.labels).toMatchObject({ team: 'db' });
  }
  expect(findingsOf(app)).toEqual([]);
});

test.each([
  [{}, undefined],
  [{ sockets: 2 }, undefined],
  [{ cores: 2 }, { preferredCPUTopology: 'cores' }],
  [{ threads: 2 }, { preferredCPUTopology: 'threads' }],
  [{ cores: 4, sockets: 2 }, { preferredCPUTopology: 'spread', spreadOptions: { across: 'SocketsCores', ratio: 4 } }],
  [{ cores: 4, threads: 2 }, { preferredCPUTopology: 'spread', spreadOptions: { across: 'CoresThreads', ratio: 2 } }],
  [{ cores: 4, sockets: 3, threads: 2 },
    { preferredCPUTopology: 'spread', spreadOptions: { across: 'SocketsCoresThreads', ratio: 4 } }],
])('the preference divides the vCPUs as the preset does: %j', (topology, cpu) => {
  const { app, tenant } = program();
  const preset = { matchLabels: {}, cores: 1, requests: { memory: '8Gi' }, ...topology };
  const preference = VirtualMachineInstancePreset.toPreference(tenant, 'a', preset);
  const size = VirtualMachineInstancePreset.toInstancetype(tenant, 'b', preset);
  expect(specOf(preference.apiObject).cpu).toEqual(cpu);
  const { cores = 1, sockets = 1, threads = 1 } = preset as { cores?: number; sockets?: number; threads?: number };
  const divided = preferredTopology(specOf(size.apiObject).cpu.guest, specOf(preference.apiObject));
  expect(divided).toEqual({ cores, sockets, threads });
  expect(findingsOf(app)).toEqual([]);
});

test('the topology decides about the vCPUs, and otherwise the request, rounded up', () => {
  const cpuOf = (props: object) => specOf(VirtualMachineInstancePreset.toInstancetype(program().tenant, 'a', {
    matchLabels: {}, requests: { cpu: '2500m', memory: '8Gi' }, ...props,
  }).apiObject).cpu.guest;
  expect([cpuOf({}), cpuOf({ cores: 2, sockets: 2, threads: 2 })]).toEqual([3, 8]);
});

test('firmware, clock and features become a preference, and a watchdog is lost with a warning', () => {
  const { app, tenant } = program();
  const preset = {
    matchLabels: {},
    firmware: Firmware.efi({ secureBoot: false }),
    clock: { timezone: 'UTC' },
    features: { acpi: true },
    watchdog: WatchdogAction.RESET,
  };
  expect(specOf(VirtualMachineInstancePreset.toPreference(tenant, 'a', preset).apiObject)).toEqual({
    firmware: { preferredEfi: { secureBoot: false } },
    clock: { preferredClockOffset: { timezone: 'UTC' } },
    features: { preferredAcpi: {} },
  });
  expect(findingsOf(app)).toEqual([expect.stringContaining('watchdog is "reset"')]);
});

test('a preset without memory cannot become an instancetype', () => {
  const { app, tenant } = program();
  VirtualMachineInstancePreset.toInstancetype(tenant, 'a', { matchLabels: {}, cores: 2 });
  expect(errorsOf(app)).toEqual([expect.stringContaining('requests.memory is missing')]);
});
