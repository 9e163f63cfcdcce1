import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { DATA_IMPORT_CRON, ofSources, SOURCE_KINDS } from '../image/filling';
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
  remedy: 'Name a version or a digest, give a checksum, or let a GoldenImage with a refresh follow it.',
  source: own(),
  acceptable: true,

  check: ofSources(function* ({ source, at }) {
    const { registry, http, s3, gcs } = source;
    if (registry?.url?.startsWith('docker://')) {
      yield* mutable(`${at}.source.registry.url`, registry.url, mutableTag(registry.url.slice('docker://'.length)));
    }
    if (http?.checksum === undefined) yield* mutable(`${at}.source.http.url`, http?.url, mutablePath(http?.url));
    yield* mutable(`${at}.source.s3.url`, s3?.url, mutablePath(s3?.url));
    yield* mutable(`${at}.source.gcs.url`, gcs?.url, mutablePath(gcs?.url));
  }),
};

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

function* mutable(field: string, url: string | undefined, why: string | undefined): Iterable<Fault> {
  if (why === undefined) return;
  yield fault(field, `"${url}" ${why}, so the same program makes different disks`, MUTABLE_SOURCE.remedy);
}

/** Why the reference of a container image may mean another one tomorrow; undefined if it has a version or a digest. */
function mutableTag(reference: string): string | undefined {
  if (reference.includes('@')) return undefined;
  const tag = /:([^/:]+)$/.exec(reference)?.[1];
  if (tag === undefined) return 'has no tag, which means "latest"';
  return tag === 'latest' ? 'has the tag "latest"' : undefined;
}

const MOVING = ['latest', 'current', 'stable', 'rolling'];

/** Why the path of a URL may lead to another file tomorrow. */
function mutablePath(url: string | undefined): string | undefined {
  const steps = url?.split(/[?#]/)[0].split('/').slice(3) ?? [];
  const step = steps.find((each) => MOVING.some((word) => new RegExp(`(^|[^a-z])${word}([^a-z]|$)`, 'i').test(each)));
  return step === undefined ? undefined : `leads through "${step}" and has no checksum`;
}
