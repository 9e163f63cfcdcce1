import { surgeOf } from '../../machines/surge';
import type { ObjectMetadata } from '../../releases/facts';
import { mapIn, partsOf } from '../parts';
import { MachineDeploymentStrategy, MAX_SIZE } from '../types';

type Rolling = NonNullable<MachineDeploymentStrategy['rollingUpdate']>;

/**
 * The maximum number of machines that a MachineDeployment makes: those that it has, and those that a rolling update
 * adds before it deletes others.
 *
 * @param externalMost the maximum that something sets and the object does not show
 */
export function foreseenCount(
  deployment: { readonly metadata: ObjectMetadata; readonly spec?: unknown }, externalMost?: number,
): number {
  const { spec } = partsOf(deployment);
  const scaled = Number(deployment.metadata.annotations?.[MAX_SIZE] ?? NaN);
  const most = Number.isInteger(scaled) ? scaled : externalMost ?? spec.replicas ?? 1;
  const { rollingUpdate } = mapIn<MachineDeploymentStrategy>(spec.strategy);
  return most === 0 ? 0 : most + surgeOf(mapIn<Rolling>(rollingUpdate).maxSurge ?? 1, most);
}
