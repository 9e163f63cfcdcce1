import type { DataImportCron, DataVolume, DataVolumeSource, DataVolumeSpec } from '../../../imports/cdi.kubevirt.io';
import type { Fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import type { ObjectRule } from '../rule';

export const DATA_VOLUME = 'cdi.kubevirt.io/DataVolume';
export const DATA_IMPORT_CRON = 'cdi.kubevirt.io/DataImportCron';

/** The kinds that define how CDI fills a volume. */
export const FILLING_KINDS = [DATA_VOLUME, DATA_IMPORT_CRON];

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

function fillingOf(object: DataVolume | DataImportCron, { intent }: Entry): Filling {
  const isBootImage = intent.goldenImage !== undefined;
  if ('template' in object.spec) {
    const { spec } = object.spec.template;
    return { spec, at: 'spec.template.spec', source: spec.source ?? {}, isRefreshed: true, isBootImage };
  }
  return { spec: object.spec, at: 'spec', source: object.spec.source ?? {}, isRefreshed: false, isBootImage };
}
