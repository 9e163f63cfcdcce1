import type { ScraperFacts } from './scraper';
import { HONOR_LABELS, METRICS_PORT, UNVERIFIED } from './targets';
import type { PlainObject } from '../plain-object';
import { MONITORING_API } from '../rules/prometheus-rule';

/** A ServiceMonitor for each operator's Service, beside Prometheus. */
export function serviceMonitors({ name, namespace, targets }: ScraperFacts): PlainObject[] {
  return targets.map((target) => ({
    apiVersion: MONITORING_API,
    kind: 'ServiceMonitor',
    metadata: { name: `${name}-${target.end}`, namespace },
    spec: {
      namespaceSelector: { matchNames: [target.namespace] },
      selector: { matchLabels: target.labels },
      endpoints: [{
        port: METRICS_PORT,
        scheme: 'https',
        tlsConfig: { insecureSkipVerify: UNVERIFIED },
        honorLabels: HONOR_LABELS,
      }],
    },
  }));
}
