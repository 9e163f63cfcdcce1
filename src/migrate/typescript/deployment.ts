import { construct, Variable } from './code';
import { deploymentProps } from './convert/deployment';
import type { MachineCode } from './machine';
import { copyOf } from './same/compare';
import { differences } from './same/differences';
import { Loose, valueOf } from './same/loose';
import type { Patch } from './template-names';
import { made, missing, NodesCluster, unsaidMetadata, withoutEmpty } from './trial';
import { typedCall, Untyped } from './typed';
import type { KubernetesObject } from '../../releases/facts';
import type { Target } from '../migration';

const VALUE = ['template', 'spec', 'providerSpec', 'value'];

/** Fields of the template that the construct always writes. A field more in it would replace all nodes. */
const ALWAYS = [[...VALUE, 'cloudProviderSpec', 'virtualMachine', 'evictionStrategy'], [...VALUE, 'sshPublicKeys']];

/** What machine-controller takes a missing strategy for. */
const STRATEGY = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };

/** Where the construct of a MachineDeployment stands in a program. */
export interface NodesSite {
  readonly tenant: Variable;
  readonly id: string;
  readonly cluster: NodesCluster;
}

/**
 * A MachineDeployment as a WorkerPool with typed props. Its template stays as it is to the letter, because a change
 * replaces all nodes.
 * @returns the code, or why it has to stay a plain object
 */
export function deploymentCode(
  object: KubernetesObject, site: NodesSite, target: Target,
): MachineCode | { readonly reasons: readonly string[] } {
  const unsaid = unsaidMetadata(object);
  if (unsaid !== undefined) return { reasons: [unsaid] };
  try {
    return tried(object, site, target);
  } catch (error) {
    const reason = error instanceof Untyped ? error.message : 'its fields have types that machine-controller does not '
      + 'know';
    return { reasons: [reason] };
  }
}

function tried(
  object: KubernetesObject, { tenant, id, cluster }: NodesSite, target: Target,
): MachineCode | { readonly reasons: readonly string[] } {
  const { name, namespace, labels = {}, annotations = {} } = object.metadata;
  const original = copyOf(object);
  const props = deploymentProps(original, { tenant, id }, new Variable(cluster.variable));
  const code = typedCall(construct('WorkerPool', tenant, id, withoutEmpty({
    name: name === id ? undefined : name, ...props,
  })));
  const around = { cluster: 'cluster', tenant: tenant.name, nodes: cluster };
  const { objects: [deployment], errors } = made(code, around, target);
  const patches = patchesOf(original.spec, deployment.spec);
  const reasons = [
    ...differences({ name, namespace }, { name, namespace: deployment.metadata.namespace }, 'metadata'),
    ...differences(original.spec, deployment.spec, 'spec'),
    ...errors,
  ];
  if (reasons.length > 0) return { reasons };
  return {
    call: code,
    labels: missing(labels, deployment.metadata.labels),
    annotations: missing(annotations, deployment.metadata.annotations),
    patches,
  };
}

/** The patches that give a made spec what the construct writes in another way; the made spec gets them too. */
function patchesOf(original: Loose, spec: Loose): Patch[] {
  const patches: Patch[] = [];
  if (differences(original.selector, spec.selector).length > 0) {
    spec.selector = original.selector;
    patches.push({ path: '/spec/selector', value: original.selector });
  }
  const { labels } = original.template.metadata ?? {};
  if (labels !== undefined && differences(labels, spec.template.metadata.labels).length > 0) {
    spec.template.metadata.labels = labels;
    patches.push({ path: '/spec/template/metadata/labels', value: labels });
  }
  for (const field of ALWAYS) {
    if (valueOf(original, field) !== undefined || !saysNothing(valueOf(spec, field))) continue;
    delete valueOf(spec, field.slice(0, -1))[field[field.length - 1]];
    patches.push({ path: `/spec/${field.join('/')}`, value: undefined });
  }
  if (original.strategy === undefined && differences(STRATEGY, spec.strategy).length === 0) delete spec.strategy;
  return patches;
}

/** Whether machine-controller takes a missing field for this value. */
function saysNothing(value: unknown): boolean {
  return value === 'External' || (Array.isArray(value) && value.length === 0);
}
