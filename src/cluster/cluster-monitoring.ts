/**
 * The Prometheus that watches the infra cluster, so that KubeVirt's operator makes its ServiceMonitor and
 * PrometheusRule.
 *
 * The operator makes them only if the ServiceAccount exists in that namespace when it installs KubeVirt; otherwise it
 * writes a line to its log and goes on (KubeVirt pkg/virt-operator/resource/generate/install/strategy.go). So install
 * Prometheus first.
 */
export interface ClusterMonitoring {
  /**
   * The namespace of Prometheus. CDI's operator takes it too, to let the account `prometheus-k8s` of that namespace
   * read its metrics.
   */
  readonly namespace: string;
  /**
   * The ServiceAccount of Prometheus, which must exist in the namespace. With the chart kube-prometheus-stack it has
   * another name than the default.
   * @default - "prometheus-k8s", upstream's
   */
  readonly serviceAccount?: string;
  /**
   * The namespace for the ServiceMonitor, where Prometheus looks for it.
   * @default - the namespace of Prometheus
   */
  readonly serviceMonitorNamespace?: string;
}
