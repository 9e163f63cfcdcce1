import { Duration } from 'cdk8s';
import { cdiSpec, cluster, notices, problems } from './clusters';
import { CdiRelease, CloneStrategy, ImagePullPolicy, UninstallStrategy } from '../../src';

test.each(CdiRelease.all())("with nothing configured is upstream's with safe defaults: %s", (cdi) => {
  const usual = cdi._facts.customResource.spec as { config: object };
  const rendering = cdi === CdiRelease.V1_66_0 ? { webhookPvcRendering: 'Enabled' } : {};
  const infra = cluster({ cdi });
  expect(cdiSpec(infra)).toEqual({
    ...usual,
    uninstallStrategy: 'BlockUninstallIfWorkloadsExist',
    customizeComponents: { patches: [] },
    config: {
      ...usual.config,
      ...rendering,
      podResourceRequirements: { requests: { cpu: '100m', memory: '60M' }, limits: { cpu: '750m', memory: '600M' } },
    },
  });
  expect(problems(infra)).toEqual([]);
});

test.each([
  [CdiRelease.V1_65_0, { featureGates: ['HonorWaitForFirstConsumer'] }],
  [CdiRelease.V1_66_0, { featureGates: ['HonorWaitForFirstConsumer'], webhookPvcRendering: 'Disabled' }],
])('PVC rendering is turned off in the form of the release: %s', (cdi, config) => {
  const infra = cluster({ cdi, cdiConfig: { webhookPvcRendering: false } });
  expect(cdiSpec(infra).config).toEqual({ ...config, podResourceRequirements: expect.anything() });
});

test('with everything configured', () => {
  const infra = cluster({
    cdiConfig: {
      uninstallStrategy: UninstallStrategy.BLOCK_UNINSTALL_IF_WORKLOADS_EXIST,
      honorWaitForFirstConsumer: false,
      claimAdoption: true,
      podResources: { limits: { memory: '2Gi' } },
      scratchSpaceStorageClass: 'fast',
      filesystemOverhead: '0.1',
      filesystemOverheadByStorageClass: { fast: '0.05' },
      preallocation: true,
      cloneStrategy: CloneStrategy.SNAPSHOT,
      insecureRegistries: ['registry.example:5000'],
      importProxy: {
        http: 'http://proxy.example:3128',
        https: 'http://proxy.example:3128',
        noProxy: ['.svc', '10.0.0.0/8'],
        trustedCaConfigMap: 'proxy-ca',
      },
      uploadProxyUrl: 'upload.example',
      deploymentReplicas: 2,
      apiServerReplicas: 2,
      uploadProxyReplicas: 2,
      infraPlacement: { tolerations: [{ key: 'infra' }] },
      workloadPlacement: { nodeSelector: { storage: 'near' } },
      imagePullPolicy: ImagePullPolicy.ALWAYS,
      certificates: {
        ca: { duration: Duration.hours(96), renewBefore: Duration.hours(48) },
        server: { duration: Duration.hours(48), renewBefore: Duration.hours(24) },
        client: { duration: Duration.hours(48), renewBefore: Duration.hours(24) },
      },
    },
    overrides: { cdi: { config: { logVerbosity: 3 }, priorityClass: 'system-cluster-critical' } },
  });
  expect(problems(infra)).toEqual([]);
  expect(cdiSpec(infra)).toMatchSnapshot();
});

