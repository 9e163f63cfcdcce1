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

/** What the delivery of an object depends on, and only its kind tells. */
export interface KindFacts {
  readonly loss: Loss;
  /** Whether an operator of the bundle installs the CRD when it runs, so that it is in none of the bundle's files. */
  readonly definedAtRunTime: boolean;
  /** Whether the spec cannot be changed, so that an object with another spec must be deleted and made anew. */
  readonly hasImmutableSpec: boolean;
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

/**
 * Kinds whose webhooks refuse another spec: KubeVirt v1.9.0, pkg/storage/admitters (vmexport.go, vmrestore.go,
 * vmsnapshot.go), pkg/virt-api/webhooks/validating-webhook/admitters/migration-update-admitter.go, and CEL rules of
 * api/backup/v1alpha1/types.go; CDI v1.65.0, pkg/apiserver/webhooks (datavolume-validate.go,
 * dataimportcron-validate.go, populators-validate.go).
 */
const IMMUTABLE = new Set([
  'backup.kubevirt.io/VirtualMachineBackup', 'backup.kubevirt.io/VirtualMachineBackupTracker',
  'cdi.kubevirt.io/DataImportCron', 'cdi.kubevirt.io/DataVolume',
  'cdi.kubevirt.io/VolumeImportSource', 'cdi.kubevirt.io/VolumeUploadSource',
  'export.kubevirt.io/VirtualMachineExport', 'kubevirt.io/VirtualMachineInstanceMigration',
  'snapshot.kubevirt.io/VirtualMachineRestore', 'snapshot.kubevirt.io/VirtualMachineSnapshot',
]);

/** The facts of a kind; the core group is empty. */
export function factsOfKind(group: string, kind: string): KindFacts {
  const key = `${group}/${kind}`;
  return {
    loss: lossOf(key),
    definedAtRunTime: isOfKubeVirt(group) && !OF_OPERATORS.includes(key),
    hasImmutableSpec: IMMUTABLE.has(key),
  };
}

function lossOf(key: string): Loss {
  if (CRITICAL.has(key)) return Loss.CRITICAL;
  return STATEFUL.has(key) ? Loss.STATEFUL : Loss.NORMAL;
}

/** The groups of KubeVirt and CDI end alike. */
function isOfKubeVirt(group: string): boolean {
  return group === 'kubevirt.io' || group.endsWith('.kubevirt.io');
}
