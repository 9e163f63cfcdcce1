import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import type {
  VirtualMachineInstancetypeSpec, VirtualMachinePreferenceSpec,
} from '../../imports/instancetype.kubevirt.io';
import type { InstancetypeMatcher } from '../../imports/kubevirt.io';
import { commonInstancetype, CommonNoun, commonPreference } from '../releases/common-instancetypes';

/** The instancetype that the machine of an entry names; undefined if neither the bundle nor KubeVirt holds it. */
export function instancetypeOf({ machine, cluster, namespace }: Entry): VirtualMachineInstancetypeSpec | undefined {
  return instancetypeNamed(cluster, machine?.spec.instancetype, namespace);
}

/** The instancetype that a matcher names in a namespace; undefined if neither the bundle nor KubeVirt holds it. */
export function instancetypeNamed(
  cluster: ClusterView | undefined, matcher: InstancetypeMatcher | undefined, namespace: string | undefined,
): VirtualMachineInstancetypeSpec | undefined {
  return specOf(cluster, matcher, 'Instancetype', namespace) as VirtualMachineInstancetypeSpec | undefined;
}

/**
 * The preference that the machine of an entry names; undefined if neither the bundle nor KubeVirt holds it. One of
 * KubeVirt's own has only what decides whether a machine is accepted, and whether it can be live-migrated.
 */
export function preferenceOf({ machine, cluster, namespace }: Entry): VirtualMachinePreferenceSpec | undefined {
  return specOf(cluster, machine?.spec.preference, 'Preference', namespace) as VirtualMachinePreferenceSpec | undefined;
}

/**
 * A machine that names a revision keeps the content that the object had then. Whether virt-operator installs what
 * KubeVirt embeds is not asked here: a rule reports machines that name it where it does not.
 */
function specOf(
  cluster: ClusterView | undefined,
  matcher: InstancetypeMatcher | undefined,
  noun: CommonNoun,
  namespace: string | undefined,
): unknown {
  const { kind = '', name, revisionName } = matcher ?? {};
  if (cluster === undefined || name === undefined || revisionName !== undefined) return undefined;
  const found = entryNamed(cluster, matcher, noun, namespace);
  if (found !== undefined) return found.hasShape ? found.object!.spec : undefined;
  if (!isClusterWide(kind)) return undefined;
  const { version } = cluster.facts.kubevirt;
  return noun === 'Instancetype' ? commonInstancetype(version, name) : commonPreference(version, name);
}

/** The object of the bundle that a matcher names in a namespace; undefined if the bundle does not hold it. */
export function entryNamed(
  cluster: ClusterView | undefined,
  matcher: InstancetypeMatcher | undefined,
  noun: CommonNoun,
  namespace: string | undefined,
): Entry | undefined {
  const { kind = '', name, revisionName } = matcher ?? {};
  if (cluster === undefined || name === undefined || revisionName !== undefined) return undefined;
  const isWide = isClusterWide(kind);
  return cluster.find(GROUP, `VirtualMachine${isWide ? 'Cluster' : ''}${noun}`, name, isWide ? undefined : namespace);
}

const GROUP = 'instancetype.kubevirt.io';

/**
 * Whether a matcher's kind is the cluster-wide one: KubeVirt takes any case, singular and plural, and an empty kind for
 * it (KubeVirt v1.9.0 pkg/instancetype/find/spec.go).
 */
export function isClusterWide(kind: string): boolean {
  return kind === '' || kind.toLowerCase().startsWith('virtualmachinecluster');
}
