import type { Judgement } from './judge';
import { stepsOf, valueAt } from '../toolkit/at';

/** A name that a finding about a prop rejects. */
export interface Rejection {
  readonly name: string;
  /** The path of the construct that was given the name. */
  readonly where: string;
}

/**
 * The names that findings about props reject. A name travels from its prop to names, namespaces, labels and subjects
 * in other objects, where rules find the same mistake again.
 */
export function rejectionsIn(judgements: readonly Judgement[]): Rejection[] {
  return judgements.filter(isOrigin).map(({ rejected, entry, finding: { where } }) => ({
    name: rejected!,
    where: entry === undefined ? where : above(where),
  }));
}

/** A name was given to a construct if the finding is about the construct, or about the name of an object it made. */
function isOrigin({ rejected, entry, prop, finding }: Judgement): boolean {
  return rejected !== undefined && (entry === undefined || (prop !== undefined && finding.field === NAME));
}

/** Whether a finding about an object only repeats that a name is rejected, because its field was made from the name. */
export function repeats(judgement: Judgement, rejections: readonly Rejection[]): boolean {
  const { entry, prop, finding } = judgement;
  if (rejections.length === 0 || entry === undefined || prop !== undefined) return false;
  const text = judgement.rejected ?? textAt(entry.object, finding.field);
  return text !== undefined && rejections.some(({ name, where }) => (
    isMadeFrom(text, name)
    && (entry.cluster === undefined || isWithin(where, entry.cluster.where))
    // The name of an object that another construct made is that construct's own.
    && (finding.field !== NAME || isWithin(finding.where, where))
  ));
}

const NAME = 'metadata.name';

/** Whether a text is a name, or was made from it with "-" or "/" and another one: `ubuntu-clone`, `lab/default`. */
export function isMadeFrom(text: string, name: string): boolean {
  if (text === name) return true;
  return JOINTS.some((joint) => text.startsWith(`${name}${joint}`) || text.endsWith(`${joint}${name}`));
}

const JOINTS = ['-', '/'];

function textAt(object: unknown, field: string | undefined): string | undefined {
  const steps = field === undefined ? undefined : stepsOf(field);
  const value = steps === undefined ? undefined : valueAt(object, steps);
  return typeof value === 'string' ? value : undefined;
}

function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}/`);
}

function above(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
