import type { IConstruct } from 'constructs';
import type { Judgement } from './judge';
import { notesOn, Replaced } from '../findings/findings';
import { takesProps } from '../findings/makers';
import { STAND_IN } from '../props/usable';

/** Whether a finding only follows from a stand-in for a faulty prop, so that one mistake gives one finding. */
export type IsConsequence = (judgement: Judgement) => boolean;

/** The stand-ins for props of one construct. */
interface StandIn {
  readonly props: string[];
  isRequired: boolean;
}

/** Finds the constructs of a program that continue with stand-ins. */
export function consequencesIn(constructs: readonly IConstruct[]): IsConsequence {
  const standIns = standInsOf(constructs);
  if (standIns.size === 0) return () => false;
  const makers = new Set(constructs.filter(takesProps).map(({ node }) => node.path));
  return (judgement) => judgement.replaced === undefined && isConsequence(judgement, standIns, makers);
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
  return props.some((faulty) => [field, prop].some((name) => isWithin(name, faulty) || isWithin(faulty, name)));
}

function isWithin(path: string | undefined, other: string | undefined): boolean {
  if (path === undefined || other === undefined || !path.startsWith(other)) return false;
  return path.length === other.length || '.['.includes(path[other.length]);
}
