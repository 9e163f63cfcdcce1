import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { fieldBelow } from '../../toolkit/path';
import type { AnyObjectRule } from '../rule';

export const ANNOTATIONS: AnyObjectRule = {
  id: 'K8S016',
  name: 'layout/annotations',
  on: 'any object',
  sieve: ({ metadata: { annotations } }) => annotations !== undefined,
  severity: Severity.ERROR,
  title: 'kustomize can read every annotation again after it has written it',
  why: 'Argo CD and Flux build each layer with kustomize, which writes the annotations of all objects anew.',
  remedy: 'Give a key that reads like a number, a date or a truth value a prefix; do not begin text of several '
    + 'lines with a tab.',
  source: { project: 'kustomize', file: 'kustomize build, run on each such form', release: 'v5.7.1' },
  acceptable: true,

  *check({ metadata }) {
    // A JSON patch can set null, and values that are not texts, which another rule reports.
    for (const [key, value] of Object.entries<unknown>(metadata.annotations ?? {})) {
      yield* annotationFaults(key, typeof value === 'string' ? value : '');
    }
  },
};

/** Annotation keys that YAML readers take for null, a boolean, a number or a date. */
const NOT_TEXT = new RegExp(`^(${[
  'null|true|false',
  '\\d[\\d_]*(\\.[\\d_]*)?(e-?\\d+)?',
  '0x[\\da-f_]+|0o[0-7_]+|0b[01_]+',
  '\\d{4}-\\d{1,2}-\\d{1,2}',
].join('|')})$`, 'i');

/** A multi-line text whose first line begins with a tab. */
const TAB_FIRST = /^\t[^\n]*\n/;

const UNBUILDABLE = 'so Argo CD and Flux could not build the layer';

function* annotationFaults(key: string, value: string): Iterable<Fault> {
  if (NOT_TEXT.test(key)) {
    yield fault('metadata.annotations', `has the key "${key}", which kustomize does not take for text, ${UNBUILDABLE}`,
      `Give it a prefix, such as "example.org/${key}".`);
  }
  if (TAB_FIRST.test(value)) {
    yield fault(fieldBelow('metadata.annotations', key),
      `is text of several lines that begins with a tab, which kustomize cannot read again, ${UNBUILDABLE}`,
      'Begin it with something else.');
  }
}
