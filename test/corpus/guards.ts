import { ApiObject } from 'cdk8s';
import { Plain, refused, Right, right, stricter, wrong, Wrong } from './case';
import { plain, Scene } from './scene';
import { DeletionGuard, DeletionGuardProps, KubeVirtClusterProps } from '../../src';

const PROTECTED = { 'cdk8s-kubevirt.io/protected': 'true' };

function guard(scene: Scene, props?: DeletionGuardProps): DeletionGuard {
  return new DeletionGuard(scene.infra, 'guard', props);
}

/** The first policy and its binding. */
function guarded(scene: Scene, props?: DeletionGuardProps): ApiObject[] {
  const { policies, bindings } = guard(scene, props);
  return [policies[0], bindings[0]];
}

function made(scene: Scene, object: Plain): ApiObject {
  return new ApiObject(scene.infra, 'object', object);
}

/** A claim in a namespace that exists. */
const claim = (labels: { readonly [key: string]: string }) => ({
  ...plain('v1', 'PersistentVolumeClaim', 'data', {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
  }),
  metadata: { name: 'data', namespace: 'cluster-a', labels },
});

const admission = (kind: string, spec: object) => ({
  apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'no-deletion' }, spec,
});
const RULES = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['DELETE'], resources: ['configmaps'] }];
const policy = (spec: object) => admission('ValidatingAdmissionPolicy', {
  failurePolicy: 'Fail',
  matchConstraints: { resourceRules: RULES },
  validations: [{ expression: 'oldObject.metadata.name != "kept"' }],
  ...spec,
});
const binding = (spec: object) => admission('ValidatingAdmissionPolicyBinding', {
  policyName: 'no-deletion', validationActions: ['Deny'], ...spec,
});
const expression = 'true';

function clusterWithClaim(scene: Scene, props?: Partial<KubeVirtClusterProps>): ApiObject {
  return new ApiObject(scene.cluster(props), 'claim', claim(PROTECTED));
}

/** A guard with a wrong name, and the policy as it would have been called. */
function policyNamed(scene: Scene, name: string): Plain {
  guard(scene, { name: name.replace('-platform', '') });
  return { ...policy({}), metadata: { name } };
}

/** A policy and what binds it, in a cluster that is said to be complete. */
function complete(scene: Scene, ...objects: readonly Plain[]): ApiObject[] {
  const cluster = scene.cluster({ bundleIsComplete: true });
  return objects.map((object) => new ApiObject(cluster, object.kind, object));
}

const TAKEN = 'Kubernetes takes any expression, and nobody has that name';

