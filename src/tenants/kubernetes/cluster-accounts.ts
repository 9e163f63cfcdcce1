import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Account, NamedCluster } from './accounts';
import { accountsOf } from './accounts';
import { CSI_DRIVER } from './rights';
import { driverConfig } from './storage';
import { intend } from '../../inventory/tell';
import { labelled } from '../../layout/labels';
import { Layer } from '../../layout/layer';
import { place } from '../../layout/placement';

const RBAC = 'rbac.authorization.k8s.io';
const ACCOUNT_OF_TOKEN = 'kubernetes.io/service-account.name';

/** The service accounts of the controllers of a tenant's Kubernetes cluster, with their rights. */
export class ClusterAccounts extends Construct {
  /** All objects, those of the namespace first. */
  public readonly objects: readonly ApiObject[];

  constructor(scope: Construct, cluster: NamedCluster, private readonly namespace: string) {
    super(scope, `kubernetes-${cluster.name}`);
    const accounts = accountsOf(cluster);
    const inNamespace = accounts.flatMap((account) => this.inNamespace(account));
    const config = driverConfig(cluster, namespace);
    const readers = cluster.clusterReads === true ? accounts.filter(({ reads }) => reads.length > 0) : [];
    const configs = config === undefined ? [] : [this.driverConfig(cluster.name, config)];
    this.objects = [...inNamespace, ...configs, ...this.inPlatform(readers)];
  }

  private inNamespace(account: Account): ApiObject[] {
    const { name } = account;
    const { namespace } = this;
    const subject = { kind: 'ServiceAccount', name, namespace };
    const make = (apiVersion: string, kind: string, fields: object, annotations?: { [key: string]: string }) => (
      new ApiObject(this, `${kind}-${account.component.id}`, {
        apiVersion, kind, metadata: { name, namespace, annotations, labels: labelled(this) }, ...fields,
      }));
    const role = make(`${RBAC}/v1`, 'Role', { rules: account.rights });
    if (account.component === CSI_DRIVER) intend(role, { plugsVolumes: true });
    return [
      make('v1', 'ServiceAccount', {}),
      ...(account.hasSecret
        ? [make('v1', 'Secret', { type: 'kubernetes.io/service-account-token' }, { [ACCOUNT_OF_TOKEN]: name })] : []),
      role,
      make(`${RBAC}/v1`, 'RoleBinding', bindingOf('Role', name, subject)),
    ];
  }

  private driverConfig(cluster: string, data: { readonly [key: string]: string }): ApiObject {
    const metadata = { name: `${cluster}-${CSI_DRIVER.id}`, namespace: this.namespace, labels: labelled(this) };
    return new ApiObject(this, `ConfigMap-${CSI_DRIVER.id}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
  }

  /** What reaches beyond the namespace is written with the platform, so that another one can review and apply it. */
  private inPlatform(accounts: readonly Account[]): ApiObject[] {
    if (accounts.length === 0) return [];
    const group = new Construct(this, 'reads');
    place(group, { layer: Layer.PLATFORM, file: `kubernetes-${this.namespace}`, outsideTenant: true });
    return accounts.flatMap(({ component, name: account, reads }) => {
      const name = `${this.namespace}:${account}`;
      const make = (kind: string, fields: object) => new ApiObject(group, `${kind}-${component.id}`, {
        apiVersion: `${RBAC}/v1`, kind, metadata: { name, labels: labelled(this) }, ...fields,
      });
      const subject = { kind: 'ServiceAccount', name: account, namespace: this.namespace };
      return [
        make('ClusterRole', { rules: reads }),
        make('ClusterRoleBinding', bindingOf('ClusterRole', name, subject)),
      ];
    });
  }
}

interface Binding {
  readonly roleRef: object;
  readonly subjects: readonly object[];
}

function bindingOf(kind: string, name: string, subject: object): Binding {
  return { roleRef: { apiGroup: RBAC, kind, name }, subjects: [subject] };
}

