import * as semver from 'semver';
import { deploymentsOfClusters } from './deployments';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { mapIn } from '../../machine-controller/parts';
import { Complaint, complaint } from '../../toolkit/complaint';
import { BundleRule, faultOf, PropRule } from '../rule';
import { kubernetes, machineController } from '../sources';

export const CONTROL_PLANE: PropRule = {
  id: 'TC002',
  name: 'clusters/version',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The version of a tenant\'s control plane has a major, a minor and a patch',
  why: 'machine-controller installs the kubelet of exactly one version, which is compared with it.',
  remedy: 'Write it as in "1.35.8".',
  source: machineController('pkg/admission/machines.go: validateMachineSpec'),
  acceptable: false,
};

/** Checks a version such as `1.35.8`. */
export function notVersion(version: string): Complaint | undefined {
  if (/^\d/.test(version) && semver.valid(version) !== null) return undefined;
  return complaint(`"${version}" is not a version of Kubernetes`, CONTROL_PLANE.remedy);
}

export const KUBELET_SKEW: BundleRule = {
  id: 'TC008',
  name: 'clusters/kubelet',
  on: 'bundle',
  severity: Severity.ERROR,
  title: 'A kubelet is not newer than the control plane, and at most three minors older',
  why: 'Kubernetes supports no other kubelets: a node may not join, or its pods may not start.',
  remedy: 'Leave kubelet out, so that nodes have the version of the control plane; upgrade the control plane first.',
  source: kubernetes('https://kubernetes.io/releases/version-skew-policy/: kubelet'),
  acceptable: false,

  *check(inventory) {
    for (const { entry, parts, cluster } of deploymentsOfClusters(inventory)) {
      const { kubelet } = mapIn<{ readonly kubelet: unknown }>(parts.machine.versions);
      if (typeof kubelet !== 'string') continue;
      for (const each of kubeletFaults(kubelet, cluster.kubernetes)) yield faultOf(entry, each);
    }
  },
};

const KUBELET = 'spec.template.spec.versions.kubelet';
const MOST_MINORS = 3;

/** Reports a kubelet that does not fit the control plane. What is not a version is reported elsewhere. */
function* kubeletFaults(kubelet: string, controlPlane: string): Iterable<Fault> {
  const [node, plane] = [semver.parse(kubelet), semver.parse(controlPlane)];
  if (node === null || plane === null) return;
  if (semver.gt(node, plane)) {
    yield fault(KUBELET, `"${kubelet}" is newer than the control plane, which has ${controlPlane}`,
      `Write "${controlPlane}"; upgrade the control plane first.`, KUBELET_SKEW.remedy);
  } else if (node.major !== plane.major || plane.minor - node.minor > MOST_MINORS) {
    yield fault(KUBELET, `"${kubelet}" is more than ${MOST_MINORS} minors older than the control plane, which has `
      + controlPlane, `Write at least "${plane.major}.${plane.minor - MOST_MINORS}.0".`);
  }
}
