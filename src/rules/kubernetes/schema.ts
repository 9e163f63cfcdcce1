import { Severity } from '../../findings/finding';
import type { Fault, Source } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { isSound } from '../../layout/values';
import type { KubernetesObject } from '../../releases/facts';
import { isList } from '../../releases/lists';
import type { SchemaCheckName, SchemaFault } from '../../releases/schema-fault';
import { stepsOf, valueAt } from '../../toolkit/at';
import type { AnyObjectRule } from '../rule';
import { isFromPolicy } from '../scheduling/from-policy';
import { kubernetes, own } from '../sources';

/** A file of the part of the API server that serves CRDs. */
function apiserver(file: string): Source {
  return kubernetes(`staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/${file}`);
}

const SCHEMA = apiserver('validation/validation.go: ValidateCustomResource');
const REFUSED = 'The API server refuses the object.';

export const KIND = schemaRule('kind', {
  id: 'K8S001',
  name: 'releases/kind',
  title: 'The cluster\'s releases serve the kind of every object in their groups',
  why: 'The API server refuses an object of a kind that is misspelt, or that only another release serves.',
  remedy: 'Correct the kind, leave the object out, or choose a release that serves it.',
  source: apiserver('customresource_handler.go: ServeHTTP'),
});

export const FOREIGN_KIND = schemaRule('foreign-kind', {
  id: 'K8S002',
  name: 'releases/foreign-kind',
  severity: Severity.INFO,
  title: 'A kind in a group of KubeVirt\'s or CDI\'s is one of theirs',
  why: 'Other operators serve kinds in the same groups, such as MigController in migrations.kubevirt.io; '
    + 'without them the API server refuses the object.',
  remedy: 'Leave the object out, unless another operator serves its kind.',
  source: own('docs/architecture.md'),
  acceptable: true,
});

export const VERSION = schemaRule('version', {
  id: 'K8S003',
  name: 'releases/version',
  title: 'The cluster\'s releases serve the apiVersion of every object',
  why: 'The API server refuses an object of a version that it does not serve.',
  remedy: 'Write an apiVersion that the release serves.',
  source: apiserver('customresource_handler.go: ServeHTTP'),
});

export const NAME = schemaRule('name', {
  id: 'K8S004',
  name: 'releases/name',
  title: 'Names of objects are DNS subdomains, and namespaces are DNS labels',
  why: REFUSED,
  remedy: 'Use lower-case letters, digits and "-"; a name may have "." as well.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/api/validation/generic.go: NameIsDNSSubdomain, '
    + 'ValidateNamespaceName'),
});

export const SCOPE = schemaRule('scope', {
  id: 'K8S005',
  name: 'releases/scope',
  title: 'An object of a namespaced kind has a namespace, and one of a cluster-wide kind has none',
  why: 'Without a namespace the object lands wherever the applier happens to point; a cluster-wide kind ignores it.',
  remedy: 'Write the namespace, or leave it out.',
  source: own('docs/architecture.md'),
  acceptable: true,
});

export const FIELD = schemaRule('field', {
  id: 'K8S006',
  name: 'releases/field',
  title: 'Every field is in the schema of its kind',
  why: 'The API server silently drops an unknown field, or refuses the object under strict field validation.',
  remedy: 'Correct the field\'s name, or choose a release that has it.',
  source: apiserver('schema/pruning/algorithm.go: PruneWithOptions'),
});

export const REQUIRED = schemaRule('required', {
  id: 'K8S007',
  name: 'releases/required',
  title: 'Every required field is there',
  why: REFUSED,
  remedy: 'Write the field.',
  source: SCHEMA,
});

export const ENUM = schemaRule('enum', {
  id: 'K8S008',
  name: 'releases/enum',
  title: 'A value of a closed set is one of the set',
  why: REFUSED,
  remedy: 'Write one of the values that the finding lists.',
  source: SCHEMA,
});

export const TYPE = schemaRule('type', {
  id: 'K8S009',
  name: 'releases/type',
  title: 'Every value has the type that the schema gives its field',
  why: REFUSED,
  remedy: 'Write a value of that type; mind quotes around numbers and truth values.',
  source: SCHEMA,
});

