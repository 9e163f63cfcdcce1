import { Call, construct, Props, Variable } from './code';
import { persistentDiskProps } from './convert/disk';
import { instancetypeProps } from './convert/instancetype';
import type { Place } from './convert/place';
import { preferenceProps } from './convert/preference';
import { copyOf } from './same/compare';
import { differences } from './same/differences';
import type { Loose } from './same/loose';
import { Around, made, missing, TRIAL_NAMESPACE, unsaidMetadata, withoutEmpty } from './trial';
import { typedCall, Untyped } from './typed';
import type { Manifest } from '../../manifests/manifest';
import type { KubernetesObject } from '../../releases/facts';
import { table } from '../../toolkit/table';
import type { Target } from '../migration';

/** How objects of a kind become constructs. */
interface Converter {
  readonly noun: string;
  readonly propsOf: (object: Loose, place: Place) => Props;
}

const INSTANCETYPE: Converter = { noun: 'Instancetype', propsOf: instancetypeProps };
const PREFERENCE: Converter = { noun: 'Preference', propsOf: preferenceProps };

/** Kinds with a construct that makes one object of them, other than machines. */
const CONVERTERS: { readonly [kind: string]: Converter | undefined } = table({
  'instancetype.kubevirt.io/VirtualMachineInstancetype': INSTANCETYPE,
  'instancetype.kubevirt.io/VirtualMachineClusterInstancetype': INSTANCETYPE,
  'instancetype.kubevirt.io/VirtualMachinePreference': PREFERENCE,
  'instancetype.kubevirt.io/VirtualMachineClusterPreference': PREFERENCE,
  'cdi.kubevirt.io/DataVolume': { noun: 'Disk', propsOf: persistentDiskProps },
});

/** Whether there is a construct for objects of a kind. */
export function hasConstruct({ group, kind }: Manifest): boolean {
  return CONVERTERS[`${group}/${kind}`] !== undefined;
}

/** Where the construct of an object stands in a program. */
export interface Site {
  readonly cluster: Variable;
  /** The variable of the tenant; undefined for an object of the whole cluster. */
  readonly tenant?: Variable;
  readonly id: string;
}

/**
 * An object as the call of its construct with typed props.
 * @returns the call, or why the object has to stay a plain one
 */
export function constructCode(
  { group, kind }: Manifest, object: KubernetesObject, site: Site, target: Target,
): Call | { readonly reason: string } {
  const unsaid = unsaidMetadata(object);
  if (unsaid !== undefined) return { reason: unsaid };
  try {
    return tried(CONVERTERS[`${group}/${kind}`]!, object, site, target);
  } catch (error) {
    return { reason: error instanceof Untyped ? error.message : 'its fields have types that its kind does not have' };
  }
}

function tried(
  { noun, propsOf }: Converter, object: KubernetesObject, { cluster, tenant, id }: Site, target: Target,
): Call | { readonly reason: string } {
  const { name, labels, annotations } = object.metadata;
  const scope = tenant ?? cluster;
  const props = withoutEmpty({
    name: name === id ? undefined : name, ...propsOf(copyOf(object), { tenant: scope, id }), labels, annotations,
  });
  const code = typedCall(construct(noun, scope, id, props));
  const around: Around = { cluster: cluster.name, tenant: tenant?.name };
  const { objects, errors } = made(code, around, target);
  const [reason] = [...notSame(copyOf(object), objects), ...errors];
  return reason === undefined ? code : { reason };
}

/** How the objects that were made are not the wanted one. Labels and annotations may be added. */
function notSame({ metadata: wanted, ...original }: Loose, objects: readonly Loose[]): string[] {
  const [first, ...others] = objects;
  if (others.length > 0) return [`it would be ${objects.map(({ kind }) => kind).join(' and ')}`];
  const { metadata, ...fields } = first;
  const { name, namespace } = wanted;
  const identity = { name, namespace: namespace === undefined ? undefined : TRIAL_NAMESPACE };
  return [
    ...differences(original, fields),
    ...differences(identity, { name: metadata.name, namespace: metadata.namespace }, 'metadata'),
    ...(['labels', 'annotations'] as const).flatMap((field) => missing(wanted[field] ?? {}, metadata[field])
      .map(([key]) => `metadata.${field}["${key}"] would be another`)),
  ];
}
