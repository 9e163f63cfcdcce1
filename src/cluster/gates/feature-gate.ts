/**
 * The names of the feature gates that the supported releases of KubeVirt know.
 *
 * The state of a gate, and so whether it must be listed, differs by release: see `KubeVirtRelease.featureGateState`. A
 * `KubeVirtCluster` lists what its release needs. Source: KubeVirt pkg/virt-config/featuregate/active.go and
 * inactive.go.
 */
export class FeatureGate {
  /** Even numbers of CPUs for machines whose emulator thread is isolated. */
  public static readonly ALIGN_CPUS = 'AlignCPUs';
  /** Limits set automatically on launcher pods where a quota requires them. */
  public static readonly AUTO_RESOURCE_LIMITS = 'AutoResourceLimitsGate';
  /** Bochs as the display of machines that boot with EFI. */
  public static readonly BOCHS_DISPLAY_FOR_EFI_GUESTS = 'BochsDisplayForEFIGuests';
  /** Profiling of KubeVirt's own components. */
  public static readonly CLUSTER_PROFILER = 'ClusterProfiler';
  /** Upstream's instancetypes and preferences, deployed by the operator. */
  public static readonly COMMON_INSTANCETYPES_DEPLOYMENT = 'CommonInstancetypesDeploymentGate';
  /** A hypervisor other than KVM, set in `configuration.hypervisors`. */
  public static readonly CONFIGURABLE_HYPERVISOR = 'ConfigurableHypervisor';
  /** Paths of the launcher pod, such as injected credentials, shared with the guest. */
  public static readonly CONTAINER_PATH_VOLUMES = 'ContainerPathVolumes';
  /** Cores pinned to machines (`dedicatedCpuPlacement`). Nodes are labelled for them only with this gate. */
  public static readonly CPU_MANAGER = 'CPUManager';
  /** CPU models and features of nodes as labels. */
  public static readonly CPU_NODE_DISCOVERY = 'CPUNodeDiscovery';
  /** Guests with another CPU architecture than their node. */
  public static readonly CROSS_ARCHITECTURE_VIRTUALIZATION = 'CrossArchitectureVirtualization';
  /** Live migration to another namespace or cluster. */
  public static readonly DECENTRALIZED_LIVE_MIGRATION = 'DecentralizedLiveMigration';
  /** Disks hotplugged and unplugged by changing the VirtualMachine, where they stay, or by request. */
  public static readonly DECLARATIVE_HOTPLUG_VOLUMES = 'DeclarativeHotplugVolumes';
  /** Nodes without KubeVirt's own SELinux policy. */
  public static readonly DISABLE_CUSTOM_SELINUX_POLICY = 'DisableCustomSELinuxPolicy';
  /** Mediated devices configured by something other than KubeVirt. */
  public static readonly DISABLE_MDEV_CONFIGURATION = 'DisableMDEVConfiguration';
  /** A workaround for SELinux under Docker. */
  public static readonly DOCKER_SELINUX_MCS_WORKAROUND = 'DockerSELinuxMCSWorkaround';
  /** Metrics of the node, shown to the guest. */
  public static readonly DOWNWARD_METRICS = 'DownwardMetrics';
  /** Names of pod interfaces taken from Multus' status. */
  public static readonly DYNAMIC_POD_INTERFACE_NAMING = 'DynamicPodInterfaceNaming';
  /** ConfigMaps, Secrets and the like shared with the guest by virtiofs. */
  public static readonly ENABLE_VIRTIO_FS_CONFIG_VOLUMES = 'EnableVirtioFsConfigVolumes';
  /** PersistentVolumeClaims and DataVolumes shared with the guest by virtiofs. */
  public static readonly ENABLE_VIRTIO_FS_STORAGE_VOLUMES = 'EnableVirtioFsStorageVolumes';
  /** Disks of running machines that grow with their claim. */
  public static readonly EXPAND_DISKS = 'ExpandDisks';
  /** Ignition data in the annotation `kubevirt.io/ignitiondata`, as Flatcar needs it. */
  public static readonly EXPERIMENTAL_IGNITION_SUPPORT = 'ExperimentalIgnitionSupport';
  /** The first form of virtiofs, since split into two gates. */
  public static readonly EXPERIMENTAL_VIRTIOFS_SUPPORT = 'ExperimentalVirtiofsSupport';
  /** Network resources added to pods by someone else, so that KubeVirt does not read NetworkAttachmentDefinitions. */
  public static readonly EXTERNAL_NET_RESOURCE_INJECTION = 'ExternalNetResourceInjection';
  /** Firmware of secure-boot machines chosen by libvirt. */
  public static readonly FIRMWARE_AUTO_SELECTION = 'FirmwareAutoSelection';
  /** GPUs passed through to machines. */
  public static readonly GPU = 'GPU';
  /** GPUs through dynamic resource allocation. */
  public static readonly GPUS_WITH_DRA = 'GPUsWithDRA';
  /** GPUs of NVIDIA Grace nodes passed through to machines. */
  public static readonly GRACE_IO_VIRTUALIZATION = 'GraceIOVirtualization';
  /** Host devices passed through to machines. */
  public static readonly HOST_DEVICES = 'HostDevices';
  /** Host devices through dynamic resource allocation. */
  public static readonly HOST_DEVICES_WITH_DRA = 'HostDevicesWithDRA';
  /** Disk images in a directory of the node. */
  public static readonly HOST_DISK = 'HostDisk';
  /** Network interfaces hotplugged into running machines. */
  public static readonly HOTPLUG_NICS = 'HotplugNICs';
  /**
   * Disks hotplugged into running machines by request, also into an instance alone, where they are gone after the next
   * start. It turns `DECLARATIVE_HOTPLUG_VOLUMES` off. Deprecated from v1.9.0 on. Removing it takes disks that were
   * plugged into an instance alone out of running machines.
   */
  public static readonly HOTPLUG_VOLUMES = 'HotplugVolumes';
  /** Machines with Hyper-V features only on nodes that have them. */
  public static readonly HYPERV_STRICT_CHECK = 'HypervStrictCheck';
  /** Container disks as image volumes of Kubernetes. */
  public static readonly IMAGE_VOLUME = 'ImageVolume';
  /** Full and incremental backups of machines. */
  public static readonly INCREMENTAL_BACKUP = 'IncrementalBackup';
  /** Whether machines keep a reference to their instancetype or a copy of it. */
  public static readonly INSTANCETYPE_REFERENCE_POLICY = 'InstancetypeReferencePolicy';
  /** Devices passed through to machines by iommufd. */
  public static readonly IOMMUFD = 'IOMMUFD';
  /** KubeVirt's own seccomp profile, installed on every node. */
  public static readonly KUBEVIRT_SECCOMP_PROFILE = 'KubevirtSeccompProfile';
  /** Hooks that change a machine on the target of its migration. */
  public static readonly LIBVIRT_HOOKS_SERVER_AND_CLIENT = 'LibvirtHooksServerAndClient';
  /** Live migration. */
  public static readonly LIVE_MIGRATION = 'LiveMigration';
  /** A changed network of an interface of a running machine. */
  public static readonly LIVE_UPDATE_NAD_REF = 'LiveUpdateNADRef';
  /** The core binding macvtap, which no longer exists. */
  public static readonly MACVTAP = 'Macvtap';
  /** Migrations that the system starts take precedence over those that users start. */
  public static readonly MIGRATION_PRIORITY_QUEUE = 'MigrationPriorityQueue';
  /** Detection of stalled migrations, which `maxDowntimeMs` needs. */
  public static readonly MIGRATION_STALL_DETECTION = 'MigrationStallDetection';
  /** Machines of several CPU architectures in one cluster. */
  public static readonly MULTI_ARCHITECTURE = 'MultiArchitecture';
  /** Network bindings as plugins. */
  public static readonly NETWORK_BINDING_PLUGINS = 'NetworkBindingPlugins';
  /** Network devices through dynamic resource allocation. */
  public static readonly NETWORK_DEVICES_WITH_DRA = 'NetworkDevicesWithDRA';
  /** virt-handler restricted to the objects of its own node. */
  public static readonly NODE_RESTRICTION = 'NodeRestriction';
  /** Launchers that do not run as root. */
  public static readonly NON_ROOT = 'NonRoot';
  /** The node's NUMA topology passed to the guest. */
  public static readonly NUMA = 'NUMA';
  /** A subresource that lists what belongs to a machine. */
  public static readonly OBJECT_GRAPH = 'ObjectGraph';
  /** Disks exported as OCI images. */
  public static readonly OCI_EXPORT = 'OCIExport';
  /** KubeVirt's roles not aggregated into `admin`, `edit` and `view`. */
  public static readonly OPT_OUT_ROLE_AGGREGATION = 'OptOutRoleAggregation';
  /** Devices that a guest uses to report that it crashed. */
  public static readonly PANIC_DEVICES = 'PanicDevices';
  /** The first core binding passt, which no longer exists. */
  public static readonly PASST = 'Passt';
  /** The current core binding passt. */
  public static readonly PASST_BINDING = 'PasstBinding';
  /** Migration with the passt plugin, which no longer exists. */
  public static readonly PASST_IP_STACK_MIGRATION = 'PasstIPStackMigration';
  /** Passed-through devices placed by NUMA node. */
  public static readonly PCI_NUMA_AWARE_TOPOLOGY = 'PCINUMAAwareTopology';
  /** SCSI persistent reservations on shared disks. */
  public static readonly PERSISTENT_RESERVATION = 'PersistentReservation';
  /** The kind Plugin, which extends machines with hooks. */
  public static readonly PLUGINS = 'Plugins';
  /** New interface names for machines that still have numbered ones. */
  public static readonly POD_SECONDARY_INTERFACE_NAMING_UPGRADE = 'PodSecondaryInterfaceNamingUpgrade';
  /** Ranges of ports on masqueraded interfaces. */
  public static readonly PORT_RANGES_SPEC = 'PortRangesSpec';
  /** Pod security labels of namespaces set as machines need them. */
  public static readonly PSA = 'PSA';
  /** The effect of a reboot from within the guest on its machine. */
  public static readonly REBOOT_POLICY = 'RebootPolicy';
  /** Memory reserved and locked in addition to the guest's own. */
  public static readonly RESERVED_OVERHEAD_MEMLOCK = 'ReservedOverheadMemlock';
  /** Launchers that run as root. */
  public static readonly ROOT = 'Root';
  /** Secure execution on IBM Z. */
  public static readonly SECURE_EXECUTION = 'SecureExecution';
  /** Hook sidecars, requested by annotation. */
  public static readonly SIDECAR = 'Sidecar';
  /** Snapshots, restores and clones of machines. */
  public static readonly SNAPSHOT = 'Snapshot';
  /** Live migration with SR-IOV interfaces. */
  public static readonly SRIOV_LIVE_MIGRATION = 'SRIOVLiveMigration';
  /** Templates of machines and the components that serve them. */
  public static readonly TEMPLATE = 'Template';
  /** Volumes hotplugged into the launcher pod for its own work. */
  public static readonly UTILITY_VOLUMES = 'UtilityVolumes';
  /** Live migration with virtual GPUs. */
  public static readonly VGPU_LIVE_MIGRATION = 'VGPULiveMigration';
  /** The kind of video device. */
  public static readonly VIDEO_CONFIG = 'VideoConfig';
  /** Export of disks. */
  public static readonly VM_EXPORT = 'VMExport';
  /** The memory overhead of a machine in its status. */
  public static readonly VMI_MEMORY_OVERHEAD_REPORT = 'VmiMemoryOverheadReport';
  /** Cores and memory hotplugged into running machines. */
  public static readonly VM_LIVE_UPDATE_FEATURES = 'VMLiveUpdateFeatures';
  /** TPM and EFI state that survives a restart. */
  public static readonly VM_PERSISTENT_STATE = 'VMPersistentState';
  /** More statistics from the guest agent. */
  public static readonly VM_STATS_COLLECTOR = 'VMStatsCollector';
  /** Disks moved to another storage while the machine runs. */
  public static readonly VOLUME_MIGRATION = 'VolumeMigration';
  /** How a change of a machine's disks is applied. */
  public static readonly VOLUMES_UPDATE_STRATEGY = 'VolumesUpdateStrategy';
  /** VSOCK between node and guest. */
  public static readonly VSOCK = 'VSOCK';
  /** Encrypted memory on AMD processors. */
  public static readonly WORKLOAD_ENCRYPTION_SEV = 'WorkloadEncryptionSEV';
  /** Encrypted memory on Intel processors. */
  public static readonly WORKLOAD_ENCRYPTION_TDX = 'WorkloadEncryptionTDX';

  private constructor() {}
}
