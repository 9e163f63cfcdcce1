import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { nameFor } from './named-by-content';
import { InfraCluster } from '../cluster/infra-cluster';
import { scopesAround } from '../given/id';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { KEPT_WHEN_PRUNED, withFurther } from '../layout/protection';
import { Tenant } from '../tenants/tenant';

const GROUP = 'instancetype.kubevirt.io';

/** What a size and a preference have in common, beside their specs. */
export interface SharedProps {
  readonly nameByContent?: boolean;
  readonly labels?: { [key: string]: string };
  readonly annotations?: { [key: string]: string };
}

/** An object that machines name: of a tenant if its construct is below one, otherwise cluster-wide. */
export interface SharedObject {
  readonly name: string;
  readonly kind: string;
  readonly apiObject: ApiObject;
}

/** What the object is made of. */
export interface SharedContent {
  readonly noun: 'Instancetype' | 'Preference';
  /** The name as the program gives it. */
  readonly name: string;
  readonly spec: object;
  /** The prop that a field of the spec came from, by its path below `spec`. */
  readonly propOf: (field: string) => string | undefined;
  readonly file: string;
}

/** Writes the object. */
export function writeShared(maker: Construct, props: SharedProps, content: SharedContent): SharedObject {
  const { kubevirt } = InfraCluster.containing(maker);
  const tenant = scopesAround(maker).find((scope): scope is Tenant => scope instanceof Tenant);
  const kind = `VirtualMachine${tenant === undefined ? 'Cluster' : ''}${content.noun}`;
  const namespace = tenant?.namespaceName;
  const name = nameFor(content.name, content.spec, props.nameByContent);
  place(maker, tenant === undefined
    ? { layer: Layer.CATALOG, file: content.file }
    : { layer: Layer.TENANTS, tenant: namespace, file: 'tenant' });
  const apiObject = new ApiObject(maker, kind, {
    // If the release does not serve the kind, the schema check reports it.
    apiVersion: kubevirt.apiVersion(GROUP, kind) ?? `${GROUP}/v1beta1`,
    kind,
    metadata: {
      name,
      namespace,
      labels: labelled(maker, props.labels),
      annotations: withFurther(KEPT_WHEN_PRUNED, props.annotations),
    },
    spec: content.spec,
  });
  intend(apiObject, {
    propOf: (field) => propOf(field, content),
    isNamedFor: props.nameByContent === true ? (spec) => name === nameFor(content.name, spec, true) : undefined,
  });
  return { name, kind, apiObject };
}

function propOf(field: string, content: SharedContent): string | undefined {
  if (field === 'metadata.name') return 'name';
  if (/^metadata\.(labels|annotations)/.test(field)) return field.replace('metadata.', '');
  return field.startsWith('spec.') ? content.propOf(field.slice('spec.'.length)) : undefined;
}
