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

/** How a toleration is compared with a taint. */
export enum TolerationOperator {
  /** Matches taints with the key, whatever their value. */
  EXISTS = 'Exists',
  /** Matches taints with the key and the value. */
  EQUAL = 'Equal',
}

/** Taints that the machines tolerate. */
export interface NodeToleration {
  /**
   * The taint's key.
   * @default - every key; this requires the operator `EXISTS`
   */
  readonly key?: string;
  /**
   * How the toleration is compared with the taint.
   * @default - EQUAL if a value is given, EXISTS otherwise
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
   * How long a `NO_EXECUTE` taint is tolerated. Afterwards the machine is shut down, not migrated, and starts again on
   * any node that accepts it: the same node is possible, for the same time.
   * @default - without limit
   */
  readonly tolerationSeconds?: Duration;
}

/** The toleration in the form of the API. */
export function tolerationOf(toleration: NodeToleration): Toleration {
  const { key, operator, value, effect, tolerationSeconds } = toleration;
  const fitting = value === undefined ? TolerationOperator.EXISTS : TolerationOperator.EQUAL;
  return defined({
    key,
    operator: operator ?? fitting,
    value,
    effect,
    tolerationSeconds: secondsOf(tolerationSeconds),
  });
}

/** Reports tolerations that end after a fraction of a second; `at` is the prop that holds them. */
export function* brokenSeconds(tolerations: readonly NodeToleration[] = [], at: string): Iterable<Fault> {
  for (const [index, { tolerationSeconds }] of tolerations.entries()) {
    yield* about(`${at}[${index}].tolerationSeconds`, notWholeSeconds(tolerationSeconds));
  }
}
