import { updateAffinity } from './affinity';
import { updateDataVolume } from './data-volumes';
import { below, Editor, Path } from './editor';
import type { Migration } from './migration';
import { moveUserData } from './user-data';

/** The fields of a VirtualMachine's spec. Others belong to its template. */
const OF_VIRTUAL_MACHINE = [
  'dataVolumeTemplates', 'instancetype', 'preference', 'runStrategy', 'running', 'template', 'updateVolumesStrategy',
];

/** Brings machines to today's form: VirtualMachines, those of pools, instances, and those of replica sets. */
export function updateMachines(migration: Migration): void {
  for (const editor of migration.of('kubevirt.io', 'VirtualMachine')) updateVirtualMachine(editor, 'spec');
  for (const editor of migration.of('pool.kubevirt.io', 'VirtualMachinePool')) {
    updateVirtualMachine(editor, 'spec.virtualMachineTemplate.spec');
  }
  for (const editor of migration.of('infrastructure.cluster.x-k8s.io', 'KubevirtMachineTemplate')) {
    updateVirtualMachine(editor, 'spec.template.spec.virtualMachineTemplate.spec');
  }
  for (const editor of migration.of('kubevirt.io', 'VirtualMachineInstance')) updateInstance(editor, 'spec');
  for (const editor of migration.of('kubevirt.io', 'VirtualMachineInstanceReplicaSet')) {
    updateInstance(editor, 'spec.template.spec');
  }
}

function updateVirtualMachine(editor: Editor, spec: Path): void {
  nest(editor, spec);
  updateRunning(editor, spec);
  for (const template of editor.items(below(spec, 'dataVolumeTemplates'))) {
    editor.remove(below(template, 'status'), 'controllers write it');
    editor.remove(below(template, 'metadata.creationTimestamp'), 'the API server writes it');
    const name: unknown = editor.get(below(template, 'metadata.name'));
    updateDataVolume(editor, below(template, 'spec'), typeof name === 'string' ? name : editor.manifest.name);
  }
  editor.remove(below(spec, 'template.metadata.creationTimestamp'), 'the API server writes it');
  updateInstance(editor, below(spec, 'template.spec'));
}

/** Fields of the instance that stand beside the template, where no version of the API has had them. */
function nest(editor: Editor, spec: Path): void {
  if (!editor.has(below(spec, 'domain'))) return;
  for (const key of editor.keys(spec).filter((each) => !OF_VIRTUAL_MACHINE.includes(each))) {
    editor.move(below(spec, key), below(spec, `template.spec.${key}`),
      'a VirtualMachine has the fields of its instance in its template');
  }
}

function updateRunning(editor: Editor, spec: Path): void {
  const running = editor.get(below(spec, 'running'));
  const runStrategy = below(spec, 'runStrategy');
  if (typeof running !== 'boolean') return;
  if (editor.has(runStrategy)) {
    editor.move(below(spec, 'running'), runStrategy, 'KubeVirt refuses both');
    return;
  }
  editor.move(below(spec, 'running'), runStrategy, '`running` is deprecated');
  editor.write(runStrategy, running ? 'Always' : 'Halted');
}

function updateInstance(editor: Editor, vmi: Path): void {
  const newName = 'it has this name since kubevirt.io/v1alpha3';
  for (const volume of editor.items(below(vmi, 'volumes'))) {
    editor.move(below(volume, 'registryDisk'), below(volume, 'containerDisk'), newName);
  }
  for (const disk of editor.items(below(vmi, 'domain.devices.disks'))) updateVolumeName(editor, disk);
  updateAffinity(editor, below(vmi, 'affinity'));
  moveUserData(editor, vmi);
}

/** Before kubevirt.io/v1alpha3, a disk had a name of its own, and named its volume. */
function updateVolumeName(editor: Editor, disk: Path): void {
  const volume = editor.get(below(disk, 'volumeName'));
  if (typeof volume !== 'string') return;
  const reason = 'a disk has the name of its volume since kubevirt.io/v1alpha3';
  if (editor.get(below(disk, 'name')) !== volume) editor.set(below(disk, 'name'), volume, reason);
  editor.remove(below(disk, 'volumeName'), reason);
}
