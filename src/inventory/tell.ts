import type { IConstruct } from 'constructs';
import type { Intent, Known } from './known';

const KNOWN = Symbol.for('cdk8s-kubevirt.known');
const INTENT = Symbol.for('cdk8s-kubevirt.intent');

/** Reports something to the inventory that no object shows. */
export function tell(construct: IConstruct, known: Known): void {
  Object.defineProperty(construct, KNOWN, { value: known, configurable: true });
}

/** What a construct has reported. */
export function toldBy(construct: IConstruct): Known | undefined {
  return (construct as { [KNOWN]?: Known })[KNOWN];
}

/** Reports to the inventory what the maker of an object knows about it. */
export function intend(apiObject: IConstruct, intent: Intent): void {
  Object.defineProperty(apiObject, INTENT, { value: intent, configurable: true });
}

/** What the maker of an object knows about it. */
export function intentOf(apiObject: IConstruct): Intent {
  return (apiObject as { [INTENT]?: Intent })[INTENT] ?? NO_INTENT;
}

/** Whether the maker of an object has reported anything. */
export function hasIntent(apiObject: IConstruct): boolean {
  return intentOf(apiObject) !== NO_INTENT;
}

const NO_INTENT: Intent = {};
