import { Duration, Size } from 'cdk8s';
import {
  AccessMode, BetaFeatureGates, Boot, BundleApp, CdiRelease, CloneStrategy, CloudInit, CniConfig, CniIpam,
  ControlPlaneNodes, DiskBus, EvictionStrategy, FeatureGate, GoldenImage, ImageNamespace, ImageSource, ImportFormat,
  InfraCluster, Isolation, KubeVirtCluster, KubeVirtRelease, MachinePreference, MachineSize, MultusBinding,
  NetworkAttachment, NetworkProtocol, PodNetworkBinding, PodSecurityLevel, PoolBackend, Preset, RunStrategy,
  SchedulingPolicy, SshKeys, StorageProfile, TaintEffect, TenantNamespace, UpdateStrategy, UpdateVolumesStrategy,
  VirtualMachine, VirtualMachineReplicaSet, VolumeMode, WhenUnsatisfiable, WorkerPool, WorkloadUpdateMethod,
} from '../../src';

/** One call of a rich program, and the plain data that it is given. */
export interface Call {
  readonly what: string;
  readonly data: object;
  readonly make: (app: BundleApp, data: any) => unknown;
}

const RELEASES = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
const FEDORA = Boot.containerDisk('quay.io/containerdisks/fedora:42');
const SMALL = MachineSize.of({ cores: 1, memory: '1Gi' });
const CIDR = '192.0.2.0/24';

function existing(app: BundleApp): InfraCluster {
  return KubeVirtCluster.existing(app, 'infra', RELEASES);
}

function image(infra: InfraCluster): GoldenImage {
  return new GoldenImage(infra, 'ubuntu', { source: ImageSource.upload(), capacity: '10Gi' });
}

const SELECTED = { pciVendorSelector: '10DE:1EB8', resourceName: 'nvidia.com/T4', externalResourceProvider: true };
const TOLERATION = { key: 'infra', value: 'yes', effect: TaintEffect.NO_SCHEDULE };

