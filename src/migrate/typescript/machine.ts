import { Call, Code, construct, isMapping, Props, Variable } from './code';
import { machineProps } from './convert/machine';
import { evaluate } from './evaluate';
import { compared, copyOf, filledIn } from './same/compare';
import type { Loose } from './same/loose';
import { namePatches, Patch } from './template-names';
import { typedCall, Untyped } from './typed';
import { BundleApp, KubeVirtCluster, TenantNamespace, VirtualMachine } from '../../index';
import type { KubernetesObject } from '../../releases/facts';
import type { Target } from '../migration';

/** A machine as the call of its construct, with what is done to its object afterwards. */
export interface MachineCode {
  readonly call: Call;
  readonly labels: readonly (readonly [string, string])[];
  readonly annotations: readonly (readonly [string, string])[];
  readonly patches: readonly Patch[];
}

/** Fields of metadata that a construct can have, apart from the name and the namespace. */
const METADATA = ['name', 'namespace', 'labels', 'annotations'];

/**
 * A machine as a construct with typed props.
 * @returns the code, or why the machine has to stay a plain object: what would differ, or what the rules refuse
 */
export function machineCode(
  object: KubernetesObject,
  tenant: Variable,
  target: Target,
): MachineCode | { readonly reasons: readonly string[] } {
  const extra = Object.keys(object.metadata).filter((key) => !METADATA.includes(key));
  if (extra.length > 0) return { reasons: [`metadata.${extra[0]} has no prop`] };
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
  const { spec, metadata, errors } = made(code, tenant, target);
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

/** Props without lists and mappings that are empty, which is what a missing one is. */
function withoutEmpty(props: Props): Props {
  const entries = Object.entries(props).map(([name, value]) => [name, isMapping(value) ? withoutEmpty(value) : value]);
  return Object.fromEntries(entries.filter(([, value]) => !isEmpty(value as Code))) as Props;
}

function isEmpty(value: Code): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isMapping(value) && Object.values(value).every((each) => each === undefined);
}

/** What a call makes, in an app of its own. */
function made(
  code: Call,
  tenant: Variable,
  { kubevirt, cdi }: Target,
): { readonly spec: Loose; readonly metadata: Loose; readonly errors: readonly string[] } {
  const app = new BundleApp();
  const cluster = KubeVirtCluster.existing(app, 'cluster', { kubevirt, cdi });
  const scope = { [tenant.name]: TenantNamespace.existing(cluster, 'tenant', { namespaceName: 'tenant' }) };
  const { apiObject } = evaluate(code, scope) as VirtualMachine;
  const errors = app.check().filter(({ severity }) => severity === 'error');
  const { spec, metadata } = copyOf(apiObject.toJson());
  return { spec, metadata, errors: errors.map(({ rule, message }) => `rule ${rule}: ${message}`) };
}

/** The entries of a map that another does not have. */
function missing(wanted: Readonly<Record<string, string>>, given: Loose = {}): (readonly [string, string])[] {
  return Object.entries(wanted).filter(([key, value]) => given[key] !== value);
}
