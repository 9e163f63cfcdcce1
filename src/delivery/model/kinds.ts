import { MACHINE_KINDS } from '../../machines/embedded';

/** How much the loss of an object hurts, the worst first. */
export enum Loss {
  /** Objects whose loss takes many others along: CRDs, the custom resources of the operators, namespaces. */
  CRITICAL,
  /** Objects whose loss destroys data or running machines. */
  STATEFUL,
  /** Objects that can be applied again. */
  NORMAL,
}

/** The custom resources whose CRDs the operators' own manifests hold, as `group/Kind`. */
const OF_OPERATORS = ['kubevirt.io/KubeVirt', 'cdi.kubevirt.io/CDI'];

const CRITICAL = new Set([
  ...OF_OPERATORS, 'apiextensions.k8s.io/CustomResourceDefinition', '/Namespace',
]);

/** What holds data, and what makes machines: deleting it deletes them. */
const STATEFUL = new Set([
  ...MACHINE_KINDS.map((kind) => kind.join('/')),
  'cdi.kubevirt.io/DataVolume', 'cdi.kubevirt.io/DataImportCron',
  'cluster.k8s.io/Machine', 'cluster.k8s.io/MachineDeployment', 'cluster.k8s.io/MachineSet',
  'cluster.x-k8s.io/Cluster', 'cluster.x-k8s.io/Machine', 'cluster.x-k8s.io/MachineDeployment',
  'cluster.x-k8s.io/MachineSet', 'controlplane.cluster.x-k8s.io/KamajiControlPlane',
  'controlplane.cluster.x-k8s.io/KubeadmControlPlane', 'infrastructure.cluster.x-k8s.io/KubevirtCluster',
  'infrastructure.cluster.x-k8s.io/KubevirtMachine',
  '/PersistentVolume', '/PersistentVolumeClaim',
  'snapshot.kubevirt.io/VirtualMachineSnapshot', 'snapshot.storage.k8s.io/VolumeSnapshot',
  'snapshot.storage.k8s.io/VolumeSnapshotContent',
]);

/** How much the loss of an object hurts, by its kind; the core group is empty. */
export function lossOf(group: string, kind: string): Loss {
  const key = `${group}/${kind}`;
  if (CRITICAL.has(key)) return Loss.CRITICAL;
  return STATEFUL.has(key) ? Loss.STATEFUL : Loss.NORMAL;
}

/** Whether an operator of the bundle installs the CRD when it runs, so that it is in none of the bundle's files. */
export function isDefinedAtRunTime(group: string, kind: string): boolean {
  return isOfKubeVirt(group) && !OF_OPERATORS.includes(`${group}/${kind}`);
}

/** The groups of KubeVirt and CDI end alike. */
function isOfKubeVirt(group: string): boolean {
  return group === 'kubevirt.io' || group.endsWith('.kubevirt.io');
}
