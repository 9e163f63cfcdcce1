import type { ApiObject } from 'cdk8s';
import type { Scene } from './scene';

/** An object as the server gets it. */
export interface Plain {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly namespace?: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** What the real server says of what our rule refuses. */
export type Verdict =
  /**
   * It refuses one of the objects as they are, in these words, which it has for no other fault: that shows that the
   * reason is the same.
   */
  | { readonly expect: 'refused'; readonly words: string }
  /**
   * It admits the first object, and what KubeVirt, CDI or Kubernetes make of it is refused. Where that can be shown,
   * the objects after the first are what they make, or what would have to be there, and one of those is refused in
   * these words.
   */
  | { readonly expect: 'later'; readonly words?: string; readonly why: string }
  /** It takes all of the objects, or never sees any: our rule is stricter, and this is why. */
  | { readonly expect: 'stricter'; readonly why: string };

/** A program with one fault. */
export interface Wrong {
  /** The id of the rule that it breaks. */
  readonly rule: string;
  /** What is wrong, in a few words; unique within the rule. */
  readonly case: string;
  /**
   * Writes the program, and answers with the objects that the server gets: those at fault, as we would have written
   * them.
   */
  readonly program: (scene: Scene) => readonly (ApiObject | Plain)[];
  /** A piece of the sentence that synthesis must say. */
  readonly says: string;
  readonly verdict: Verdict;
  /** The releases of KubeVirt and CDI in which the verdict holds; all where it is left out. */
  readonly releases?: Releases;
  /** The configuration file of the program, of `configurations/`. */
  readonly configuration?: string;
}

/** The oldest release in which something holds, and the first in which it does no more: `v1.8.4`. */
export interface Releases {
  readonly kubevirtFrom?: string;
  readonly kubevirtUntil?: string;
  readonly cdiFrom?: string;
  readonly cdiUntil?: string;
  /** The minor of Kubernetes, `1.36`: conformance takes the newest that the release of KubeVirt supports. */
  readonly kubernetesFrom?: string;
  readonly kubernetesUntil?: string;
}

export function wrong(
  rule: string,
  name: string,
  program: Wrong['program'],
  says: string,
  verdict: Verdict,
  releases?: Releases,
): Wrong {
  return { rule, case: name, program, says, verdict, releases };
}

/** A program that comes close to breaking a rule and does not. */
export interface Right {
  /** The id of the rule. */
  readonly rule: string;
  readonly case: string;
  readonly program: (scene: Scene) => unknown;
  /** The configuration file of the program, of `configurations/`. */
  readonly configuration?: string;
}

export function right(rule: string, name: string, program: Right['program']): Right {
  return { rule, case: name, program };
}

export function refused(words: string): Verdict {
  return { expect: 'refused', words };
}

export function later(why: string, words?: string): Verdict {
  return { expect: 'later', why, words };
}

export function stricter(why: string): Verdict {
  return { expect: 'stricter', why };
}
