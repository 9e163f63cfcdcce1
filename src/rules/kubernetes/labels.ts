import { Fault, fault } from '../../findings/rule';
import { notLabelValue, notQualifiedName } from '../../toolkit/names';
import { fieldBelow } from '../../toolkit/path';

/** Reports labels that Kubernetes refuses; `at` is the field that holds them. */
export function* labelFaults(map: { readonly [key: string]: string } | undefined, at: string): Iterable<Fault> {
  for (const [key, value] of Object.entries(map ?? {})) {
    const badKey = notQualifiedName(key);
    if (badKey !== undefined) yield fault(at, `key ${badKey.problem}`, badKey.remedy);
    const badValue = notLabelValue(value);
    if (badValue !== undefined) yield fault(fieldBelow(at, key), badValue.problem, badValue.remedy);
  }
}
