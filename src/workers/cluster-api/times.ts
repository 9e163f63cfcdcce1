import type { ClusterApiOptions } from './options';
import { about, Fault } from '../../findings/rule';
import { notWholeSeconds } from '../../toolkit/seconds';

/** The times that are not whole seconds. */
export function* secondsFaults(options: ClusterApiOptions): Iterable<Fault> {
  const { healthCheck, minReady, nodeDrainTimeout, nodeVolumeDetachTimeout } = options;
  const { nodeStartupTimeout, unhealthyAfter } = healthCheck ?? {};
  const times = { minReady, nodeDrainTimeout, nodeVolumeDetachTimeout };
  for (const [option, time] of Object.entries(times)) yield* about(`backend.${option}`, notWholeSeconds(time));
  for (const [option, time] of Object.entries({ nodeStartupTimeout, unhealthyAfter })) {
    yield* about(`backend.healthCheck.${option}`, notWholeSeconds(time));
  }
}
