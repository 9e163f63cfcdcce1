import { listOf, Loose } from './loose';
import type { Normalisation } from './normalisation';

const KINDS = ['disk', 'cdrom', 'lun'];

/** What specs may differ in although disks, volumes and networks are the same. */
export const SAME_DEVICES: readonly Normalisation[] = [
  {
    because: 'KubeVirt shows a volume that no disk and no file system names as a disk (util.go: SetDefaultVolumeDisk)',
    apply: (_spec, { domain: { devices }, volumes }) => {
      const shown = [...listOf(devices.disks), ...listOf(devices.filesystems)].map(({ name }) => name);
      const missing = listOf(volumes).filter(({ name }) => !shown.includes(name));
      if (missing.length > 0) devices.disks = [...listOf(devices.disks), ...missing.map(({ name }) => ({ name }))];
    },
  },
  {
    because: 'a disk of no kind is an ordinary disk (api core/v1/defaults.go: SetDefaults_DiskDevice)',
    apply: (_spec, { domain: { devices } }) => {
      for (const disk of listOf(devices.disks)) {
        if (KINDS.every((kind) => disk[kind] === undefined)) disk.disk = {};
      }
    },
  },
  {
    because: 'without a preference a disk without a bus is on SATA, on other architectures than amd64 on virtio '
      + '(defaults/amd64.go, arm64.go, s390x.go)',
    apply: (spec, { architecture = 'amd64', domain: { devices } }) => {
      if (spec.preference !== undefined) return;
      for (const target of listOf(devices.disks).flatMap((disk) => KINDS.map((kind) => disk[kind]))) {
        if (target !== undefined) target.bus ??= architecture === 'amd64' ? 'sata' : 'virtio';
      }
    },
  },
  {
    because: 'a CD-ROM is read-only and closed unless it says something else (SetDefaults_CDRomTarget)',
    apply: (_spec, { domain: { devices } }) => {
      for (const { cdrom } of listOf(devices.disks)) {
        if (cdrom === undefined) continue;
        cdrom.readonly ??= true;
        cdrom.tray ??= 'closed';
      }
    },
  },
  {
    because: 'if no device has a place in the boot order, libvirt boots from the first disk, and from nothing else',
    apply: (_spec, { domain: { devices } }) => {
      const all = [...listOf(devices.disks), ...listOf(devices.interfaces)];
      if (all.some(({ bootOrder }) => bootOrder !== undefined)) return;
      const first = listOf(devices.disks).find(({ disk }) => disk !== undefined);
      if (first !== undefined) first.bootOrder = 1;
    },
  },
  {
    because: 'a container disk is pulled always with the tag latest or without a tag, and otherwise if it is not there '
      + '(defaults.go: setDefaultPullPoliciesOnContainerDisks)',
    apply: (_spec, { volumes }) => {
      for (const { containerDisk } of listOf(volumes)) {
        if (containerDisk === undefined) continue;
        const { image = '' } = containerDisk;
        const isFresh = image.endsWith(':latest') || !/[:@]/.test(image);
        containerDisk.imagePullPolicy ??= isFresh ? 'Always' : 'IfNotPresent';
      }
    },
  },
  {
    because: 'KubeVirt makes DataVolumes of its own apiVersion and kind, whatever a template says',
    apply: (spec) => {
      for (const template of listOf(spec.dataVolumeTemplates)) {
        delete template.apiVersion;
        delete template.kind;
      }
    },
  },
  {
    because: 'KubeVirt connects a machine without networks to the pod network, by a bridge unless the cluster says '
      + 'something else, and only such a machine (network/vmispec/defaults.go: SetDefaultNetworkInterface)',
    apply: (_spec, vmi) => {
      const { devices } = vmi.domain;
      const isConnected = listOf(vmi.networks).length > 0 || listOf(devices.interfaces).length > 0;
      if (isConnected && devices.autoattachPodInterface === false) delete devices.autoattachPodInterface;
      if (isConnected || devices.autoattachPodInterface === false) return;
      vmi.networks = [{ name: 'default', pod: {} }];
      devices.interfaces = [{ name: 'default', bridge: {} }];
    },
  },
  {
    because: 'without a preference the model of an interface is virtio (network/vmispec/interface.go: hasVirtioIface)',
    apply: (spec, { domain: { devices } }) => {
      if (spec.preference !== undefined) return;
      for (const each of listOf(devices.interfaces)) {
        if (each.model === 'virtio') delete each.model;
      }
    },
  },
];

/** The disks in the order of their buses; on each bus in their own order, which decides how the guest names them. */
export function disksByBus(devices: Loose): Loose[] {
  const busOf = (disk: Loose): string => String(KINDS.map((kind) => disk[kind]?.bus).find((bus) => bus !== undefined));
  return listOf(devices.disks)
    .map((disk, index) => ({ disk, index, bus: busOf(disk) }))
    .sort((one, other) => one.bus.localeCompare(other.bus, 'en') || one.index - other.index)
    .map(({ disk }) => disk);
}
