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
export { type Finding, type ObjectReference, Severity } from './findings/finding';
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
export { Boot, type ImportedBootOptions, type InstallationOptions } from './machines/boot';
export { BootImage } from './machines/boot-image';
export type { MachineClock } from './machines/clock';
export * from './machines/cloud-init';
export { type CpuFeature, CpuFeaturePolicy } from './machines/cpu-feature';
export type { ClaimedDevice, DeviceClaim, MachineGpu, MachineHostDevice } from './machines/devices';
export { type BlankDisk, type BootDisk, AccessMode, type DiskProps, VolumeMode } from './machines/disk';
export type { HyperVFeatures, MachineFeatures } from './machines/features';
export { type BiosOptions, type EfiOptions, Firmware, type KernelBoot } from './machines/firmware';
export * from './machines/guest';
export {
  type GuestDevices, InputBus, PanicModel, SoundModel, type Tablet, TpmState, VideoType, WatchdogAction,
} from './machines/guest-devices';
export {
  DiskBlockSize, DiskBus, DiskCache, DiskErrorPolicy, DiskIo, type GuestDisk,
} from './machines/guest-disk';
export * from './machines/guest-passwords';
export * from './machines/image-pull-policy';
export { IoThreads } from './machines/io-threads';
export * from './machines/launch-security';
export * from './machines/live-migration';
export * from './machines/machine-preference';
export * from './machines/machine-props';
export type { MachineResources } from './machines/machine-resources';
export { type MachineDimensions, MachineSize } from './machines/machine-size';
export { type MachineVolume, VolumeDevice } from './machines/machine-volume';
export type { INamed } from './machines/named';
export * from './machines/named-preference';
export * from './machines/named-size';
export { InterfaceModel, MultusBinding, type MultusNetwork, PodNetworkBinding } from './machines/network';
export * from './machines/persistent-disk';
export * from './machines/probe';
export * from './machines/ssh-keys';
export * from './machines/strategies';
export * from './machines/sysprep';
export * from './machines/volume-options';
export * from './machines/volume-source';
export { type WindowsGuest, WindowsVersion } from './machines/windows';
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
export type { TenantAccess, TenantGrant, TenantSubjects } from './tenants/access';
export type { ContainerDefaults } from './tenants/container-defaults';
export type { ExistingTenantProps } from './tenants/existing-tenant';
export { Isolation, type TenantDns, type TenantIsolation } from './tenants/isolation';
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
