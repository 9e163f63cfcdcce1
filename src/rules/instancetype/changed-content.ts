import { isDeepStrictEqual } from 'node:util';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { isPlain } from '../../toolkit/merge';
import { Quantity } from '../../toolkit/quantity';
import type { PropRule } from '../rule';
import { kubevirt } from '../sources';

/** Synthesis checks it, because only the files of the bundle before show the change. */
export const CHANGED_CONTENT: PropRule = {
  id: 'SIZE012',
  name: 'instancetypes/changed-content',
  on: 'props',
  severity: Severity.WARNING,
  title: 'A size or a preference with new content has a new name',
  why: 'Machines that exist keep the content that it had when they were created, and new ones get the new content: '
    + 'machines of one size then differ. Only the files before show it, and the cdk8s CLI removes them before the '
    + 'program starts: run the program itself, or compare in Git.',
  remedy: 'Give it a new name, or set nameByContent.',
  source: kubevirt('pkg/instancetype/revision/store.go: createInstancetypeRevision; '
    + 'pkg/instancetype/controller/vm/controller.go'),
  acceptable: true,
};

/** The fault of an object whose spec differs from the one that was written under its name before. */
export function changedContent(kind: string, name: string, before: unknown, now: unknown): Fault | undefined {
  const fields = [...differing('spec', before, now)];
  if (fields.length === 0) return undefined;
  const listed = fields.length > MOST ? [...fields.slice(0, MOST), 'others'] : fields;
  return fault('spec', `of ${kind} "${name}" changes in ${listed.join(', ')}, but machines that exist keep what it `
    + 'was', 'Give it a new name, or set nameByContent; or accept this if only new machines are to get it.');
}

const MOST = 5;

/** The fields in which two values differ, with both values of plain ones. */
function* differing(at: string, before: unknown, now: unknown): Iterable<string> {
  if (isDeepStrictEqual(before, now) || (isAmount(at) && isSameAmount(before, now))) return;
  if (isPlain(before) && isPlain(now)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
      yield* differing(`${at}.${key}`, before[key], now[key]);
    }
    return;
  }
  yield isScalar(before) && isScalar(now) ? `${at} (${before} to ${now})` : at;
}

/** Fields that KubeVirt reads as quantities. The size of huge pages is a text there. */
function isAmount(field: string): boolean {
  return /\bmemory\.(guest|maxGuest)$/.test(field);
}

function isSameAmount(before: unknown, now: unknown): boolean {
  if (!isText(before) || !isText(now)) return false;
  const [one, other] = [Quantity.parse(before), Quantity.parse(now)];
  return one !== undefined && other !== undefined && !one.isLessThan(other) && !other.isLessThan(one);
}

function isText(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
