import { Duration, JsonPatch, Size } from 'cdk8s';
import { cluster, kubevirtSpec, notices, problems } from './clusters';
import {
  BetaFeatureGates,
  EvictionStrategy,
  ImagePullPolicy,
  KubeVirtConfig,
  KubeVirtRelease,
  PodNetworkBinding,
  UninstallStrategy,
  VmRolloutStrategy,
  WorkloadUpdateMethod,
} from '../../src';

test.each(KubeVirtRelease.all())("with nothing configured is upstream's with safe defaults: %s", (kubevirt) => {
  expect(kubevirtSpec(cluster({ kubevirt, betaFeatureGates: BetaFeatureGates.RELEASE }))).toEqual({
    ...(kubevirt._facts.customResource.spec as object),
    uninstallStrategy: 'BlockUninstallIfWorkloadsExist',
    workloadUpdateStrategy: { workloadUpdateMethods: ['LiveMigrate'] },
    certificateRotateStrategy: {
      selfSigned: {
        ca: { duration: '168h0m0s', renewBefore: '33h36m0s' },
        server: { duration: '24h0m0s', renewBefore: '4h48m0s' },
      },
    },
    customizeComponents: { patches: [] },
    configuration: {
      developerConfiguration: { featureGates: [] },
      imagePullPolicy: 'IfNotPresent',
      evictionStrategy: 'LiveMigrateIfPossible',
    },
  });
});

const everything: KubeVirtConfig = {
  evictionStrategy: EvictionStrategy.LIVE_MIGRATE,
  workloadUpdateMethods: [WorkloadUpdateMethod.LIVE_MIGRATE],
  batchEvictionSize: 3,
  batchEvictionInterval: Duration.seconds(90),
  uninstallStrategy: UninstallStrategy.BLOCK_UNINSTALL_IF_WORKLOADS_EXIST,
  migrations: {
    parallelMigrationsPerCluster: 8,
    parallelOutboundMigrationsPerNode: 1,
    bandwidthPerMigration: Size.mebibytes(64),
    completionTimeoutPerGiB: Duration.seconds(20),
    progressTimeout: Duration.minutes(3),
    allowAutoConverge: true,
    allowPostCopy: false,
    network: 'migration',
    maxDowntime: Duration.millis(500),
  },
  vmRolloutStrategy: VmRolloutStrategy.LIVE_UPDATE,
  useEmulation: true,
  cpuAllocationRatio: 4,
  memoryOvercommit: 110,
  additionalGuestMemoryOverheadRatio: 1.2,
  defaultNetworkInterface: PodNetworkBinding.MASQUERADE,
  vmStateStorageClass: 'rwx',
  seccompProfile: 'kubevirt/kubevirt.json',
  infraReplicas: 3,
  infraPlacement: { nodeSelector: { 'node-role.kubernetes.io/infra': '' } },
  workloadPlacement: { tolerations: [{ key: 'virtualisation', value: 'only' }] },
  imagePullPolicy: ImagePullPolicy.ALWAYS,
  certificates: {
    ca: { duration: Duration.hours(48), renewBefore: Duration.hours(24) },
    server: { duration: Duration.hours(24), renewBefore: Duration.minutes(90) },
  },
  productName: 'platform',
  productVersion: '1.0',
  productComponent: 'virtualisation',
};

test('with everything configured', () => {
  const infra = cluster({ kubevirtConfig: everything });
  expect(problems(infra)).toEqual([]);
  expect(notices(infra)).toEqual([]);
  expect(kubevirtSpec(infra)).toMatchSnapshot();
});

test('with everything configured but what is newer fits the oldest release', () => {
  const { maxDowntime, ...migrations } = everything.migrations!;
  const infra = cluster({ kubevirt: KubeVirtRelease.V1_7_4, kubevirtConfig: { ...everything, migrations } });
  expect(problems(infra)).toEqual([]);
  expect(kubevirtSpec(infra).configuration.developerConfiguration.featureGates).toEqual(
    ['KubevirtSeccompProfile', 'NodeRestriction'],
  );
});

test('what a release does not have yet is an error', () => {
  expect(
    problems(
      cluster({
        kubevirt: KubeVirtRelease.V1_8_4,
        kubevirtConfig: { migrations: { maxDowntime: Duration.millis(500) } },
      }),
    ),
  ).toEqual([
    '[infra] infra/kubevirt-cr (configuration.migrations.maxDowntimeMs) needs the feature gate '
      + '"MigrationStallDetection", which KubeVirt v1.8.4 does not know; v1.9.0 does. Leave it out, or choose such a '
      + 'release.',
    expect.stringContaining('[infra/kubevirt-cr] kubevirtConfig.migrations.maxDowntime is not a field of KubeVirt'),
  ]);
});

