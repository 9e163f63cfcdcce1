import { about, Fault } from '../findings/rule';
import { notLabelValue, notQualifiedName } from '../toolkit/names';

/** What is wrong with the labels that a prop holds. */
export function* labelFaults(prop: string, labels: { readonly [key: string]: string } = {}): Iterable<Fault> {
  for (const [key, value] of Object.entries(labels)) {
    yield* about(`${prop} key`, notQualifiedName(key));
    yield* about(`${prop} value of ${key}`, notLabelValue(value));
  }
}

/** What is wrong with the annotations that a prop holds. */
export function* annotationFaults(prop: string, annotations: object = {}): Iterable<Fault> {
  for (const key of Object.keys(annotations)) yield* about(`${prop} key`, notQualifiedName(key));
}
