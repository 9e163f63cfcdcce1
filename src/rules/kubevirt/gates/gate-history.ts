import { table } from '../../../toolkit/table';

/**
 * Gates that KubeVirt removed so long ago that no supported release knows them, each with the reason why it is not
 * needed.
 */
export const RETIRED: { readonly [gate: string]: string } = table({
  // KubeVirt v0.32.0, commit 835c236213: the gate was removed when DataVolumes became part of every installation.
  DataVolumes: 'KubeVirt has not needed since v0.32.0',
});

/** What to use instead of a gate that a release deprecates or has discontinued. */
export const INSTEAD: { readonly [gate: string]: string } = table({
  // KubeVirt v1.9.0 pkg/virt-config/featuregate/virtiofs.go; it calls the second gate EnableVirtioFsPVC, which has
  // never existed (see active.go).
  ExperimentalVirtiofsSupport: 'Name "EnableVirtioFsStorageVolumes" for claims and DataVolumes, '
    + '"EnableVirtioFsConfigVolumes" for ConfigMaps and Secrets (always on from v1.8).',
  // KubeVirt v1.9.0 pkg/virt-config/featuregate/passt.go: the core binding was removed in v1.3, the plugin's migration
  // in v1.8; PasstBinding introduced a new core binding in v1.8.
  Passt: 'From v1.8 name "PasstBinding" and use the interface\'s passtBinding; '
    + 'before, register a binding plugin in configuration.network.binding.',
  PasstIPStackMigration: 'Name "PasstBinding" and use the interface\'s passtBinding, which migrates by itself.',
  // KubeVirt v1.9.0 pkg/virt-config/featuregate/macvtap.go: discontinued since v1.3; bindings outside of the core are
  // plugins.
  Macvtap: 'Register a binding plugin in configuration.network.binding and name it in the interface\'s binding.',
  // KubeVirt v1.9.0 pkg/virt-config/featuregate/inactive.go and pkg/storage/hotplug/hotplug.go.
  HotplugVolumes: 'In a cluster where no volume is plugged into an instance alone, name "DeclarativeHotplugVolumes" '
    + 'instead; elsewhere it would take these volumes out of running machines, so plug them through their '
    + 'VirtualMachines first (docs/how-to/plugged-volumes.md).',
  // KubeVirt v1.8.4 and v1.9.0 pkg/virt-config/featuregate/inactive.go; the field is in the KubeVirt CRD from v1.8.
  DisableMDEVConfiguration: 'Set configuration.mediatedDevicesConfiguration.enabled to false instead.',
});

/**
 * Gates that turn another one off, which does all that they do for machines: from v1.9 on they are deprecated. The
 * newer one is not put in their place, because volumes that were plugged into instances alone would leave running
 * machines (pkg/storage/hotplug/hotplug.go: filterHotplugVMIVolumes).
 *
 * KubeVirt v1.9.0 pkg/virt-controller/watch/vm/vm.go, handleDeclarativeVolumeHotplug: returns at once while
 * HotplugVolumes is on.
 */
export const SUCCESSOR: { readonly [gate: string]: string } = table({
  HotplugVolumes: 'DeclarativeHotplugVolumes',
});

/**
 * The gate that another gate needs to work.
 *
 * KubeVirt v1.9.0 and v1.8.4 cmd/virt-launcher/virt-launcher.go: renaming interfaces and changing the UUID of a virtual
 * GPU are hooks of the server that LibvirtHooksServerAndClient starts on the target of a migration. Without it the
 * machine cannot be moved.
 */
export const NEEDS_GATE: { readonly [gate: string]: string } = table({
  PodSecondaryInterfaceNamingUpgrade: 'LibvirtHooksServerAndClient',
  VGPULiveMigration: 'LibvirtHooksServerAndClient',
});
