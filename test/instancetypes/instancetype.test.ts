import { Size } from 'cdk8s';
import { program, specOf } from './support';
import {
  GoldenImage, Instancetype, InstancetypeProps, IoThreads, KubeVirtRelease, LaunchSecurity, MachineSize,
  VirtualMachine,
} from '../../src';
import { errorsOf, rulesOf } from '../findings';

const SIZE: InstancetypeProps = { cpu: 4, memory: Size.gibibytes(16) };

test('below a tenant it is an instancetype of its namespace, in the tenant\'s file', () => {
  const { app, tenant } = program();
  const large = new Instancetype(tenant, 'large', SIZE);
  expect(large.apiObject.toJson()).toMatchObject({
    apiVersion: 'instancetype.kubevirt.io/v1beta1',
    kind: 'VirtualMachineInstancetype',
    metadata: { name: 'large', namespace: 'cluster-acme', labels: { 'cdk8s-kubevirt.io/tenant': 'acme' } },
    spec: { cpu: { guest: 4 }, memory: { guest: '16Gi' } },
  });
  expect(errorsOf(app)).toEqual([]);
});

test('below a cluster it is cluster-wide, in the catalog, and has no namespace', () => {
  const { app, infra } = program();
  const { metadata, kind } = new Instancetype(infra, 'large', SIZE).apiObject.toJson();
  expect(kind).toBe('VirtualMachineClusterInstancetype');
  expect(metadata).toMatchObject({ name: 'large' });
  expect(metadata.namespace).toBeUndefined();
  expect(errorsOf(app)).toEqual([]);
});

test('it is kept when it is no longer in the bundle', () => {
  const { annotations } = new Instancetype(program().tenant, 'large', SIZE).apiObject.toJson().metadata;
  expect(annotations['kustomize.toolkit.fluxcd.io/prune']).toBe('disabled');
});

test('memory that can be added becomes a field, and is refused beside realtime CPUs', () => {
  const { app, infra } = program();
  const { apiObject } = new Instancetype(infra, 'large', { ...SIZE, maxMemory: '32Gi' });
  expect(specOf(apiObject).memory).toEqual({ guest: '16Gi', maxGuest: '32Gi' });
  expect(errorsOf(app)).toEqual([]);
  new Instancetype(infra, 'realtime', {
    ...SIZE, maxMemory: '32Gi', dedicatedCpus: true, numaPassthrough: true, hugepages: '1Gi', realtime: true,
  });
  expect(errorsOf(app)).toEqual([expect.stringContaining('added to a running machine with realtime CPUs')]);
});

test('every prop becomes a field, and the API server of each release takes it', () => {
  for (const release of KubeVirtRelease.all()) {
    const { app, infra } = program(release);
    const { apiObject } = new Instancetype(infra, 'nfv', {
      ...SIZE,
      maxSockets: 8,
      cpuModel: 'host-passthrough',
      dedicatedCpus: true,
      isolateEmulatorThread: true,
      numaPassthrough: true,
      realtime: true,
      realtimeMask: '0-2,^1',
      hugepages: '1Gi',
      gpus: [{ name: 'gpu', deviceName: 'nvidia.com/T4' }],
      hostDevices: [{ name: 'qat', deviceName: 'intel.com/qat' }],
      ioThreads: IoThreads.supplementalPool(2),
      nodeSelector: { pool: 'nfv' },
      schedulerName: 'topology-aware',
      machineAnnotations: { 'cpu-quota.crio.io': 'disable' },
    });
    expect(specOf(apiObject)).toEqual({
      cpu: {
        guest: 4,
        maxSockets: 8,
        model: 'host-passthrough',
        dedicatedCPUPlacement: true,
        isolateEmulatorThread: true,
        numa: { guestMappingPassthrough: {} },
        realtime: { mask: '0-2,^1' },
      },
      memory: { guest: '16Gi', hugepages: { pageSize: '1Gi' } },
      gpus: [{ name: 'gpu', deviceName: 'nvidia.com/T4' }],
      hostDevices: [{ name: 'qat', deviceName: 'intel.com/qat' }],
      ioThreadsPolicy: 'supplementalPool',
      ioThreads: { supplementalPoolThreadCount: 2 },
      nodeSelector: { pool: 'nfv' },
      schedulerName: 'topology-aware',
      annotations: { 'cpu-quota.crio.io': 'disable' },
    });
    expect(errorsOf(app)).toEqual([]);
  }
});

test('memory can be overcommitted', () => {
  const { apiObject } = new Instancetype(program().infra, 'o', { ...SIZE, memoryOvercommitPercent: 50 });
  expect(specOf(apiObject).memory).toEqual({ guest: '16Gi', overcommitPercent: 50 });
});

test('a machine takes it by its kind and its name', () => {
  const { app, infra, tenant } = program();
  const image = GoldenImage.existing(infra, 'debian', {
    dataSourceName: 'debian', namespaceName: 'images', cloneableFrom: true,
  });
  const own = new Instancetype(tenant, 'own', SIZE);
  const wide = new Instancetype(infra, 'wide', { ...SIZE, nameByContent: true });
  const machine = (id: string, size: Instancetype) => specOf(
    new VirtualMachine(tenant, id, { image, size: MachineSize.from(size) }).apiObject).instancetype;
  expect(machine('a', own)).toEqual({ kind: 'VirtualMachineInstancetype', name: 'own' });
  expect(machine('b', wide)).toEqual({ kind: 'VirtualMachineClusterInstancetype', name: wide.instancetypeName });
  expect(errorsOf(app)).toEqual([]);
});

test('what is not an instancetype is reported where it is given', () => {
  const { app, tenant } = program();
  new VirtualMachine(tenant, 'a', { size: MachineSize.from('large' as never) } as never);
  expect(errorsOf(app)).toContainEqual(expect.stringContaining('Write new Instancetype(…).'));
});

test('a name by content changes with the content, overrides among it, and with nothing else', () => {
  const nameOf = (props: Partial<InstancetypeProps>) => (
    new Instancetype(program().tenant, 'large', { ...SIZE, nameByContent: true, ...props }).instancetypeName);
  const usual = nameOf({});
  expect(usual).toMatch(/^large-[0-9a-f]{8}$/);
  expect(nameOf({ memory: '16Gi', labels: { team: 'db' }, overrides: {} })).toBe(usual);
  const others = [nameOf({ cpu: 8 }), nameOf({ overrides: { cpu: { model: 'EPYC' } } })];
  expect(new Set([usual, ...others]).size).toBe(3);
});

test('a mistake names the prop that it was given in', () => {
  const { app, tenant } = program();
  new Instancetype(tenant, 'large', { cpu: 0, memory: 'much', hugepages: '2Mi', memoryOvercommitPercent: 10 });
  expect(errorsOf(app)).toEqual([
    expect.stringContaining(' memory "much"'),
    expect.stringContaining(' memoryOvercommitPercent is 10, but the instancetype has huge pages'),
    expect.stringContaining(' cpu is 0, but a guest has a whole number of CPUs'),
  ]);
});

test('a missing prop is one finding', () => {
  const { app, tenant } = program();
  new Instancetype(tenant, 'large', { memory: '1Gi' } as never);
  expect(errorsOf(app)).toHaveLength(1);
});

test('launch security is deprecated from KubeVirt v1.9.0 on, and not before', () => {
  const found = KubeVirtRelease.all().map((release) => {
    const { app, infra } = program(release);
    new Instancetype(infra, 'sev', { ...SIZE, launchSecurity: LaunchSecurity.sev() });
    return rulesOf(app).includes('SIZE006');
  });
  expect(found).toEqual([false, false, true]);
});
