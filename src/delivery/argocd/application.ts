import {
  API_VERSION, CASCADE, CLUSTER, COMPARE_OPTIONS, LAYER, MANIFEST_PATHS, NO_NAMESPACE, projectOf, STAGE, SYNC_WAVE,
  TENANT,
} from './names';
import { inRepository, Settings } from './settings';
import { asksServer, cascades, compareOptions, ignoreDifferences, mayMissKinds, syncPolicy } from './sync';
import type { KubernetesObject } from '../../releases/facts';
import { defined } from '../../toolkit/shape';
import type { DeliveredCluster, DeliveryUnit } from '../model/unit';

/** The Application that applies one folder. */
export function application(
  settings: Settings, cluster: DeliveredCluster, unit: DeliveryUnit, wave: number,
): KubernetesObject {
  const { layer, tenant } = unit;
  return {
    apiVersion: API_VERSION,
    kind: 'Application',
    metadata: {
      name: `${settings.prefix}${unit.name}`,
      namespace: settings.namespace,
      labels: {
        [CLUSTER]: unit.cluster,
        [LAYER]: layer,
        ...(cluster.stage !== undefined && { [STAGE]: cluster.stage }),
        ...(tenant !== undefined && { [TENANT]: tenant }),
      },
      annotations: {
        [COMPARE_OPTIONS]: compareOptions(asksServer(unit)),
        [MANIFEST_PATHS]: '.',
        [SYNC_WAVE]: String(wave),
      },
      ...(cascades(settings, layer) && { finalizers: [CASCADE] }),
    },
    spec: defined({
      project: projectOf(settings, unit),
      source: sourceOf(settings, inRepository(settings, unit.path)),
      destination: { name: settings.destinationOf(unit.cluster), namespace: namespaceOf(unit) },
      syncPolicy: syncPolicy(settings, { layer, mayMissKinds: mayMissKinds(unit) }),
      ignoreDifferences: ignoreDifferences(settings),
    }),
  };
}

export function sourceOf({ repositoryUrl, revision }: Settings, path: string) {
  return { repoURL: repositoryUrl, targetRevision: revision, path };
}

/** All objects have a namespace of their own. Argo CD checks this one against the project as well. */
export function namespaceOf({ namespaces, tenant }: DeliveryUnit): string {
  return namespaces[0] ?? tenant ?? NO_NAMESPACE;
}
