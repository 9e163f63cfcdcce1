import { ApiObject, JsonPatch } from 'cdk8s';
import { platform, problems } from './platform';
import {
  GoldenImage, ImageSource, KubeVirtRelease, MachineSize, TenantNamespace, TenantQuota, WorkerPool, WorkerPoolProps,
} from '../../src';

const REFUSED = 'so the API server refuses the';

/** A tenant with a LimitRange and a pool of 1 CPU and 1Gi, whose launchers request 1292Mi and 35M. */
function ranged(
  limits: object[], quota?: TenantQuota, pool: Partial<WorkerPoolProps> = {}, release?: KubeVirtRelease,
) {
  const { app, infra } = platform(release);
  const blue = new TenantNamespace(infra, 'blue', { quota, overrides: { limitRange: { limits: limits as any } } });
  const image = GoldenImage.existing(infra, 'ubuntu', {
    dataSourceName: 'ubuntu', namespaceName: 'images', capacity: '10Gi', cloneableFrom: true,
  });
  new WorkerPool(blue, 'workers', { replicas: 1, size: MachineSize.of({ cores: 1, memory: '1Gi' }), image, ...pool });
  return { app, blue };
}

const container = (fields: object): object => ({ type: 'Container', ...fields });
const found = (limits: object[], quota?: TenantQuota, pool?: Partial<WorkerPoolProps>): string[] => (
  problems(ranged(limits, quota, pool).app)
    .map((line) => line.replace('[infra/blue/LimitRange-container-defaults] ', '')));

test.each(KubeVirtRelease.all())('for %s, a default below what a launcher requests is an error', (release) => {
  const limits = [container({ default: { memory: '128Mi' }, defaultRequest: { memory: '64Mi' } })];
  expect(problems(ranged(limits, undefined, {}, release).app)).toEqual([
    '[infra/blue/LimitRange-container-defaults] spec.limits[0].default.memory 128Mi becomes the limit of the container '
      + '"compute" of each launcher of infra/blue/workers/VirtualMachinePool, which requests 1292Mi, so the API server '
      + 'refuses the pod. Write at least 1292Mi, or leave it out.',
  ]);
});

test('a default that is enough is no error, and a byte less is one', () => {
  expect(found([container({ default: { memory: '1292Mi' }, defaultRequest: { memory: '64Mi' } })])).toEqual([]);
  expect(found([container({ default: { memory: String(1292 * 2 ** 20 - 1) }, defaultRequest: { memory: '1Mi' } })]))
    .toEqual([expect.stringContaining('becomes the limit')]);
});

test('a default does not touch machines with limits of their own', () => {
  const overrides = { template: { spec: { domain: { resources: { limits: { memory: '1Gi' } } } } } };
  const limits = [container({ default: { memory: '128Mi' }, defaultRequest: { memory: '64Mi' } })];
  expect(found(limits, undefined, { overrides })).toEqual([]);
});

test('a ratio is met by the limits that KubeVirt gives for a quota on limits, if it is 2 or more', () => {
  const ratio = (memory: string): object[] => [container({ maxLimitRequestRatio: { memory } })];
  const quota = { limits: { memory: '64Gi' } };
  expect(found(ratio('2'), quota)).toEqual([]);
  expect(found(ratio('1.9'), quota)).toEqual([expect.stringContaining('1900m is less than 2, the limit of')]);
  expect(found(ratio('2'))).toEqual([expect.stringContaining('asks for a limit, and the container "compute"')]);
});

test('a Pod is the sum of its containers', () => {
  const sum = 1292n * 2n ** 20n + 35_000_000n;
  expect(found([{ type: 'Pod', max: { memory: String(sum) } }])).toEqual([]);
  expect(found([{ type: 'Pod', max: { memory: String(sum - 1n) } }])).toEqual([expect.stringContaining(REFUSED)]);
});

test('pods of CDI that import or make a blank disk are judged, and those of clones are not', () => {
  const limits = [container({ max: { cpu: '500m' }, defaultRequest: { cpu: '10m' } })];
  const importer = expect.stringContaining('500m is less than the 750m that the container "importer" of each pod of');
  expect(found(limits)).toEqual([]);
  expect(found(limits, undefined, { extraDisks: [{ name: 'data', capacity: '1Gi' }] })).toEqual([importer]);
  const { app, blue } = ranged(limits);
  new GoldenImage(blue, 'own', { source: ImageSource.http('https://images.example.com/a.qcow2'), capacity: '1Gi' });
  expect(problems(app)).toEqual([importer]);
});

test('a claim is held against the size that CDI claims', () => {
  const max = (storage: string): object[] => [{ type: 'PersistentVolumeClaim', max: { storage } }];
  expect(found(max('10Gi'))).toEqual([]);
  expect(found(max('10Gi'), undefined, { bootDisk: { capacity: '11Gi' } })).toEqual([
    'spec.limits[0].max.storage 10Gi is less than the 11Gi of a disk of infra/blue/workers/VirtualMachinePool, '
      + 'so the API server refuses the claim. Write at least 11Gi.',
  ]);
});

test('a JSON patch and a plain LimitRange beside our own are judged', () => {
  const { app, blue } = ranged([container({ defaultRequest: { memory: '64Mi' } })]);
  blue.limitRange.addJsonPatch(JsonPatch.add('/spec/limits/0/min', { cpu: '50m' }));
  new ApiObject(blue, 'plain', {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'plain' },
    spec: { limits: [{ type: 'Pod', max: { cpu: '100m' } }] },
  });
  expect(problems(app)).toEqual([
    expect.stringContaining('spec.limits[0].min.cpu 50m is more than the 5m that the container "guest-console-log"'),
    expect.stringContaining('[infra/blue/plain] spec.limits[0].max.cpu 100m is less than the 105m'),
  ]);
});

test('our own LimitRange, and odd ones, are no error', () => {
  expect(found([container({ defaultRequest: { cpu: '10m', memory: '64Mi' } })])).toEqual([]);
  expect(found([container({ default: { memory: 'much' } })]).join()).not.toContain(REFUSED);
});