describe('rules beyond the schema', () => {
  test.each<[string, object, string]>([
    [
      'request above its limit',
      { config: { podResourceRequirements: { requests: { memory: '1Gi' } } } },
      'config.podResourceRequirements.requests.memory "1Gi" is more than its limit "600M", so no such pod can be made. '
        + 'Raise the limit or lower the request.',
    ],
    [
      'figures that a quota needs',
      { config: { podResourceRequirements: { limits: null } } },
      'config.podResourceRequirements lacks limits.cpu, limits.memory, so imports fall back to figures that no quota '
        + 'here counts on. Write all four.',
    ],
    [
      'half a certificate',
      { certConfig: { ca: { duration: '48h' } } },
      'certConfig.ca has only one of duration and renewBefore, so CDI would ignore it. Write both.',
    ],
    [
      'unreadable duration',
      { certConfig: { ca: { duration: '2d', renewBefore: '1h' } } },
      'certConfig.ca.duration "2d" is not a duration that Go can read. Write numbers with units from hours down, such '
        + 'as "48h" or "1h30m".',
    ],
    [
      'renewal all the time',
      { certConfig: { client: { duration: '24h', renewBefore: '24h' } } },
      'certConfig.client.renewBefore "24h" is not less than the duration "24h", so the certificate would be renewed '
        + 'all the time. Write less.',
    ],
    [
      'infra placement',
      { infra: { tolerations: [{ key: 'a', operator: 'Is' }] } },
      'infra.tolerations[0].operator "Is" is unknown. Write one of Exists, Equal.',
    ],
    [
      'workload placement',
      { workload: { tolerations: [{ key: 'a', operator: 'Is' }] } },
      'workload.tolerations[0].operator "Is" is unknown. Write one of Exists, Equal.',
    ],
    ['replicas', { infra: { uploadProxyReplicas: 0 } }, 'infra.uploadProxyReplicas is 0. Write a whole number from 1.'],
    [
      'proxy',
      { config: { importProxy: { HTTPProxy: 'proxy.example:3128' } } },
      'config.importProxy.HTTPProxy "proxy.example:3128" is not the URL of a proxy. Write one such as '
        + '"http://proxy.example:3128".',
    ],
    [
      'password of a proxy',
      { config: { importProxy: { HTTPSProxy: 'http://me:secret@proxy.example:3128' } } },
      'config.importProxy.HTTPSProxy holds a password, which everyone who can read the manifest would see. Use a '
        + 'proxy that lets the cluster in without one.',
    ],
    [
      'insecure registry',
      { config: { insecureRegistries: ['http://registry.example'] } },
      'config.insecureRegistries holds "http://registry.example", which CDI compares with a host. Write "host" or '
        + '"host:port", without scheme and path.',
    ],
    [
      'removed field',
      { config: { dataVolumeTTLSeconds: 5 } },
      'config.dataVolumeTTLSeconds is 5, which CDI has ignored since v1.62. Remove it.',
    ],
  ])('%s', (_rule, overrides, sentence) => {
    expect(problems(cluster({ overrides: { cdi: overrides } }))).toEqual([`[infra/cdi-cr] spec.${sentence}`]);
  });

  test.each([
    [
      'HonorWaitForFirstConsumers',
      'which is not a feature gate of CDI, so CDI would ignore it silently. Did you mean "HonorWaitForFirstConsumer"? '
        + 'Known are HonorWaitForFirstConsumer, DataVolumeClaimAdoption, WebhookPvcRendering.',
    ],
    [
      'WebhookPvcRendering',
      'which is the field config.webhookPvcRendering in CDI v1.66.0. Set cdiConfig.webhookPvcRendering instead.',
    ],
  ])('warn of gate %s, which CDI ignores', (gate, sentence) => {
    const infra = cluster({ overrides: { cdi: { config: { featureGates: [gate] } } } });
    expect(problems(infra)).toEqual([]);
    expect(notices(infra)).toEqual([`spec.config.featureGates names "${gate}", ${sentence}`]);
  });

  test('leave the schema to say what it can', () => {
    expect(
      problems(
        cluster({ overrides: { cdi: { config: { filesystemOverhead: { global: '6%' } }, workloads: {} } as object } }),
      ),
    ).toEqual([
      '[infra/cdi-cr] spec.workloads is not a field of CDI (cdi.kubevirt.io/v1beta1, CDI v1.66.0). Did you mean '
        + '"workload"?',
      expect.stringContaining(
        '[infra/cdi-cr] spec.config.filesystemOverhead.global is "6%", which does not match the pattern',
      ),
    ]);
  });
});

test('removing everything with the custom resource leaves a notice', () => {
  expect(notices(cluster({ cdiConfig: { uninstallStrategy: UninstallStrategy.REMOVE_WORKLOADS } }))).toEqual([
    'cdiConfig.uninstallStrategy is "RemoveWorkloads": removing the CDI custom resource deletes every DataVolume of '
      + 'the cluster and the disk behind it. Leave uninstallStrategy at BlockUninstallIfWorkloadsExist.',
  ]);
});
