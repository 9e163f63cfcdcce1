import type { PlatformAlert } from './names';
import type { Thresholds } from './thresholds';

/** How urgent an alert is, in the words that KubeVirt's and CDI's own alerts have. */
export type AlertSeverity = 'critical' | 'warning' | 'info';

/** A Schedule of Velero that the program has. */
export interface ScheduledBackups {
  readonly name: string;
  /** The longest time in seconds between two backups. */
  readonly pause: number;
}

/** What alerts need to know of the program. */
export interface AlertFacts {
  readonly thresholds: Thresholds;
  /** The releases that the cluster should run, such as `v1.9.0`. */
  readonly kubevirt: string;
  readonly cdi: string;
  /** The schedules of backups, without those that are paused. */
  readonly schedules: readonly ScheduledBackups[];
}

/** One rule of an alert. */
export interface AlertRule {
  /** An expression in PromQL that has a series for each thing that is wrong. */
  readonly expr: string;
  /** For how many seconds that must be so. */
  readonly seconds: number;
  /** What is wrong, in one sentence without a full stop. Go templates are filled in by Prometheus. */
  readonly summary: string;
  /** Labels that the series do not have. */
  readonly labels?: { readonly [name: string]: string };
}

/** An alert of ours. */
export interface Alert {
  readonly name: PlatformAlert;
  readonly severity: AlertSeverity;
  /** Whether it is about something of a tenant, whose namespace is the label `namespace` of the series. */
  readonly ofTenant: boolean;
  /** Whether it rests on metrics that kube-state-metrics has only with our configuration. */
  readonly needsState: boolean;
  /** Its rules; several where each has a bound of its own. */
  rules(facts: AlertFacts): readonly AlertRule[];
}
