import { moveCredentials } from './credentials';
import { below, Editor, Path } from './editor';
import type { Migration } from './migration';

const CDI = 'cdi.kubevirt.io';

/** Brings DataVolumes to the form of cdi.kubevirt.io/v1beta1. Other importers lose their secrets alone. */
export function updateDataVolumes(migration: Migration): void {
  for (const editor of migration.of(CDI, 'DataVolume')) updateDataVolume(editor, 'spec', editor.manifest.name);
  for (const editor of migration.of(CDI, 'DataImportCron')) {
    moveCredentials(editor, 'spec.template.spec.source', editor.manifest.name);
  }
  for (const editor of migration.of(CDI, 'VolumeImportSource')) {
    moveCredentials(editor, 'spec.source', editor.manifest.name);
  }
}

/** Brings the spec of a DataVolume, or of a template for one, to today's form. Its Secrets begin with the name. */
export function updateDataVolume(editor: Editor, spec: Path, name: string): void {
  moveCredentials(editor, below(spec, 'source'), name);
  editor.remove(below(spec, 'sourceRef.apiGroup'),
    'CDI has no such field, because only a DataSource can be referred to');
  const claim = editor.has(below(spec, 'pvc')) ? 'pvc' : 'storage';
  for (const field of ['storageClassName', 'accessModes', 'volumeMode']) {
    editor.move(below(spec, field), below(spec, `${claim}.${field}`), `CDI takes it below ${claim} alone`);
  }
}
