import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { texts } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { cdi } from '../sources';

export const CLAIM_TWICE: ObjectRule = {
  id: 'DSK006',
  name: 'disks/claim-twice',
  on: 'object',
  kinds: ['cdi.kubevirt.io/DataVolume'],
  severity: Severity.ERROR,
  title: 'No DataVolume has the name of a claim of its namespace',
  why: 'CDI makes a claim of the DataVolume\'s name. If the other one is there first, CDI refuses the DataVolume; '
    + 'otherwise the two overwrite each other.',
  remedy: 'Give one of them another name.',
  source: cdi('pkg/apiserver/webhooks/datavolume-validate.go: Admit; '
    + 'pkg/controller/common/util.go: ClaimMayExistBeforeDataVolume', 'v1.65.0'),
  acceptable: true,

  *check({ metadata: { name, annotations } }, { cluster, namespace }) {
    const claim = cluster?.find('', 'PersistentVolumeClaim', name, namespace);
    if (claim === undefined || claim.object?.metadata.annotations?.[POPULATED_FOR] === name) return;
    if (isAdopting(annotations?.[ADOPTION], cluster?.cdiSpec?.config?.featureGates)) return;
    yield fault('metadata.name', `"${name}" is the name of the claim ${claim.where} as well, and CDI makes a claim of `
      + 'that name', this.remedy);
  },
};

const POPULATED_FOR = 'cdi.kubevirt.io/storage.populatedFor';
const ADOPTION = 'cdi.kubevirt.io/allowClaimAdoption';

/** Whether a DataVolume takes over the claim: its annotation decides, otherwise CDI's feature gate. */
function isAdopting(annotation: unknown, gates: readonly string[] | undefined): boolean {
  return typeof annotation === 'string' ? TRUE.includes(annotation) : texts(gates).includes('DataVolumeClaimAdoption');
}

/** What Go's strconv.ParseBool takes for true. */
const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
