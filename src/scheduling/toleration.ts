import type { Duration } from 'cdk8s';
import type { Toleration } from '../../imports/kubevirt.io';
import { about, Fault } from '../findings/rule';
import { notWholeSeconds, secondsOf } from '../toolkit/seconds';
import { defined } from '../toolkit/shape';

/** What a taint does to pods that do not tolerate it. */
export enum TaintEffect {
  NO_SCHEDULE = 'NoSchedule',
  PREFER_NO_SCHEDULE = 'PreferNoSchedule',
  NO_EXECUTE = 'NoExecute',
}

/** How a toleration compares with a taint. */
export enum TolerationOperator {
  /** The taint has the key; its value does not matter. */
  EXISTS = 'Exists',
  /** The taint has the key and the value. */
  EQUAL = 'Equal',
}

/** Taints of nodes that machines may run on in spite of. */
export interface NodeToleration {
  /**
   * The taint's key.
   * @default - every key, which needs the operator `EXISTS`
   */
  readonly key?: string;
  /**
   * How the taint is compared.
   * @default - EQUAL when a value is given, EXISTS otherwise
   */
  readonly operator?: TolerationOperator;
  /**
   * The taint's value, with the operator `EQUAL`.
   * @default - none
   */
  readonly value?: string;
  /**
   * The taint's effect.
   * @default - every effect
   */
  readonly effect?: TaintEffect;
  /**
   * How long a `NO_EXECUTE` taint is tolerated. Then the machine is shut down, not migrated, and starts again where it
   * may: on that node too, for as long.
   * @default - for ever
   */
  readonly tolerationSeconds?: Duration;
}

/** The toleration as the API has it. */
export function tolerationOf(toleration: NodeToleration): Toleration {
  const { key, operator, value, effect, tolerationSeconds } = toleration;
  const fitting = value === undefined ? TolerationOperator.EXISTS : TolerationOperator.EQUAL;
  return defined({ key, operator: operator ?? fitting, value, effect, tolerationSeconds: secondsOf(tolerationSeconds) });
}

/** The faults of tolerations that end after a fraction of a second; `at` is the prop that holds them. */
export function* brokenSeconds(tolerations: readonly NodeToleration[] = [], at: string): Iterable<Fault> {
  for (const [index, { tolerationSeconds }] of tolerations.entries()) {
    yield* about(`${at}[${index}].tolerationSeconds`, notWholeSeconds(tolerationSeconds));
  }
}
