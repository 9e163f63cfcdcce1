import { deploymentsOfClusters } from './deployments';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { isForKubeVirt } from '../../machine-controller/parts';
import { BundleRule, faultOf } from '../rule';
import { machineController } from '../sources';

export const SAME_POOL: BundleRule = {
  id: 'TC014',
  name: 'clusters/same-pool',
  on: 'bundle',
  severity: Severity.WARNING,
  title: 'MachineDeployments of clusters that share a namespace have names of their own',
  why: 'Machines are spread by the label md, whose value is the name of the MachineDeployment, so machines of one '
    + 'cluster count as those of another. Their names begin alike too.',
  remedy: 'Begin the name with that of the cluster.',
  source: machineController('pkg/cloudprovider/provider/kubevirt/provider.go: getTopologySpreadConstraints'),
  acceptable: true,

  *check(inventory) {
    const owners = new Map<string, string>();
    for (const { entry, parts, cluster: { id, infra, namespace } } of deploymentsOfClusters(inventory)) {
      if (!isForKubeVirt(parts)) continue;
      const name = String(entry.object?.metadata.name);
      const key = `${infra}/${namespace}/${name}`;
      const owner = owners.get(key);
      if (owner === undefined) {
        owners.set(key, id);
      } else if (owner !== id) {
        yield faultOf(entry, fault('metadata.name', `is "${name}", as that of a MachineDeployment of cluster ${owner}, `
          + `whose machines are in namespace "${namespace}" too. machine-controller spreads the machines of both as `
          + 'one', this.remedy));
      }
    }
  },
};
