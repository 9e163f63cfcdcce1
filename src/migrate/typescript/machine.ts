import { Call, construct, Variable } from './code';
import { machineProps } from './convert/machine';
import { compared, copyOf, filledIn } from './same/compare';
import { namePatches, Patch } from './template-names';
import { made, missing, unsaidMetadata, withoutEmpty } from './trial';
import { typedCall, Untyped } from './typed';
import type { KubernetesObject } from '../../releases/facts';
import type { Target } from '../migration';

/** A machine as the call of its construct, with what is done to its object afterwards. */
export interface MachineCode {
  readonly call: Call;
  readonly labels: readonly (readonly [string, string])[];
  readonly annotations: readonly (readonly [string, string])[];
  readonly patches: readonly Patch[];
}

/**
 * A machine as a construct with typed props.
 * @returns the code, or why the machine has to stay a plain object: what would differ, or what the rules refuse
 */
export function machineCode(
  object: KubernetesObject,
  tenant: Variable,
  target: Target,
): MachineCode | { readonly reasons: readonly string[] } {
  const unsaid = unsaidMetadata(object);
  if (unsaid !== undefined) return { reasons: [unsaid] };
  try {
    return tried(object, tenant, target);
  } catch (error) {
    const reason = error instanceof Untyped ? error.message : 'its fields have types that KubeVirt does not know';
    return { reasons: [reason] };
  }
}

function tried(
  object: KubernetesObject,
  tenant: Variable,
  target: Target,
): MachineCode | { readonly reasons: readonly string[] } {
  const { name, labels = {}, annotations = {} } = object.metadata;
  const original = copyOf(object.spec);
  const props = withoutEmpty(machineProps(filledIn(original), { tenant, id: name }));
  const code = typedCall(construct('VirtualMachine', tenant, name, props));
  const { objects: [{ spec, metadata }], errors } = made(code, { cluster: 'cluster', tenant: tenant.name }, target);
  const patches = namePatches(original, spec);
  const reasons = [...compared(original, spec), ...errors];
  if (reasons.length > 0) return { reasons };
  return {
    call: code,
    labels: missing(labels, metadata.labels),
    annotations: missing(annotations, metadata.annotations),
    patches,
  };
}