test('a seccomp profile of the runtime needs no gate', () => {
  const spec = kubevirtSpec(
    cluster({ kubevirt: KubeVirtRelease.V1_8_4, kubevirtConfig: { seccompProfile: 'RuntimeDefault' } }),
  );
  expect(spec.configuration.seccompConfiguration).toEqual({
    virtualMachineInstanceProfile: { customProfile: { runtimeDefaultProfile: true } },
  });
  expect(spec.configuration.developerConfiguration.featureGates).toEqual(['NodeRestriction']);
});

describe('the escape hatch', () => {
  test('is laid over everything else', () => {
    const infra = cluster({
      kubevirtConfig: { evictionStrategy: EvictionStrategy.NONE },
      overrides: {
        kubevirt: {
          configuration: { evictionStrategy: 'LiveMigrate', smbios: { family: 'platform' } },
          workloadUpdateStrategy: { workloadUpdateMethods: [] },
          imagePullPolicy: null,
        },
      },
    });
    expect(problems(infra)).toEqual([]);
    expect(kubevirtSpec(infra)).toMatchObject({
      configuration: { evictionStrategy: 'LiveMigrate', smbios: { family: 'platform' } },
      workloadUpdateStrategy: { workloadUpdateMethods: [] },
    });
    expect(kubevirtSpec(infra)).not.toHaveProperty('imagePullPolicy');
  });

  test('is checked against the schema', () => {
    expect(
      problems(
        cluster({
          overrides: {
            kubevirt: { configuration: { vmRolloutStrategy: 'Staged' as 'Stage', cpuModell: 'host' } as object },
          },
        }),
      ),
    ).toEqual([
      '[infra/kubevirt-cr] spec.configuration.cpuModell is not a field of KubeVirt (kubevirt.io/v1, KubeVirt v1.9.0). '
        + 'Did you mean "cpuModel"?',
      '[infra/kubevirt-cr] spec.configuration.vmRolloutStrategy is "Staged", but must be one of "Stage", "LiveUpdate". '
        + 'Did you mean "Stage"?',
    ]);
  });
});

