import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { VMI } from '../../machines/machine';
import { DATA_IMPORT_CRON, ofSources, SOURCE_KINDS, takesChecksum } from '../image/filling';
import { isContainerImage } from '../image/format';
import { located } from '../machine/paths';
import type { MachineRule, ObjectRule } from '../rule';
import { kubevirt, own } from '../sources';

export const MUTABLE_SOURCE: ObjectRule = {
  id: 'DSK004',
  name: 'disks/mutable-source',
  on: 'object',
  kinds: SOURCE_KINDS.filter((kind) => kind !== DATA_IMPORT_CRON),
  severity: Severity.WARNING,
  title: 'What is imported once has a name that always means the same content',
  why: 'A tag or a path such as "latest" means something else each month, so the same program makes different disks, '
    + 'and nobody notices.',
  remedy: 'Name a version. A container image can be named by its digest, and a file be given a checksum.',
  source: own(),
  acceptable: true,

  check: ofSources(function* ({ source, at }, entry) {
    const { registry, http, s3, gcs } = source;
    if (registry?.url?.startsWith('docker://')) {
      const why = mutableTag(registry.url.slice('docker://'.length));
      yield* mutable(`${at}.source.registry.url`, registry.url, why, OF_REGISTRY);
    }
    if (http !== undefined && !http.checksum && !isContainerImage(http.url)) {
      const why = mutablePath(http.url);
      yield* mutable(`${at}.source.http.url`, http.url, why && `${why} and has no checksum`, ofFile(entry));
    }
    yield* mutable(`${at}.source.s3.url`, s3?.url, mutablePath(s3?.url), OF_OBJECT);
    yield* mutable(`${at}.source.gcs.url`, gcs?.url, mutablePath(gcs?.url), OF_OBJECT);
  }),
};

const OF_REGISTRY = 'Name a version or a digest, or clone a GoldenImage whose source has a refresh and so follows the '
  + 'tag.';
const OF_OBJECT = 'Name an object that holds one version.';

/** What to write for a file on a web server. */
function ofFile(entry: Entry): string {
  if (takesChecksum(entry)) return 'Name a file of one version, or give its checksum.';
  if (entry.machine === undefined) return 'Name a file of one version.';
  return 'Name a file of one version, or import it by a GoldenImage or a Disk, which can verify a checksum.';
}

export const MUTABLE_CONTAINER_DISK: MachineRule = {
  id: 'VM154',
  name: 'machines/mutable-container-disk',
  on: 'machine',
  concerns: ['volumes.containerDisk'],
  severity: Severity.WARNING,
  title: 'The image of a container disk has a tag that always means the same content, or a digest',
  why: 'The disk is made anew at each start, so a machine that restarts may boot another system.',
  remedy: 'Name a version or a digest.',
  source: kubevirt('pkg/container-disk/container-disk.go'),
  acceptable: true,

  *check({ vmi }) {
    for (const [{ containerDisk }, at] of located(vmi.volumes, `${VMI}.volumes`)) {
      const image = containerDisk?.image;
      if (image === undefined) continue;
      const why = mutableTag(image);
      if (why === undefined) continue;
      yield fault(`${at}.containerDisk.image`, `"${image}" ${why}, so a machine that restarts may boot another system`,
        this.remedy);
    }
  },
};

function* mutable(field: string, url: string | undefined, why: string | undefined, remedy: string): Iterable<Fault> {
  if (why === undefined) return;
  yield fault(field, `"${url}" ${why}, so the same program makes different disks`, remedy);
}

/** Why the reference of a container image may mean another one tomorrow; undefined if it has a version or a digest. */
function mutableTag(reference: string): string | undefined {
  if (reference.includes('@')) return undefined;
  const tag = /:([^/:]+)$/.exec(reference)?.[1];
  if (tag === undefined) return 'has no tag, which means "latest"';
  return MOVING.test(tag) ? `has the tag "${tag}"` : undefined;
}

const MOVING = /^(?:latest|current|stable|rolling|nightly)$/i;

/** A word in a name that means the newest, wherever it stands. */
const NEWEST = /(?:^|[^a-z])(?:latest|current)(?:[^a-z]|$)/i;
const MACHINE = '[-_.](?:amd64|x86_64|arm64|aarch64|s390x)';
/** A word that means the newest at the end of a name alone, before an architecture and an extension. */
const NEWEST_LAST = new RegExp(`(?:^|[^a-z])(?:stable|rolling|nightly)(?:${MACHINE})?(?:\\.[a-z]\\w*)*$`, 'i');
/** A day, in the name of a file that was built then. */
const DAY = /20\d\d-?[01]\d-?[0-3]\d/;

/** Why the path or a parameter of a URL may lead to another file tomorrow. */
function mutablePath(url: string | undefined): string | undefined {
  if (url === undefined || DAY.test(url)) return undefined;
  const [path, query] = url.split('#')[0].split('?');
  const step = path.split('/').slice(3).find((each) => NEWEST.test(each) || NEWEST_LAST.test(each));
  if (step !== undefined) return `leads through "${step}"`;
  const parameter = query?.split('&').find((each) => MOVING.test(each.slice(each.indexOf('=') + 1)));
  return parameter === undefined ? undefined : `has the parameter "${parameter}"`;
}
