/** What is known about a Beta gate. Each sentence was checked against the source of KubeVirt v1.9.0. */
export interface BetaGate {
  /** What KubeVirt does with the gate. */
  readonly on: string;
  /** What it does without. */
  readonly off: string;
  /** What turning it off does where it has been on. */
  readonly turnedOff: string;
  /** Why the default is what it is. */
  readonly why: string;
  /** What turns it on without being named. */
  readonly neededBy?: string;
  /** The files that ask for the gate. */
  readonly asked: readonly string[];
}

const ADMITTERS = 'pkg/virt-api/webhooks/validating-webhook/admitters';
const SERVICES = 'pkg/virt-controller/services';

/** What the release v1.9.0 turns on by itself. */
export const BETA: { readonly [gate: string]: BetaGate } = {
  DeclarativeHotplugVolumes: {
    on: 'A change of the volumes in a running machine\'s spec is applied to the machine at once: volumes are plugged '
      + 'in and out. The requests `addvolume` and `removevolume` work, and dumps of memory to a claim. A CD-ROM '
      + 'drive may be empty.',
    off: 'A change of the volumes waits for the next start. `addvolume`, `removevolume` and dumps of memory are '
      + 'refused, and so are machines with an empty drive.',
    turnedOff: 'Plugged volumes stay in the running machine and in its spec. Whatever plugs volumes, such as the CSI '
      + 'driver of a tenant, gets refusals.',
    why: 'With it, the update of a pool takes volumes out of machines that run.',
    neededBy: 'a machine with a hotpluggable volume or an empty drive; `pluggedVolumes` of a pool',
    asked: ['pkg/virt-controller/watch/vm/vm.go', 'pkg/virt-api/rest/volumes.go', 'pkg/virt-api/rest/memorydump.go',
      `${ADMITTERS}/vmi-create-admitter.go`, 'pkg/storage/admitters/storagehotplug.go'],
  },
  ExternalNetResourceInjection: {
    on: 'virt-controller does not read NetworkAttachmentDefinitions and requests no device for them: '
      + 'network-resources-injector must do it. Without that webhook, launchers for SR-IOV get no virtual function.',
    off: 'virt-controller reads the NetworkAttachmentDefinitions of a machine and requests their devices.',
    turnedOff: 'New launchers request their devices; running ones do not notice.',
    why: 'Machines with SR-IOV need no webhook then.',
    neededBy: '`networkResourcesInjector: true`',
    asked: [`${SERVICES}/template.go`, 'pkg/virt-operator/resource/generate/install/strategy.go'],
  },
  GPUsWithDRA: {
    on: 'Machines may take GPUs by claim (dynamic resource allocation), and virt-controller watches claims.',
    off: 'Machines with such GPUs are refused.',
    turnedOff: 'Running machines keep their GPUs, but do not start again.',
    why: 'Nothing uses it unless a machine does.',
    neededBy: 'a machine with a GPU by claim',
    asked: ['pkg/dra/admitter/dra_admitter.go', `${SERVICES}/renderresources.go`,
      'pkg/virt-controller/watch/application.go'],
  },
  HostDevicesWithDRA: {
    on: 'Machines may take host devices by claim, and virt-controller watches claims.',
    off: 'Machines with such devices are refused.',
    turnedOff: 'Running machines keep their devices, but do not start again.',
    why: 'Nothing uses it unless a machine does.',
    neededBy: 'a machine with a host device by claim',
    asked: ['pkg/dra/admitter/dra_admitter.go', `${SERVICES}/renderresources.go`,
      'pkg/virt-controller/watch/application.go'],
  },
  ImageVolume: {
    on: 'Container disks and kernels are mounted as image volumes of Kubernetes. The node\'s container runtime must '
      + 'support these: containerd before 2.3.2 mounts them empty.',
    off: 'Container disks come from containers beside the launcher.',
    turnedOff: 'Machines that run stay. One that started with the gate migrates by the tag of its image, not by its '
      + 'digest, so do not move tags until they have been restarted.',
    why: 'It depends on the runtime of every node.',
    asked: [`${SERVICES}/template.go`, 'pkg/virt-handler/container-disk/mount.go', 'pkg/virt-handler/vm.go'],
  },
  KubevirtSeccompProfile: {
    on: 'virt-handler writes KubeVirt\'s seccomp profile to every node.',
    off: 'It does not.',
    turnedOff: 'Profiles that are on nodes stay there; new nodes get none.',
    why: 'Launchers use it only if `seccompProfile` names it, and that turns the gate on.',
    neededBy: '`kubevirtConfig.seccompProfile: \'kubevirt/kubevirt.json\'`',
    asked: ['cmd/virt-handler/virt-handler.go'],
  },
  LibvirtHooksServerAndClient: {
    on: 'The target of a migration adapts the machine to itself: pinned cores, paths of disks, names of interfaces.',
    off: 'The source does so, as before v1.9.',
    turnedOff: 'A machine that started with the gate on is no longer adapted when it moves: with pinned cores its '
      + 'migration fails until it has been restarted.',
    why: 'v1.8 does without it.',
    neededBy: 'the names `PodSecondaryInterfaceNamingUpgrade` and `VGPULiveMigration` in `featureGates`',
    asked: [`${SERVICES}/template.go`, 'pkg/virt-launcher/virtwrap/live-migration-source.go',
      'pkg/virt-launcher/virtwrap/live-migration-target.go'],
  },
  NodeRestriction: {
    on: 'A node\'s virt-handler may change only the instances of that node, or those that move to it.',
    off: 'It may change every instance in the cluster.',
    turnedOff: 'Whoever takes over one node reaches the instances of all.',
    why: 'It only tightens. It is listed with v1.7 and v1.8, where it is off otherwise.',
    asked: [`${ADMITTERS}/vmi-update-admitter.go`],
  },
  OptOutRoleAggregation: {
    on: '`roleAggregationStrategy: Manual` is accepted: KubeVirt\'s roles are then not part of `admin`, `edit`, '
      + '`view`.',
    off: 'KubeVirt refuses that field.',
    turnedOff: 'Nothing, unless the field is set.',
    why: 'Without the field it does nothing, and the field turns it on.',
    neededBy: '`roleAggregationStrategy: Manual` in overrides',
    asked: ['pkg/virt-operator/webhooks/kubevirt-update-admitter.go', 'pkg/virt-operator/util/config.go'],
  },
  PasstBinding: {
    on: 'Interfaces may use the binding passt, and virt-handler repairs its connections during migrations.',
    off: 'Machines with such interfaces are refused.',
    turnedOff: 'Running machines stay, but lose connections when they move, and do not start again.',
    why: 'Nothing uses it unless a machine does.',
    neededBy: 'a machine with `passtBinding`',
    asked: ['pkg/network/admitter/passt.go', 'pkg/virt-handler/migration-source.go',
      'pkg/virt-handler/migration-target.go'],
  },
  PodSecondaryInterfaceNamingUpgrade: {
    on: 'Machines whose secondary interfaces are still numbered in the pod get today\'s names when they move.',
    off: 'They keep the numbers when they move.',
    turnedOff: 'Nothing: both kinds of names work.',
    why: 'It changes machines that run.',
    asked: [`${SERVICES}/template.go`, 'pkg/network/pod/annotations/generator.go'],
  },
  RebootPolicy: {
    on: 'Machines may set `rebootPolicy`.',
    off: 'Machines with that field are refused.',
    turnedOff: 'Running machines stay, but do not start again.',
    why: 'Nothing uses it unless a machine does.',
    neededBy: 'a machine with `rebootPolicy`',
    asked: [`${ADMITTERS}/vmi-create-admitter.go`],
  },
  Snapshot: {
    on: 'Snapshots, restores and clones of machines can be created.',
    off: 'Their creation is refused.',
    turnedOff: 'Snapshots that exist stay, but cannot be restored until the gate is on again.',
    why: 'v1.8 has it off. Name it if people or backups take snapshots beside Git.',
    neededBy: 'a VirtualMachineSnapshot, VirtualMachineRestore or VirtualMachineClone in the program',
    asked: ['pkg/storage/admitters/vmsnapshot.go', 'pkg/storage/admitters/vmrestore.go',
      `${ADMITTERS}/vmclone-admitter.go`],
  },
  Template: {
    on: 'virt-operator deploys virt-template: an API server, a controller, and the kinds VirtualMachineTemplate and '
      + 'VirtualMachineTemplateRequest.',
    off: 'It does not. `virtTemplateDeployment.enabled: true` is refused.',
    turnedOff: '**virt-operator deletes the two CRDs, and with them every VirtualMachineTemplate in the cluster.**',
    why: 'Turning it off could delete objects, so that is never a default; KV048 warns of it. Name it as off, with a '
      + 'reason, in a cluster that holds no templates.',
    neededBy: 'a VirtualMachineTemplate or VirtualMachineTemplateRequest in the program; '
      + '`virtTemplateDeployment.enabled: true` in overrides',
    asked: ['pkg/virt-operator/resource/generate/install/strategy.go', 'pkg/virt-operator/resource/apply/reconcile.go',
      'pkg/virt-config/configuration.go', 'pkg/virt-operator/webhooks/kubevirt-update-admitter.go'],
  },
  VmiMemoryOverheadReport: {
    on: 'The memory that a launcher needs beside its guest is in the pod\'s annotations and the machine\'s status.',
    off: 'It is not.',
    turnedOff: 'The last figure stays in the status until the machine is restarted.',
    why: 'Nothing uses it unless somebody reads it.',
    asked: [`${SERVICES}/template.go`, 'pkg/virt-controller/watch/vmi/lifecycle.go',
      'pkg/virt-controller/watch/migration/migration.go'],
  },
  WorkloadEncryptionSEV: {
    on: 'Machines may use encrypted memory of AMD processors (`sev`, `snp`), and virt-handler offers `/dev/sev`.',
    off: 'Machines with it are refused, and the device is not offered.',
    turnedOff: 'Running machines stay, but do not start again.',
    why: 'Nothing uses it unless a machine does.',
    neededBy: 'a machine with `launchSecurity.sev` or `launchSecurity.snp`',
    asked: ['pkg/virt-api/webhooks/amd64.go', 'pkg/virt-api/rest/sev.go',
      'pkg/virt-handler/device-manager/device_controller.go'],
  },
};
