import * as fc from 'fast-check';
import type { Described, DurationOf, SizeOf } from './description';
import { mediatedDevices, permittedHostDevices } from './devices';
import { ForEach, props, Setting, stated } from './props';
import { range4, range6 } from './ranges';
import { affinity, toleration } from './scheduling';
import { label, labelKey, labelValue, oneOf, several, subdomain } from './texts';
import {
  BetaFeatureGates,
  CdiCertificates,
  CdiConfig,
  CdiImages,
  CdiImportProxy,
  CertificateLifetime,
  CloneStrategy,
  ClusterMonitoring,
  ClusterNetworks,
  ClusterOverrides,
  ComponentPlacement,
  ContainerResources,
  ControlPlaneNodes,
  EvictionStrategy,
  ExistingClusterProps,
  ImagePullPolicy,
  InfraClusterProps,
  KubeVirtCertificates,
  KubeVirtClusterProps,
  KubeVirtConfig,
  KubeVirtImages,
  KubeVirtRelease,
  MigrationConfig,
  OperatorOptions,
  PodNetworkBinding,
  UninstallStrategy,
  VmRolloutStrategy,
  WorkloadUpdateMethod,
} from '../../src';
import { NEEDS_GATE } from '../../src/rules/kubevirt/gates/gate-history';

/** The props of a cluster that is installed. */
export function clusterProps(setting: Setting): fc.Arbitrary<Described<KubeVirtClusterProps>> {
  return props<KubeVirtClusterProps>(
    {
      ...infra(setting),
      ...gates(setting.kubevirt),
      betaFeatureGates: oneOf(BetaFeatureGates),
      controlPlaneNodes: oneOf(ControlPlaneNodes),
      registry,
      pullSecrets: several(subdomain()),
      launcherPullSecret: subdomain(),
      kubevirtImages: kubevirtImages(setting.kubevirt),
      cdiImages,
      kubevirtOperator: operator,
      cdiOperator: operator,
      kubevirtConfig: kubevirtConfig(setting.kubevirt),
      cdiConfig: cdiConfig(),
      monitoring: props<ClusterMonitoring>(
        { namespace: label(), serviceAccount: subdomain(), serviceMonitorNamespace: label() },
        ['namespace'],
      ),
      overrides: props<Plain<ClusterOverrides>>({
        kubevirt: fc.constantFrom<object>(...KUBEVIRT_OVERRIDES),
        cdi: fc.constantFrom<object>(...CDI_OVERRIDES),
      }),
    },
    ['kubevirt', 'cdi'],
  ).map(inOneList);
}

type Plain<T> = { readonly [K in keyof T]: object };

/** The props of a cluster that is there already. */
export function existingClusterProps(setting: Setting): fc.Arbitrary<Described<ExistingClusterProps>> {
  return props<ExistingClusterProps>({ ...infra(setting), ...gates(setting.kubevirt) }, ['kubevirt', 'cdi']).map(
    inOneList,
  );
}

function infra({ kubevirt, cdi, judged }: Setting): ForEach<InfraClusterProps> {
  return {
    kubevirt: fc.constant({ $kubevirt: kubevirt.version }),
    cdi: fc.constant({ $cdi: cdi.version }),
    clusterName: label(),
    networks: networks(10),
    kubevirtNamespace: judged
      ? fc.constant('kubevirt')
      : label(58).map((name) => `kubevirt-${name}`.slice(0, 63).replace(/-+$/, '')),
    kubernetes: fc.constantFrom(...kubevirt.kubernetesMinors),
    networkResourcesInjector: fc.boolean(),
    // machines of random programs name much that the programs do not hold
    bundleIsComplete: fc.constant(false),
    cdiNamespace: label(58).map((name) => `cdi-${name}`.slice(0, 63).replace(/-+$/, '')),
  };
}

/** Ranges that do not overlap, below one first number, so that those of two clusters do not either. */
export function networks(first: number): fc.Arbitrary<Described<ClusterNetworks>> {
  const two = (second: number) =>
    fc.tuple(range4(first, second), fc.array(range6(first, second), { maxLength: 1 })).map((ranges) => ranges.flat());
  return props<ClusterNetworks>({ pods: two(1), services: two(2) });
}

type Gates = Pick<ExistingClusterProps, 'featureGates' | 'disabledFeatureGates'>;

