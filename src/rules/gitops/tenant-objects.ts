import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const TENANT_OBJECTS: PropRule = {
  id: 'GITOPS013',
  name: 'delivery/tenant-objects',
  on: 'props',
  severity: Severity.ERROR,
  title: 'What is in the folder of a tenant is in its namespace, and beside its machines bounds nothing',
  why: 'A tenant\'s folder is applied with rights in the tenant\'s namespace alone, and its machines without the right '
    + 'to change what bounds the tenant. Rights for such an object would be those of the platform, and would be gone '
    + 'when the object leaves the program, so that nothing deletes it in the cluster.',
  remedy: 'Place it with BundleApp.place in a layer of the platform; what bounds a tenant, in Layer.TENANTS.',
  source: own('docs/reference/units.md'),
  acceptable: false,
};
