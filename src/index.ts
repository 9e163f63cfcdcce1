export * from './app/bundle-app';
export * from './backups/backup-schedule';
export * from './backups/backup-schedule-props';
export * from './backups/virtual-machine-snapshot';
export * from './cluster/cdi/cdi-config';
export * from './cluster/cdi/storage-profile';
export { Cluster, type ClusterProps } from './cluster/cluster';
export * from './cluster/cluster-monitoring';
export type { ClusterOverrides } from './cluster/cluster-overrides';
export * from './cluster/operators/component-images';
export * from './cluster/existing-cluster-props';
export * from './cluster/gates/beta-feature-gates';
export * from './cluster/gates/feature-gate';
export * from './cluster/infra-cluster';
export * from './cluster/kubevirt-cluster';
export * from './cluster/kubevirt-cluster-props';
export * from './cluster/kubevirt/host-devices';
export * from './cluster/kubevirt/kubevirt-config';
export * from './cluster/migration-policy';
export * from './cluster/migration-policy-props';
export * from './cluster/operators/operator-options';
export * from './cluster-api/cluster-api-cluster';
export * from './cluster-api/cluster-api-cluster-props';
export type { ClusterApiReference } from './cluster-api/reference';
export { type Finding, type ObjectReference, Severity } from './findings/finding';
export * from './guards/deletion-guard';
export * from './guards/deletion-guard-props';
export * from './images/existing-image-props';
export * from './images/golden-image';
export * from './images/golden-image-props';
export * from './images/image-namespace';
export { InstancetypeKind, PreferenceKind } from './images/inference';
export * from './instancetypes/instancetype';
export * from './instancetypes/instancetype-props';
export * from './instancetypes/preference';
export * from './instancetypes/preference-props';
export type { PreferredDevices } from './instancetypes/preferred-devices';
export * from './instancetypes/preset';
export * from './instancetypes/preset-props';
export * from './machines/networks/attachable-network';
export { Boot, type ImportedBootOptions, type InstallationOptions } from './machines/disks/boot';
export { BootImage } from './machines/disks/boot-image';
export type { MachineClock } from './machines/guest/clock';
export * from './machines/user-data/cloud-init';
export { type CpuFeature, CpuFeaturePolicy } from './machines/size/cpu-feature';
export type { ClaimedDevice, DeviceClaim, MachineGpu, MachineHostDevice } from './machines/guest/devices';
export { type BlankDisk, type BootDisk, AccessMode, type DiskProps, VolumeMode } from './machines/disks/disk';
export type { HyperVFeatures, MachineFeatures } from './machines/guest/features';
export { type BiosOptions, type EfiOptions, Firmware, type KernelBoot } from './machines/guest/firmware';
export * from './machines/guest/guest';
export {
  type GuestDevices, InputBus, PanicModel, SoundModel, type Tablet, TpmState, VideoType, WatchdogAction,
} from './machines/guest/guest-devices';
export {
  DiskBlockSize, DiskBus, DiskCache, DiskErrorPolicy, DiskIo, type GuestDisk,
} from './machines/disks/guest-disk';
export * from './machines/guest/guest-passwords';
export * from './machines/disks/image-pull-policy';
export * from './machines/networks/interface-model';
export * from './machines/networks/interface-options';
export { IoThreads } from './machines/size/io-threads';
export * from './machines/guest/launch-security';
export * from './machines/migration/live-migration';
export { type DnsOption, type MachineDns, MachineDnsPolicy } from './machines/networks/machine-dns';
export * from './machines/size/machine-preference';
export * from './machines/machine-props';
export type { MachineResources } from './machines/size/machine-resources';
export { type MachineDimensions, MachineSize } from './machines/size/machine-size';
export { type MachineVolume, VolumeDevice } from './machines/disks/machine-volume';
export type { INamed } from './toolkit/named';
export * from './machines/size/named-preference';
export * from './machines/size/named-size';
export type { MultusNetwork } from './machines/networks/network';
export * from './machines/networks/network-binding';
export * from './machines/disks/persistent-disk';
export * from './machines/guest/probe';
export * from './machines/user-data/ssh-keys';
export * from './machines/strategies';
export * from './machines/guest/sysprep';
export * from './machines/disks/volume-options';
export * from './machines/disks/volume-source';
export { type WindowsGuest, WindowsVersion } from './machines/guest/windows';
export * from './networks/cni-config';
export * from './networks/cni-ipam';
export * from './networks/cni-options';
export * from './networks/network-attachment';
export * from './networks/network-attachment-props';
export * from './scaling/autoscale';
export * from './scaling/external-scaling';
export * from './scheduling/preset';
export { PreemptionPolicy, type PriorityClassProps } from './scheduling/priority-class';
export * from './scheduling/scheduling-policy';
export { type NodeToleration, TaintEffect, TolerationOperator } from './scheduling/toleration';
export { NodeInclusion, type TopologySpread, WhenUnsatisfiable } from './scheduling/topology-spread';
export * from './services/machine-service';
export * from './services/machine-service-props';
export { Machines } from './services/machines';
export * from './sources/image-source';
export * from './sources/image-source-options';
export * from './tenant-clusters/tenant-cluster';
export * from './tenant-clusters/tenant-cluster-props';
export type { TenantAccess, TenantGrant, TenantSubjects } from './tenants/access';
export type { ContainerDefaults } from './tenants/container-defaults';
export type { ExistingTenantProps } from './tenants/existing-tenant';
export { Isolation, type TenantDns, type TenantIsolation } from './tenants/isolation';
export * from './tenants/kubernetes/kubermatic-storage';
export * from './tenants/kubernetes/options';
export {
  type NetworkPeer, type NetworkPort, NetworkProtocol, type NetworkRule, type NetworkSource,
} from './tenants/network-rule';
export { PodSecurityLevel, type TenantPodSecurity } from './tenants/pod-security';
export type { QuotaLimits, StorageClassQuota, TenantQuota } from './tenants/quota';
export type { TenantSize } from './tenants/sizes';
export * from './tenants/tenant';
export * from './tenants/tenant-namespace';
export * from './tenants/tenant-namespace-props';
export * from './virtual-machines/disk';
export { DiskContent } from './virtual-machines/disk-content';
export * from './virtual-machines/disk-props';
export type { MachineIdentity } from './virtual-machines/identity';
export * from './virtual-machines/replica-set';
export * from './virtual-machines/replica-set-props';
export * from './virtual-machines/virtual-machine';
export * from './virtual-machines/virtual-machine-props';
export { ClusterApiBootstrap } from './workers/cluster-api/bootstrap';
export type { KubeadmFile, KubeadmJoin } from './workers/cluster-api/kubeadm';
export * from './workers/cluster-api/options';
export { InfraKubeconfig, type KubeconfigKey } from './workers/machine-deployment/kubeconfig';
export * from './workers/machine-deployment/operating-system';
export {
  type MachineDeploymentOptions, type NodeLocation, StorageTarget, type WorkerNetwork, type WorkerTaint,
} from './workers/machine-deployment/options';
export * from './workers/pool-backend';
export type { IndexedReferences, VirtualMachinePoolOptions } from './workers/virtual-machine-pool/options';
export {
  type ScaleIn,
  ScaleInStrategy,
  SortPolicy,
  StatePreservation,
  UpdateStrategy,
} from './workers/virtual-machine-pool/strategies';
export * from './workers/worker-pool';
export * from './workers/worker-pool-props';
export * from './layout/layer';
export type { FilePlacement } from './layout/placement';
export * from './releases/release';
export { Findings } from './given/findings';
