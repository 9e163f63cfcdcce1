import { Fault, fault } from '../../findings/rule';
import { notLabelValue, notQualifiedName, taken } from '../../toolkit/names';
import { fieldBelow } from '../../toolkit/path';

/**
 * Reports labels that Kubernetes refuses; `at` is the field that holds them.
 * @param consequence what comes of them where the API server takes them
 */
export function* labelFaults(
  map: { readonly [key: string]: string } | undefined, at: string, consequence?: string,
): Iterable<Fault> {
  for (const [key, value] of Object.entries(map ?? {})) {
    for (const found of [notQualifiedName(key), notLabelValue(value)]) {
      const bad = consequence === undefined ? found : taken(found, consequence);
      if (bad !== undefined) yield fault(fieldBelow(at, key), bad.problem, bad.remedy);
    }
  }
}
