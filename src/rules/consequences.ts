import type { IConstruct } from 'constructs';
import type { Judgement } from './judge';
import { notesOn, Replaced } from '../findings/findings';
import { takesProps } from '../findings/makers';
import { STAND_IN } from '../props/usable';

/** Says whether a finding only follows from what stands in for a faulty prop. One mistake is one finding. */
export type IsConsequence = (judgement: Judgement) => boolean;

/** What stands in for props of one construct. */
interface StandIn {
  readonly props: string[];
  isRequired: boolean;
}

/** Looks for the constructs of a program that go on with something else than what they were given. */
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
 * A construct without a prop that it requires says nothing more, and nor do objects below it. Without another prop, it
 * and the objects that it makes itself say nothing of that prop. Of a text that stands in for one, nobody does.
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

/** A finding is about a prop if it names the prop, what is in it, or what holds it; or if it blames no single field. */
function isAbout({ props }: StandIn, field: string | undefined, prop: string | undefined): boolean {
  if (field === undefined) return true;
  return props.some((faulty) => [field, prop].some((name) => isWithin(name, faulty) || isWithin(faulty, name)));
}

function isWithin(path: string | undefined, other: string | undefined): boolean {
  if (path === undefined || other === undefined || !path.startsWith(other)) return false;
  return path.length === other.length || '.['.includes(path[other.length]);
}
