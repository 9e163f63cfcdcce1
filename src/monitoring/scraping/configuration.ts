import { dump } from 'js-yaml';
import type { ScraperFacts } from './scraper';
import { HONOR_LABELS, METRICS_PORT, Target, UNVERIFIED } from './targets';
import type { PlainObject } from '../plain-object';

/** A ConfigMap with a file of `scrape_configs`. */
export function scrapeConfiguration({ name, namespace, targets }: ScraperFacts): PlainObject[] {
  return [{
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${name}-scraping`, namespace },
    data: { 'scrape.yaml': dump({ scrape_configs: targets.map(job) }, { lineWidth: -1 }) },
  }];
}

/** Prometheus' own format (docs/configuration/configuration.md); Endpoints are deprecated since Kubernetes 1.33. */
function job({ end, namespace, labels }: Target): object {
  const [[key, value]] = Object.entries(labels);
  const keep = (source: string, regex: string) => ({ source_labels: [source], regex, action: 'keep' });
  const label = (source: string, target: string) => ({ source_labels: [source], target_label: target });
  return {
    job_name: end,
    scheme: 'https',
    tls_config: { insecure_skip_verify: UNVERIFIED },
    honor_labels: HONOR_LABELS,
    kubernetes_sd_configs: [{ role: 'endpointslice', namespaces: { names: [namespace] } }],
    relabel_configs: [
      keep(`__meta_kubernetes_service_label_${key.replace(/[^a-zA-Z0-9_]/g, '_')}`, value),
      keep('__meta_kubernetes_endpointslice_port_name', METRICS_PORT),
      label('__meta_kubernetes_namespace', 'namespace'),
      label('__meta_kubernetes_pod_name', 'pod'),
    ],
  };
}
