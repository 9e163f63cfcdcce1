import type { IConstruct } from 'constructs';

/**
 * What is wrong with one construct, as sentences.
 *
 * Nothing throws when a bad value is met: every construct notes its sentences here, and synthesis shows those of the whole
 * program at once, each behind its construct's path. A check is a function that returns a sentence, or nothing.
 */
export class Problems {
  private readonly sentences: string[] = [];
  private readonly lateChecks: (() => Sentence | Sentence[])[] = [];

  constructor(scope: IConstruct) {
    scope.node.addValidation({ validate: () => [...this.sentences, ...this.lateChecks.flatMap((check) => check())].filter(isSentence) });
  }

  /** Notes the sentences that are there; `undefined` stands for "nothing is wrong". */
  public add(...sentences: Sentence[]): void {
    this.sentences.push(...sentences.filter(isSentence));
  }

  /** Asks at synthesis, when the whole tree is known. Must be cheap and repeatable: cdk8s' own `App` asks once per chart. */
  public atSynth(check: () => Sentence | Sentence[]): void {
    this.lateChecks.push(check);
  }
}

/** A sentence that says what was given, why it cannot work and what to write instead; `undefined` when all is well. */
export type Sentence = string | undefined;

/** Whether something is wrong. */
export function isSentence(sentence: Sentence): sentence is string {
  return sentence !== undefined;
}
