import { ApiObject, ApiObjectProps, Duration, IResolver, JsonPatch, Size } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import type { Calling, Description, Making } from './description';
import { isMaking } from './description';
import {
  BackupSchedule,
  Boot,
  BundleApp,
  CdiRelease,
  CloudInit,
  ClusterApiBootstrap,
  ClusterApiCluster,
  CniConfig,
  CniIpam,
  DeletionGuard,
  Delivery,
  Disk,
  DiskBlockSize,
  DiskContent,
  Firmware,
  GoldenImage,
  Guest,
  GuestPasswords,
  ImageNamespace,
  ImageSource,
  InfraCluster,
  InfraKubeconfig,
  Instancetype,
  IoThreads,
  KubeVirtCluster,
  KubeVirtRelease,
  LaunchSecurity,
  MachinePreference,
  Machines,
  MachineProbe,
  MachineService,
  MachineSize,
  MigrationPolicy,
  Monitoring,
  NetworkAttachment,
  NodeOperatingSystem,
  PoolBackend,
  Preference,
  SchedulingPolicy,
  Scraping,
  SshKeys,
  StorageProfile,
  Sysprep,
  TenantCluster,
  TenantNamespace,
  VirtualMachine,
  VirtualMachineInstancePreset,
  VirtualMachineReplicaSet,
  VirtualMachineSnapshot,
  VolumeSource,
  WorkerPool,
} from '../../src';

/** A resolver that has nothing to say of any value. */
const SILENT: IResolver = { resolve: () => undefined };

/** Makes the program that a description tells of, to be written to a directory. */
export function build(description: Description, outdir: string): BundleApp {
  const made = new Map<string, IConstruct>();
  const app = new BundleApp({ ...(resolve(description.app ?? {}, made) as object), outdir });
  made.set('', app);
  for (const step of description.steps) {
    if (isMaking(step)) made.set(step.at, make(step, made));
    else carryOut(step, made);
  }
  return app;
}

function make({ make: noun, at, props }: Making, made: ReadonlyMap<string, IConstruct>): IConstruct {
  const cut = at.lastIndexOf('/');
  const scope = found(at.slice(0, Math.max(cut, 0)), made) as Construct;
  const id = at.slice(cut + 1);
  // What a description holds is checked by the types of its generator.
  const given = resolve(props, made) as any;
  switch (noun) {
    case 'KubeVirtCluster':
      return new KubeVirtCluster(scope, id, given);
    case 'KubeVirtCluster.existing':
      return KubeVirtCluster.existing(scope, id, given);
    case 'ImageNamespace':
      return new ImageNamespace(scope, id, given);
    case 'GoldenImage':
      return new GoldenImage(scope, id, given);
    case 'GoldenImage.existing':
      return GoldenImage.existing(scope, id, given);
    case 'TenantNamespace':
      return new TenantNamespace(scope, id, given);
    case 'TenantNamespace.existing':
      return TenantNamespace.existing(scope, id, given);
    case 'TenantCluster':
      return new TenantCluster(scope, id, given);
    case 'SchedulingPolicy':
      return new SchedulingPolicy(scope, id, given);
    case 'StorageProfile':
      return new StorageProfile(scope, id, given);
    case 'VirtualMachine':
      return new VirtualMachine(scope, id, given);
    case 'VirtualMachineReplicaSet':
      return new VirtualMachineReplicaSet(scope, id, given);
    case 'VirtualMachineSnapshot':
      return new VirtualMachineSnapshot(scope, id, given);
    case 'MigrationPolicy':
      return new MigrationPolicy(scope, id, given);
    case 'DeletionGuard':
      return new DeletionGuard(scope, id, given);
    case 'Monitoring':
      return new Monitoring(scope, id, given);
    case 'BackupSchedule':
      return new BackupSchedule(scope, id, given);
    case 'NetworkAttachment':
      return new NetworkAttachment(scope, id, given);
    case 'ClusterApiCluster':
      return new ClusterApiCluster(scope, id, given);
    case 'WorkerPool':
      return new WorkerPool(scope, id, given);
    case 'Instancetype':
      return new Instancetype(scope, id, given);
    case 'Preference':
      return new Preference(scope, id, given);
    case 'VirtualMachineInstancePreset':
      return new VirtualMachineInstancePreset(scope, id, given);
    case 'VirtualMachineInstancePreset.toInstancetype':
      return VirtualMachineInstancePreset.toInstancetype(scope, id, given);
    case 'VirtualMachineInstancePreset.toPreference':
      return VirtualMachineInstancePreset.toPreference(scope, id, given);
    case 'Disk':
      return new Disk(scope, id, given);
    case 'MachineService':
      return new MachineService(scope, id, given);
    case 'Construct':
      return new Construct(scope, id);
    case 'ApiObject':
      return new ApiObject(scope, id, given as ApiObjectProps);
  }
}

