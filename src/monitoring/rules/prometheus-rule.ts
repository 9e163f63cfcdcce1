import { dump } from 'js-yaml';
import type { RuleGroup } from './groups';
import type { PlainObject } from '../plain-object';

/** The version of the kinds of prometheus-operator. */
export const MONITORING_API = 'monitoring.coreos.com/v1';

/** Rules as an object of prometheus-operator. */
export function prometheusRule(name: string, namespace: string, groups: unknown): PlainObject {
  return { apiVersion: MONITORING_API, kind: 'PrometheusRule', metadata: { name, namespace }, spec: { groups } };
}

/** Rules as a ConfigMap with a file for `rule_files` of Prometheus. */
export function ruleFile(name: string, namespace: string, file: unknown): PlainObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${name}-rules`, namespace },
    data: { 'rules.yaml': file },
  };
}

/** The text of a file of rules. */
export function ruleText(groups: readonly RuleGroup[]): string {
  return dump({ groups }, { lineWidth: -1 });
}
