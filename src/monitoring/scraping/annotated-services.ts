import type { ScraperFacts } from './scraper';
import { METRICS_PORT, METRICS_PORT_NUMBER } from './targets';
import type { PlainObject } from '../plain-object';

/**
 * A Service beside each operator's own, which the operator keeps as it made it. It does not have the label by which
 * upstream's ServiceMonitors select.
 */
export function annotatedServices({ name, targets }: ScraperFacts): PlainObject[] {
  return targets.map((target) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: `${name}-${target.end}`,
      namespace: target.namespace,
      annotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/scheme': 'https',
        'prometheus.io/port': String(METRICS_PORT_NUMBER),
      },
    },
    spec: {
      clusterIP: 'None',
      selector: target.labels,
      ports: [{ name: METRICS_PORT, port: METRICS_PORT_NUMBER, targetPort: METRICS_PORT, protocol: 'TCP' }],
    },
  }));
}