/** Gates of one release, on and off; those that props need are never off. */
function gates(release: KubeVirtRelease): ForEach<Gates> {
  const known = [...new Set(KubeVirtRelease.all().flatMap((each) => Object.keys(each._gates)))];
  const usable = known.filter((gate) => ![undefined, 'Discontinued'].includes(release.featureGateState(gate)));
  const needed = [
    'GPUsWithDRA',
    'HostDevicesWithDRA',
    'WorkloadEncryptionSEV',
    'WorkloadEncryptionTDX',
    'SecureExecution',
    'PanicDevices',
    'VideoConfig',
    'CPUManager',
    'Snapshot',
    'EnableVirtioFsConfigVolumes',
    'EnableVirtioFsStorageVolumes',
    'ExperimentalVirtiofsSupport',
    'HostDevices',
    'ExperimentalIgnitionSupport',
    'ExternalNetResourceInjection',
    'KubevirtSeccompProfile',
    'MigrationStallDetection',
    'DownwardMetrics',
    'VSOCK',
    'HostDisk',
    'PasstBinding',
    'PortRangesSpec',
    'Template',
    'OptOutRoleAggregation',
    'Sidecar',
    'MultiArchitecture',
    'DeclarativeHotplugVolumes',
  ];
  const mayBeOff = known.filter((gate) => release.featureGateState(gate) !== 'GA' && !needed.includes(gate));
  return {
    featureGates: several(fc.constantFrom(...usable, 'DataVolumes'), 0, 6),
    disabledFeatureGates: several(fc.constantFrom(...mayBeOff), 0, 4),
  };
}

/** A gate is on or off, and what a gate needs that is on is not off. */
function inOneList<T extends Described<Gates>>(given: T): T {
  const { featureGates = [], disabledFeatureGates } = given;
  const on = [...featureGates, ...featureGates.map((gate) => NEEDS_GATE[gate])];
  return stated({
    ...given,
    disabledFeatureGates: disabledFeatureGates?.filter((gate) => !on.includes(gate)),
  });
}

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const registry = fc.constantFrom(
  'registry.example',
  'registry.example:5000/mirror',
  'localhost:5000',
  '192.0.2.1/a/b_c',
  '1e3.example/0x1f',
);

function image(name: string): fc.Arbitrary<string> {
  return fc.constantFrom(
    DIGEST,
    `registry.example/kubevirt/${name}@${DIGEST}`,
    `registry.example:5000/${name}:v1.9.0`,
    `registry.example/x__y/${name}:1e3`,
  );
}

function kubevirtImages(release: KubeVirtRelease): fc.Arbitrary<Described<KubeVirtImages>> {
  const templates = release._atLeast('1.8.0');
  return props<KubeVirtImages>({
    operator: fc.oneof(image('virt-operator'), fc.constant(`registry.example/kubevirt/my-virt-operator@${DIGEST}`)),
    api: image('virt-api'),
    controller: image('virt-controller'),
    handler: image('virt-handler'),
    launcher: image('virt-launcher'),
    exportProxy: image('virt-exportproxy'),
    exportServer: image('virt-exportserver'),
    synchronizationController: image('virt-synchronization-controller'),
    templateApiserver: templates ? image('virt-template-apiserver') : fc.constant(undefined),
    templateController: templates ? image('virt-template-controller') : fc.constant(undefined),
    libguestfs: image('libguestfs-tools'),
    prHelper: image('pr-helper'),
    sidecarShim: image('sidecar-shim'),
  });
}

const cdiImages = props<CdiImages>({
  operator: image('cdi-operator'),
  controller: image('cdi-controller'),
  importer: image('cdi-importer'),
  cloner: image('cdi-cloner'),
  ovirtPopulator: image('cdi-importer'),
  apiserver: image('cdi-apiserver'),
  uploadServer: image('cdi-uploadserver'),
  uploadProxy: image('cdi-uploadproxy'),
});

/** Requests below what every default limits, and limits above what every default requests. */
const resources = props<ContainerResources>({
  requests: amounts({
    'cpu': ['1m', '0.1', '100m', '5e-1', '500m'],
    'memory': ['60M', '64Mi', '1e8', '500000000', '0.25Gi'],
    'ephemeral-storage': ['1Mi', '1e3'],
  }),
  limits: amounts({
    'cpu': ['1', '1000m', '2.5', '1e2'],
    'memory': ['1Gi', '1G', '2e9', '1073741824'],
    'ephemeral-storage': ['1Gi'],
  }),
});

