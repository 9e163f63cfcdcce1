import { Duration } from 'cdk8s';
import type { FluxOptions } from './options';
import { goDuration } from '../../toolkit/go-duration';
import { withoutEnds } from '../option-values';

const OCI = 'oci://';

/** The options with their defaults, as the objects need them. */
export interface FluxSettings {
  readonly options: FluxOptions;
  readonly isOci: boolean;
  readonly namespace: string;
  readonly prefix: string;
  /** The folder of the bundle in its source; empty if it is the source itself. */
  readonly path: string;
  readonly sourceInterval: string;
  readonly interval: string;
  readonly retryInterval: string;
}

export function settingsOf(options: FluxOptions): FluxSettings {
  const isOci = options.repositoryUrl.startsWith(OCI);
  return {
    options,
    isOci,
    namespace: options.namespace ?? 'flux-system',
    prefix: options.namePrefix ?? '',
    path: withoutEnds(options.path ?? (isOci ? '' : 'dist')),
    sourceInterval: goDuration(options.sourceInterval ?? Duration.minutes(5)),
    interval: goDuration(options.interval ?? Duration.hours(1)),
    retryInterval: goDuration(options.retryInterval ?? Duration.minutes(2)),
  };
}
