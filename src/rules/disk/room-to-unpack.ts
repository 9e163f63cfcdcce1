import type { DataVolumeSpec } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { claimOf } from '../../inventory/claim-sizes';
import { claimsFilledBy } from '../../inventory/namespace-demand';
import { MACHINE_KINDS } from '../../machines/embedded';
import type { FilledClaim } from '../../machines/launcher/demand';
import { Quantity } from '../../toolkit/quantity';
import { items } from '../../toolkit/shape';
import { FILLING_KINDS } from '../image/filling';
import type { ObjectRule } from '../rule';
import { cdi } from '../sources';

/** The least that CDI takes, which other rules ask for. */
const LEAST = Quantity.parse('1Mi')!;
/** What is enough whatever the overhead, which is at most as much again. */
const ENOUGH = '2Mi';
const SIZE = 'resources.requests.storage';

export const ROOM_TO_UNPACK: ObjectRule = {
  id: 'DSK015',
  name: 'disks/room-to-unpack',
  on: 'object',
  kinds: [...FILLING_KINDS, '/PersistentVolumeClaim', ...MACHINE_KINDS.map(([group, kind]) => `${group}/${kind}`)],
  severity: Severity.ERROR,
  title: 'A disk on a file system has room for content beside the overhead of the file system',
  why: 'CDI unpacks content in scratch space as large as what the file system leaves of the disk, in whole 1Mi. If it '
    + 'leaves less than that, CDI asks for a claim of size 0, which the API server refuses, so the disk stays empty.',
  remedy: `Write at least ${ENOUGH}, and as much as the content needs.`,
  source: cdi('pkg/controller/util.go: createScratchPersistentVolumeClaim; pkg/util/util.go: GetUsableSpace',
    'v1.65.0'),
  acceptable: true,

  *check({ kind, spec }, entry) {
    const { cluster, machine } = entry;
    if (cluster === undefined) return;
    for (const [index, { spec: disk }] of items(machine?.spec.dataVolumeTemplates).entries()) {
      const at = `dataVolumeTemplates[${index}].spec.${stanzaOf(disk)}.${SIZE}`;
      yield* faultsOf(machine!.fieldIn(at), claimOf(cluster, disk), this.remedy);
    }
    const filled = claimsFilledBy(cluster, entry);
    if (filled === undefined) return;
    const below = kind === 'DataImportCron' ? 'spec.template.spec' : 'spec';
    const stanza = kind === 'PersistentVolumeClaim' ? '' : `.${stanzaOf(spec.template?.spec ?? spec)}`;
    yield* faultsOf(`${below}${stanza}.${SIZE}`, filled, this.remedy);
  },
};

function stanzaOf(spec: DataVolumeSpec | undefined): string {
  return spec?.storage === undefined ? 'pvc' : 'storage';
}

function* faultsOf(field: string, { beside, size }: FilledClaim, remedy: string): Iterable<Fault> {
  const isUnroomed = beside.some((each) => each.size !== undefined && !Quantity.ZERO.isLessThan(each.size));
  if (!isUnroomed || size === undefined || size.isLessThan(LEAST)) return;
  yield fault(field, `is ${size.toBytesText()}, which leaves no room for content beside the overhead of the file `
    + 'system: CDI asks for scratch space of size 0, which the API server refuses', remedy);
}
