import { about, Fault } from '../findings/rule';
import { notLabelValue, notQualifiedName } from '../toolkit/names';

/** Reports invalid labels of a prop. */
export function* labelFaults(prop: string, labels: { readonly [key: string]: string } = {}): Iterable<Fault> {
  for (const [key, value] of Object.entries(labels)) {
    yield* about(`${prop} key`, notQualifiedName(key));
    yield* about(`${prop} value of ${key}`, notLabelValue(value));
  }
}

/** Reports invalid annotations of a prop. */
export function* annotationFaults(prop: string, annotations: object = {}): Iterable<Fault> {
  for (const key of Object.keys(annotations)) yield* about(`${prop} key`, notQualifiedName(key));
}
