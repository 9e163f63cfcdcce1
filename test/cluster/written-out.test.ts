import { Duration } from 'cdk8s';
import { cdiSpec, cluster, kubevirtSpec, problems } from './clusters';
import { CdiConfig, KubeVirtConfig } from '../../src';

const USUAL = {
  ca: { duration: '168h0m0s', renewBefore: '33h36m0s' },
  server: { duration: '24h0m0s', renewBefore: '4h48m0s' },
};

describe('what must never be empty is written out', () => {
  test.each<[string, object | null]>([
    ['nothing', {}],
    [
      'overrides that remove',
      { customizeComponents: null, certificateRotateStrategy: null, workloadUpdateStrategy: null },
    ],
    [
      'overrides that empty',
      {
        customizeComponents: { patches: null },
        certificateRotateStrategy: { selfSigned: { ca: null, server: null } },
        workloadUpdateStrategy: { workloadUpdateMethods: null },
      },
    ],
  ])('of KubeVirt, after %s', (_what, overrides) => {
    const infra = cluster({ overrides: { kubevirt: overrides as object } });
    expect(problems(infra)).toEqual([]);
    expect(kubevirtSpec(infra)).toMatchObject({
      customizeComponents: { patches: [] },
      certificateRotateStrategy: { selfSigned: USUAL },
    });
    expect(kubevirtSpec(infra).workloadUpdateStrategy.workloadUpdateMethods).toBeInstanceOf(Array);
  });

  test('of CDI, after overrides that remove', () => {
    const infra = cluster({
      overrides: { cdi: { customizeComponents: null, infra: null, workload: { nodeSelector: null } } },
    });
    expect(problems(infra)).toEqual([]);
    expect(cdiSpec(infra)).toMatchObject({
      customizeComponents: { patches: [] },
      infra: { tolerations: [] },
      workload: { tolerations: [] },
    });
  });

  test.each<[string, object, object]>([
    ['a lifetime alone', { ca: { duration: '48h' } }, { ...USUAL, ca: { duration: '48h', renewBefore: '9h36m0s' } }],
    [
      'a renewal alone',
      { server: { renewBefore: '1h' } },
      { ...USUAL, server: { duration: '24h0m0s', renewBefore: '1h' } },
    ],
    ['deprecated fields', { caRotateInterval: '48h' }, { caRotateInterval: '48h' }],
  ])('of certificates, beside %s', (_what, selfSigned, expected) => {
    const infra = cluster({ overrides: { kubevirt: { certificateRotateStrategy: { selfSigned } } } });
    expect(problems(infra)).toEqual([]);
    expect(kubevirtSpec(infra).certificateRotateStrategy).toEqual({ selfSigned: expected });
  });
});

describe('properties that say nothing leave no empty object', () => {
  const empty = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    (Object.keys(value).length === 0 || Object.values(value).some(empty));

  test.each<KubeVirtConfig>([
    { migrations: {} },
    { certificates: {} },
    { infraPlacement: {} },
    { workloadPlacement: { nodeSelector: {}, affinity: {} } },
  ])('of KubeVirt: %j', (kubevirtConfig) => {
    const spec = kubevirtSpec(cluster({ kubevirtConfig }));
    expect(Object.keys(spec).filter((key) => empty(spec[key]))).toEqual([]);
  });

  test.each<CdiConfig>([
    { certificates: {} },
    { importProxy: {} },
    { filesystemOverheadByStorageClass: {} },
    { infraPlacement: { nodeSelector: {} } },
    { workloadPlacement: {} },
  ])('of CDI: %j', (cdiConfig) => {
    const spec = cdiSpec(cluster({ cdiConfig }));
    expect(Object.keys(spec).filter((key) => empty(spec[key]))).toEqual([]);
  });
});

test("lifetimes of one's own take the place of those written out", () => {
  const life = { duration: Duration.hours(48), renewBefore: Duration.hours(12) };
  expect(
    kubevirtSpec(cluster({ kubevirtConfig: { certificates: { ca: life } } })).certificateRotateStrategy.selfSigned,
  ).toEqual({ ...USUAL, ca: { duration: '48h0m0s', renewBefore: '12h0m0s' } });
});

test('lists of devices that are empty leave no empty object behind', () => {
  const kubevirtConfig = { permittedHostDevices: {}, mediatedDevices: {} };
  const { configuration } = kubevirtSpec(cluster({ kubevirtConfig }));
  expect(configuration.permittedHostDevices).toEqual({ pciHostDevices: [] });
  expect(configuration).not.toHaveProperty('mediatedDevicesConfiguration');
});
