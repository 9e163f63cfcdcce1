import { sourceOf } from './application';
import { API_VERSION, deliveryName, MANIFEST_PATHS, SYNC_WAVE } from './names';
import { inRepository, Settings } from './settings';
import { automated, RETRY } from './sync';
import type { KubernetesObject } from '../../releases/facts';

/** The name of the cluster that Argo CD runs in, as Argo CD knows it. */
const IN_CLUSTER = 'in-cluster';

/** The project of the Applications that hold other Applications. It reaches nothing but Argo CD's own objects. */
export function deliveryProject(settings: Settings, app: string): KubernetesObject {
  return {
    apiVersion: API_VERSION,
    kind: 'AppProject',
    metadata: { name: deliveryName(settings, app), namespace: settings.namespace },
    spec: {
      description: 'The Applications of the bundle, and their projects',
      sourceRepos: [settings.repositoryUrl],
      destinations: [{ name: IN_CLUSTER, namespace: settings.namespace }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: ['AppProject', 'Application', 'ApplicationSet']
        .map((kind) => ({ group: 'argoproj.io', kind })),
    },
  };
}

/** What a root applies. */
export interface Root {
  readonly name: string;
  /** The name of the app. */
  readonly app: string;
  /** The folder below the output directory, which has a `kustomization.yaml`. */
  readonly folder: string;
  /** The wave in which another root applies this one. */
  readonly wave?: number;
}

/**
 * An Application that applies a folder of Applications and projects. An Application that has left the folder is
 * deleted; what it has applied stays, unless it has the finalizer.
 */
export function rootApplication(settings: Settings, { name, app, folder, wave }: Root): KubernetesObject {
  const path = inRepository(settings, folder);
  return {
    apiVersion: API_VERSION,
    kind: 'Application',
    metadata: {
      name,
      namespace: settings.namespace,
      annotations: { [MANIFEST_PATHS]: '.', ...(wave !== undefined && { [SYNC_WAVE]: String(wave) }) },
    },
    spec: {
      project: deliveryName(settings, app),
      source: sourceOf(settings, path),
      destination: { name: IN_CLUSTER, namespace: settings.namespace },
      syncPolicy: {
        // Somebody who turns off the syncs of an Application, to restore a disk for example, must not be overruled.
        automated: automated(settings.prune, false),
        // With it, Applications that are as they should be are not waited for again.
        syncOptions: ['ServerSideApply=true', 'ApplyOutOfSyncOnly=true'],
        retry: RETRY,
      },
    },
  };
}