/** Calls that have nearly all props of the API. */
export const CALLS: readonly Call[] = [
  {
    what: 'KubeVirtCluster',
    data: {
      ...RELEASES,
      clusterName: 'eu',
      kubernetes: '1.36',
      networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
      networkResourcesInjector: true,
      kubevirtNamespace: 'kubevirt',
      cdiNamespace: 'cdi',
      controlPlaneNodes: ControlPlaneNodes.VISIBLE,
      registry: 'registry.example.org',
      pullSecrets: ['mirror'],
      launcherPullSecret: 'mirror',
      featureGates: [FeatureGate.CPU_MANAGER],
      disabledFeatureGates: ['Template'],
      betaFeatureGates: BetaFeatureGates.NEEDED,
      kubevirtOperator: { replicas: 2, nodePlacement: { nodeSelector: { infra: 'yes' }, tolerations: [TOLERATION] } },
      kubevirtConfig: {
        evictionStrategy: EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE,
        workloadUpdateMethods: [WorkloadUpdateMethod.LIVE_MIGRATE],
        migrations: { parallelMigrationsPerCluster: 4, bandwidthPerMigration: '64Mi' },
        permittedHostDevices: {
          pciHostDevices: [SELECTED],
          mediatedDevices: [{ mdevNameSelector: 'GRID T4-1Q', resourceName: 'nvidia.com/GRID_T4-1Q' }],
          usb: [{ resourceName: 'example.com/usb', selectors: [{ vendor: '46f4', product: '0001' }] }],
        },
        mediatedDevices: {
          mediatedDeviceTypes: ['nvidia-222'],
          nodeMediatedDeviceTypes: [{ nodeSelector: { rack: 'a' }, mediatedDeviceTypes: ['nvidia-223'] }],
        },
      },
      cdiConfig: { filesystemOverheadByStorageClass: { fast: '0.1' }, cloneStrategy: CloneStrategy.SNAPSHOT },
      monitoring: { namespace: 'monitoring', serviceAccount: 'prometheus' },
      overrides: { kubevirt: { configuration: { developerConfiguration: { logVerbosity: { virtAPI: 3 } } } } },
    },
    make: (app, data) => new KubeVirtCluster(app, 'infra', data),
  },
  {
    what: 'KubeVirtCluster.existing',
    data: { ...RELEASES, featureGates: ['Snapshot'], kubernetes: '1.35', networkResourcesInjector: true },
    make: (app, data) => new TenantNamespace(KubeVirtCluster.existing(app, 'infra', data), 'acme'),
  },
  {
    what: 'TenantNamespace',
    data: {
      id: 'acme',
      labels: { team: 'a' },
      annotations: { note: 'b' },
      podSecurity: { enforce: PodSecurityLevel.BASELINE, warn: PodSecurityLevel.RESTRICTED },
      networks: { pods: ['172.26.0.0/16'], services: ['10.241.0.0/20'] },
      quota: {
        cpu: 8,
        memory: '64Gi',
        storage: '1Ti',
        volumes: 20,
        pods: 20,
        machines: 5,
        additional: { 'requests.nvidia.com/gpu': '1' },
      },
      containerDefaults: { cpu: '10m', memory: '64Mi' },
      isolation: {
        preset: Isolation.STRICT,
        sameNamespace: false,
        dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' }, port: 53, cidrs: ['169.254.20.10/32'] },
        controlPlane: { namespaces: ['kamaji'], podLabels: { app: 'acme' }, ports: [{ port: 6443 }] },
        imageServers: { cidrs: [CIDR], ports: [{ port: 443, protocol: NetworkProtocol.TCP }] },
        ingress: [{ name: 'in', cidrs: [CIDR], except: ['192.0.2.128/25'], ports: [{ port: 1, endPort: 9 }] }],
        egress: [{ name: 'out', cidrs: [CIDR], pods: { app: 'x' } }],
      },
      access: {
        editors: { users: ['lena'], groups: ['ops'], serviceAccounts: ['ci/runner'] },
        grants: [{ clusterRole: 'view', users: ['max'] }],
      },
      standardSizes: false,
      sizes: [{
        name: 'small', cpu: 1, memory: '2Gi', overrides: { ioThreadsPolicy: 'auto', cpu: { model: 'host-model' } },
      }],
      overrides: { resourceQuota: { hard: { services: '3' } }, limitRange: { limits: [] } },
    },
    make: (app, data) => new TenantNamespace(existing(app), 'acme', data),
  },
  {
    what: 'TenantNamespace.existing',
    data: { namespaceName: 'acme' },
    make: (app, data) => TenantNamespace.existing(existing(app), 'acme', data),
  },
  {
    what: 'GoldenImage',
    data: {
      source: {
        url: 'https://images.example.org/u.img',
        options: { checksum: `sha256:${'0'.repeat(64)}`, certConfigMap: 'ca', extraHeaders: ['X-A: b'] },
      },
      capacity: '10Gi',
      name: 'ubuntu',
      storageClassName: 'fast',
      accessModes: [AccessMode.READ_WRITE_MANY],
      volumeMode: VolumeMode.BLOCK,
      bindImmediately: true,
      preallocation: true,
      priorityClassName: 'low',
      serviceAccountName: 'importer',
      defaultInstancetype: 'u1.small',
      defaultPreference: 'ubuntu',
      tenants: ['cluster-acme'],
      labels: { os: 'ubuntu' },
      annotations: { note: 'b' },
      overrides: { checkpoints: [{ current: 'a', previous: 'b' }] },
    },
    make: (app, { source, ...props }) => new GoldenImage(existing(app), 'ubuntu', {
      source: ImageSource.http(source.url, source.options), ...props,
    }),
  },
  {
    what: 'a refreshed GoldenImage',
    data: {
      source: { url: 'docker://quay.io/containerdisks/ubuntu:24.04', refresh: '0 3 * * *' },
      props: { capacity: '10Gi', storageClassName: 'fast', importsToKeep: 3 },
    },
    make: (app, { source, props }) => new GoldenImage(existing(app), 'ubuntu', {
      source: ImageSource.registry(source.url, { refresh: source.refresh }), ...props,
    }),
  },
  {
    what: 'ImageNamespace and StorageProfile',
    data: {
      namespace: { namespaceName: 'images', labels: { team: 'a' } },
      profile: {
        storageClassName: 'fast',
        modes: [{ accessModes: [AccessMode.READ_WRITE_MANY], volumeMode: VolumeMode.BLOCK }],
        cloneStrategy: CloneStrategy.SNAPSHOT,
        snapshotClassName: 'fast',
        importFormat: ImportFormat.SNAPSHOT,
      },
    },
    make: (app, { namespace, profile }) => {
      const infra = existing(app);
      new ImageNamespace(infra, 'images', namespace);
      new StorageProfile(infra, 'fast', profile);
    },
  },
  {
    what: 'SchedulingPolicy',
    data: {
      podAntiAffinityPreset: Preset.SOFT,
      nodeAffinityPreset: { type: Preset.HARD, key: 'rack', values: ['a'] },
      topologyKey: 'topology.kubernetes.io/zone',
      topologySpread: [{ topologyKey: 'rack', maxSkew: 2, whenUnsatisfiable: WhenUnsatisfiable.SCHEDULE_ANYWAY }],
      nodeSelector: { disk: 'ssd' },
      tolerations: [{ ...TOLERATION, effect: TaintEffect.NO_EXECUTE, tolerationSeconds: Duration.seconds(30) }],
      priorityClass: { value: 1000, name: 'machines', description: 'machines' },
    },
    make: (app, data) => {
      const infra = existing(app);
      const scheduling = new SchedulingPolicy(infra, 'policy', data);
      poolOf(infra, { replicas: 1, size: MachineSize.instancetype('standard-2'), scheduling });
    },
  },
  {
    what: 'WorkerPool',
    data: {
      size: { cores: 2, sockets: 1, memory: '4Gi' },
      backend: {
        updateStrategy: UpdateStrategy.UNMANAGED,
        maxUnavailable: 1,
        indexedReferences: { secrets: true },
        overrides: { paused: false, virtualMachineTemplate: { metadata: { annotations: { note: 'c' } } } },
      },
      preference: 'ubuntu',
      cloudInit: { userData: '#cloud-config\npackages: [git]\n', networkData: 'version: 2' },
      sshKeys: { name: 'keys', users: ['root'] },
      props: {
        replicas: 3,
        name: 'workers',
        pluggedVolumes: true,
        runStrategy: RunStrategy.ALWAYS,
        bootDisk: { capacity: '20Gi', storageClassName: 'fast', bus: DiskBus.VIRTIO, volumeMode: VolumeMode.BLOCK },
        extraDisks: [{ name: 'data', capacity: Size.gibibytes(5), accessModes: [AccessMode.READ_WRITE_MANY] }],
        podNetwork: PodNetworkBinding.MASQUERADE,
        podInterface: { ports: [{ port: 22, name: 'ssh' }], vmNetworkCidr: '10.9.0.0/24', acpiIndex: 1 },
        networks: [{ networkName: 'networks/lan', name: 'lan', binding: MultusBinding.BRIDGE }],
        dns: { searches: ['example.org'] },
        networkInterfaceMultiqueue: true,
        gpus: [{ name: 'gpu', deviceName: 'nvidia.com/T4', tag: 'a', display: true }],
        hostDevices: [{ name: 'nic', deviceName: 'intel.com/nic', tag: 'b' }],
        evictionStrategy: EvictionStrategy.EXTERNAL,
        evictionHandler: 'capk',
        terminationGracePeriod: Duration.seconds(60),
        machineType: 'q35',
        subdomain: 'nodes',
        subdomainService: true,
        safeToEvictLocalVolumes: true,
        labels: { tier: 'node' },
        annotations: { note: 'b' },
        stateless: true,
        overrides: {
          template: {
            spec: {
              dnsPolicy: 'None',
              dnsConfig: { nameservers: ['192.0.2.1'] },
              domain: { cpu: { model: 'host-model' }, devices: { rng: {} } },
            },
          },
        },
      },
    },
    make: (app, { size, backend, preference, cloudInit, sshKeys, props }) => poolOf(existing(app), {
      size: MachineSize.of(size),
      backend: PoolBackend.virtualMachinePool(backend),
      preference: MachinePreference.preference(preference),
      cloudInit: CloudInit.inline(cloudInit),
      sshKeys: [SshKeys.fromSecretByGuestAgent(sshKeys.name, sshKeys.users)],
      ...props,
    }),
  },
  {
    what: 'NetworkAttachment',
    data: {
      name: 'lan',
      bridge: 'br1',
      options: { vlan: 7, mtu: 1500, macSpoofCheck: true },
      range: '192.0.2.0/24',
      addresses: { rangeStart: '192.0.2.10', exclude: ['192.0.2.16/30'] },
      resourceName: 'bridge.network.kubevirt.io/br1',
      labels: { team: 'a' },
      annotations: { note: 'b' },
    },
    make: (app, { bridge, options, range, addresses, ...props }) => new NetworkAttachment(existing(app), 'lan', {
      config: CniConfig.bridge(bridge, { ...options, ipam: CniIpam.whereabouts(range, addresses) }), ...props,
    }),
  },
  {
    what: 'VirtualMachine',
    data: {
      name: 'db',
      hostname: 'database',
      identity: { uuid: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', serial: 'S1', seed: 'eu' },
      macAddress: '02:00:00:00:00:01',
      networks: [{ networkName: 'networks/lan', name: 'lan', macAddress: '02:00:00:00:00:02' }],
      stateless: true,
      updateVolumesStrategy: UpdateVolumesStrategy.MIGRATION,
    },
    make: (app, props) => {
      const infra = existing(app);
      const given = { image: image(infra), size: SMALL, ...props };
      return new VirtualMachine(new TenantNamespace(infra, 'acme'), 'db', given);
    },
  },
  {
    what: 'VirtualMachineReplicaSet',
    data: {
      name: 'web',
      paused: true,
      autoscale: {
        min: 1,
        max: 4,
        cpu: '1500m',
        memory: Size.gibibytes(2),
        overrides: { behavior: { scaleDown: { stabilizationWindowSeconds: 600 } } },
      },
    },
    make: (app, props) => (
      new VirtualMachineReplicaSet(
        new TenantNamespace(existing(app), 'acme'), 'web', { size: SMALL, boot: FEDORA, ...props },
      )
    ),
  },
];

function poolOf(infra: InfraCluster, props: any): WorkerPool {
  return new WorkerPool(new TenantNamespace(infra, 'acme'), 'workers', { image: image(infra), ...props });
}
