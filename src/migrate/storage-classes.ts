import { removeAnnotation } from './annotations';
import { Weight } from './change';
import type { Migration } from './migration';

/** KKP 2.21, pkg/provider/cloud/kubevirt/storage.go. */
const INITIALIZE = 'kubevirt-initialization.k8c.io/initialize-sc';

/** The annotation by which KKP 2.21 chose StorageClasses of tenants; since 2.22 the datacenter lists them. */
export function updateStorageClasses(migration: Migration): void {
  for (const editor of migration.of('storage.k8s.io', 'StorageClass')) {
    removeAnnotation(editor, INITIALIZE,
      'KKP reads it in 2.21 alone. List the class as infraStorageClasses of the datacenter', Weight.WARNING);
  }
}
