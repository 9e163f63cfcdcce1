import type { VirtualMachineInstancetypeSpec } from '../../imports/instancetype.kubevirt.io';
import { launcherRequests } from '../../src/machines/launcher/launcher-pod';
import { requiredGates } from '../../src/machines/required-gates';
import { applyInstancetype } from '../../src/machines/size/apply-instancetype';
import { mergeDeep } from '../../src/toolkit/merge';
import { Quantity } from '../../src/toolkit/quantity';

const MACHINE: any = {
  instancetype: { kind: 'VirtualMachineInstancetype', name: 'a' },
  template: { spec: { domain: { devices: { interfaces: [{ name: 'default', bridge: {} }] } } } },
};
const SIZE = { cpu: 2, memory: Quantity.parse('4Gi')! };
const SAID = { template: { spec: { domain: { cpu: { cores: 2 }, memory: { guest: '4Gi' } } } } };

/** A part of an instancetype, and what a machine would say itself to be the same. */
const PARTS: [name: string, spec: Partial<VirtualMachineInstancetypeSpec>, domain: any, gates: string[]][] = [
  ['nothing but the size', {}, {}, []],
  [
    'dedicated CPUs',
    { cpu: { guest: 2, dedicatedCPUPlacement: true, isolateEmulatorThread: true } },
    { cpu: { dedicatedCpuPlacement: true, isolateEmulatorThread: true } },
    ['CPUManager'],
  ],
  [
    'huge pages',
    { memory: { guest: '4Gi', hugepages: { pageSize: '2Mi' } } },
    { memory: { hugepages: { pageSize: '2Mi' } } },
    [],
  ],
  [
    'overcommitted memory',
    { memory: { guest: '4Gi', overcommitPercent: 50 } },
    { resources: { requests: { memory: '2Gi' } } },
    [],
  ],
  [
    'host devices',
    { hostDevices: [{ name: 'a', deviceName: 'a/b' }] },
    { devices: { hostDevices: [{ name: 'a', deviceName: 'a/b' }] } },
    ['HostDevices'],
  ],
  [
    'GPUs by claim',
    { gpus: [{ name: 'a', claimName: 'a' }] },
    { devices: { gpus: [{ name: 'a', claimName: 'a' }] } },
    ['GPUsWithDRA'],
  ],
  [
    'I/O threads',
    { ioThreadsPolicy: 'supplementalPool', ioThreads: { supplementalPoolThreadCount: 4 } },
    { ioThreadsPolicy: 'supplementalPool', ioThreads: { supplementalPoolThreadCount: 4 } },
    [],
  ],
  ['launch security', { launchSecurity: { sev: {} } }, { launchSecurity: { sev: {} } }, ['WorkloadEncryptionSEV']],
];

test.each(PARTS)('%s counts as if the machine said it', (_name, part, domain, gates) => {
  const spec = { cpu: { guest: 2 }, memory: { guest: '4Gi' }, ...part };
  const applied = applyInstancetype(MACHINE, { ...SIZE, spec });
  const said = mergeDeep<any>(mergeDeep<any>(MACHINE, SAID), { template: { spec: { domain } } });
  const texts = (machine: any) => {
    const { cpu, memory } = launcherRequests(machine.template.spec);
    return [cpu?.toCoresText(), memory?.toBytesText()];
  };
  expect(texts(applied)).toEqual(texts(said));
  expect(requiredGates(applied)).toEqual(gates);
});

test('a size that is given as figures has these figures', () => {
  expect(applyInstancetype(MACHINE, SIZE).template.spec?.domain).toMatchObject({
    cpu: { cores: 2, sockets: 1, threads: 1 },
    memory: { guest: '4Gi' },
  });
});

test("annotations of the instancetype are the machine's too, unless it has its own", () => {
  const machine = mergeDeep<any>(MACHINE, { template: { metadata: { annotations: { a: '1' } } } });
  const spec = { cpu: { guest: 2 }, memory: { guest: '4Gi' }, annotations: { a: '2', b: '3' } };
  expect(applyInstancetype(machine, { ...SIZE, spec }).template.metadata.annotations).toEqual({ a: '1', b: '3' });
});

test('neither of the two is changed', () => {
  const before = JSON.stringify(MACHINE);
  applyInstancetype(MACHINE, SIZE);
  expect(JSON.stringify(MACHINE)).toBe(before);
});
