import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { usualClass } from '../../inventory/claim-sizes';
import { type ClaimStanza, stanzaIn } from '../../inventory/claims';
import type { ClusterView } from '../../inventory/cluster-view';
import { profileOf } from '../../inventory/storage-profiles';
import { VolumeMode } from '../../machines/disks/disk';
import { items, texts } from '../../toolkit/shape';
import { located } from '../machine/paths';
import type { MachineRule, ObjectRule } from '../rule';
import { own } from '../sources';

export const LISTED_MODES: ObjectRule = {
  id: 'DSK008',
  name: 'disks/listed-modes',
  on: 'object',
  kinds: ['/PersistentVolumeClaim', 'cdi.kubevirt.io/DataVolume'],
  severity: Severity.WARNING,
  title: 'The modes of a disk are among those that the StorageProfile of its class lists',
  why: 'The program says itself which modes the class offers. Storage that does not offer a mode never makes the disk.',
  remedy: 'Write accessModes and a volumeMode that the StorageProfile lists, or add them to it.',
  source: own(),
  acceptable: true,

  *check({ kind, spec }, entry) {
    const stanza = stanzaIn(entry);
    if (stanza === undefined || entry.cluster === undefined) return;
    const form = kind === 'PersistentVolumeClaim' ? undefined : spec?.storage === undefined ? 'pvc' : 'storage';
    yield* unlisted(entry.cluster, stanza, form);
  },
};

export const LISTED_MODES_OF_MACHINE: MachineRule = {
  ...LISTED_MODES,
  id: 'VM164',
  name: 'machines/listed-modes',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],

  *check(machine, { cluster }) {
    if (cluster === undefined) return;
    for (const [{ spec }, at] of located(machine.spec.dataVolumeTemplates, 'dataVolumeTemplates')) {
      const form = spec?.storage === undefined ? 'pvc' : 'storage';
      const stanza = spec?.[form];
      if (stanza === undefined) continue;
      for (const each of unlisted(cluster, stanza, form)) yield { ...each, field: `${at}.${each.field}` };
    }
  },
};

/**
 * The mode that a StorageProfile does not list. CDI chooses those that `storage` does not state; without it a claim has
 * a file system unless it says something else.
 * @param form the stanza of a DataVolume; undefined for a claim
 */
function* unlisted(cluster: ClusterView, stanza: ClaimStanza, form: 'storage' | 'pvc' | undefined): Iterable<Fault> {
  const { storageClassName = usualClass(cluster, form === 'storage') } = stanza;
  const sets = items(profileOf(cluster, storageClassName)?.spec?.claimPropertySets);
  if (sets.length === 0) return;
  const at = form === undefined ? 'spec' : `spec.${form}`;
  const volumeMode = stanza.volumeMode ?? (form === 'storage' ? undefined : VolumeMode.FILESYSTEM);
  const fitting = sets.filter((set) => volumeMode === undefined || modeOf(set) === volumeMode);
  const offered = fitting.flatMap(({ accessModes }) => texts(accessModes));
  const missing = texts(stanza.accessModes).find((mode) => !offered.includes(mode));
  const listed = sets.map((set) => `${texts(set.accessModes).join(' and ')} with ${modeOf(set)}`).join(', ');
  const problem = `but the StorageProfile "${storageClassName}" lists only ${listed}, so the disk may never be made`;
  if (fitting.length === 0) {
    yield fault(`${at}.volumeMode`, `is ${volumeMode}, ${problem}`, LISTED_MODES.remedy);
  } else if (missing !== undefined) {
    yield fault(`${at}.accessModes`, `holds ${missing}, ${problem}`, LISTED_MODES.remedy);
  }
}

function modeOf({ volumeMode }: { readonly volumeMode?: string }): string {
  return volumeMode ?? VolumeMode.FILESYSTEM;
}
