import { deploymentsOfClusters } from './deployments';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { textOf } from '../../machine-controller/config-var';
import { CLOUD, isForKubeVirt } from '../../machine-controller/parts';
import { BundleRule, faultOf } from '../rule';
import { machineController } from '../sources';

export const OTHER_CLUSTER_NAME: BundleRule = {
  id: 'TC011',
  name: 'clusters/other-cluster-name',
  on: 'bundle',
  severity: Severity.ERROR,
  title: 'The clusterName of a MachineDeployment is the id of the cluster that it is in',
  why: 'Its machines are labelled with it. Load balancers and policies of the cluster do not select machines with '
    + 'another one, unless CLUSTER_ID of machine-controller\'s environment replaces it.',
  remedy: 'Write the id of the cluster.',
  source: machineController('pkg/cloudprovider/provider/kubevirt/provider.go: newVirtualMachine'),
  acceptable: true,

  *check(inventory) {
    for (const { entry, parts, cluster: { id } } of deploymentsOfClusters(inventory)) {
      const name = isForKubeVirt(parts) ? textOf(parts.cloud.clusterName) : undefined;
      if (!name || name === id) continue;
      yield faultOf(entry, fault(`${CLOUD}.clusterName`, `is "${name}", but the MachineDeployment is in cluster ${id}`,
        `Write "${id}".`));
    }
  },
};
