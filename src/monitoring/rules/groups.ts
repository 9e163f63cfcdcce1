import { capacityRules, RecordingRule } from './capacity';
import { prometheusDuration } from '../../toolkit/prometheus-duration';
import type { Alert, AlertFacts } from '../alerts/alert';

/** An alerting rule, as Prometheus reads it. */
export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly [name: string]: string };
  readonly annotations: { readonly summary: string; readonly runbook_url: string };
}

/** A group of rules, which Prometheus evaluates one after the other. */
export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly (AlertingRule | RecordingRule)[];
}

/** What the rules of alerts have in common. */
export interface AlertForm {
  /** Labels of all alerts, such as the one with the cluster. */
  readonly labels: { readonly [name: string]: string };
  /** The name of the label with the namespace of the tenant. */
  readonly tenantLabel: string;
  /** Where the runbooks are, without a slash at the end. */
  readonly runbooks: string;
}

/** The rules of alerts in a group for each alert; no group for an alert without rules. */
export function alertGroups(alerts: readonly Alert[], facts: AlertFacts, form: AlertForm): RuleGroup[] {
  return alerts.map((alert) => ({ name: `cdk8s-kubevirt.${alert.name}`, rules: alertingRules(alert, facts, form) }))
    .filter(({ rules }) => rules.length > 0);
}

/** The recording rules of capacity. */
export function capacityGroup(nodeGroupLabel: string | undefined): RuleGroup {
  return { name: 'cdk8s-kubevirt.capacity', rules: capacityRules(nodeGroupLabel) };
}

function alertingRules(alert: Alert, facts: AlertFacts, { labels, tenantLabel, runbooks }: AlertForm): AlertingRule[] {
  return alert.rules(facts).map((rule) => ({
    alert: alert.name,
    expr: rule.expr,
    for: prometheusDuration(rule.seconds),
    labels: {
      severity: alert.severity,
      ...labels,
      ...(alert.ofTenant && { [tenantLabel]: '{{ $labels.namespace }}' }),
      ...rule.labels,
    },
    annotations: { summary: `${rule.summary}.`, runbook_url: `${runbooks}/${alert.name}.md` },
  }));
}
