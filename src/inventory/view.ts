import type { ClusterFacts, ImageFacts, Located, MonitoringFacts, TenantFacts } from './known';
import type { CDISpec } from '../../imports/cdi.kubevirt.io';
import type { KubeVirtSpec } from '../../imports/kubevirt.io';
import { MACHINE_KINDS } from '../machines/embedded';
import { CLUSTER_API_RELEASES } from '../releases/cluster-api';
import type { KubernetesObject } from '../releases/facts';
import { SchemaCheck } from '../releases/schema-check';
import { grouped } from '../toolkit/grouped';

/** What a view of a cluster needs to know about each of its objects. */
export interface Viewed {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly object?: KubernetesObject;
  readonly hasShape: boolean;
}

/** What a bundle holds for one cluster, and what else is known about the cluster. */
export class View<E extends Viewed> {
  public readonly schemas: SchemaCheck;
  /** All objects of the cluster, in the order of the program. */
  public readonly entries: E[] = [];
  /** Machines that objects of other clusters will make here. They are not written. */
  public readonly foreseen: E[] = [];
  public readonly images: Located<ImageFacts>[] = [];
  public readonly tenants: Located<TenantFacts>[] = [];
  public readonly monitorings: Located<MonitoringFacts>[] = [];

  private kinds?: Map<string, E[]>;
  private namespaces?: Map<string, E[]>;
  private readonly names = new Map<string, Map<string, E>>();
  private sources?: Map<string, Located<ImageFacts>>;
  private readonly kindsByNamespace = new Map<string, Map<string, E[]>>();
  private machineNamespaces?: Map<string, E[]>;
  private tenantNamespaces?: Map<string, Located<TenantFacts>[]>;

  constructor(
    public readonly facts: ClusterFacts,
    public readonly where: string,
  ) {
    this.schemas = SchemaCheck.of(facts.kubevirt, facts.cdi, ...CLUSTER_API_RELEASES);
  }

  /** The objects of a kind, as their constructs stated it. */
  public of(group: string, kind: string): readonly E[] {
    this.kinds ??= grouped(this.entries, (entry) => `${entry.group}/${entry.kind}`);
    return this.kinds.get(`${group}/${kind}`) ?? [];
  }

  /**
   * The object of a kind by its name; the namespace is undefined for cluster-wide kinds. Renders only the objects of
   * that kind, so it can be called while the KubeVirt custom resource is rendered.
   */
  public find(group: string, kind: string, name: string, namespace?: string): E | undefined {
    const key = `${group}/${kind}`;
    let names = this.names.get(key);
    if (names === undefined) {
      names = new Map(
        this.of(group, kind).map((entry) => [`${entry.namespace ?? ''}/${entry.object?.metadata.name}`, entry]),
      );
      this.names.set(key, names);
    }
    return names.get(`${namespace ?? ''}/${name}`);
  }

  /** The objects that hold machines, and the machines that objects of other clusters will make. */
  public get machines(): readonly E[] {
    return [...MACHINE_KINDS.flatMap(([group, kind]) => this.of(group, kind)), ...this.foreseen];
  }

  /** The objects in a namespace. Renders all objects of the cluster. */
  public in(namespace: string): readonly E[] {
    this.namespaces ??= grouped(this.entries, (entry) => entry.namespace);
    return this.namespaces.get(namespace) ?? [];
  }

  /** The objects of a kind in a namespace. Renders only the objects of that kind. */
  public ofIn(group: string, kind: string, namespace: string): readonly E[] {
    const key = `${group}/${kind}`;
    let namespaces = this.kindsByNamespace.get(key);
    if (namespaces === undefined) {
      namespaces = grouped(this.of(group, kind), (entry) => entry.namespace);
      this.kindsByNamespace.set(key, namespaces);
    }
    return namespaces.get(namespace) ?? [];
  }

  /** The objects of a namespace that hold machines. Renders only the objects of these kinds. */
  public machinesIn(namespace: string): readonly E[] {
    this.machineNamespaces ??= grouped(this.machines, (entry) => entry.namespace);
    return this.machineNamespaces.get(namespace) ?? [];
  }

  /** All tenants with a namespace: at most one in a correct program. */
  public tenantsOf(namespace: string | undefined): readonly Located<TenantFacts>[] {
    this.tenantNamespaces ??= grouped(this.tenants, (tenant) => tenant.namespace);
    return namespace === undefined ? [] : (this.tenantNamespaces.get(namespace) ?? []);
  }

  /** The image behind a DataSource. */
  public imageOf(dataSourceName: string, namespace: string): Located<ImageFacts> | undefined {
    this.sources ??= new Map(this.images.map((image) => [`${image.namespace}/${image.dataSourceName}`, image]));
    return this.sources.get(`${namespace}/${dataSourceName}`);
  }

  /**
   * The spec of the KubeVirt custom resource as it will be written; undefined if the bundle does not hold it, or if it
   * is malformed.
   */
  public get kubevirtSpec(): KubeVirtSpec | undefined {
    return this.specOf('kubevirt.io', 'KubeVirt') as KubeVirtSpec | undefined;
  }

  /** The spec of the CDI custom resource as it will be written; undefined like that of KubeVirt. */
  public get cdiSpec(): CDISpec | undefined {
    return this.specOf('cdi.kubevirt.io', 'CDI') as CDISpec | undefined;
  }

  private specOf(group: string, kind: string): unknown {
    const entry = this.of(group, kind).find((each) => each.hasShape);
    return entry?.object?.spec;
  }
}
