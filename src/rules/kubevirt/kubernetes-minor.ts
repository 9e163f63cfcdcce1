import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterRule } from '../rule';
import { own } from '../sources';

const FIELD = 'kubernetes';
const MINOR = /^1\.[1-9]\d{0,2}$/;

export const KUBERNETES_VERSION: ClusterRule = {
  id: 'KV051',
  name: 'cluster/kubernetes-version',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'The version of Kubernetes is that of a minor',
  why: 'Upstream supports minors, and every patch of them.',
  remedy: 'Write the minor, such as "1.35".',
  source: own('docs/how-to/upgrade.md'),
  acceptable: false,

  *check({ facts: { kubernetes } }) {
    if (MINOR.test(kubernetes)) return;
    const meant = /^v?(1\.\d+)(\.\d+)?([-+].*)?$/.exec(kubernetes)?.[1];
    yield fault(FIELD, `"${kubernetes}" is not a minor version of Kubernetes`,
      meant !== undefined && MINOR.test(meant) ? `Write "${meant}".` : this.remedy);
  },
};

export const KUBERNETES_UNSUPPORTED: ClusterRule = {
  id: 'KV052',
  name: 'cluster/kubernetes-unsupported',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'Upstream supports the release of KubeVirt on the minor of Kubernetes',
  why: 'KubeVirt is tested on some minors of Kubernetes alone (kubevirt/sig-release, k8s-support-matrix.md). On others '
    + 'its components may fail: up to v1.8.2 they loop on Kubernetes 1.36.',
  remedy: 'Choose a release of KubeVirt for the minor, or upgrade Kubernetes.',
  source: own('docs/how-to/upgrade.md'),
  acceptable: true,

  *check({ facts: { kubernetes, kubevirt } }) {
    const minors = kubevirt.kubernetesMinors;
    if (!MINOR.test(kubernetes) || minors.includes(kubernetes)) return;
    yield fault(FIELD, `"${kubernetes}" is a minor that ${kubevirt} is not supported on`,
      `Upstream supports that release on ${minors.join(', ')}.`);
  },
};
