import { ALLOW_DELETION } from '../layout/protection';

/** A text as a literal of CEL. */
export function literal(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** The most characters of a list on one line, so that people can read the policy. */
const LINE = 80;

/** Texts as a list of CEL: in one line, or one in each. */
export function list(texts: readonly string[]): string {
  const literals = texts.map(literal);
  const line = literals.join(', ');
  return line.length <= LINE ? `[${line}]` : `[\n${literals.map((each) => `  ${each}`).join(',\n')}\n]`;
}

/** Whether the request is made by none of these users. */
export function notBy(users: readonly string[]): string {
  return `!(request.userInfo.username in ${list(users)})`;
}

/**
 * Whether the request is made by none of the service accounts in the object's own namespace whose names have one of
 * these ends.
 */
export function notByOwnAccounts(ends: readonly string[]): string {
  return '!(has(oldObject.metadata.namespace)'
    + ' && request.userInfo.username.startsWith(\'system:serviceaccount:\' + oldObject.metadata.namespace + \':\')'
    + ` && ${list(ends)}.exists(end, request.userInfo.username.endsWith(end)))`;
}

/**
 * Whether the object is one of these resources, or has one of these names. The name is read from the object, because a
 * request to delete a collection has none, and `resourceNames` of a policy never match it (Kubernetes v1.34
 * apiserver/pkg/admission/plugin/policy/matching/matching.go: matchesResourceRules).
 */
export function isOneOf(resources: readonly string[], names: readonly string[]): string {
  return `request.resource.resource in ${list(resources)} || oldObject.metadata.name in ${list(names)}`;
}

/** The value of the annotation that lets an object go; empty without it. The audit log takes nothing but a text. */
export const REASON = `has(oldObject.metadata.annotations) && ${literal(ALLOW_DELETION)} in`
  + ` oldObject.metadata.annotations ? string(oldObject.metadata.annotations[${literal(ALLOW_DELETION)}]) : ''`;

/** Whether the object's namespace is being deleted. `namespaceObject` is null for what is cluster-wide. */
export const NAMESPACE_ENDS = 'namespaceObject != null && has(namespaceObject.metadata.deletionTimestamp)';

/** Whether the object may be deleted, by the two variables. */
export const LET_GO = 'variables.namespaceEnds || !(variables.reason in [\'\', \'false\'])';

const RESOURCE = 'request.resource.resource'
  + ' + (request.resource.group == \'\' ? \'\' : \'.\' + request.resource.group)';
const NAMESPACE = '(has(oldObject.metadata.namespace) ? \' -n \' + oldObject.metadata.namespace : \'\')';

/** What is guarded, and the command that lets it go. `others` are other ways, as the end of a sentence. */
export function refusal(others = ''): string {
  return 'request.kind.kind + \' "\' + oldObject.metadata.name + \'" is guarded against deletion.'
    + ` To let it go: kubectl annotate ' + ${RESOURCE} + ' ' + oldObject.metadata.name + ${NAMESPACE}`
    + ` + ' ${ALLOW_DELETION}="<reason>"${others}'`;
}
