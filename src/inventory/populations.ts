import type { ClaimReference } from './claims';
import type { Entry } from './entry';
import type { DataVolumeSpec } from '../../imports/cdi.kubevirt.io';
import { isPlain } from '../toolkit/merge';

const CDI = 'cdi.kubevirt.io';

/** The claim that CDI fills another claim with, by a VolumeCloneSource of the bundle. */
export function copiedClaim(claim: Entry): ClaimReference | undefined {
  const { source } = populationOf(claim, 'VolumeCloneSource') ?? {};
  if (!isPlain(source) || source.kind !== 'PersistentVolumeClaim' || typeof source.name !== 'string') return undefined;
  return { name: source.name, namespace: claim.namespace };
}

/** The CPU architecture that is imported into a claim or DataVolume, or that its image was imported for. */
export function importedArchitecture(claim: Entry): string | undefined {
  const spec = claim.kind === 'DataVolume' ? specOf(claim) : populationOf(claim, 'VolumeImportSource');
  const { source, sourceRef } = (spec ?? {}) as Pick<DataVolumeSpec, 'source' | 'sourceRef'>;
  const { name, namespace = claim.namespace } = sourceRef ?? {};
  if (name === undefined || namespace === undefined) return source?.registry?.platform?.architecture;
  return claim.cluster?.imageOf(name, namespace)?.architecture;
}

/** The spec of the object that a claim is filled from, if it is of that kind. */
function populationOf(claim: Entry, wanted: string): Record<string, unknown> | undefined {
  const { dataSourceRef } = specOf(claim);
  if (!isPlain(dataSourceRef)) return undefined;
  const { apiGroup, kind, name } = dataSourceRef;
  if (apiGroup !== CDI || kind !== wanted || typeof name !== 'string') return undefined;
  const found = claim.cluster?.find(CDI, kind, name, claim.namespace);
  return found === undefined ? undefined : specOf(found);
}

function specOf({ isReadable, object }: Entry): Record<string, unknown> {
  return isReadable && isPlain(object?.spec) ? object.spec : {};
}
