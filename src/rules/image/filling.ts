import type {
  DataImportCron, DataVolume, DataVolumeSource, DataVolumeSpec, VolumeImportSource,
} from '../../../imports/cdi.kubevirt.io';
import type { Fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { holdsMachines, MACHINE_KINDS } from '../../machines/embedded';
import { hasField } from '../../releases/field';
import { items } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';

export const DATA_VOLUME = 'cdi.kubevirt.io/DataVolume';
export const DATA_IMPORT_CRON = 'cdi.kubevirt.io/DataImportCron';

/** The kinds that define how CDI fills a volume. */
export const FILLING_KINDS = [DATA_VOLUME, DATA_IMPORT_CRON];

export const IMPORT_SOURCE = 'cdi.kubevirt.io/VolumeImportSource';

/**
 * All kinds that say what CDI fills a volume from: those that define how it is filled, the source of a claim of its
 * own, and machines with disks of their own.
 */
export const SOURCE_KINDS = [
  ...FILLING_KINDS, IMPORT_SOURCE, ...MACHINE_KINDS.map(([group, kind]) => `${group}/${kind}`),
];

/** How CDI fills a volume: once, or on a schedule. */
export interface Filling {
  /** The DataVolume's spec, or that of a DataImportCron's template. */
  readonly spec: DataVolumeSpec;
  /** The path of the spec from the object's root. */
  readonly at: string;
  /** The spec's source; empty if it has none. */
  readonly source: DataVolumeSource;
  /** Whether a DataImportCron refreshes it on a schedule. */
  readonly isRefreshed: boolean;
  /** Whether machines boot clones of it, as the maker of the object reports. */
  readonly isBootImage: boolean;
}

/**
 * The check of a rule about how volumes are filled. Objects that do not match the schema of their kind are skipped.
 */
export function ofFilling(check: (filling: Filling, entry: Entry) => Iterable<Fault>): ObjectRule['check'] {
  return (object: DataVolume | DataImportCron, entry) => (entry.hasShape ? check(fillingOf(object, entry), entry) : []);
}

/** The check of a rule about sources, for objects of `SOURCE_KINDS`. */
export function ofSources(check: (filling: Filling, entry: Entry) => Iterable<Fault>): ObjectRule['check'] {
  return function* (_object, entry) {
    for (const filling of fillingsOf(entry)) yield* check(filling, entry);
  };
}

const NONE: readonly Filling[] = [];
const KNOWN = new WeakMap<Entry, readonly Filling[]>();

/** All that CDI fills for an object. Many rules ask, so it is collected once. */
function fillingsOf(entry: Entry): readonly Filling[] {
  let fillings = KNOWN.get(entry);
  if (fillings === undefined) KNOWN.set(entry, fillings = entry.hasShape ? findFillings(entry) : NONE);
  return fillings;
}

function findFillings(entry: Entry): readonly Filling[] {
  const { machine, object, group, kind } = entry;
  const written: unknown = object;
  if (!holdsMachines(group, kind)) {
    return [fillingOf(written as DataVolume | DataImportCron | VolumeImportSource, entry)];
  }
  if (machine === undefined) return NONE;
  const templates = items(machine.spec.dataVolumeTemplates);
  if (templates.length === 0) return NONE;
  return templates.flatMap(({ spec }, index) => {
    if (spec?.source === undefined) return [];
    const at = machine.fieldIn(`dataVolumeTemplates[${index}].spec`);
    const source: DataVolumeSource = spec.source;
    return [{ spec: spec as DataVolumeSpec, at, source, isRefreshed: false, isBootImage: false }];
  });
}

/**
 * Whether a checksum can be written beside the URL of a file: the templates of DataVolumes in machines have no field
 * for it, and CDI has one since v1.65.0.
 */
export function takesChecksum({ machine, cluster }: Entry): boolean {
  return machine === undefined && cluster !== undefined && hasField(cluster.facts.cdi._facts, 'DataVolume', CHECKSUM);
}

const CHECKSUM = ['spec', 'source', 'http', 'checksum'];

interface Stanza {
  readonly stanza: NonNullable<DataVolumeSpec['storage' | 'pvc']>;
  readonly path: string;
}

/** The stanza that describes the volume, with its path. */
export function stanzaOf({ spec, at }: Filling): Stanza | undefined {
  if (spec.pvc !== undefined) return { stanza: spec.pvc, path: `${at}.pvc` };
  if (spec.storage !== undefined) return { stanza: spec.storage, path: `${at}.storage` };
  return undefined;
}

function fillingOf(object: DataVolume | DataImportCron | VolumeImportSource, { intent }: Entry): Filling {
  const isBootImage = intent.goldenImage !== undefined;
  if ('template' in object.spec) {
    const { spec } = object.spec.template;
    return { spec, at: 'spec.template.spec', source: spec.source ?? {}, isRefreshed: true, isBootImage };
  }
  const spec = object.spec as DataVolumeSpec;
  return { spec, at: 'spec', source: spec.source ?? {}, isRefreshed: false, isBootImage };
}
