import { removeAnnotation } from './annotations';
import type { Migration } from './migration';

const SET_BY_SERVER = [
  'creationTimestamp', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'generation', 'managedFields',
  'resourceVersion', 'selfLink', 'uid',
];

/** Annotations that kubectl and KubeVirt write (KubeVirt v1.9.0, api core/v1/types.go). */
const WRITTEN_ANNOTATIONS = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'kubevirt.io/latest-observed-api-version',
  'kubevirt.io/storage-observed-api-version',
];

/** Removes what the API server and controllers fill in, which exports of `kubectl get -o yaml` hold. */
export function removeServerFields(migration: Migration): void {
  for (const manifest of migration.objects) {
    const editor = migration.edit(manifest);
    editor.remove('status', 'controllers write it');
    for (const field of SET_BY_SERVER) editor.remove(`metadata.${field}`, 'the API server writes it');
    for (const key of WRITTEN_ANNOTATIONS) removeAnnotation(editor, key, 'kubectl or a controller writes it');
  }
}
