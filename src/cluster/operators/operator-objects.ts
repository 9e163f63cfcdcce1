import { nodePlacement } from './node-placement';
import type { ComponentPlacement, ContainerResources } from './operator-options';
import { expand, KubernetesObject, ReleaseFacts } from '../../releases/facts';
import { mergeDeep } from '../../toolkit/merge';

/** Differences from upstream's own manifest of an operator. */
export interface OperatorChanges {
  readonly namespace: string;
  readonly image: string;
  /** Environment variables to set, in addition to upstream's or in place of them. */
  readonly environment: { readonly [name: string]: string };
  readonly pullSecrets: readonly string[];
  readonly replicas?: number;
  readonly resources?: ContainerResources;
  readonly placement?: ComponentPlacement;
  /** Whether the requirement of control-plane nodes is removed. */
  readonly anyNode: boolean;
}

/**
 * The objects of a release's operator. Without changes they equal upstream's manifest, except one version of CDI's CRD.
 */
export function operatorObjects(facts: ReleaseFacts, changes: OperatorChanges): KubernetesObject[] {
  const usual = facts.operator.find((object) => object.kind === 'Namespace')!.metadata.name;
  return upstream(facts).map((object) => {
    const moved = inNamespace(object, usual, changes.namespace);
    return moved.kind === 'Deployment' ? deployment(moved as Deployment, changes) : moved;
  });
}

const expanded = new WeakMap<ReleaseFacts, readonly KubernetesObject[]>();

/** Upstream's manifest with the whole schemas of its CRDs. It is the same for all clusters of a release. */
function upstream(facts: ReleaseFacts): readonly KubernetesObject[] {
  const known = expanded.get(facts) ?? facts.operator.map((object) => withoutOldVersions(expand(object, facts)));
  expanded.set(facts, known);
  return known;
}

/**
 * The CRD of the CDI custom resource with the stored version only. Upstream's manifest also has v1alpha1, which
 * cdi-operator removes as soon as it runs, so every sync would add it again.
 *
 * CDI v1.65.0 pkg/operator/controller/cruft.go: reconcileCDICRD, removeOldVersions.
 */
function withoutOldVersions(object: KubernetesObject): KubernetesObject {
  if (object.kind !== 'CustomResourceDefinition' || object.metadata.name !== 'cdis.cdi.kubevirt.io') return object;
  const spec = object.spec as { readonly versions: readonly { readonly storage: boolean }[] };
  return { ...object, spec: { ...spec, versions: spec.versions.filter((version) => version.storage) } };
}

/** Upstream's name of the operator's image. */
export function operatorImage(facts: ReleaseFacts): string {
  return container(facts.operator.find((object) => object.kind === 'Deployment') as Deployment).image;
}

/** How many tolerations upstream gives the operator. */
export function operatorTolerations(facts: ReleaseFacts): number {
  const operator = facts.operator.find((object) => object.kind === 'Deployment') as Deployment;
  return operator.spec.template.spec.tolerations?.length ?? 0;
}

/** The value that upstream gives an environment variable of the operator. */
export function operatorVariable(facts: ReleaseFacts, name: string): string | undefined {
  const operator = facts.operator.find((object) => object.kind === 'Deployment') as Deployment;
  return container(operator).env.find((variable) => variable.name === name)?.value;
}

interface Deployment extends KubernetesObject {
  readonly spec: { readonly template: { readonly spec: PodSpec } };
}

interface PodSpec {
  readonly containers: readonly Container[];
  readonly tolerations?: readonly object[];
  readonly affinity?: { readonly nodeAffinity?: { readonly requiredDuringSchedulingIgnoredDuringExecution?: object } };
}

interface Container {
  readonly image: string;
  readonly resources?: ContainerResources;
  readonly env: readonly { readonly name: string; readonly value?: string }[];
}

function container(object: Deployment): Container {
  return object.spec.template.spec.containers[0];
}

/**
 * The object with every mention of upstream's namespace replaced: its own namespace, the Namespace itself, and subjects
 * of bindings.
 */
function inNamespace(object: KubernetesObject, usual: string, namespace: string): KubernetesObject {
  if (usual === namespace) return object;
  if (object.kind === 'Namespace') return { ...object, metadata: { ...object.metadata, name: namespace } };
  const isInside = object.metadata.namespace === usual;
  const moved = isInside ? { ...object, metadata: { ...object.metadata, namespace } } : object;
  const subjects = object.subjects as { readonly namespace?: string }[] | undefined;
  if (subjects === undefined) return moved;
  const own = subjects.map((subject) => (subject.namespace === usual ? { ...subject, namespace } : subject));
  return { ...moved, subjects: own };
}

function deployment(object: Deployment, changes: OperatorChanges): KubernetesObject {
  const operator = container(object);
  const changed = {
    ...mergeDeep<Container>(operator, { resources: changes.resources } as object),
    image: changes.image,
    env: environment(operator.env, changes.environment),
  };
  const pod = placed({ ...object.spec.template.spec, containers: [changed] }, changes);
  const pullSecrets = changes.pullSecrets.map((name) => ({ name }));
  const secrets = pullSecrets.length === 0 ? {} : { imagePullSecrets: pullSecrets };
  const replicas = changes.replicas === undefined ? {} : { replicas: changes.replicas };
  const template = { ...object.spec.template, spec: { ...pod, ...secrets } };
  return { ...object, spec: { ...object.spec, ...replicas, template } };
}

function environment(usual: Container['env'], set: OperatorChanges['environment']): Container['env'] {
  const known = usual.map((variable) => (
    set[variable.name] === undefined ? variable : { name: variable.name, value: set[variable.name] }
  ));
  const names = Object.keys(set).filter((name) => !usual.some((variable) => variable.name === name));
  const added = names.map((name) => ({ name, value: set[name] }));
  return [...known, ...added];
}

/**
 * A given placement replaces the requirement of control-plane nodes, as KubeVirt treats a placement in its CR
 * (pkg/virt-operator/resource/placement).
 */
function placed(pod: PodSpec, changes: OperatorChanges): object {
  const isFree = changes.anyNode || changes.placement !== undefined;
  const free = isFree ? mergeDeep<PodSpec>(pod, withoutRequirement(pod)) : pod;
  if (changes.placement === undefined) return free;
  const wanted = nodePlacement(changes.placement);
  const tolerations = [...(pod.tolerations ?? []), ...(wanted.tolerations ?? [])];
  return mergeDeep<object>(free, { ...wanted, ...(tolerations.length === 0 ? {} : { tolerations }) } as object);
}

function withoutRequirement(pod: PodSpec): object {
  if (pod.affinity?.nodeAffinity === undefined) return {};
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: null } } };
}
