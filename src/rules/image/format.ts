import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ObjectRule } from '../rule';
import { cdi } from './cdi';
import { ofSources, SOURCE_KINDS } from './filling';

/** What CDI reads as a disk image (CDI v1.65.0, pkg/image/filefmt.go, pkg/image/qemu.go: isSupportedFormat). */
const READABLE = 'qcow2, raw, iso, vmdk, vdi, vhd or vhdx, optionally compressed with gz, xz or zst';

export const ARCHIVE_URL: ObjectRule = {
  id: 'IMG036',
  name: 'images/archive-url',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.WARNING,
  title: 'An image is a disk image that CDI reads, and not an archive',
  why: 'CDI writes what it cannot read to the disk as it is, and no machine boots from an archive. It unpacks a tar '
    + 'archive only for a disk of files, with contentType "archive".',
  remedy: `Give it a disk image: ${READABLE}.`,
  source: cdi('pkg/importer/format-readers.go: fileFormatSelector'),
  acceptable: true,

  check: ofSources(function* ({ spec, source, at }) {
    if (spec.contentType === 'archive') return;
    for (const kind of ['http', 's3', 'gcs'] as const) {
      const url = source[kind]?.url;
      const found = url === undefined ? undefined : archiveIn(url);
      if (found === undefined) continue;
      const mounted = found === 'tar' ? ' Files that a machine mounts come from DiskContent.archive(…).' : '';
      yield fault(`${at}.source.${kind}.url`, `"${url}" looks like a ${found} archive, which CDI does not boot `
        + 'machines from', `${ARCHIVE_URL.remedy}${mounted}`);
    }
  }),
};

export const CONTAINER_IMAGE_URL: ObjectRule = {
  id: 'IMG063',
  name: 'images/container-image-url',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.WARNING,
  title: 'A container image is read from its registry, not from a web server',
  why: 'CDI fetches the URL of an http source as a file, and a registry answers such a path with a page or an error.',
  remedy: 'Use ImageSource.registry("docker://…").',
  source: cdi('pkg/importer/http-datasource.go: NewHTTPDataSource'),
  acceptable: true,

  check: ofSources(function* ({ source, at }) {
    const url = source.http?.url;
    if (url === undefined || !isContainerImage(url)) return;
    yield fault(`${at}.source.http.url`, `"${url}" looks like a container image, but CDI fetches it as a file`,
      `Use ImageSource.registry("${url.replace(/^https?/i, 'docker')}").`);
  }),
};

const TAR = /\.(?:tar(?:\.\w+)?|tgz|txz|tbz2?|tzst|ova)$/i;
const PACKED = /\.(zip|7z|rar|bz2|lz4|lzma|lzo)$/i;
const DISK = /\.(?:qcow2?|img|raw|iso|vmdk|vdi|vhdx?|gz|xz|zst)$/i;

/** The name of the file behind a URL, without parameters. */
function fileIn(url: string): string {
  return url.split(/[?#]/)[0].split('/').at(-1)!;
}

/** The format of an archive, such as `tar` or `zip`, by the file's name. Undefined if the file is not an archive. */
export function archiveIn(url: string): string | undefined {
  const file = fileIn(url);
  return TAR.test(file) ? 'tar' : PACKED.exec(file)?.[1].toLowerCase();
}

/** Whether a file looks like a disk image. */
export function looksLikeDisk(url: string): boolean {
  const file = fileIn(url);
  return DISK.test(file) && !TAR.test(file);
}

/** Whether the URL of a file looks like a container image: its last step has a tag or a digest, and no extension. */
export function isContainerImage(url: string): boolean {
  if (/[?#]/.test(url) || looksLikeDisk(url) || archiveIn(url) !== undefined) return false;
  return /^https?:\/\/[^/]+\/(?:[^/]+\/)*[a-z0-9][a-z0-9._-]*(?::\w[\w.-]*|@sha256:[0-9a-f]{64})$/i.test(url);
}
