import { BAD, deploymentRule, DOUBTFUL, providerRule } from './deployment-rule';
import { about, fault } from '../../findings/rule';
import { textOf } from '../../machine-controller/config-var';
import { CLOUD } from '../../machine-controller/parts';
import { MACHINE_NAMESPACE } from '../../machine-controller/types';
import { NameRoom, notDnsLabel, notDnsSubdomain, notLabelValue, notShortSubdomain } from '../../toolkit/names';
import { items } from '../../toolkit/shape';
import { machineController } from '../sources';

/** `-` and a hash of up to ten characters for the MachineSet, `-` and five for the Machine. */
const OF_MACHINE: NameRoom = { characters: 17, reason: 'the names of the machines, such as "-75c8dd7c67-x2z5k"' };

/** The same, and `-secondarydisk0`. */
const OF_DISK: NameRoom = {
  characters: 32,
  reason: 'the names of secondary disks, such as "-75c8dd7c67-x2z5k-secondarydisk0"',
};

export const NAME = providerRule({
  id: 'MD057',
  name: 'workers/deployment-name',
  title: 'The name of a MachineDeployment leaves room for those of its machines and their disks',
  why: 'A machine\'s name is a label of its VirtualMachine, and that of a secondary disk is a DNS label. The API '
    + 'server and KubeVirt refuse each machine with a longer one.',
  remedy: 'Write at most 46 characters, or 31 with secondary disks, and then no dots.',
  source: machineController('pkg/controller/machinedeployment/sync.go: getNewMachineSet; '
    + 'pkg/controller/machineset/controller.go: getMachine'),
}, function* ({ template }, { metadata: { name } }) {
  // Another rule reports a name that no object can have.
  if (notDnsSubdomain(name) !== undefined) return;
  const disks = items(template.secondaryDisks).length;
  yield* about('metadata.name', disks > 0 ? notDnsLabel(name, OF_DISK) : notShortSubdomain(name, OF_MACHINE));
});

export const NAMESPACE = deploymentRule({
  ...DOUBTFUL,
  id: 'MD058',
  name: 'workers/deployment-namespace',
  title: 'A MachineDeployment is in kube-system of the tenant\'s cluster',
  why: 'KKP\'s eviction controller looks for Machines nowhere else, and neither does the dashboard.',
  remedy: 'Write kube-system.',
  source: machineController('examples/kubevirt-machinedeployment.yaml'),
}, function* (_parts, { metadata: { namespace } }) {
  if (namespace === undefined || namespace === MACHINE_NAMESPACE) return;
  yield fault('metadata.namespace', `is "${namespace}", where KKP's eviction controller does not look for machines`,
    `Write ${MACHINE_NAMESPACE}.`);
});

export const CLUSTER_NAME = providerRule({
  id: 'MD059',
  name: 'workers/deployment-cluster-name',
  title: 'clusterName and projectID are values that labels can have',
  why: 'machine-controller writes them as labels of each VirtualMachine, which the API server refuses otherwise.',
  remedy: 'Write at most 63 letters, digits, "-", "_" and ".".',
  source: machineController('pkg/cloudprovider/provider/kubevirt/provider.go: newVirtualMachine'),
}, function* ({ cloud }) {
  for (const key of ['clusterName', 'projectID'] as const) {
    const name = textOf(cloud[key]);
    if (name !== undefined) yield* about(`${CLOUD}.${key}`, notLabelValue(name));
  }
});

export const NODE_NAME = deploymentRule({
  ...BAD,
  id: 'MD060',
  name: 'workers/deployment-node-name',
  title: 'The template of a MachineDeployment gives no name to nodes',
  why: 'All machines would ask for one and the same node.',
  remedy: 'Leave it out: each node has the name of its machine.',
  source: machineController('pkg/admission/machines.go: mutateMachines'),
}, function* ({ machine }) {
  const { name } = machine.metadata ?? {};
  if (!name) return;
  yield fault('spec.template.spec.metadata.name', `is "${name}", one name for the nodes of all machines`,
    'Leave it out.');
});