function carryOut({ call, on, with: args }: Calling, made: ReadonlyMap<string, IConstruct>): void {
  const target = found(on, made);
  const [first, second] = resolve(args, made) as any[];
  switch (call) {
    case 'BundleApp.place':
      return BundleApp.place(target, first);
    case 'DeletionGuard.protect':
      return DeletionGuard.protect(target);
    case 'Delivery.argoCd':
      return Delivery.argoCd(target as BundleApp, first);
    case 'Delivery.flux':
      return Delivery.flux(target as BundleApp, first);
    case 'Delivery.split':
      return Delivery.split(target as BundleApp, first);
    case 'expose':
      return void (target as Machines).expose(first, second);
    case 'grantClone':
      return (target as GoldenImage).grantClone(first);
    case 'allowClone':
      return (target as GoldenImage).allowClone(first, second);
    case 'requireFeatureGate':
      return (target as InfraCluster).requireFeatureGate(first, second);
    case 'addJsonPatch':
      return ((target as any)[first] as ApiObject).addJsonPatch(JsonPatch.add(second.path, second.value));
  }
}

const FACTORIES: { readonly [name: string]: (...args: any[]) => unknown } = {
  'ImageSource.http': (url, options) => ImageSource.http(url, options),
  'ImageSource.registry': (url, options) => ImageSource.registry(url, options),
  'ImageSource.imageStream': (imageStream, options) => ImageSource.imageStream(imageStream, options),
  'ImageSource.pvc': (name, options) => ImageSource.pvc(name, options),
  'ImageSource.snapshot': (name, options) => ImageSource.snapshot(name, options),
  'ImageSource.upload': () => ImageSource.upload(),
  'ImageSource.s3': (url, options) => ImageSource.s3(url, options),
  'ImageSource.gcs': (url, options) => ImageSource.gcs(url, options),
  'CniConfig.bridge': (bridge, options) => CniConfig.bridge(bridge, options),
  'CniConfig.macvlan': (master, options) => CniConfig.macvlan(master, options),
  'CniConfig.ipvlan': (master, options) => CniConfig.ipvlan(master, options),
  'CniConfig.sriov': (options) => CniConfig.sriov(options),
  'CniConfig.ovnLayer2': (options) => CniConfig.ovnLayer2(options),
  'CniConfig.ovnLocalnet': (network, options) => CniConfig.ovnLocalnet(network, options),
  'CniConfig.kubeOvn': (options) => CniConfig.kubeOvn(options),
  'CniConfig.custom': (json) => CniConfig.custom(json),
  'CniIpam.fixed': (addresses, options) => CniIpam.fixed(addresses, options),
  'CniIpam.dhcp': () => CniIpam.dhcp(),
  'CniIpam.whereabouts': (range, options) => CniIpam.whereabouts(range, options),
  'MachineSize.of': (cores) => MachineSize.of(cores),
  'MachineSize.instancetype': (name) => MachineSize.instancetype(name),
  'MachineSize.clusterInstancetype': (name) => MachineSize.clusterInstancetype(name),
  'MachineSize.from': (size) => MachineSize.from(size),
  'MachinePreference.from': (preference) => MachinePreference.from(preference),
  'MachinePreference.preference': (name) => MachinePreference.preference(name),
  'MachinePreference.clusterPreference': (name) => MachinePreference.clusterPreference(name),
  'CloudInit.fromSecret': (name, props) => CloudInit.fromSecret(name, props),
  'CloudInit.inline': (text) => CloudInit.inline(text),
  'SshKeys.fromSecret': (name) => SshKeys.fromSecret(name),
  'SshKeys.fromSecretByGuestAgent': (name, users) => SshKeys.fromSecretByGuestAgent(name, users),
  'Guest.linux': () => Guest.linux(),
  'Guest.windows': (given) => Guest.windows(given),
  'Sysprep.fromSecret': (name) => Sysprep.fromSecret(name),
  'Sysprep.fromConfigMap': (name) => Sysprep.fromConfigMap(name),
  'Firmware.bios': (options) => Firmware.bios(options),
  'Firmware.efi': (options) => Firmware.efi(options),
  'Firmware.kernel': (kernel) => Firmware.kernel(kernel),
  'IoThreads.shared': () => IoThreads.shared(),
  'IoThreads.auto': () => IoThreads.auto(),
  'IoThreads.supplementalPool': (threads) => IoThreads.supplementalPool(threads),
  'LaunchSecurity.sev': (options) => LaunchSecurity.sev(options),
  'LaunchSecurity.sevSnp': () => LaunchSecurity.sevSnp(),
  'LaunchSecurity.tdx': () => LaunchSecurity.tdx(),
  'LaunchSecurity.secureExecution': () => LaunchSecurity.secureExecution(),
  'MachineProbe.http': (request) => MachineProbe.http(request),
  'MachineProbe.tcp': (port, timing) => MachineProbe.tcp(port, timing),
  'MachineProbe.exec': (command, timing) => MachineProbe.exec(command, timing),
  'MachineProbe.guestAgentPing': (timing) => MachineProbe.guestAgentPing(timing),
  'GuestPasswords.fromSecret': (name) => GuestPasswords.fromSecret(name),
  'PoolBackend.machineDeployment': (options) => PoolBackend.machineDeployment(options),
  'InfraKubeconfig.fromSecret': (name, options) => InfraKubeconfig.fromSecret(name, options),
  'InfraKubeconfig.fromConfigMap': (name, options) => InfraKubeconfig.fromConfigMap(name, options),
  'InfraKubeconfig.fromEnvironment': () => InfraKubeconfig.fromEnvironment(),
  'NodeOperatingSystem.ubuntu': (options) => NodeOperatingSystem.ubuntu(options),
  'NodeOperatingSystem.rockyLinux': (options) => NodeOperatingSystem.rockyLinux(options),
  'NodeOperatingSystem.rhel': (options) => NodeOperatingSystem.rhel(options),
  'NodeOperatingSystem.flatcar': (options) => NodeOperatingSystem.flatcar(options),
  'PoolBackend.virtualMachinePool': (options) => PoolBackend.virtualMachinePool(options),
  'PoolBackend.clusterApi': (options) => PoolBackend.clusterApi(options),
  'ClusterApiBootstrap.kubeadm': (join) => ClusterApiBootstrap.kubeadm(join),
  'ClusterApiBootstrap.existing': (template) => ClusterApiBootstrap.existing(template),
  'Boot.imported': (given, options) => Boot.imported(given, options),
  'Boot.containerDisk': (given, options) => Boot.containerDisk(given, options),
  'Boot.disk': (given) => Boot.disk(given),
  'Boot.claim': (given) => Boot.claim(given),
  'Boot.dataVolume': (given) => Boot.dataVolume(given),
  'Boot.ephemeral': (given) => Boot.ephemeral(given),
  'Boot.iso': (given, options) => Boot.iso(given, options),
  'Boot.withoutDisk': () => Boot.withoutDisk(),
  'DiskBlockSize.ofVolume': () => DiskBlockSize.ofVolume(),
  'DiskBlockSize.of': (given, options) => DiskBlockSize.of(given, options),
  'DiskContent.blank': () => DiskContent.blank(),
  'DiskContent.imported': (given) => DiskContent.imported(given),
  'DiskContent.archive': (given) => DiskContent.archive(given),
  'DiskContent.image': (given) => DiskContent.image(given),
  'Scraping.serviceMonitors': () => Scraping.serviceMonitors(),
  'Scraping.byOperators': () => Scraping.byOperators(),
  'Scraping.annotations': () => Scraping.annotations(),
  'Scraping.configuration': () => Scraping.configuration(),
  'Scraping.none': () => Scraping.none(),
  'VolumeSource.disk': (given, options) => VolumeSource.disk(given, options),
  'VolumeSource.claim': (given, options) => VolumeSource.claim(given, options),
  'VolumeSource.dataVolume': (given, options) => VolumeSource.dataVolume(given, options),
  'VolumeSource.ephemeral': (given) => VolumeSource.ephemeral(given),
  'VolumeSource.containerDisk': (given, options) => VolumeSource.containerDisk(given, options),
  'VolumeSource.emptyDisk': (given) => VolumeSource.emptyDisk(given),
  'VolumeSource.hostDisk': (given, options) => VolumeSource.hostDisk(given, options),
  'VolumeSource.configMap': (given, options) => VolumeSource.configMap(given, options),
  'VolumeSource.secret': (given, options) => VolumeSource.secret(given, options),
  'VolumeSource.serviceAccount': (given) => VolumeSource.serviceAccount(given),
  'VolumeSource.downwardApi': (given) => VolumeSource.downwardApi(given),
  'VolumeSource.downwardMetrics': () => VolumeSource.downwardMetrics(),
  'VolumeSource.sysprepSecret': (given) => VolumeSource.sysprepSecret(given),
  'VolumeSource.sysprepConfigMap': (given) => VolumeSource.sysprepConfigMap(given),
  'silentResolver': () => SILENT,
};

/** Plain data with the objects that it stands for in their places. */
function resolve(value: unknown, made: ReadonlyMap<string, IConstruct>): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, made));
  if (typeof value !== 'object' || value === null) return value;
  const [tag] = Object.keys(value);
  const tagged = (value as Record<string, any>)[tag];
  switch (tag) {
    case '$gibibytes':
      return Size.gibibytes(tagged);
    case '$mebibytes':
      return Size.mebibytes(tagged);
    case '$seconds':
      return Duration.seconds(tagged);
    case '$milliseconds':
      return Duration.millis(tagged);
    case '$kubevirt':
      return KubeVirtRelease.of(tagged);
    case '$cdi':
      return CdiRelease.of(tagged);
    case '$construct':
      return found(tagged, made);
    case '$value':
      return tagged;
    case '$call':
      return FACTORIES[tagged](...(resolve((value as { with: unknown }).with, made) as unknown[]));
    default:
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, made)]));
  }
}

function found(path: string, made: ReadonlyMap<string, IConstruct>): IConstruct {
  const construct = made.get(path);
  if (construct === undefined) throw new Error(`The description uses ${JSON.stringify(path)} before it is made.`);
  return construct;
}
