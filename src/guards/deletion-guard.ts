import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { controllers, userOf } from './accounts';
import type { DeletionGuardProps } from './deletion-guard-props';
import { bindingOf, policiesOf } from './policies';
import { protectBelow } from './protect';
import { InfraCluster } from '../cluster/infra-cluster';
import { report } from '../findings/findings';
import { areUsable } from '../given/call';
import { takeProps } from '../given/given';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { ALLOW_DELETION, KEPT_WHEN_PRUNED, PROTECTED_LABEL } from '../layout/protection';
import { STAND_IN } from '../props/usable';
import { GUARD_LETS_GITOPS, GUARD_NAMES, gitOpsFaults, nameFaults } from '../rules/guard/accounts';

const ADMISSION = 'admissionregistration.k8s.io/v1';

/**
 * A guard against deletion: three ValidatingAdmissionPolicies, with which the API server refuses requests to delete
 *
 * - the KubeVirt and CDI custom resources, all CRDs of the two releases, and the namespaces of the two operators;
 * - machines, pools, disks, snapshots and namespaces that have the label `cdk8s-kubevirt.io/protected: "true"`, which
 *   `DeletionGuard.protect` gives them;
 * - machines that have the label `kubevirt.io/vm-delete-protection`, which user interfaces write. KubeVirt itself does
 *   not look at it; its SSP operator has a policy for it.
 *
 * It refuses people, Argo CD and Flux, one by one and as a collection. An object can be deleted once it has the
 * annotation `cdk8s-kubevirt.io/allow-deletion`, whose value is written to the audit log, or without the label. What
 * controllers delete is not refused: the scale-in of pools, the garbage collector with what belongs to a deleted
 * object, the deletion of a namespace with everything in it, CDI, Cluster API's provider and machine-controller. So
 * protect a namespace, not only what is in it.
 *
 * It guards against mistakes, not against attackers: whoever may change an object can let it go. The policies are kept
 * when they are no longer in the bundle, so that they are not deleted together with what they guard.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class DeletionGuard extends Construct {
  /** The label of what is guarded. Its value must be `true`. */
  public static readonly PROTECTED_LABEL: string = PROTECTED_LABEL;
  /** The annotation that lets an object go. Its value is the reason, in a few words. */
  public static readonly ALLOW_DELETION: string = ALLOW_DELETION;

  /**
   * Gives the label `cdk8s-kubevirt.io/protected: "true"` to all machines, pools, replica sets, disks, snapshots and
   * namespaces below a construct, and to the disks that a single machine makes for itself. An object that has the label
   * already keeps its value. Members of pools do not get it, because they are replaced; `memberLabels` can give it.
   *
   * The label has an effect only in a cluster with a `DeletionGuard`.
   * @param construct a machine, a disk, a tenant, or whatever holds them
   */
  public static protect(construct: IConstruct): void {
    if (areUsable(construct, 'DeletionGuard.protect', [construct])) protectBelow(construct);
  }

  /** The ValidatingAdmissionPolicies. */
  public readonly policies: ApiObject[];
  /** Their bindings, in the same order. */
  public readonly bindings: ApiObject[];

  constructor(scope: Construct, id: string, props: DeletionGuardProps = {}) {
    const given = takeProps({ scope, id, props, struct: 'DeletionGuardProps', open: new.target !== DeletionGuard });
    super(scope, given.id);
    given.report(this);
    place(this, { layer: Layer.PLATFORM, file: given.id, outsideTenant: true });
    const { serviceAccounts = [], users = [], labels } = given.props;
    const wrong = [...nameFaults(given.props.name ?? given.id, { serviceAccounts, users })];
    report(this, GUARD_NAMES, wrong);
    report(this, GUARD_LETS_GITOPS, gitOpsFaults({ serviceAccounts, users }));
    const name = wrong.some(({ field }) => field === 'name') ? STAND_IN : given.props.name ?? given.id;

    const cluster = InfraCluster.containing(this);
    const accounts = serviceAccounts.map((account) => account.split('/')).map(([home, own]) => userOf(home, own));
    const policies = policiesOf({
      users: [...new Set([...controllers(cluster), ...accounts, ...users])].sort(),
      names: namesOfPlatform(cluster),
    });
    const make = (kind: string, end: string, spec: object): ApiObject => {
      const metadata = { name: `${name}-${end}`, labels: labelled(this, labels), annotations: KEPT_WHEN_PRUNED };
      const apiObject = new ApiObject(this, `${kind}-${end}`, { apiVersion: ADMISSION, kind, metadata, spec });
      intend(apiObject, { propOf });
      return apiObject;
    };
    this.policies = policies.map(({ end, spec }) => make('ValidatingAdmissionPolicy', end, spec));
    this.bindings = policies.map(({ end }) => (
      make('ValidatingAdmissionPolicyBinding', end, bindingOf(`${name}-${end}`))));
  }
}

/** The CRDs of all kinds of the releases, and the namespaces of the operators. */
function namesOfPlatform({ kubevirt, cdi, kubevirtNamespace, cdiNamespace }: InfraCluster): string[] {
  const crds = [kubevirt, cdi].flatMap((release) => release._facts.kinds)
    .map(({ group, plural }) => `${plural}.${group}`);
  return [...new Set([...crds, kubevirtNamespace, cdiNamespace])].sort();
}

function propOf(field: string): string | undefined {
  if (field === 'metadata.name' || field === 'spec.policyName') return 'name';
  return field.startsWith('metadata.labels') ? field.replace('metadata.', '') : undefined;
}
