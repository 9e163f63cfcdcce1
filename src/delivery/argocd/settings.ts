import { posix } from 'node:path';
import { ArgoCdForm, ArgoCdIgnoredField, ArgoCdOptions } from './options';
import type { DeliveredCluster } from '../model/unit';

/** The options with their defaults. */
export interface Settings {
  readonly repositoryUrl: string;
  readonly revision: string;
  readonly path: string;
  readonly prefix: string;
  readonly namespace: string;
  readonly form: ArgoCdForm;
  readonly prune: boolean;
  readonly selfHeal?: boolean;
  readonly cascade: boolean;
  readonly ignoredFields: readonly ArgoCdIgnoredField[];
  /** The stages, in the order in which they get a change; clusters without one are in the last. */
  readonly stages: readonly string[];
  readonly destinationOf: (cluster: string) => string;
}

/** The stage of clusters that are in none: all others get a change before. */
export const REST = 'rest';

export function settingsOf(options: ArgoCdOptions): Settings {
  const { repositoryUrl, revision = 'main', path = 'dist', namePrefix = '', namespace = 'argocd' } = options;
  const { form = ArgoCdForm.APPLICATIONS, prune = true, selfHeal, cascade = false, ignoredFields = [] } = options;
  const clusters = options.clusters ?? [];
  const stages = clusters.map(({ stage }) => stage).filter((stage) => stage !== undefined && stage !== REST);
  return {
    repositoryUrl,
    revision,
    path,
    prefix: namePrefix,
    namespace,
    form,
    prune,
    selfHeal,
    cascade,
    ignoredFields,
    stages: [...new Set(stages as string[]), REST],
    destinationOf: (cluster) => clusters.find(({ name }) => name === cluster)?.destination ?? cluster,
  };
}

/** The stage of a cluster, as its options name it. */
export function stageOf({ stage = REST }: DeliveredCluster): string {
  return stage;
}

/** A path below the output directory, as a path within the repository. */
export function inRepository({ path }: Settings, below: string): string {
  return posix.join(path === '' ? '.' : path, below);
}
