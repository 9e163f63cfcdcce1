import type { DataVolumeSource, VolumeImportSourceSpec } from '../../../imports/cdi.kubevirt.io';
import type { PersistentVolumeClaimSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { VMI } from '../../machines/machine';
import type { SourceRules } from '../../sources/source-rules';
import { items } from '../../toolkit/shape';
import { ofSources, SOURCE_KINDS, stanzaOf } from '../image/filling';
import { archiveIn, looksLikeDisk } from '../image/format';
import { located } from '../machine/paths';
import type { MachineRule, ObjectRule, PropRule } from '../rule';
import { cdi, kubevirt } from '../sources';

const GROUP = 'cdi.kubevirt.io';
const CLAIM = '/PersistentVolumeClaim';

export const ARCHIVE_SOURCE: ObjectRule = {
  id: 'DSK010',
  name: 'disks/archive-source',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.ERROR,
  title: 'An archive comes from a web server or from an upload',
  why: 'CDI refuses an archive in a registry and an empty one, and its importers of other sources do not unpack.',
  remedy: 'Use DiskContent.archive(ImageSource.http(…)), or DiskContent.imported(…) for a disk image.',
  source: cdi('pkg/apiserver/webhooks/util.go: validateRegistrySource, validateBlankSource; '
    + 'pkg/importer/s3-datasource.go, gcs-datasource.go: Transfer', 'v1.65.0'),
  acceptable: false,

  check: ofSources(function* ({ spec, source, at }) {
    if (spec.contentType !== 'archive') return;
    const kind = WITHOUT_ARCHIVES.find((each) => source[each] !== undefined);
    if (kind === undefined) return;
    yield fault(`${at}.contentType`, `is "archive", but CDI unpacks no archive from the source ${kind}`,
      ARCHIVE_SOURCE.remedy);
  }),
};

const WITHOUT_ARCHIVES: readonly (keyof DataVolumeSource)[] = ['registry', 'blank', 's3', 'gcs', 'imageio', 'vddk'];

export const ARCHIVE_COPY: PropRule = {
  id: 'DSK011',
  name: 'disks/archive-copy',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The copy of a claim or a snapshot is not an archive',
  why: 'CDI copies the volume as it is, and unpacks nothing.',
  remedy: 'Use DiskContent.imported(…) for a copy.',
  source: cdi('pkg/controller/populators/clone-populator.go', 'v1.65.0'),
  acceptable: false,
};

/** An archive that is said to be in a claim or a snapshot. */
export function archiveCopyFaults(rules: SourceRules | undefined): Fault[] {
  if (rules?.cloned === undefined) return [];
  return [fault('content', `is DiskContent.archive of ${rules.kind} "${rules.cloned.name}", but CDI copies a volume as `
    + 'it is and unpacks nothing', ARCHIVE_COPY.remedy)];
}

export const ARCHIVE_MODE: ObjectRule = {
  id: 'DSK012',
  name: 'disks/archive-volume-mode',
  on: 'object',
  kinds: [...SOURCE_KINDS, CLAIM],
  severity: Severity.ERROR,
  title: 'An archive is unpacked into a file system',
  why: 'CDI fills no DataVolume of the mode Block with files. For such a claim it unpacks them into its own pod, and '
    + 'the disk stays empty.',
  remedy: 'Leave volumeMode out, or write Filesystem.',
  source: cdi('pkg/controller/datavolume/util.go: renderPvcSpecVolumeModeAndAccessModesAndStorageClass; '
    + 'pkg/controller/import-controller.go: makeImporterContainerSpec', 'v1.65.0'),
  acceptable: true,

  *check(object, entry) {
    if (entry.kind !== 'PersistentVolumeClaim') {
      yield* OF_TEMPLATES(object, entry);
    } else if (object.spec?.volumeMode === 'Block' && isUnpacked(object.spec, entry)) {
      yield blockFault('spec.volumeMode');
    }
  },
};

const OF_TEMPLATES = ofSources(function* (filling) {
  if (filling.spec.contentType !== 'archive') return;
  const stored = stanzaOf(filling);
  if (stored?.stanza.volumeMode === 'Block') yield blockFault(`${stored.path}.volumeMode`);
});

function blockFault(field: string): Fault {
  return fault(field, 'is "Block", but the disk is filled with the files of an archive, which need a file system',
    ARCHIVE_MODE.remedy);
}

export const ARCHIVE_FILE: ObjectRule = {
  id: 'DSK013',
  name: 'disks/archive-file',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.WARNING,
  title: 'What is unpacked is a tar archive',
  why: 'CDI unpacks tar archives, which may be compressed with gz, xz or zst. The import of anything else fails.',
  remedy: 'Name a tar archive, or use DiskContent.imported(…) for a disk image.',
  source: cdi('pkg/util/util.go: UnArchiveTar', 'v1.65.0'),
  acceptable: true,

  check: ofSources(function* ({ spec, source, at }) {
    const url = source.http?.url;
    if (spec.contentType !== 'archive' || url === undefined || !isUnreadable(url)) return;
    yield fault(`${at}.source.http.url`, `"${url}" does not look like a tar archive that CDI can read`,
      ARCHIVE_FILE.remedy);
  }),
};

/** Whether a file looks like a disk image, or like an archive of another kind or compression. */
function isUnreadable(url: string): boolean {
  const archive = archiveIn(url);
  if (archive === undefined) return looksLikeDisk(url) && !/\.(?:gz|xz|zst)$/i.test(url);
  return archive !== 'tar' || /\.(?:tar\.(?!gz|xz|zst)\w+|tbz2?)(?:[?#]|$)/i.test(url);
}

export const ARCHIVE_AS_DISK: MachineRule = {
  id: 'DSK014',
  name: 'disks/archive-as-disk',
  on: 'machine',
  concerns: ['volumes.persistentVolumeClaim', 'volumes.dataVolume'],
  severity: Severity.WARNING,
  title: 'A machine mounts the files of an archive',
  why: 'KubeVirt makes a disk of its own beside the files if they hold no disk.img, so the guest sees an empty disk.',
  remedy: 'Show the volume with device VolumeDevice.FILESYSTEM, or fill the disk by DiskContent.imported(…).',
  source: kubevirt('pkg/host-disk/host-disk.go: ReplacePVCByHostDisk'),
  acceptable: true,

  *check({ vmi }, entry) {
    for (const [{ name, persistentVolumeClaim, dataVolume }, at] of located(vmi.volumes, `${VMI}.volumes`)) {
      const claim = persistentVolumeClaim?.claimName ?? dataVolume?.name;
      if (claim === undefined || !holdsFiles(claim, entry)) continue;
      if (items(vmi.domain?.devices?.filesystems).some((filesystem) => filesystem.name === name)) continue;
      yield fault(at, `"${name}" shows "${claim}" as a disk, but it holds the files of an archive, so the guest sees `
        + 'an empty disk', ARCHIVE_AS_DISK.remedy);
    }
  },
};

/** Whether a claim of a machine's namespace is filled with the files of an archive. */
function holdsFiles(name: string, entry: Entry): boolean {
  const { cluster, namespace } = entry;
  const dataVolume = cluster?.find(GROUP, 'DataVolume', name, namespace);
  if (dataVolume?.hasShape) return contentOf(dataVolume) === 'archive';
  const claim = cluster?.find('', 'PersistentVolumeClaim', name, namespace);
  return claim?.isReadable === true && isUnpacked(claim.object?.spec as PersistentVolumeClaimSpec | undefined, entry);
}

/** Whether what fills a claim is an archive. */
function isUnpacked(claim: PersistentVolumeClaimSpec | undefined, { cluster, namespace }: Entry): boolean {
  const { apiGroup, kind, name } = claim?.dataSourceRef ?? claim?.dataSource ?? {};
  if (apiGroup !== GROUP || typeof kind !== 'string' || typeof name !== 'string') return false;
  const filled = cluster?.find(GROUP, kind, name, namespace);
  return filled?.hasShape === true && contentOf(filled) === 'archive';
}

function contentOf({ object }: Entry): string | undefined {
  return (object?.spec as Partial<VolumeImportSourceSpec> | undefined)?.contentType;
}
