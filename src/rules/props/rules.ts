import { Severity } from '../../findings/finding';
import { UNKNOWN_RELEASE_INFO } from '../../releases/unknown-release';
import type { PropRule } from '../rule';
import { own } from '../sources';

const PAGE = 'docs/architecture.md';

export const UNKNOWN_PROP: PropRule = {
  id: 'PROP001',
  name: 'props/unknown',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Each prop is one that its struct has',
  why: 'A misspelt prop would be left out silently: a tenant with "quotas" would have no quota.',
  remedy: 'Write the prop that the finding names, or leave it out.',
  source: own(PAGE),
  acceptable: false,
};

export const MISSING_PROP: PropRule = {
  id: 'PROP002',
  name: 'props/missing',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Each required prop is given',
  why: 'Without it nothing can be written. A misspelt constant, such as KubeVirtRelease.V1_8_0, is undefined.',
  remedy: 'Write the prop as the finding shows.',
  source: own(PAGE),
  acceptable: false,
};

export const PROP_TYPE: PropRule = {
  id: 'PROP003',
  name: 'props/type',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Each prop and argument has the type of its declaration',
  why: 'JavaScript, tsx and data from a file let any value through, and what would be written is not what was meant.',
  remedy: 'Write a value of the type that the finding names.',
  source: own(PAGE),
  acceptable: false,
};

export const PROP_WORD: PropRule = {
  id: 'PROP004',
  name: 'props/word',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A prop of an enum is one of its words',
  why: 'No server knows another word, or what is written would be something else than was meant.',
  remedy: 'Write a member of the enum.',
  source: own(PAGE),
  acceptable: false,
};

export const ID_TWICE: PropRule = {
  id: 'PROP005',
  name: 'props/id-twice',
  on: 'props',
  severity: Severity.ERROR,
  title: 'No two constructs of a scope have the same id',
  why: 'A construct is known by the ids on the way to it, so two of one path could not be told apart.',
  remedy: 'Choose another id. The name of the object can be given as a prop.',
  source: own(PAGE),
  acceptable: false,
};

export const OUTSIDE: PropRule = {
  id: 'PROP006',
  name: 'props/outside',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A construct is below the cluster or the tenant that it needs',
  why: 'The releases of a cluster and the namespace of a tenant are known only below it. The program stops at once.',
  remedy: 'Create the construct below a cluster, or below a tenant.',
  source: own(PAGE),
  acceptable: false,
};

export const UNKNOWN_RELEASE: PropRule = { ...UNKNOWN_RELEASE_INFO, on: 'props' };

/** Rules about the arguments of constructors and methods. */
export const PROP_RULES: readonly PropRule[] = [
  UNKNOWN_PROP,
  MISSING_PROP,
  PROP_TYPE,
  PROP_WORD,
  ID_TWICE,
  OUTSIDE,
  UNKNOWN_RELEASE,
];
