import { DerivedText, jsonMembers } from './json';
import type { DeliveredCluster } from './model/unit';

/**
 * The file that tells programs which units a cluster has. It says nothing that changes with every commit, such as the
 * number of objects.
 */
export function clusterFile(app: string, { name, stage, infra, kubevirt, cdi, units }: DeliveredCluster): DerivedText {
  const described = units.map(({ name: unit, path, layer, tenant, shard, namespaces, dependsOn }) => (
    { name: unit, path, layer, tenant, shard, namespaces, dependsOn }));
  const releases = { kubevirt: kubevirt?.version, cdi: cdi?.version };
  return {
    path: `clusters/${name}/cluster.json`,
    text: jsonMembers({ app, name, stage, infra, ...releases, units: described }),
  };
}