function amounts(choices: {
  readonly [resource: string]: readonly string[];
}): fc.Arbitrary<{ [resource: string]: string }> {
  const each = Object.fromEntries(Object.entries(choices).map(([name, texts]) => [name, fc.constantFrom(...texts)]));
  return fc.record(each, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<{ [resource: string]: string }>;
}

const placement: fc.Arbitrary<Described<ComponentPlacement>> = props<ComponentPlacement>({
  nodeSelector: fc.dictionary(labelKey, labelValue, { maxKeys: 2, noNullPrototype: true }),
  tolerations: fc.array(toleration, { maxLength: 2 }),
  affinity,
});

const operator: fc.Arbitrary<Described<OperatorOptions>> = props<OperatorOptions>({
  replicas: fc.integer({ min: 1, max: 5 }),
  resources,
  nodePlacement: placement,
});

const milliseconds = (most: number): fc.Arbitrary<DurationOf> =>
  fc.integer({ min: 1, max: most }).map((some) => ({ $milliseconds: some }));
const wholeSeconds = (min: number, max: number): fc.Arbitrary<DurationOf> =>
  fc.integer({ min, max }).map((seconds) => ({ $seconds: seconds }));
const lifetime = (most: number): fc.Arbitrary<Described<CertificateLifetime>> =>
  fc
    .tuple(fc.integer({ min: 2, max: most }), fc.nat(most))
    .map(([whole, before]) => ({
      duration: { $seconds: whole },
      renewBefore: { $seconds: 1 + (before % (whole - 1)) },
    }));
const bytes: fc.Arbitrary<SizeOf | string> = fc.oneof(
  fc.integer({ min: 1, max: 512 }).map((gibibytes) => ({ $gibibytes: gibibytes })),
  fc.constantFrom('64Mi', '1G', '1e9', '1073741824', '0.5Gi'),
);

function kubevirtConfig(release: KubeVirtRelease): fc.Arbitrary<Described<KubeVirtConfig>> {
  return props<KubeVirtConfig>({
    evictionStrategy: oneOf(EvictionStrategy),
    workloadUpdateMethods: several(oneOf(WorkloadUpdateMethod)),
    batchEvictionSize: fc.integer({ min: 1, max: 100 }),
    batchEvictionInterval: fc.oneof(wholeSeconds(1, 100_000), milliseconds(1500), milliseconds(3_600_001)),
    uninstallStrategy: oneOf(UninstallStrategy),
    migrations: migrations(release),
    vmRolloutStrategy: oneOf(VmRolloutStrategy),
    useEmulation: fc.boolean(),
    cpuAllocationRatio: fc.integer({ min: 1, max: 100 }),
    memoryOvercommit: fc.integer({ min: 10, max: 400 }),
    additionalGuestMemoryOverheadRatio: fc.constantFrom(1, 1.0, 1.2, 1.001, 3),
    defaultNetworkInterface: fc.constantFrom(PodNetworkBinding.BRIDGE, PodNetworkBinding.MASQUERADE),
    vmStateStorageClass: subdomain(),
    seccompProfile: fc.constantFrom('RuntimeDefault', 'kubevirt/kubevirt.json', 'profiles/yes.json'),
    infraReplicas: fc.integer({ min: 1, max: 255 }),
    infraPlacement: placement,
    workloadPlacement: placement,
    imagePullPolicy: oneOf(ImagePullPolicy),
    certificates: props<KubeVirtCertificates>({ ca: lifetime(10_000_000).map(longer), server: lifetime(86_400) }),
    permittedHostDevices,
    mediatedDevices,
    productName: labelValue,
    productVersion: labelValue,
    productComponent: labelValue,
  });
}

/** An authority outlives what it signs, of a day at most. */
function longer({ duration, renewBefore }: Described<CertificateLifetime>): Described<CertificateLifetime> {
  return { duration: { $seconds: (duration as { $seconds: number }).$seconds + 86_400 }, renewBefore };
}

function migrations(release: KubeVirtRelease): fc.Arbitrary<Described<MigrationConfig>> {
  return props<MigrationConfig>({
    parallelMigrationsPerCluster: fc.nat(1000),
    parallelOutboundMigrationsPerNode: fc.nat(100),
    bandwidthPerMigration: fc.oneof(bytes, fc.constant('0')),
    completionTimeoutPerGiB: wholeSeconds(1, 100_000),
    progressTimeout: wholeSeconds(1, 100_000),
    allowAutoConverge: fc.boolean(),
    allowPostCopy: fc.boolean(),
    network: subdomain(),
    maxDowntime: release._atLeast('1.9.0') ? milliseconds(2_000_000) : fc.constant(undefined),
  });
}

function cdiConfig(): fc.Arbitrary<Described<CdiConfig>> {
  const overhead = fc.constantFrom('0', '1', '0.06', '0.055', '0.5');
  return props<CdiConfig>({
    uninstallStrategy: oneOf(UninstallStrategy),
    honorWaitForFirstConsumer: fc.boolean(),
    claimAdoption: fc.boolean(),
    webhookPvcRendering: fc.boolean(),
    podResources: resources,
    scratchSpaceStorageClass: subdomain(),
    filesystemOverhead: overhead,
    filesystemOverheadByStorageClass: fc.dictionary(subdomain(), overhead, { maxKeys: 2, noNullPrototype: true }),
    preallocation: fc.boolean(),
    cloneStrategy: oneOf(CloneStrategy),
    insecureRegistries: several(fc.constantFrom('registry.example', 'registry.example:5000', '192.0.2.1:80', '1e3')),
    importProxy: props<CdiImportProxy>({
      http: fc.constantFrom('http://proxy.example:3128', 'http://lena@proxy.example', 'https://[2001:db8::1]:8080'),
      https: fc.constantFrom('https://proxy.example', 'http://192.0.2.1:3128/'),
      noProxy: several(fc.constantFrom('.example', '10.0.0.0/8', 'localhost', 'yes')),
      trustedCaConfigMap: subdomain(),
    }),
    uploadProxyUrl: fc.constantFrom('cdi-uploadproxy.example', 'cdi-uploadproxy.example:443'),
    deploymentReplicas: fc.integer({ min: 1, max: 5 }),
    apiServerReplicas: fc.integer({ min: 1, max: 5 }),
    uploadProxyReplicas: fc.integer({ min: 1, max: 5 }),
    infraPlacement: placement,
    workloadPlacement: placement,
    imagePullPolicy: oneOf(ImagePullPolicy),
    certificates: props<CdiCertificates>({
      ca: lifetime(10_000_000),
      server: lifetime(86_400),
      client: lifetime(86_400),
    }),
  });
}

const KUBEVIRT_OVERRIDES: readonly object[] = [
  {},
  {
    configuration: {
      developerConfiguration: { logVerbosity: { virtAPI: 3, virtHandler: 9 }, featureGates: ['Sidecar'] },
    },
  },
  {
    configuration: {
      tlsConfiguration: { minTLSVersion: 'VersionTLS12', ciphers: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'] },
      smbios: { family: 'yes', manufacturer: '0o17', product: 'null', sku: '1e3', version: '12:30:45' },
    },
  },
  {
    customizeComponents: {
      patches: [
        {
          resourceType: 'Deployment',
          resourceName: 'virt-api',
          type: 'strategic',
          patch: '{"metadata":{"annotations":{"yes":"${x}\\u2028"}}}',
        },
      ],
      flags: { api: { v: '5' } },
    },
  },
  {
    configuration: {
      mediatedDevicesConfiguration: { mediatedDeviceTypes: ['nvidia-222'] },
      permittedHostDevices: {
        pciHostDevices: [{ pciVendorSelector: '10DE:1EB8', resourceName: 'nvidia.com/TU104GL_Tesla_T4' }],
        mediatedDevices: [{ mdevNameSelector: 'GRID T4-1Q', resourceName: 'nvidia.com/GRID_T4-1Q' }],
        usb: [{ resourceName: 'example.org/keyboard', selectors: [{ vendor: '046d', product: 'c31c' }] }],
      },
    },
  },
  {
    workloadUpdateStrategy: null,
    configuration: { network: { permitSlirpInterface: null } },
    synchronizationPort: '9186',
  },
];

const CDI_OVERRIDES: readonly object[] = [
  {},
  { config: { logVerbosity: 3, tlsSecurityProfile: { type: 'Intermediate', intermediate: {} } } },
  { priorityClass: 'kubevirt-cluster-critical', customizeComponents: { flags: { api: { v: '5' } } } },
  { config: { importProxy: null }, workload: null },
];
