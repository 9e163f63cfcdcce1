import type { KubeVirtSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { ENFORCE, enforcedBy, namespacesOfLaunchers } from '../pod-security';
import { ClusterRule, faultOf, ObjectRule } from '../rule';
import { kubevirt } from '../sources';

const CONFIGURATION = 'spec.configuration.seccompConfiguration';
// Launchers get a seccomp profile only from the KubeVirt custom resource.
const LAUNCHERS = kubevirt('pkg/virt-controller/services/template.go: computePodSecurityContext');

export const SECCOMP: ObjectRule = {
  id: 'KV023',
  name: 'cluster/seccomp',
  on: 'object',
  kinds: ['kubevirt.io/KubeVirt'],
  severity: Severity.ERROR,
  title: 'The seccomp profile of launchers is exactly one',
  why: 'KubeVirt refuses a configuration with no profile, or with two.',
  remedy: 'Write customProfile with either runtimeDefaultProfile or localhostProfile.',
  source: kubevirt('pkg/virt-operator/webhooks/kubevirt-update-admitter.go: validateSeccompConfiguration'),
  acceptable: false,

  *check({ spec }: { spec: KubeVirtSpec }) {
    const profile = spec.configuration?.seccompConfiguration?.virtualMachineInstanceProfile;
    if (profile === undefined) return;
    if (profile.customProfile === undefined) {
      yield fault(`${CONFIGURATION}.virtualMachineInstanceProfile`, 'has no customProfile, which KubeVirt refuses',
        'Write customProfile with runtimeDefaultProfile or localhostProfile.');
      return;
    }
    const { localhostProfile, runtimeDefaultProfile } = profile.customProfile;
    if (localhostProfile !== undefined && runtimeDefaultProfile === true) {
      yield fault(CONFIGURATION,
        'has both localhostProfile and runtimeDefaultProfile, which KubeVirt refuses', 'Keep one.');
    }
  },
};

export const RESTRICTED_WITHOUT_SECCOMP: ClusterRule = {
  id: 'KV032',
  name: 'cluster/restricted-without-seccomp',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'A namespace that enforces the pod security level "restricted" gets launchers with a seccomp profile',
  why: 'Pod Security Admission refuses the launcher pods, so no machine of the namespace starts or migrates.',
  remedy: 'Set kubevirtConfig.seccompProfile of the cluster, such as "RuntimeDefault", or enforce "baseline".',
  source: LAUNCHERS,
  acceptable: true,

  *check(cluster) {
    const spec = cluster.kubevirtSpec;
    if (spec === undefined || hasProfile(spec)) return;
    for (const namespace of restrictedNamespaces(cluster)) yield faultOf(namespace, refusal('has none', this.remedy));
  },
};

export const RESTRICTED_IN_EXISTING_CLUSTER: ClusterRule = {
  id: 'KV033',
  name: 'cluster/restricted-in-existing-cluster',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'A namespace of a cluster that exists already enforces no more than its launchers are known to pass',
  why: 'Pod Security Admission refuses launcher pods in a namespace that enforces "restricted" unless the KubeVirt '
    + 'custom resource gives them a seccomp profile.',
  remedy: 'Make sure that the KubeVirt custom resource sets '
    + 'configuration.seccompConfiguration.virtualMachineInstanceProfile.customProfile.',
  source: LAUNCHERS,
  acceptable: true,

  *check(cluster) {
    const isWritten = cluster.facts.turnsGatesOn || cluster.of('kubevirt.io', 'KubeVirt').length > 0;
    if (isWritten) return;
    for (const namespace of restrictedNamespaces(cluster)) {
      yield faultOf(namespace, refusal('is not known to have one', this.remedy));
    }
  },
};

function refusal(state: string, remedy: string): Fault {
  return fault(`metadata.labels.${ENFORCE}`, 'is "restricted", which launchers pass only with a seccomp profile, '
    + `but the KubeVirt custom resource ${state}, so no machine of this namespace would start`, remedy);
}

/** The namespaces with launchers that enforce "restricted". */
function restrictedNamespaces(cluster: ClusterView): Entry[] {
  return namespacesOfLaunchers(cluster).filter((entry) => enforcedBy(entry)?.level === 'restricted');
}

function hasProfile(spec: KubeVirtSpec): boolean {
  const profile = spec.configuration?.seccompConfiguration?.virtualMachineInstanceProfile?.customProfile;
  return profile?.localhostProfile !== undefined || profile?.runtimeDefaultProfile === true;
}