/** Programs with a fault in what is guarded against deletion. */
export const GUARDS: readonly Wrong[] = [
  wrong('GUARD001', 'a name that policies cannot have', (scene) => [policyNamed(scene, 'No-platform')],
    'name "No" is not a DNS subdomain', refused('metadata.name: Invalid value: "No-platform"')),
  wrong('GUARD001', 'an account without its namespace', (scene) => guarded(scene, { serviceAccounts: ['infra'] }),
    'serviceAccounts[0] "infra" is not the name of a service account', stricter(TAKEN)),
  wrong('GUARD001', 'an empty user', (scene) => guarded(scene, { users: [''] }),
    'users[0] "" is not the name of a user', stricter(TAKEN)),
  wrong('GUARD002', 'Argo CD', (scene) => guarded(scene, {
    serviceAccounts: ['argocd/argocd-application-controller'],
  }), 'is an account of a GitOps controller', stricter('Kubernetes does not know who the account is')),
  wrong('GUARD002', 'Flux by its user', (scene) => guarded(scene, {
    users: ['system:serviceaccount:flux-system:kustomize-controller'],
  }), 'users[0] "system:serviceaccount:flux-system:kustomize-controller" is an account of a GitOps controller',
  stricter('Kubernetes does not know who the account is')),
  wrong('GUARD003', 'a value almost right', (scene) => (
    [made(scene, claim({ 'cdk8s-kubevirt.io/protected': 'True' }))]
  ), 'is "True", and a DeletionGuard looks for "true"', stricter('Kubernetes takes any label')),
  wrong('GUARD003', 'a kind that is not guarded', (scene) => [made(scene, {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kept', namespace: 'cluster-a', labels: PROTECTED },
  })], 'has no effect on a ConfigMap', stricter('Kubernetes takes any label')),
  wrong('GUARD004', 'a claim without a guard', (scene) => [clusterWithClaim(scene)],
    'is labelled as protected, but nothing in cluster "infra" keeps anybody from deleting it',
    stricter('Kubernetes takes any label')),
  wrong('K8S027', 'an unknown failure policy', (scene) => [made(scene, policy({ failurePolicy: 'Retry' }))],
    'spec.failurePolicy "Retry" is unknown', refused('spec.failurePolicy: Unsupported value: "Retry"')),
  wrong('K8S027', 'no resources', (scene) => [made(scene, policy({ matchConstraints: {} }))],
    'spec.matchConstraints.resourceRules is missing', refused('spec.matchConstraints.resourceRules: Required value')),
  wrong('K8S027', 'no validation', (scene) => [made(scene, policy({ validations: [] }))],
    'spec.validations is missing or empty', refused('validations or auditAnnotations must contain at least one item')),
  wrong('K8S027', 'a validation without an expression', (scene) => [made(scene, policy({ validations: [{}] }))],
    'spec.validations[0].expression is missing', refused('spec.validations[0].expression: Required value')),
  wrong('K8S027', 'a message of two lines', (scene) => (
    [made(scene, policy({ validations: [{ expression, message: 'one\ntwo' }] }))]
  ), 'spec.validations[0].message has more than one line', refused('must not contain line breaks')),
  wrong('K8S027', 'two conditions of one name', (scene) => [made(scene, policy({
    matchConditions: [{ name: 'first', expression }, { name: 'first', expression }],
  }))], 'two conditions of the name "first"', refused('duplicate entries for key [name="first"]')),
  wrong('K8S027', 'too many conditions', (scene) => [made(scene, policy({
    matchConditions: [...Array(65).keys()].map((index) => ({ name: `c${index}`, expression })),
  }))], 'holds 65 conditions', refused('spec.matchConditions: Too many: 65')),
  wrong('K8S027', 'a key of an audit annotation', (scene) => [made(scene, policy({
    auditAnnotations: [{ key: 'not a key', valueExpression: '"a"' }],
  }))], 'spec.auditAnnotations[0].key "no-deletion/not a key"', refused('spec.auditAnnotations[0].key: Invalid value')),
  wrong('K8S028', 'no policy', (scene) => [made(scene, binding({ policyName: undefined }))],
    'spec.policyName is missing', refused('spec.policyName: Required value')),
  wrong('K8S028', 'no action', (scene) => [made(scene, binding({ validationActions: [] }))],
    'spec.validationActions is missing or empty', refused('spec.validationActions: Required value')),
  wrong('K8S028', 'an unknown action', (scene) => [made(scene, binding({ validationActions: ['Refuse'] }))],
    'spec.validationActions[0] "Refuse" is unknown', refused('spec.validationActions[0]: Unsupported value: "Refuse"')),
  wrong('K8S028', 'an action twice', (scene) => [made(scene, binding({ validationActions: ['Deny', 'Deny'] }))],
    'holds "Deny" twice', refused('duplicate entries for key [="Deny"]')),
  wrong('K8S028', 'to refuse and to warn', (scene) => [made(scene, binding({ validationActions: ['Deny', 'Warn'] }))],
    'holds both Deny and Warn', refused('must not contain both Deny and Warn')),
  wrong('K8S070', 'a binding without its policy', (scene) => complete(scene, binding({ policyName: 'other' })),
    'spec.policyName "other" names a ValidatingAdmissionPolicy that the bundle does not hold',
    stricter('the policy may be there already')),
  wrong('K8S070', 'a policy without a binding', (scene) => complete(scene, policy({})),
    'ValidatingAdmissionPolicy "no-deletion" has no binding', stricter('a binding may be there already')),
];

/** Programs whose guards come close to a fault. */
export const GUARDS_RIGHT: readonly Right[] = [
  right('GUARD001', 'an account and a user', (scene) => guard(scene, {
    serviceAccounts: ['machine-controller/infra.example'], users: ['jane@example.org'],
  })),
  right('GUARD002', 'an account of a name almost the same', (scene) => guard(scene, {
    serviceAccounts: ['backup/restic-kustomize-controllers'],
  })),
  right('GUARD003', 'a claim that says it is not protected', (scene) => (
    made(scene, claim({ 'cdk8s-kubevirt.io/protected': 'false' })))),
  right('GUARD004', 'a claim of a cluster whose platform is elsewhere', (scene) => made(scene, claim(PROTECTED))),
  right('GUARD004', 'a claim with a guard', (scene) => {
    const claimed = clusterWithClaim(scene);
    new DeletionGuard(claimed.node.scope as never, 'guard');
  }),
  right('K8S027', 'audit annotations alone', (scene) => made(scene, policy({
    validations: undefined, auditAnnotations: [{ key: 'deleted', valueExpression: 'oldObject.metadata.name' }],
  }))),
  right('K8S028', 'to refuse and to write down', (scene) => (
    made(scene, binding({ validationActions: ['Deny', 'Audit'] })))),
  right('K8S070', 'a policy with its binding', (scene) => complete(scene, policy({}), binding({}))),
];
