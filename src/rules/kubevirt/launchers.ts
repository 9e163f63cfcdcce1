import { gatesIn } from './gates/wishes';
import type { KubeVirtSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { fieldBelow } from '../../toolkit/path';
import { ENFORCE, enforcedBy, namespacesOfLaunchers } from '../pod-security';
import { ClusterRule, faultOf } from '../rule';
import { kubevirt } from '../sources';

export const LAUNCHERS_BEYOND_POD_SECURITY: ClusterRule = {
  id: 'KV062',
  name: 'cluster/launchers-beyond-pod-security',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'What KubeVirt gives to every launcher passes the pod security level of their namespaces',
  why: 'With the feature gate Root, launchers run as root with the capability SYS_NICE; with selinuxLauncherType, as '
    + 'another type of SELinux. Pod Security Admission refuses both, so no machine of the namespace starts or '
    + 'migrates.',
  remedy: 'Leave the gate or the type out, or enforce PodSecurityLevel.PRIVILEGED.',
  source: kubevirt('pkg/virt-controller/services/rendercontainer.go: requiredCapabilities; template.go: '
    + 'alignPodMultiCategorySecurity'),
  acceptable: true,

  *check(cluster) {
    const isRoot = runsAsRoot(cluster);
    const type = cluster.kubevirtSpec?.configuration?.selinuxLauncherType;
    if (!isRoot && !type) return;
    for (const namespace of namespacesOfLaunchers(cluster)) {
      const enforced = enforcedBy(namespace);
      if (enforced === undefined) continue;
      const at = fieldBelow('metadata.labels', ENFORCE);
      const level = `is "${enforced.level}", which refuses`;
      if (isRoot && hasRootMachine(cluster, namespace)) {
        yield faultOf(namespace, fault(at, `${level} the capability SYS_NICE of all launchers, because the feature `
          + 'gate "Root" is on in the cluster: no machine of this namespace would start', this.remedy));
      }
      if (type && !typesOf(enforced.minor).includes(type)) {
        yield faultOf(namespace, fault(at, `${level} the SELinux type "${type}" of all launchers, which `
          + 'configuration.selinuxLauncherType of the KubeVirt custom resource sets: no machine of this namespace '
          + 'would start', this.remedy));
      }
    }
  },
};

/** Whether launchers of the cluster run as root, unless a machine says otherwise. */
function runsAsRoot({ facts, kubevirtSpec }: ClusterView): boolean {
  const listed = gatesIn(kubevirtSpec as KubeVirtSpec | undefined).wanted;
  const state = facts.kubevirt.featureGateState('Root');
  return state !== undefined && state !== 'Discontinued' && [...facts.gates, ...listed].includes('Root');
}

// KubeVirt v1.9.0 pkg/vmitrait/vmitrait.go: IsNonRoot.
const NON_ROOT = 'kubevirt.io/nonroot';

/** Whether a namespace may have a machine whose launcher runs as root. */
function hasRootMachine(cluster: ClusterView, { object }: Entry): boolean {
  const machines = cluster.machinesIn(object!.metadata.name!);
  return machines.length === 0 || machines.some(({ machine }) => machine?.annotations[NON_ROOT] === undefined);
}

/** The SELinux types that a level takes (Kubernetes v1.35 pod-security-admission/policy/check_seLinuxOptions.go). */
function typesOf(minor: number): string[] {
  const types = ['container_t', 'container_init_t', 'container_kvm_t'];
  return minor >= 31 ? [...types, 'container_engine_t'] : types;
}
