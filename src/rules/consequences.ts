import type { IConstruct } from 'constructs';
import type { Judgement } from './judge';
import { rejectionsIn, repeats } from './rejections';
import { repetitionsIn } from './repetitions';
import { notesOn, Replaced } from '../findings/findings';
import { takesProps } from '../findings/makers';
import { STAND_IN } from '../props/usable';
import { isBelow } from '../toolkit/path';

/** Whether a finding only follows from another one, so that one mistake gives one finding. */
export type IsConsequence = (judgement: Judgement) => boolean;

/** The stand-ins for props of one construct. */
interface StandIn {
  readonly props: string[];
  isRequired: boolean;
}

/**
 * Finds what only follows from other findings of a program: from stand-ins for faulty props, from a name that is
 * rejected where it was given, and from a value that another rule rejects for good.
 */
export function consequencesIn(
  constructs: readonly IConstruct[],
  judgements: readonly Judgement[],
): IsConsequence {
  const reported = constructs.flatMap((construct) => notesOn(construct)?.found ?? []);
  const standIns = standInsOf(constructs);
  const rejections = rejectionsIn([...reported, ...judgements]);
  const repetitions = repetitionsIn(judgements);
  const makers = new Set(standIns.size === 0 ? [] : constructs.filter(takesProps).map(({ node }) => node.path));
  return (judgement) => {
    if (judgement.replaced !== undefined) return false;
    if (repetitions.has(judgement) || repeats(judgement, rejections)) return true;
    return standIns.size > 0 && isConsequence(judgement, standIns, makers);
  };
}

function standInsOf(constructs: readonly IConstruct[]): Map<string, StandIn> {
  const standIns = new Map<string, StandIn>();
  for (const construct of constructs) {
    for (const { replaced } of notesOn(construct)?.found ?? []) {
      if (replaced !== undefined) add(standIns, construct.node.path, replaced);
    }
  }
  return standIns;
}

function add(standIns: Map<string, StandIn>, where: string, { props, isRequired }: Replaced): void {
  const known = standIns.get(where) ?? { props: [], isRequired: false };
  standIns.set(where, known);
  known.props.push(...props);
  known.isRequired ||= isRequired;
}

/**
 * If a required prop of a construct is missing, findings on the construct and on objects below it are left out. If
 * another prop is faulty, findings about that prop on the construct and on its own objects are left out. Findings that
 * quote a stand-in text are left out everywhere.
 */
function isConsequence(
  { finding, prop }: Judgement,
  standIns: ReadonlyMap<string, StandIn>,
  makers: ReadonlySet<string>,
): boolean {
  const { where, field, object } = finding;
  let isMaker = true;
  for (let path = where; ; path = above(path)) {
    const standIn = standIns.get(path);
    const isOwn = path === where || (object !== undefined && isMaker);
    if (standIn?.isRequired === true && (path === where || object !== undefined)) return true;
    if (standIn !== undefined && isOwn && isAbout(standIn, field, prop)) return true;
    if (makers.has(path)) isMaker = false;
    if (path === '') return finding.message.includes(STAND_IN);
  }
}

function above(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/**
 * A finding is about a prop if it names the prop, something in it, or what holds it; or if it names no single field.
 */
function isAbout({ props }: StandIn, field: string | undefined, prop: string | undefined): boolean {
  if (field === undefined) return true;
  return props.some((faulty) => [field, prop].some((name) => {
    // A rule of a tenant's isolation is told of by its name, and a fault in its props by its place in their list.
    const [one, other] = name?.includes(' "') ? [anyItem(name), anyItem(faulty)] : [name, faulty];
    return isWithin(one, other) || isWithin(other, one);
  }));
}

function anyItem(path: string): string {
  return path.replace(/ "[^"]*"|\[\d+\]/g, '[0]');
}

function isWithin(path: string | undefined, other: string | undefined): boolean {
  return path !== undefined && other !== undefined && (path === other || isBelow(path, other));
}
