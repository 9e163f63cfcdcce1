import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import type { KubernetesObject } from '../../releases/facts';
import { mapIn, objectsIn, textList } from '../tenant/shape';

const RBAC = 'rbac.authorization.k8s.io';
const SUBRESOURCES = 'subresources.kubevirt.io';
const ADD_VOLUME = ['virtualmachines/addvolume', 'virtualmachineinstances/addvolume'];

/**
 * The Role of a machine's namespace that lets volumes be plugged into its machines, as the Role of a CSI driver does;
 * undefined if there is none. A ClusterRole counts where a RoleBinding of the namespace names it. A Role that names all
 * resources counts for nothing: it says that someone may, not that someone does.
 */
export function pluggedBy({ cluster, namespace }: Entry): string | undefined {
  if (cluster === undefined || namespace === undefined) return undefined;
  const roles = cluster.ofIn(RBAC, 'Role', namespace);
  const bound = cluster.ofIn(RBAC, 'RoleBinding', namespace).flatMap((binding) => clusterRoleOf(binding, cluster));
  const found = [...roles, ...bound].find(({ object }) => object !== undefined && plugs(object));
  return found && `${found.kind} "${found.object?.metadata.name}"`;
}

function clusterRoleOf({ object }: Entry, cluster: ClusterView): Entry[] {
  const { kind, name } = mapIn(object, 'roleRef');
  const role = kind === 'ClusterRole' ? cluster.find(RBAC, 'ClusterRole', String(name)) : undefined;
  return role === undefined ? [] : [role];
}

function plugs(role: KubernetesObject): boolean {
  return objectsIn(role.rules, 'rules').some(([, { apiGroups, resources }]) => (
    textList(apiGroups).includes(SUBRESOURCES) && textList(resources).some((each) => ADD_VOLUME.includes(each))));
}
