import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { withInventory } from '../inventory/inventory';
import { labelled } from '../layout/labels';

/** What may be cloned, and the names of the objects that allow it. */
export interface CloneRightsProps {
  /** The name of the Role and the RoleBinding. */
  readonly name: string;
  /** The namespace of what is cloned. */
  readonly namespace: string;
  /**
   * The claim or snapshot that may be cloned.
   * @default - all in the namespace, if the name is not known beforehand
   */
  readonly volumeName?: string;
}

/** A ServiceAccount that clones. */
interface Cloner {
  readonly namespace: string;
  readonly account: () => string;
}

/**
 * The right to clone across namespaces: a Role and a RoleBinding in the namespace of the source.
 *
 * KubeVirt checks whether the machine's ServiceAccount, and CDI whether the creator of a DataVolume, may `create` the
 * subresource `datavolumes/source` under the name of the claim or snapshot (kubevirt.io/containerized-data-importer-api
 * v1.65.0, authorize_utils.go: getResourceAttributesPvc, getExplicitResourceAttributeSnapshot). Because the check
 * includes the name, the right can be limited to one volume.
 */
export class CloneRights extends Construct {
  public readonly role: ApiObject;
  public readonly roleBinding: ApiObject;
  private readonly cloners: Cloner[] = [];
  private readonly allowed = new Set<string>();
  private served: readonly Cloner[] = [];
  private servedNamespaces: ReadonlySet<string> = new Set();

  constructor(scope: Construct, id: string, props: CloneRightsProps) {
    super(scope, id);
    const metadata = { name: props.name, namespace: props.namespace, labels: labelled(this) };
    this.role = new ApiObject(this, 'Role', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: [{
        apiGroups: ['cdi.kubevirt.io'],
        resources: ['datavolumes/source'],
        ...(props.volumeName === undefined ? {} : { resourceNames: [props.volumeName] }),
        verbs: ['create'],
      }],
    });
    this.roleBinding = new ApiObject(this, 'RoleBinding', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: props.name },
      // Cloners are added later in the program, in any order, and their accounts are known only after all patches.
      subjects: Lazy.any({ produce: () => withInventory(this, () => this.subjects()) }),
    });
  }

  /** Lets a ServiceAccount clone. Its name may be known only at synthesis. */
  public allow(namespace: string, account: Cloner['account']): void {
    this.cloners.push({ namespace, account });
    this.allowed.add(namespace);
  }

  /** Lets machines of the finished program clone. Replaces the machines of the previous call. */
  public serve(cloners: readonly { readonly namespace: string; readonly account: string }[]): void {
    this.served = cloners.map(({ namespace, account }) => ({ namespace, account: () => account }));
    this.servedNamespaces = new Set(cloners.map(({ namespace }) => namespace));
  }

  /** Whether machines of a namespace have the right. */
  public includes(namespace: string): boolean {
    return this.allowed.has(namespace) || this.servedNamespaces.has(namespace);
  }

  /** The namespaces that have the right, sorted. */
  public namespaces(): string[] {
    return [...new Set([...this.allowed, ...this.servedNamespaces])].sort();
  }

  private subjects(): object[] {
    const accounts = new Map<string, object>();
    for (const { namespace, account } of [...this.cloners, ...this.served]) {
      const name = account();
      accounts.set(`${namespace}/${name}`, { kind: 'ServiceAccount', name, namespace });
    }
    return [...accounts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, subject]) => subject);
  }
}
