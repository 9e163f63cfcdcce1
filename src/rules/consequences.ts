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

/**
 * The texts that findings about props reject. A name travels from the prop to namespaces, labels and subjects of other
 * objects, which then repeat the mistake.
 */
export function rejectedTexts(judgements: readonly Judgement[]): ReadonlySet<string> {
  const origins = judgements.filter(isOrigin).map(({ rejected }) => rejected!);
  return new Set(origins);
}

function isOrigin({ rejected, entry, prop }: Judgement): boolean {
  return rejected !== undefined && (entry === undefined || prop !== undefined);
}

/** Whether a message quotes one of the rejected texts, or a text that was made from one. */
export function quotesAny(message: string, rejected: ReadonlySet<string>): boolean {
  if (rejected.size === 0) return false;
  const quoted = message.split('"').filter((_part, index) => index % 2 === 1);
  for (const part of rejected) {
    if (quoted.some((text) => isMadeOf(text, part))) return true;
  }
  return false;
}

/** What names, paths and subjects look like that were made from an empty text. */
const MADE_OF_NOTHING = /^$|^[-/]|\/\.|\/\//;

function isMadeOf(text: string, part: string): boolean {
  if (part === '') return MADE_OF_NOTHING.test(text);
  const start = text.indexOf(part);
  return start >= 0 && !isWordAt(text, start - 1) && !isWordAt(text, start + part.length);
}

function isWordAt(text: string, index: number): boolean {
  return /[a-zA-Z0-9]/.test(text.charAt(index));
}

/** Finds the constructs of a program that continue with stand-ins. */
export function consequencesIn(
  constructs: readonly IConstruct[], rejected: ReadonlySet<string>,
): IsConsequence {
  const standIns = standInsOf(constructs);
  if (standIns.size === 0 && rejected.size === 0) return () => false;
  const makers = new Set(constructs.filter(takesProps).map(({ node }) => node.path));
  return (judgement) => {
    if (judgement.replaced !== undefined) return false;
    return isConsequence(judgement, standIns, makers) || repeats(judgement, rejected);
  };
}

/** Whether a finding about a field that no prop names repeats the mistake of a prop. */
function repeats(judgement: Judgement, rejected: ReadonlySet<string>): boolean {
  return !isOrigin(judgement) && judgement.prop === undefined && quotesAny(judgement.finding.message, rejected);
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
