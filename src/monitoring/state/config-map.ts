import { dump } from 'js-yaml';
import { stateConfiguration } from './configuration';
import type { InfraCluster } from '../../cluster/infra-cluster';
import type { PlainObject } from '../plain-object';

/** The configuration of kube-state-metrics for `--custom-resource-state-config-file`. */
export function stateConfigMap(name: string, namespace: string, cluster: InfraCluster): PlainObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${name}-kube-state-metrics`, namespace },
    data: { 'config.yaml': dump(stateConfiguration(cluster), { lineWidth: -1, noRefs: true }) },
  };
}
