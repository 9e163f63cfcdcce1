import { usualClass } from './claim-sizes';
import { ClaimStanza, claimsNamed, stanzaIn, storedClaim } from './claims';
import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { profileOf } from './storage-profiles';
import type { Volume } from '../../imports/kubevirt.io';
import { BOOT_VOLUME } from '../machine-controller/made/provider-machine';
import { claimNameOf, templateNamed } from '../machines/disks/claim-volumes';
import { bar, MigrationMatter, MigrationReason, open } from '../machines/migration/migration-reason';
import { isPlain } from '../toolkit/merge';
import { items, texts } from '../toolkit/shape';

/**
 * What prevents live migration because of disks: the source and the target of a migration use each claim at the same
 * time, so it must be ReadWriteMany. Volumes without a claim, but for files of a node, are copied (KubeVirt v1.9.0
 * pkg/virt-handler/vm.go: checkVolumesForMigration).
 */
export function* diskMatters(entry: Entry): Iterable<MigrationMatter> {
  for (const volume of items(entry.machine?.vmi.volumes)) yield* volumeMatters(volume, entry);
}

function* volumeMatters(volume: Volume, entry: Entry): Iterable<MigrationMatter> {
  const { name, hostDisk } = volume;
  if (hostDisk !== undefined) {
    if (hostDisk.shared !== true) yield bar(MigrationReason.DISKS, `the volume "${name}" is a file of one node`);
    return;
  }
  const claim = claimNameOf(volume);
  if (claim === undefined) return;
  const stanza = stanzaOf(claim, entry);
  const { modes, by = '' } = modesOfClaim(stanza, entry.cluster);
  if (modes.length === 0) {
    yield open(MigrationReason.DISKS, `whether ${diskNamed(name)} is ReadWriteMany, which ${decider(claim, stanza)}`);
  } else if (!modes.includes('ReadWriteMany')) {
    yield bar(MigrationReason.DISKS, `${diskNamed(name)} is ${modes.join(' and ')}${by}, not ReadWriteMany`);
  }
}

/** How a claim of a machine is stored; undefined if the bundle does not tell. */
function stanzaOf(claim: string, { machine, cluster, namespace }: Entry): ClaimStanza | undefined {
  const template = machine && templateNamed(claim, machine.spec);
  if (template === undefined) return storedClaim(cluster, claim, namespace);
  return (template.spec?.storage ?? template.spec?.pvc) as ClaimStanza | undefined;
}

/** The access modes of a claim; none if the bundle does not tell. */
interface Modes {
  readonly modes: readonly string[];
  /** What decides them, if the claim does not state them. */
  readonly by?: string;
}

/**
 * The access modes of a claim: its own, or those of the StorageProfile of its class, if the bundle holds that. Without
 * a class it is the default one of the bundle, as for quotas.
 */
function modesOfClaim(stanza: ClaimStanza | undefined, cluster: ClusterView | undefined): Modes {
  const modes = texts(stanza?.accessModes);
  if (modes.length > 0 || stanza === undefined || cluster === undefined) return { modes };
  const storageClass = stanza.storageClassName ?? usualClass(cluster, true);
  if (storageClass === undefined) return { modes };
  const by = ` by the StorageProfile "${storageClass}"`;
  return { modes: profileModes(cluster, storageClass, stanza.volumeMode), by };
}

/**
 * The access modes that a claim without any gets from its class: those of the first set, or of the first with its
 * volume mode (CDI v1.65.0 pkg/controller/datavolume/util.go: getDefaultVolumeAndAccessMode, getDefaultAccessModes).
 */
function profileModes(cluster: ClusterView, storageClass: string, volumeMode: string | undefined): readonly string[] {
  const sets = items(profileOf(cluster, storageClass)?.spec?.claimPropertySets);
  const set = volumeMode ? sets.find((each) => each.volumeMode === volumeMode) : sets[0];
  return texts(set?.accessModes);
}

/** A disk that is ReadWriteMany only if the StorageProfile of its class says so, which the bundle does not hold. */
export interface DiskByProfile {
  /** The disk in words. */
  readonly disk: string;
  readonly profile: string;
}

/** The disks of an entry's machine about which StorageProfiles decide that the bundle does not hold. */
export function* disksByProfile(entry: Entry): Iterable<DiskByProfile> {
  for (const volume of items(entry.machine?.vmi.volumes)) {
    const storage = storageOf(claimNameOf(volume), entry);
    if (storage === undefined || modesOfClaim(storage, entry.cluster).modes.length > 0) continue;
    yield { disk: diskNamed(volume.name), profile: profileNamed(storage) };
  }
}

/** The stanza of a claim that CDI completes: that of a template, or of a DataVolume of the bundle. */
function storageOf(claim: string | undefined, { machine, cluster, namespace }: Entry): ClaimStanza | undefined {
  if (machine === undefined || claim === undefined) return undefined;
  const template = templateNamed(claim, machine.spec);
  if (template !== undefined) return template.spec?.storage as ClaimStanza | undefined;
  const [found] = claimsNamed(cluster, claim, namespace);
  const spec = found?.object?.spec;
  return isPlain(spec) && spec.storage !== undefined ? stanzaIn(found) : undefined;
}

/** The disk in a sentence. Programs do not know the name that machine-controller gives. */
function diskNamed(volume: string): string {
  return volume === BOOT_VOLUME ? 'the boot disk' : `the disk "${volume}"`;
}

function profileNamed({ storageClassName }: ClaimStanza): string {
  return `the StorageProfile ${storageClassName ? `"${storageClassName}"` : 'of the default class'}`;
}

function decider(claim: string, stanza: ClaimStanza | undefined): string {
  if (stanza === undefined) return `the claim "${claim}" decides, and the bundle does not hold it`;
  return `${profileNamed(stanza)} decides`;
}
