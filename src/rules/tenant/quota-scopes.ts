import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { inJson } from '../../props/words';
import type { ObjectRule } from '../rule';
import { mapIn, objectsIn, textList } from './shape';
import { kubernetes } from '../sources';

const SELECTORS = 'spec.scopeSelector.matchExpressions';

/** The scopes of a ResourceQuota, each with its field. */
export function scopesOf(object: unknown): [field: string, scope: string][] {
  const spec = mapIn(object, 'spec');
  const listed = textList(spec.scopes).map((scope, index): [string, string] => [`spec.scopes[${index}]`, scope]);
  const selected = selectorsOf(object)
    .map(([at, { scopeName }]): [string, string] => [`${at}.scopeName`, String(scopeName)]);
  return [...listed, ...selected];
}

function selectorsOf(object: unknown): ReturnType<typeof objectsIn> {
  return objectsIn(mapIn(mapIn(object, 'spec'), 'scopeSelector').matchExpressions, SELECTORS);
}

// Launchers have requests and no deadline, so these two scopes select them.
const SCOPES_OF_LAUNCHERS = ['NotTerminating', 'NotBestEffort'];

/** Whether a quota counts every launcher of its namespace. */
export function countsLaunchers(object: unknown): boolean {
  return scopesOf(object).every(([, scope]) => SCOPES_OF_LAUNCHERS.includes(scope));
}

const LABEL_VALUE = /^(?=.{1,63}$)[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/;

export const SCOPE_VALUES: ObjectRule = {
  id: 'TENANT055',
  name: 'tenants/quota-scope-values',
  on: 'object',
  kinds: ['/ResourceQuota'],
  severity: Severity.ERROR,
  title: 'The names that the scope of a quota selects are ones that Kubernetes can compare',
  why: 'It compares them like values of labels. The API server takes a quota with a longer name, and then refuses '
    + 'every pod of the namespace.',
  remedy: 'Give the PriorityClass a name of at most 63 characters, or set anyPriorityClass of the tenant.',
  source: kubernetes('pkg/apis/core/v1/helper/helpers.go: ScopedResourceSelectorRequirementsAsSelector; '
    + 'staging/src/k8s.io/apimachinery/pkg/labels/selector.go: NewRequirement'),
  acceptable: false,

  *check(object) {
    for (const [at, { values }] of selectorsOf(object)) {
      for (const value of textList(values).filter((each) => !LABEL_VALUE.test(each))) {
        yield fault(`${at}.values`, `holds ${inJson(value)}, which Kubernetes cannot compare with the class of a pod, `
          + 'so it refuses every pod of the namespace', this.remedy);
      }
    }
  },
};