describe('rules beyond the schema', () => {
  const of = (text: string) => ({
    certificateRotateStrategy: { selfSigned: { ca: { duration: text, renewBefore: '1h' } } },
  });
  test.each<[string, object, string]>([
    [
      'uninstallStrategy',
      { uninstallStrategy: 'Block' },
      'uninstallStrategy "Block" is unknown. Write one of BlockUninstallIfWorkloadsExist, RemoveWorkloads.',
    ],
    [
      'imagePullPolicy',
      { imagePullPolicy: 'always' },
      'imagePullPolicy "always" is unknown. Did you mean "Always"? Write one of Always, IfNotPresent, Never.',
    ],
    [
      "workloads' imagePullPolicy",
      { configuration: { imagePullPolicy: 'No' } },
      'configuration.imagePullPolicy "No" is unknown. Write one of Always, IfNotPresent, Never.',
    ],
    [
      'evictionStrategy',
      { configuration: { evictionStrategy: 'LiveMigrateIfPosible' } },
      'configuration.evictionStrategy "LiveMigrateIfPosible" is unknown. Did you mean "LiveMigrateIfPossible"? Write '
        + 'one of LiveMigrate, LiveMigrateIfPossible, None, External.',
    ],
    [
      'network',
      { configuration: { network: { defaultNetworkInterface: 'slirp' } } },
      'configuration.network.defaultNetworkInterface "slirp" is unknown. Write one of bridge, masquerade.',
    ],
    [
      'workloadUpdateMethods',
      { workloadUpdateStrategy: { workloadUpdateMethods: ['Shutdown'] } },
      'workloadUpdateStrategy.workloadUpdateMethods[0] "Shutdown" is unknown. Write one of LiveMigrate, Evict.',
    ],
    [
      'replicas',
      { infra: { replicas: 0 } },
      'infra.replicas is 0, which KubeVirt refuses. Write a whole number from 1 to 255.',
    ],
    [
      'infra placement',
      { infra: { nodePlacement: { tolerations: [{ key: 'a', operator: 'Is' }] } } },
      'infra.nodePlacement.tolerations[0].operator "Is" is unknown. Write one of Exists, Equal.',
    ],
    [
      'workload placement',
      { workloads: { nodePlacement: { tolerations: [{ key: 'a', operator: 'Is' }] } } },
      'workloads.nodePlacement.tolerations[0].operator "Is" is unknown. Write one of Exists, Equal.',
    ],
    [
      'batches',
      { workloadUpdateStrategy: { batchEvictionSize: 0 } },
      'workloadUpdateStrategy.batchEvictionSize is 0. Write a whole number from 1.',
    ],
    [
      'migrations',
      { configuration: { migrations: { parallelMigrationsPerCluster: -1 } } },
      'configuration.migrations.parallelMigrationsPerCluster is -1. Write a whole number from 0.',
    ],
    [
      'bandwidth',
      { configuration: { migrations: { bandwidthPerMigration: '2048m' } } },
      'configuration.migrations.bandwidthPerMigration "2048m" is not a whole number of bytes ("m" means thousandths). '
        + 'Write "2048Mi" for mebibytes.',
    ],
    [
      'replicas of a byte',
      { infra: { replicas: 256 } },
      'infra.replicas is 256, which KubeVirt refuses. Write a whole number from 1 to 255.',
    ],
    [
      'patch',
      {
        customizeComponents: {
          patches: [{ resourceName: 'virt-api', resourceType: 'Deployment', patch: 'spec: {}', type: 'merge' }],
        },
      },
      'customizeComponents.patches[0].patch of Deployment virt-api is "spec: {}", which is not JSON, and KubeVirt '
        + 'takes no other form, whatever its type. Write it as JSON.',
    ],
    [
      'type of patch',
      {
        customizeComponents: {
          patches: [{ resourceName: 'virt-api', resourceType: 'Deployment', patch: '{}', type: 'yaml' }],
        },
      },
      'customizeComponents.patches[0].type "yaml" is unknown. Write one of json, merge, strategic.',
    ],
    [
      'overhead below 1',
      { configuration: { additionalGuestMemoryOverheadRatio: '0.9' } },
      'configuration.additionalGuestMemoryOverheadRatio is "0.9", which KubeVirt refuses: it only takes numbers from '
        + '1. Write "1.0" or more, such as "1.2".',
    ],
    [
      'an invalid overhead',
      { configuration: { additionalGuestMemoryOverheadRatio: '20%' } },
      'configuration.additionalGuestMemoryOverheadRatio is "20%", which KubeVirt refuses: it only takes numbers from '
        + '1. Write "1.0" or more, such as "1.2".',
    ],
    [
      'duration',
      of('7 days'),
      'certificateRotateStrategy.selfSigned.ca.duration "7 days" is not a duration that Go can read. Write numbers '
        + 'with units from hours down, such as "48h" or "1h30m".',
    ],
    [
      'days',
      of('7d'),
      'certificateRotateStrategy.selfSigned.ca.duration "7d" is not a duration that Go can read. Write numbers with '
        + 'units from hours down, such as "48h" or "1h30m".',
    ],
    [
      'no duration',
      { workloadUpdateStrategy: { batchEvictionInterval: '0s' } },
      'workloadUpdateStrategy.batchEvictionInterval "0s" must be more than zero. Write a duration such as "24h".',
    ],
    [
      'renewal',
      { certificateRotateStrategy: { selfSigned: { ca: { duration: '48h', renewBefore: '72h' } } } },
      'certificateRotateStrategy.selfSigned.ca.renewBefore is 72 hours, more than the 48 hours of the whole duration. '
        + 'Write less.',
    ],
    [
      'renewal of servers',
      { certificateRotateStrategy: { selfSigned: { server: { renewBefore: '36h' } } } },
      'certificateRotateStrategy.selfSigned.server.renewBefore is 36 hours, more than the 24 hours of the whole '
        + 'duration. Write less.',
    ],
    [
      'servers that outlive their authority',
      { certificateRotateStrategy: { selfSigned: { ca: { duration: '12h' } } } },
      'certificateRotateStrategy.selfSigned.server.duration is 24 hours, longer than the 12 hours of the authority '
        + 'that signs it. Shorten it, or lengthen ca.duration.',
    ],
    [
      'old and new',
      { certificateRotateStrategy: { selfSigned: { ca: { duration: '48h' }, caRotateInterval: '48h' } } },
      'certificateRotateStrategy.selfSigned has both ca or server and the deprecated caRotateInterval, '
        + 'caOverlapInterval or certRotateInterval, which KubeVirt refuses. Keep ca and server.',
    ],
    [
      'ciphers alone',
      { configuration: { tlsConfiguration: { ciphers: ['TLS_AES_128_GCM_SHA256'] } } },
      'configuration.tlsConfiguration.ciphers is given, but KubeVirt takes ciphers only with a minTLSVersion below '
        + 'VersionTLS13 (it is not set). Set minTLSVersion: VersionTLS12, or leave the ciphers out.',
    ],
    [
      'ciphers of 1.3',
      { configuration: { tlsConfiguration: { minTLSVersion: 'VersionTLS13', ciphers: ['TLS_AES_128_GCM_SHA256'] } } },
      'configuration.tlsConfiguration.ciphers is given, but KubeVirt takes ciphers only with a minTLSVersion below '
        + 'VersionTLS13 (it is VersionTLS13). Set minTLSVersion: VersionTLS12, or leave the ciphers out.',
    ],
    [
      'names of ciphers',
      {
        configuration: {
          tlsConfiguration: { minTLSVersion: 'VersionTLS12', ciphers: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA265'] },
        },
      },
      'configuration.tlsConfiguration.ciphers holds "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA265", which KubeVirt does not '
        + 'know. Did you mean "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"? Use the IANA name of a cipher suite.',
    ],
    [
      'seccomp without a profile',
      { configuration: { seccompConfiguration: { virtualMachineInstanceProfile: {} } } },
      'configuration.seccompConfiguration.virtualMachineInstanceProfile has no customProfile, which KubeVirt refuses. '
        + 'Write customProfile with runtimeDefaultProfile or localhostProfile.',
    ],
    [
      'two seccomp profiles',
      {
        configuration: {
          seccompConfiguration: {
            virtualMachineInstanceProfile: { customProfile: { runtimeDefaultProfile: true, localhostProfile: 'x' } },
          },
        },
      },
      'configuration.seccompConfiguration has both localhostProfile and runtimeDefaultProfile, which KubeVirt refuses. '
        + 'Keep one.',
    ],
    [
      'port',
      { synchronizationPort: 'http' },
      'synchronizationPort is "http", which is not a port, so KubeVirt would use 9185. Write a number from 1 to 65535, '
        + 'as a text.',
    ],
  ])('%s', (_rule, kubevirtSpecOverride, sentence) => {
    expect(problems(cluster({ overrides: { kubevirt: kubevirtSpecOverride } }))).toEqual([
      `[infra/kubevirt-cr] spec.${sentence}`,
    ]);
  });

  test('hold for what a JSON patch does, too', () => {
    const infra = cluster();
    infra.kubevirtCr.addJsonPatch(JsonPatch.replace('/spec/uninstallStrategy', 'Never'));
    expect(problems(infra)).toEqual([
      expect.stringContaining('[infra/kubevirt-cr] spec.uninstallStrategy "Never" is unknown'),
    ]);
  });

  test('hold for configured values', () => {
    const certificates = { server: { duration: Duration.days(8), renewBefore: Duration.hours(1) } };
    expect(
      problems(
        cluster({ kubevirtConfig: { infraReplicas: 0, additionalGuestMemoryOverheadRatio: 0.5, certificates } }),
      ),
    ).toHaveLength(3);
  });
});

test('a time with a fraction of a second is left to the schema to refuse', () => {
  expect(problems(cluster({ kubevirtConfig: { migrations: { progressTimeout: Duration.millis(1500) } } }))).toEqual([
    '[infra/kubevirt-cr] kubevirtConfig.migrations.progressTimeout is 1.5, but must be of type integer. Write a whole '
      + 'number.',
  ]);
});

describe('notices', () => {
  test.each<[string, object]>([
    [
      'workloadUpdateMethods holds "Evict": machines that cannot be moved are shut down after every upgrade',
      { kubevirtConfig: { workloadUpdateMethods: ['LiveMigrate', 'Evict'] } },
    ],
    [
      'uninstallStrategy is "RemoveWorkloads": removing the KubeVirt custom resource deletes every machine of the '
        + 'cluster.',
      { kubevirtConfig: { uninstallStrategy: 'RemoveWorkloads' } },
    ],
    [
      'imageTag "v1.8.4" makes the operator install other components than those of v1.9.0',
      { overrides: { kubevirt: { imageTag: 'v1.8.4' } } },
    ],
    ['kubevirtConfig.evictionStrategy is "External"', { kubevirtConfig: { evictionStrategy: 'External' } }],
    [
      'configuration.architectureConfiguration.ppc64le is no longer supported',
      { overrides: { kubevirt: { configuration: { architectureConfiguration: { ppc64le: {} } } } } },
    ],
  ])('%s', (sentence, props) => {
    expect(notices(cluster(props))).toEqual([expect.stringContaining(sentence)]);
  });
});
