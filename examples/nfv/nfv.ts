import { App, Duration, Size } from 'cdk8s';
import {
  AccessMode,
  CdiRelease,
  CloudInit,
  CniConfig,
  CniIpam,
  CpuTopology,
  EvictionStrategy,
  GoldenImage,
  Guest,
  ImageSource,
  Instancetype,
  KubeVirtCluster,
  KubeVirtRelease,
  MachinePreference,
  MachineProbe,
  MachineSize,
  MigrationPolicy,
  NetworkAttachment,
  PodNetworkBinding,
  Preference,
  Preset,
  RunStrategy,
  SchedulingPolicy,
  StorageProfile,
  TenantNamespace,
  VirtualMachine,
  VolumeMode,
  WorkerPool,
} from '../../src';

/** Network functions of a mobile core at the edge. Your own program imports all of this from 'cdk8s-kubevirt'. */
export function nfv(app: App, kubevirt: KubeVirtRelease, cdi: CdiRelease): KubeVirtCluster {
  // The cards that machines may have: accelerators of IPsec, and GPUs. SR-IOV's device plugin offers virtual functions;
  // KubeVirt requests them, because network-resources-injector does not run here. Machines move over a network of their
  // own, which leaves the nodes by their second interface.
  const infra = new KubeVirtCluster(app, 'infra-edge1', {
    kubevirt,
    cdi,
    networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
    kubevirtConfig: {
      permittedHostDevices: {
        pciHostDevices: [
          { pciVendorSelector: '8086:37C9', resourceName: 'intel.com/qat_c62x' },
          { pciVendorSelector: '10DE:1EB8', resourceName: 'nvidia.com/TU104GL_Tesla_T4' },
        ],
      },
      migrations: { network: 'migration', parallelOutboundMigrationsPerNode: 1 },
    },
  });
  new NetworkAttachment(infra, 'migration', {
    namespaceName: infra.kubevirtNamespace,
    config: CniConfig.macvlan('eth1', { ipam: CniIpam.whereabouts('192.0.2.0/26') }),
  });
  new StorageProfile(infra, 'fast', {
    modes: [{ accessModes: [AccessMode.READ_WRITE_MANY], volumeMode: VolumeMode.BLOCK }],
  });
  const image = (name: string, version: string) => new GoldenImage(infra, name, {
    source: ImageSource.registry(`docker://registry.example.org/nfv/${name}:${version}`),
    capacity: Size.gibibytes(20),
    storageClassName: 'fast',
  });

  // The sizes of network functions, for every tenant. A changed size is an object with another name, so that Git shows
  // which machines get it. Packet gateways poll their ports, so each vCPU has a core of its own, and QEMU another one.
  const dataPlane = new Instancetype(infra, 'data-plane', {
    cpu: 8,
    memory: Size.gibibytes(16),
    nameByContent: true,
    cpuModel: 'host-passthrough',
    dedicatedCpus: true,
    isolateEmulatorThread: true,
    numaPassthrough: true,
    hugepages: '1Gi',
    hostDevices: [{ name: 'ipsec', deviceName: 'intel.com/qat_c62x' }],
  });
  const transcoding = new Instancetype(infra, 'transcoding', {
    cpu: 8,
    memory: Size.gibibytes(32),
    nameByContent: true,
    gpus: [{ name: 'gpu', deviceName: 'nvidia.com/TU104GL_Tesla_T4' }],
  });
  // What such guests prefer: one socket, as the cores of a node, a queue for each vCPU, and no screen.
  const appliance = new Preference(infra, 'appliance', {
    nameByContent: true,
    cpuTopology: CpuTopology.CORES,
    devices: { networkInterfaceMultiqueue: true, blockMultiQueue: true, graphics: false },
    requirements: { cpu: 4, memory: Size.gibibytes(8) },
  });

  // The mobile core. Its quota has the huge pages of its gateways, and their virtual functions.
  const core = new TenantNamespace(infra, 'mobile-core', {
    quota: {
      cpu: 24,
      memory: Size.gibibytes(48),
      storage: Size.gibibytes(200),
      limits: { memory: Size.gibibytes(80) },
      devices: { 'intel.com/qat_c62x': 2 },
      additional: {
        'requests.hugepages-1Gi': '32Gi',
        'requests.intel.com/sriov_access': '2',
        'requests.intel.com/sriov_internet': '2',
      },
    },
    access: { editors: { groups: ['core-operators'] } },
    standardSizes: false,
  });
  // Packets of subscribers come in by one card (N3) and leave by another (N6). The gateways are told what to do by the
  // control plane over a network of OVN (N4), and managed over a VLAN of the nodes.
  const access = new NetworkAttachment(core, 'access', {
    config: CniConfig.sriov({ vlan: 301, spoofCheck: true, trust: false }),
    resourceName: 'intel.com/sriov_access',
  });
  const internet = new NetworkAttachment(core, 'internet', {
    config: CniConfig.sriov({ vlan: 601, spoofCheck: true, trust: false }),
    resourceName: 'intel.com/sriov_internet',
  });
  const sessions = new NetworkAttachment(core, 'sessions', {
    config: CniConfig.ovnLayer2({ subnets: ['192.168.4.0/24'], persistentIps: true }),
  });
  const management = new NetworkAttachment(core, 'management', {
    config: CniConfig.bridge('br-management', { vlan: 110, macSpoofCheck: true }),
  });

  // Packet gateways. A drain shuts one down, for its accelerator cannot move; it starts again on another node.
  new WorkerPool(core, 'gateways', {
    replicas: 2,
    image: image('packet-gateway', '2025.11'),
    size: MachineSize.from(dataPlane),
    preference: MachinePreference.from(appliance),
    podNetwork: PodNetworkBinding.NONE,
    networks: [{ network: management }, { network: sessions }, { network: access }, { network: internet }],
    cloudInit: CloudInit.fromSecret('gateways-cloud-init'),
    readinessProbe: MachineProbe.guestAgentPing(),
    scheduling: new SchedulingPolicy(core, 'apart', { podAntiAffinityPreset: Preset.HARD }),
  });

  // The control plane moves while it holds the sessions, so a drain must not shut it down.
  const control = new VirtualMachine(core, 'control', {
    image: image('session-control', '2025.11'),
    size: MachineSize.clusterInstancetype('u1.xlarge'),
    preference: MachinePreference.from(appliance),
    networks: [{ network: management }, { network: sessions }],
    cloudInit: CloudInit.fromSecret('control-cloud-init'),
    evictionStrategy: EvictionStrategy.LIVE_MIGRATE,
    runStrategy: RunStrategy.ALWAYS,
    labels: { 'example.org/plane': 'control' },
    readinessProbe: MachineProbe.tcp(8443),
  });
  new MigrationPolicy(infra, 'control-plane', {
    machineLabels: { 'example.org/plane': 'control' },
    bandwidthPerMigration: Size.mebibytes(512),
    completionTimeoutPerGiB: Duration.seconds(60),
    allowAutoConverge: true,
  });

  // Transcoding of video, with a GPU. It asks the control plane for the quality that it may send with; otherwise its
  // isolation lets it out to the Internet alone.
  const media = new TenantNamespace(infra, 'media', {
    quota: {
      cpu: 8,
      memory: Size.gibibytes(48),
      storage: Size.gibibytes(200),
      limits: { memory: Size.gibibytes(96) },
      devices: { 'nvidia.com/TU104GL_Tesla_T4': 1 },
    },
    isolation: { egress: [{ name: 'exposure', namespaces: [core.namespaceName], ports: [{ port: 8443 }] }] },
    access: { editors: { groups: ['media-operators'] } },
    standardSizes: false,
  });
  new VirtualMachine(media, 'transcoder', {
    image: image('transcoder', '7.1'),
    guest: Guest.linux(),
    size: MachineSize.from(transcoding),
    cloudInit: CloudInit.fromSecret('transcoder-cloud-init'),
    runStrategy: RunStrategy.ALWAYS,
  });
  control.expose('exposure', {
    ports: [{ port: 443, targetPort: 8443 }],
    from: { namespaces: [media.namespaceName] },
  });
  return infra;
}
