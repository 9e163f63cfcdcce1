import { below, Editor, Path } from './editor';
import type { Migration } from './migration';

/** Brings DataVolumes to the form of cdi.kubevirt.io/v1beta1. */
export function updateDataVolumes(migration: Migration): void {
  for (const editor of migration.of('cdi.kubevirt.io', 'DataVolume')) updateDataVolume(editor, 'spec');
}

/** Brings the spec of a DataVolume, or of a machine's template for one, to today's form. */
export function updateDataVolume(editor: Editor, spec: Path): void {
  editor.remove(below(spec, 'sourceRef.apiGroup'),
    'CDI has no such field, because only a DataSource can be referred to');
  const claim = editor.has(below(spec, 'pvc')) ? 'pvc' : 'storage';
  for (const field of ['storageClassName', 'accessModes', 'volumeMode']) {
    editor.move(below(spec, field), below(spec, `${claim}.${field}`), `CDI takes it below ${claim} alone`);
  }
}
