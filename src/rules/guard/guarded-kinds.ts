/** Kinds of one API group, by what the API server calls them. */
export interface GuardedGroup {
  readonly group: string;
  readonly kinds: { readonly [kind: string]: string };
}

/**
 * The kinds that are guarded if they have the label: machines, disks, snapshots, and the namespaces around them. A
 * DataImportCron is none of them: controllers delete it to change its schedule, and its imports outlive it.
 */
export const PROTECTABLE: readonly GuardedGroup[] = [
  { group: '', kinds: { Namespace: 'namespaces', PersistentVolumeClaim: 'persistentvolumeclaims' } },
  { group: 'cdi.kubevirt.io', kinds: { DataVolume: 'datavolumes' } },
  {
    group: 'kubevirt.io',
    kinds: {
      VirtualMachine: 'virtualmachines',
      VirtualMachineInstanceReplicaSet: 'virtualmachineinstancereplicasets',
    },
  },
  { group: 'pool.kubevirt.io', kinds: { VirtualMachinePool: 'virtualmachinepools' } },
  { group: 'snapshot.kubevirt.io', kinds: { VirtualMachineSnapshot: 'virtualmachinesnapshots' } },
  { group: 'snapshot.storage.k8s.io', kinds: { VolumeSnapshot: 'volumesnapshots' } },
];

/** The kinds that are guarded without a label, together with their CRDs and the namespaces of the operators. */
export const PLATFORM: readonly GuardedGroup[] = [
  { group: '', kinds: { Namespace: 'namespaces' } },
  { group: 'apiextensions.k8s.io', kinds: { CustomResourceDefinition: 'customresourcedefinitions' } },
  { group: 'cdi.kubevirt.io', kinds: { CDI: 'cdis' } },
  { group: 'kubevirt.io', kinds: { KubeVirt: 'kubevirts' } },
];

/** Machines alone, for the label that KubeVirt's SSP operator and user interfaces write. */
export const MACHINES: readonly GuardedGroup[] = [
  { group: 'kubevirt.io', kinds: { VirtualMachine: 'virtualmachines' } },
];

/** Whether objects of a kind are guarded if they have the label. */
export function isProtectable(group: string, kind: string): boolean {
  return PROTECTABLE.some((each) => each.group === group && Object.hasOwn(each.kinds, kind));
}
