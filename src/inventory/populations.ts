import type { ClaimReference } from './claims';
import type { Entry } from './entry';
import type { DataVolumeSource } from '../../imports/cdi.kubevirt.io';
import { isPlain } from '../toolkit/merge';

const CDI = 'cdi.kubevirt.io';

/** The claim that CDI fills another claim with, by a VolumeCloneSource of the bundle. */
export function copiedClaim(claim: Entry): ClaimReference | undefined {
  const { source } = populationOf(claim, 'VolumeCloneSource') ?? {};
  if (!isPlain(source) || source.kind !== 'PersistentVolumeClaim' || typeof source.name !== 'string') return undefined;
  return { name: source.name, namespace: claim.namespace };
}

/** The container image that CDI imports into a claim or DataVolume. */
export function importedImage(claim: Entry): DataVolumeSource['registry'] {
  const { source } = claim.kind === 'DataVolume' ? specOf(claim) : populationOf(claim, 'VolumeImportSource') ?? {};
  return isPlain(source) && isPlain(source.registry) ? source.registry : undefined;
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
