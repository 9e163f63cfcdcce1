import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InfraCluster } from './infra-cluster';
import type { MigrationPolicyProps } from './migration-policy-props';
import type { MigrationPolicySpec } from '../../imports/migrations.kubevirt.io';
import { takeProps } from '../given/given';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { mergeDeep } from '../toolkit/merge';
import { sizeText } from '../toolkit/quantity';
import { defined, unlessEmpty } from '../toolkit/shape';
import { table } from '../toolkit/table';

/**
 * How machines that it selects are live-migrated: a MigrationPolicy, which is cluster-wide. It says nothing about
 * whether they can be; see `liveMigration()` of a machine.
 *
 * If several policies match a machine, one wins and the others have no effect on it: that which asks for the most
 * labels, of namespace and machine together; of those the one with the most labels of the machine; of those the first
 * by name (KubeVirt v1.9.0 pkg/virt-controller/watch/migration/migrationpolicy.go: matchPolicy). A policy without
 * labels is one for the whole cluster. A change has an effect on migrations that begin later.
 */
export class MigrationPolicy extends Construct {
  /** The name of the MigrationPolicy. */
  public readonly policyName: string;
  /** The MigrationPolicy. */
  public readonly policy: ApiObject;

  constructor(scope: Construct, id: string, props: MigrationPolicyProps = {}) {
    const given = takeProps({ scope, id, props, struct: 'MigrationPolicyProps', open: new.target !== MigrationPolicy });
    super(scope, given.id);
    given.report(this);
    const { kubevirt } = InfraCluster.containing(this);
    this.policyName = given.props.name ?? given.id;
    // virt-operator installs the kind after the layer of the KubeVirt custom resource
    place(this, { layer: Layer.CATALOG, file: 'migration-policies', outsideTenant: true });
    this.policy = new ApiObject(this, 'MigrationPolicy', {
      // If the release does not serve the kind, the schema check reports it.
      apiVersion: kubevirt.apiVersion('migrations.kubevirt.io', 'MigrationPolicy') ?? 'migrations.kubevirt.io/v1alpha1',
      kind: 'MigrationPolicy',
      metadata: defined({
        name: this.policyName,
        labels: labelled(this, given.props.labels),
        annotations: given.props.annotations && unlessEmpty(given.props.annotations),
      }),
      spec: specOf(given.props),
    });
    intend(this.policy, { propOf: (field) => propOf(field, given.props) });
  }
}

function specOf(props: MigrationPolicyProps): MigrationPolicySpec {
  const { bandwidthPerMigration: bandwidth, completionTimeoutPerGiB: timeout } = props;
  return mergeDeep<MigrationPolicySpec>(defined<MigrationPolicySpec>({
    selectors: defined({
      namespaceSelector: props.namespaceLabels,
      virtualMachineInstanceSelector: props.machineLabels,
    }),
    allowAutoConverge: props.allowAutoConverge,
    allowPostCopy: props.allowPostCopy,
    allowWorkloadDisruption: props.allowWorkloadDisruption,
    bandwidthPerMigration: bandwidth === undefined ? undefined : sizeText(bandwidth),
    completionTimeoutPerGiB: timeout?.toSeconds({ integral: false }),
    maxDowntimeMs: props.maxDowntime?.toMilliseconds({ integral: false }),
  }), props.overrides);
}

const PROPS: { readonly [field: string]: string } = table({
  'metadata.name': 'name',
  'spec.allowAutoConverge': 'allowAutoConverge',
  'spec.allowPostCopy': 'allowPostCopy',
  'spec.allowWorkloadDisruption': 'allowWorkloadDisruption',
  'spec.bandwidthPerMigration': 'bandwidthPerMigration',
  'spec.completionTimeoutPerGiB': 'completionTimeoutPerGiB',
  'spec.maxDowntimeMs': 'maxDowntime',
});

const SELECTORS: readonly (readonly [field: string, prop: string])[] = [
  ['spec.selectors.namespaceSelector', 'namespaceLabels'],
  ['spec.selectors.virtualMachineInstanceSelector', 'machineLabels'],
];

/** The prop that a field of the MigrationPolicy came from; undefined if overrides set it. */
function propOf(field: string, { overrides }: MigrationPolicyProps): string | undefined {
  if (/^metadata\.(labels|annotations)/.test(field)) return field.replace('metadata.', '');
  const [, inSpec] = /^spec\.(\w+)/.exec(field) ?? [];
  if (overrides !== undefined && inSpec !== undefined && inSpec in overrides) return undefined;
  const selector = SELECTORS.find(([prefix]) => field.startsWith(prefix));
  return selector === undefined ? PROPS[field] : field.replace(selector[0], selector[1]);
}
