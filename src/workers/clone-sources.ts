import type { DataVolumeTemplate, VirtualMachineInstanceSpec } from '../../imports/kubevirt.io';
import type { BootImage } from '../images/boot-image';
import type { Tenant } from '../tenants/tenant';
import type { Sentence } from '../toolkit/problems';
import { items } from '../toolkit/shape';

/**
 * Finds disks that are copied from a namespace where nothing gives the tenant's machines the right to: CDI refuses such a disk for ever
 * (kubevirt.io/containerized-data-importer-api v1.65.0, authorize_utils.go). A pool's image has given the right by itself.
 */
export function foreignSources(templates: readonly DataVolumeTemplate[] | undefined, tenant: Tenant, image: BootImage): Sentence[] {
  const allowed = [tenant.namespaceName, image.namespaceName];
  return items(templates).flatMap((template, index) => Object.entries(namespacesOf(template)).map(([field, namespace]): Sentence => {
    if (namespace === undefined || allowed.includes(namespace)) return undefined;
    return `virtualMachineTemplate.spec.dataVolumeTemplates[${index}].spec.${field}.namespace is "${namespace}", and nothing says that machines of namespace "${tenant.namespaceName}" may clone from there, without which CDI refuses the disk. `
      + 'Give the pool an image of that namespace, a GoldenImage or GoldenImage.existing with cloneableFrom, or clone from the tenant\'s own namespace.';
  }));
}

/**
 * As which ServiceAccount KubeVirt asks whether a machine may clone its disks: the one that it runs as (KubeVirt v1.9.0,
 * pkg/virt-controller/watch/vm/vm.go: authorizeDataVolume; up to v1.8 only volumes name one).
 */
export function cloningAccount(vmi: VirtualMachineInstanceSpec | undefined): string {
  const mounted = items(vmi?.volumes).find(({ serviceAccount }) => serviceAccount !== undefined)?.serviceAccount?.serviceAccountName;
  return vmi?.serviceAccountName || mounted || 'default';
}

function namespacesOf({ spec }: DataVolumeTemplate): { readonly [field: string]: string | undefined } {
  return {
    'source.pvc': spec.source?.pvc?.namespace,
    'source.snapshot': spec.source?.snapshot?.namespace,
    'sourceRef': spec.sourceRef?.namespace,
    'pvc.dataSourceRef': spec.pvc?.dataSourceRef?.namespace,
    'storage.dataSourceRef': spec.storage?.dataSourceRef?.namespace,
  };
}
