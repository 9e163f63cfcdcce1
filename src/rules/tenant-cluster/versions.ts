import * as semver from 'semver';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { Complaint, complaint } from '../../toolkit/complaint';
import type { PropRule } from '../rule';
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

export const KUBELET_SKEW: PropRule = {
  id: 'TC008',
  name: 'clusters/kubelet',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A kubelet is not newer than the control plane, and at most three minors older',
  why: 'Kubernetes supports no other kubelets: a node may not join, or its pods may not start.',
  remedy: 'Leave kubelet out, so that nodes have the version of the control plane; upgrade the control plane first.',
  source: kubernetes('https://kubernetes.io/releases/version-skew-policy/: kubelet'),
  acceptable: false,
};

const MOST_MINORS = 3;

/** Reports a kubelet that does not fit the control plane. What is not a version is reported elsewhere. */
export function* kubeletFaults(kubelet: string | undefined, controlPlane: string): Iterable<Fault> {
  const [node, plane] = [semver.parse(kubelet), semver.parse(controlPlane)];
  if (node === null || plane === null) return;
  if (semver.gt(node, plane)) {
    yield fault('kubelet', `"${kubelet}" is newer than the control plane, which has ${controlPlane}`,
      KUBELET_SKEW.remedy);
  } else if (node.major !== plane.major || plane.minor - node.minor > MOST_MINORS) {
    yield fault('kubelet', `"${kubelet}" is more than ${MOST_MINORS} minors older than the control plane, which has `
      + controlPlane, `Write at least "${plane.major}.${plane.minor - MOST_MINORS}.0".`);
  }
}
