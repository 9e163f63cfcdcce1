import type { InfraCluster } from '../../cluster/infra-cluster';

/**
 * What serves metrics: all pods of an operator's namespace that have a label, and a headless Service with the same
 * label that the operator makes. KubeVirt: pkg/virt-operator/resource/generate/components/deployments.go,
 * NewPrometheusService; CDI: pkg/operator/resources/namespaced/controller.go.
 */
export interface Target {
  /** What the names of our objects end with. */
  readonly end: 'kubevirt' | 'cdi';
  readonly namespace: string;
  /** The label of the pods, and of the operator's Service. */
  readonly labels: { readonly [key: string]: string };
}

/** The name of the port, of pods and Services. */
export const METRICS_PORT = 'metrics';
/** Its number in pods. */
export const METRICS_PORT_NUMBER = 8443;

/**
 * Both serve with certificates of their own, each component with a name of its own, so that no one name fits all
 * behind a Service. Upstream's ServiceMonitors do not verify them either (KubeVirt components/prometheus.go, CDI
 * pkg/operator/controller/prometheus.go).
 */
export const UNVERIFIED = true;

/**
 * Series keep the label `namespace` that they have, which is that of the machine or the image. CDI's own ServiceMonitor
 * does not say so, and upstream's alert about outdated images then names CDI's namespace.
 */
export const HONOR_LABELS = true;

/** What serves metrics in an infra cluster. */
export function targetsOf({ kubevirtNamespace, cdiNamespace }: InfraCluster): readonly Target[] {
  return [
    { end: 'kubevirt', namespace: kubevirtNamespace, labels: { 'prometheus.kubevirt.io': 'true' } },
    { end: 'cdi', namespace: cdiNamespace, labels: { 'prometheus.cdi.kubevirt.io': 'true' } },
  ];
}
