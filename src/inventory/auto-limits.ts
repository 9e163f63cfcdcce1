import type { ClusterView } from './cluster-view';
import type { AutoLimits } from '../machines/launcher/launcher-pod';
import { selects } from '../toolkit/label-selector';
import { isPlain } from '../toolkit/merge';

// KubeVirt v1.9.0, pkg/virt-controller/services/template.go: DefaultMemoryLimitOverheadRatio.
const USUAL_RATIO = 2;
const RATIO_LABEL = 'alpha.kubevirt.io/auto-memory-limits-ratio';

/**
 * The limits that KubeVirt gives launchers of a namespace whose machines state none: if a ResourceQuota of the
 * namespace limits `limits.cpu` or `limits.memory`, whatever its scopes, and for CPU if the KubeVirt custom resource
 * selects the namespace (KubeVirt v1.7.0 and v1.9.0, pkg/virt-controller/services: template.go, and renderresources.go:
 * getMemoryLimitsRatio).
 */
export function autoLimitsIn(cluster: ClusterView, namespace: string): AutoLimits {
  const limited = new Set(cluster.ofIn('', 'ResourceQuota', namespace).flatMap(({ object }) => limitsIn(object?.spec)));
  const labels = cluster.find('', 'Namespace', namespace)?.object?.metadata.labels as { [key: string]: string };
  const selector = cluster.kubevirtSpec?.configuration?.autoCPULimitNamespaceLabelSelector;
  return {
    cpu: limited.has('limits.cpu') || selects(selector, labels),
    memoryRatio: limited.has('limits.memory') ? ratioOf(labels) : undefined,
  };
}

function limitsIn(spec: unknown): string[] {
  const hard = isPlain(spec) ? spec.hard : undefined;
  return isPlain(hard) ? Object.keys(hard) : [];
}

function ratioOf(labels: { readonly [key: string]: string } = {}): number {
  const stated = Number(labels[RATIO_LABEL]);
  return stated >= 1 ? stated : USUAL_RATIO;
}
