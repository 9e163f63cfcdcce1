/**
 * The Prometheus that monitors the infra cluster. With it, KubeVirt's operator creates its ServiceMonitor and
 * PrometheusRule.
 *
 * The operator creates them only if the ServiceAccount exists in that namespace when it installs KubeVirt; otherwise it
 * only logs a line (KubeVirt pkg/virt-operator/resource/generate/install/strategy.go). So install Prometheus first.
 */
export interface ClusterMonitoring {
  /**
   * The namespace of Prometheus. CDI's operator uses it too: it lets the account `prometheus-k8s` of that namespace
   * read its metrics.
   */
  readonly namespace: string;
  /**
   * The ServiceAccount of Prometheus, which must exist in the namespace. The chart kube-prometheus-stack uses another
   * name than the default.
   * @default - "prometheus-k8s", upstream's default
   */
  readonly serviceAccount?: string;
  /**
   * The namespace for the ServiceMonitor, where Prometheus looks for it.
   * @default - the namespace of Prometheus
   */
  readonly serviceMonitorNamespace?: string;
}