export const PATTERN = schemaRule('pattern', {
  id: 'K8S010',
  name: 'releases/pattern',
  title: 'Quantities can be read as such, and other texts match the pattern of their field',
  why: REFUSED,
  remedy: 'Write a quantity as a number and a unit, such as 16Gi: neither 16GB nor 16 Gi.',
  source: SCHEMA,
});

export const FORMAT = schemaRule('format', {
  id: 'K8S011',
  name: 'releases/format',
  title: 'A number fits into the bits of its field, and a quantity into 64',
  why: 'The API server refuses a whole number that does not. For a larger quantity it takes another one.',
  remedy: 'Write a smaller number.',
  source: kubernetes('vendor/k8s.io/kube-openapi/pkg/validation/validate/values.go: IsValueValidAgainstRange; '
    + 'staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go: ParseQuantity; '
    + 'KubeVirt v1.9.0 staging/src/kubevirt.io/api/core/v1/schema.go: CPU, whose numbers are unsigned'),
});

export const LIMITS = schemaRule('limits', {
  id: 'K8S012',
  name: 'releases/limits',
  title: 'Numbers, texts and lists keep the limits of their fields',
  why: REFUSED,
  remedy: 'Write a value within the limit that the finding names.',
  source: SCHEMA,
});

export const LIST_KEYS = schemaRule('list-keys', {
  id: 'K8S013',
  name: 'releases/list-keys',
  title: 'No two items of a list have the keys that tell its items apart',
  why: REFUSED,
  remedy: 'Give each item keys of its own, or merge the two.',
  source: apiserver('schema/listtype/validation.go: ValidateListSetsAndMaps'),
});

export const SET = schemaRule('set', {
  id: 'K8S014',
  name: 'releases/set',
  title: 'A set holds each item once',
  why: REFUSED,
  remedy: 'Write the item once.',
  source: apiserver('schema/listtype/validation.go: ValidateListSetsAndMaps'),
});

/** The schema checks of a cluster's releases, one rule for each kind of fault. */
export const SCHEMA_RULES: readonly AnyObjectRule[] = [
  KIND,
  FOREIGN_KIND,
  VERSION,
  NAME,
  SCOPE,
  FIELD,
  REQUIRED,
  ENUM,
  TYPE,
  PATTERN,
  FORMAT,
  LIMITS,
  LIST_KEYS,
  SET,
];

/** Most are errors that cannot be accepted, because the API server refuses the object. */
type SchemaRuleInfo = Omit<AnyObjectRule, 'on' | 'sieve' | 'severity' | 'acceptable' | 'check'>
  & Partial<Pick<AnyObjectRule, 'severity' | 'acceptable'>>;

function schemaRule(name: SchemaCheckName, info: SchemaRuleInfo): AnyObjectRule {
  return {
    on: 'any object',
    sieve: isFaulty,
    severity: Severity.ERROR,
    acceptable: false,
    ...info,
    check: (object, entry) => faultsOf(object, entry, name),
  };
}

/** Whether an object has any schema fault. Another rule refuses lists of objects. */
function isFaulty(object: KubernetesObject, { cluster }: Entry): boolean {
  return cluster !== undefined && !isList(object) && cluster.schemas.check(object).length > 0;
}

/** The faults of an object that one check finds. */
function faultsOf(object: KubernetesObject, entry: Entry, name: SchemaCheckName): readonly Fault[] {
  const faults = entry.cluster!.schemas.check(object);
  return faults.filter((each) => each.check === name && !isReportedByPolicy(each, entry) && !isUnsound(object, each));
}

/** Whether a single value would not reach the API server as it is, which K8S015 reports. */
function isUnsound(object: KubernetesObject, { field }: SchemaFault): boolean {
  const steps = field === undefined ? undefined : stepsOf(field);
  if (steps === undefined) return false;
  const parent = valueAt(object, steps.slice(0, -1));
  const last = steps[steps.length - 1];
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, last)) return false;
  const value = (parent as Record<string, unknown>)[last];
  return !(value instanceof Object && typeof value !== 'function') && !isSound(value);
}

/** A policy reports two spread constraints with the same keys itself, once for all its pools. */
function isReportedByPolicy({ check, field }: SchemaFault, entry: Entry): boolean {
  return check === 'list-keys' && isFromPolicy(entry, field!);
}
