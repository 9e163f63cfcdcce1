import { Fault, fault } from '../../findings/rule';
import { notLabelValue, notQualifiedName } from '../../toolkit/names';
import { fieldBelow } from '../../toolkit/path';

/** Reports labels that Kubernetes refuses; `at` is the field that holds them. */
export function* labelFaults(map: { readonly [key: string]: string } | undefined, at: string): Iterable<Fault> {
  for (const [key, value] of Object.entries(map ?? {})) {
    for (const bad of [notQualifiedName(key), notLabelValue(value)]) {
      if (bad !== undefined) yield fault(fieldBelow(at, key), bad.problem, bad.remedy);
    }
  }
}
