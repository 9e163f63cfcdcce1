import { listOf, Loose } from './loose';
import { disksByBus } from './same-devices';

/** Why names and orders are made equal, for the report. */
export const NAMES_BECAUSE: readonly string[] = [
  'names of disks, of their volumes and of the templates of their DataVolumes, if they are renamed together: only '
    + 'references within the machine hold them. Names of file systems stay: the guest mounts by them',
  'the order of disks on different buses, of volumes, of file systems and of DataVolume templates, which have no order',
  'the name of the pod network within the machine',
];

/** Renames what only the machine itself refers to, and puts into one order what has no order. */
export function withCommonNames(spec: Loose): void {
  const vmi = spec.template.spec;
  const { devices } = vmi.domain;
  const names = new Map<string, string>();
  const disks = disksByBus(devices);
  disks.forEach((disk, index) => names.set(disk.name, `disk-${index}`));
  for (const disk of disks) disk.name = names.get(disk.name);
  if (disks.length > 0) devices.disks = disks;
  for (const volume of listOf(vmi.volumes)) volume.name = names.get(volume.name) ?? volume.name;
  sortByName(vmi.volumes);
  sortByName(devices.filesystems);
  renameTemplates(listOf(spec.dataVolumeTemplates), listOf(vmi.volumes));
  renamePodNetwork(vmi, devices);
}

function renameTemplates(templates: Loose[], volumes: readonly Loose[]): void {
  for (const { metadata } of templates) {
    const { name } = metadata;
    const users = volumes.filter(({ dataVolume, persistentVolumeClaim }) => (
      dataVolume?.name === name || persistentVolumeClaim?.claimName === name));
    if (users.length !== 1) continue;
    metadata.name = `content-of-${users[0].name}`;
    if (users[0].dataVolume !== undefined) users[0].dataVolume.name = metadata.name;
    else users[0].persistentVolumeClaim.claimName = metadata.name;
  }
  templates.sort((one, other) => order(one.metadata.name, other.metadata.name));
}

function renamePodNetwork(vmi: Loose, devices: Loose): void {
  const pod = listOf(vmi.networks).find((network) => network.pod !== undefined);
  const onPod = listOf(devices.interfaces).find(({ name }) => name === pod?.name);
  if (pod === undefined || onPod === undefined || listOf(vmi.networks).some(({ name }) => name === 'default')) return;
  pod.name = 'default';
  onPod.name = 'default';
}

function sortByName(list: unknown): void {
  listOf(list).sort((one, other) => order(one.name, other.name));
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
