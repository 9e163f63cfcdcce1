/** The scope of the instancetype that machines infer from their boot disk. */
export enum InstancetypeKind {
  /** Cluster-wide. */
  CLUSTER = 'VirtualMachineClusterInstancetype',
  /** In the machine's own namespace. */
  NAMESPACED = 'VirtualMachineInstancetype',
}

/** The scope of the preference that machines infer from their boot disk. */
export enum PreferenceKind {
  /** Cluster-wide. */
  CLUSTER = 'VirtualMachineClusterPreference',
  /** In the machine's own namespace. */
  NAMESPACED = 'VirtualMachinePreference',
}

/** What machines can infer from their boot disk. */
export interface Inference {
  readonly defaultInstancetype?: string;
  readonly defaultInstancetypeKind?: InstancetypeKind;
  readonly defaultPreference?: string;
  readonly defaultPreferenceKind?: PreferenceKind;
}

/**
 * The labels from which KubeVirt infers a machine's size and preference (KubeVirt v1.9.0,
 * kubevirt.io/api/instancetype/register.go).
 */
export function inferenceLabels(of: Inference): { [label: string]: string } {
  const labels: { [label: string]: string } = {};
  if (of.defaultInstancetype !== undefined) {
    labels['instancetype.kubevirt.io/default-instancetype'] = of.defaultInstancetype;
    const kind = of.defaultInstancetypeKind ?? InstancetypeKind.CLUSTER;
    labels['instancetype.kubevirt.io/default-instancetype-kind'] = kind;
  }
  if (of.defaultPreference !== undefined) {
    labels['instancetype.kubevirt.io/default-preference'] = of.defaultPreference;
    labels['instancetype.kubevirt.io/default-preference-kind'] = of.defaultPreferenceKind ?? PreferenceKind.CLUSTER;
  }
  return labels;
}
