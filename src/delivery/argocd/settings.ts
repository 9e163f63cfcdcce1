import { posix } from 'node:path';
import { ArgoCdForm, ArgoCdIgnoredField, ArgoCdOptions } from './options';
import { stagesIn, withoutEnds } from '../option-values';

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
  /** The stages, in the order in which they get a change. Clusters without one get it after all of them. */
  readonly stages: readonly string[];
  readonly destinationOf: (cluster: string) => string;
}

export function settingsOf(options: ArgoCdOptions): Settings {
  const { repositoryUrl, revision = 'main', path = 'dist', namePrefix = '', namespace = 'argocd' } = options;
  const { form = ArgoCdForm.APPLICATIONS, prune = true, selfHeal, cascade = false, ignoredFields = [] } = options;
  const clusters = options.clusters ?? [];
  return {
    repositoryUrl,
    revision,
    path: withoutEnds(path),
    prefix: namePrefix,
    namespace,
    form,
    prune,
    selfHeal,
    cascade,
    ignoredFields,
    stages: stagesIn(clusters),
    destinationOf: (cluster) => clusters.find(({ name }) => name === cluster)?.destination ?? cluster,
  };
}

/** A path below the output directory, as a path within the repository. */
export function inRepository({ path }: Settings, below: string): string {
  return posix.join(path === '' ? '.' : path, below);
}
