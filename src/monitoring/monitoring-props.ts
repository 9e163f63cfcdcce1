import type { PlatformAlert } from './alerts/names';
import type { AlertThresholds } from './alerts/thresholds';
import type { Scraping } from './scraping/scraping';

/** Props of the monitoring of an infra cluster. */
export interface MonitoringProps {
  /**
   * How Prometheus gets the metrics of KubeVirt and CDI. It decides the form of the rules too: a PrometheusRule for
   * prometheus-operator, otherwise a ConfigMap with a file for `rule_files`.
   */
  readonly scraping: Scraping;
  /**
   * What the names of the objects begin with.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The namespace of Prometheus, in which the objects for it are written. It must exist.
   * @default "monitoring" - as in kube-prometheus
   */
  readonly namespace?: string;
  /**
   * The ServiceAccount of Prometheus, which then gets the right to find the pods of KubeVirt and CDI.
   * @default - none: Prometheus may read all namespaces already, as that of kube-prometheus-stack may
   */
  readonly serviceAccount?: string;
  /**
   * Labels of the objects, by which Prometheus selects ServiceMonitors and PrometheusRules, such as
   * `{ release: 'kube-prometheus-stack' }`.
   * @default {} - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Whether NetworkPolicies let the namespace of Prometheus reach the ports of the metrics. Ask for them only where
   * other policies of the operators' namespaces allow what else their pods need: as soon as one policy selects a pod,
   * everything that none allows is refused, such as the API server's calls of webhooks.
   * @default false
   */
  readonly networkPolicies?: boolean;
  /**
   * Whether kube-state-metrics gets a configuration that makes metrics of pools, machines, disks, images, snapshots,
   * KubeVirt and CDI: a ConfigMap with `config.yaml` for its option `--custom-resource-state-config-file`, and a
   * ClusterRole. Without it, alerts that rest on these metrics are left out.
   * @default true - neither KubeVirt nor CDI has such metrics
   */
  readonly stateMetrics?: boolean;
  /**
   * The ServiceAccount of kube-state-metrics as `namespace/name`, which is then given the ClusterRole.
   * @default - none: bind the ClusterRole yourself
   */
  readonly stateMetricsAccount?: string;
  /**
   * The alerts.
   * @default - all alerts with their defaults
   */
  readonly alerts?: AlertOptions;
  /**
   * Whether recording rules say what is requested and what there is for it: by tenant, StorageClass, and group of
   * nodes.
   * @default true
   */
  readonly capacityRules?: boolean;
  /**
   * The label of nodes that names the group that they belong to. kube-state-metrics must be told to have it, with
   * `--metric-labels-allowlist=nodes=[…]`.
   * @default - none: all nodes that can run machines are one group
   */
  readonly nodeGroupLabel?: string;
}

/** What alerts look like, and which there are. */
export interface AlertOptions {
  /**
   * Whether there are alerts.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Alerts that are left out.
   * @default [] - none
   */
  readonly without?: PlatformAlert[];
  /**
   * When they fire.
   * @default - the defaults of `AlertThresholds`
   */
  readonly thresholds?: AlertThresholds;
  /**
   * The base URL of the runbooks. A slash, the name of the alert and `.md` follow.
   * @default - `docs/runbooks` of this library's repository
   */
  readonly runbooks?: string;
  /**
   * Labels of all alerts, for example for routes of Alertmanager.
   * @default {} - none
   */
  readonly labels?: { readonly [name: string]: string };
  /**
   * The name of the label with the cluster, whose value is `clusterName`.
   * @default "cluster"
   */
  readonly clusterLabel?: string;
  /**
   * The name of the label with the namespace of the tenant that an alert is about. Alerts about the platform do not
   * have it, so that a route can send the others to the tenant.
   * @default "tenant"
   */
  readonly tenantLabel?: string;
}
