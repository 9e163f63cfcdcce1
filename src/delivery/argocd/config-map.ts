import { HEALTH_SCRIPTS, keyOf } from './health/scripts';
import type { Settings } from './settings';
import type { KubernetesObject } from '../../releases/facts';

/**
 * A part of Argo CD's own ConfigMap, to be applied on the server, which keeps its other keys. Without these health
 * checks, waves do not wait for the operators, and stopped machines and disks without a consumer keep a sync from
 * ending.
 */
export function healthChecks({ namespace }: Settings): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'argocd-cm',
      namespace,
      // Argo CD reads no ConfigMap without it.
      labels: { 'app.kubernetes.io/part-of': 'argocd' },
    },
    data: Object.fromEntries(HEALTH_SCRIPTS.map((script) => [keyOf(script), script.lua.trimStart()])),
  };
}
