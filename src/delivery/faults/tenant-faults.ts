import { Fault, wholeFault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import type { Inventory } from '../../inventory/inventory';
import { Layer } from '../../layout/layer';
import type { KubernetesObject } from '../../releases/facts';
import { TENANT_OBJECTS } from '../../rules/gitops/tenant-objects';
import { Judgement, placed } from '../../rules/judge';
import { faultOf } from '../../rules/rule';
import { isBound } from '../model/bounds';

const IN_PLATFORM = 'Place it in the platform: BundleApp.place(…, { layer: Layer.PLATFORM }).';
const BESIDE_TENANT = 'Place it beside the tenant: BundleApp.place(…, { layer: Layer.TENANTS }).';

/** Faults of objects in the folders of tenants that need rights of the platform. */
export function tenantFaults({ entries }: Inventory): Judgement[] {
  const folders = new Set(entries.map(({ placement: { cluster, tenant } }) => tenant && `${cluster}/${tenant}`));
  return entries.flatMap((entry) => faultsOf(entry, folders)
    .map((each) => placed(TENANT_OBJECTS, faultOf(entry, each))));
}

function faultsOf(
  { placement: { cluster, layer, tenant }, object, group, namespace }: Entry, folders: ReadonlySet<string | undefined>,
): Fault[] {
  if (cluster === undefined || tenant === undefined || object === undefined) return [];
  if (layer !== Layer.TENANTS && layer !== Layer.WORKLOADS) return [];
  const { kind, metadata: { name } } = object;
  const what = `${kind} "${name}"`;
  const folder = `clusters/${cluster}/${layer}/${tenant}`;
  if (namespace !== tenant && !isOwnNamespace(object, layer, tenant)) {
    const where = namespace === undefined ? 'no namespace' : `namespace "${namespace}"`;
    const problem = `${what} is in ${where}, but what is in ${folder} is applied with rights in namespace "${tenant}" `
      + 'alone';
    const isOfAnother = namespace !== undefined && folders.has(`${cluster}/${namespace}`);
    return [wholeFault(problem, isOfAnother ? withTenant(namespace) : IN_PLATFORM)];
  }
  if (layer === Layer.WORKLOADS && isBound({ group, kind })) {
    const problem = `${what} bounds the tenant, but what is in ${folder} is applied without the right to change that`;
    return [wholeFault(problem, BESIDE_TENANT)];
  }
  return [];
}

function withTenant(namespace: string): string {
  const placement = `{ layer: Layer.TENANTS, tenant: '${namespace}' }`;
  return `Place it with the tenant of this namespace: BundleApp.place(…, ${placement}).`;
}

/** The one object without a namespace that a tenant's folder may have. */
function isOwnNamespace({ apiVersion, kind, metadata }: KubernetesObject, layer: Layer, tenant: string): boolean {
  return layer === Layer.TENANTS && apiVersion === 'v1' && kind === 'Namespace' && metadata.name === tenant;
}
