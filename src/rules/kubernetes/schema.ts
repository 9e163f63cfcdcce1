import { Severity } from '../../findings/finding';
import { wholeFault } from '../../findings/rule';
import { annotationProblems } from '../../layout/annotations';
import { valueProblems } from '../../layout/values';
import type { AnyObjectRule } from '../rule';
import { own } from '../sources';

// Stands for the rules about values, annotations and schemas until each is one of its own.
export const SCHEMA: AnyObjectRule = {
  id: 'K8S000',
  name: 'schema',
  on: 'any object',
  severity: Severity.ERROR,
  title: '',
  why: '',
  remedy: '',
  source: own(),
  acceptable: false,

  *check(object, { cluster }) {
    const sentences = [...valueProblems(object), ...annotationProblems(object.metadata.annotations), ...(cluster?.schemas.check(object) ?? [])];
    for (const sentence of sentences) yield wholeFault(sentence.replace(/\.$/, ''));
  },
};
