import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { isList } from '../../releases/lists';
import type { AnyObjectRule } from '../rule';
import { kubernetes } from '../sources';

export const LIST: AnyObjectRule = {
  id: 'K8S025',
  name: 'kubernetes/list',
  on: 'any object',
  sieve: isList,
  severity: Severity.ERROR,
  title: 'Objects are written one by one, not in a List',
  why: 'The API server has no List, and some clients take it apart before they apply it. Its items get no namespace, '
    + 'no layer and no check of their own.',
  remedy: 'Write each item as an object of its own.',
  source: kubernetes('staging/src/k8s.io/cli-runtime/pkg/resource/visitor.go: FlattenListVisitor'),
  acceptable: false,

  *check({ kind }) {
    yield fault('kind', `is ${kind}, and no rule looks into its items`, this.remedy);
  },
};
