import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { BootImage } from './boot-image';
import { CloneRights } from './clone-rights';
import { ExistingImage } from './existing-image';
import type { ExistingImageProps } from './existing-image-props';
import type { GoldenImageProps } from './golden-image-props';
import { ImageNamespace } from './image-namespace';
import { leaks, registerImage } from './image-register';
import { labelsOfCdi, sizeIn, specProblems } from './image-rules';
import { BIND_IMMEDIATELY, DATA_IMPORT_CRON_LABEL, dataImportCronSpec, dataSourceSpec, dataVolumeName, dataVolumeSpec, HASH_ROOM } from './image-specs';
import { inferenceLabels, inferenceProblems } from './inference';
import { plainOverrides } from './plain-overrides';
import { importedOnceProblems, isRefreshable, refreshProblems } from './refresh-rules';
import { namespaceOf, SourceRules, SourceTarget } from './source-rules';
import type { DataVolumeSpec } from '../../imports/cdi.kubevirt.io';
import { InfraCluster } from '../cluster/infra-cluster';
import { tell } from '../inventory/tell';
import { Layer } from '../layout/layer';
import { Placement, place } from '../layout/placement';
import { KEPT_WHEN_PRUNED, RECREATED_WHEN_CHANGED } from '../layout/protection';
import { rendered } from '../layout/rendered';
import { cdiLacksField } from '../releases/field';
import type { CdiRelease } from '../releases/release';
import { Tenant } from '../tenants/tenant';
import { notice } from '../toolkit/notices';
import { Problems, Sentence } from '../toolkit/problems';
import { Quantity, sizeText } from '../toolkit/quantity';
import { dnsLabel, dnsSubdomain, labels, qualifiedName } from '../toolkit/sentences';

const IMPORTS_TO_KEEP = 3;

/**
 * An image that machines boot from clones of, kept in the cluster.
 *
 * Machines refer to its DataSource, whose name never changes. An image that is imported once is a DataVolume whose name carries a
 * hash of its spec, because CDI lets no spec change: another URL or size makes a new DataVolume, and the DataSource leads to that
 * one at once, so machines that are created meanwhile wait until it is filled. An image with a schedule is a DataImportCron, which
 * keeps its name and is deleted and created when it changes; its imports and its DataSource, which CDI makes, outlive that.
 *
 * Nothing that holds an image is deleted by Argo CD or Flux, since clones may still read it: older DataVolumes stay until you
 * delete them, and so do the imports and the DataSource of an image that vanishes from the program. What then goes is the right
 * to clone it. An image can be given a schedule later; one that is to lose its schedule is better given another name, because
 * CDI may have left a snapshot in the DataSource, beside which a claim cannot stand.
 *
 * The right to clone from other namespaces is given to exactly those tenants whose machines use the image.
 */
export class GoldenImage extends BootImage {
  /** An image that is in the cluster already: nothing is emitted. */
  public static existing(scope: Construct, id: string, props: ExistingImageProps): BootImage {
    return new ExistingImage(scope, id, props);
  }

  public readonly dataSourceName: string;
  public readonly namespaceName: string;
  /** @internal */
  public readonly _size: Quantity | undefined;
  /** The DataSource; that of an image that is refreshed is made by CDI. */
  public readonly dataSource?: ApiObject;
  /** The DataVolume; an image that is refreshed has none. */
  public readonly dataVolume?: ApiObject;
  /** The DataImportCron of an image that is refreshed. */
  public readonly dataImportCron?: ApiObject;

  private readonly cluster: InfraCluster;
  private readonly problems: Problems;
  private readonly permitted?: ReadonlySet<string>;
  private readonly claim?: string;
  private rights?: CloneRights;

  constructor(scope: Construct, id: string, props: GoldenImageProps) {
    super(scope, id);
    this.cluster = InfraCluster.containing(this);
    this.problems = new Problems(this);
    this.dataSourceName = props.name ?? id;
    const home = homeOf(this);
    this.namespaceName = props.namespaceName ?? (home ?? ImageNamespace._sharedBy(this)).namespaceName;
    this.permitted = props.tenants === undefined ? undefined : new Set(props.tenants.map((tenant) => (typeof tenant === 'string' ? tenant : tenant.namespaceName)));
    this.placeIn(this.namespaceName, this, { file: this.dataSourceName });

    const rules = props.source._rules;
    const target: SourceTarget = { cdi: this.cluster.cdi, namespace: this.namespaceName, cdiNamespace: this.cluster.cdiNamespace };
    const refreshed = rules.refresh !== undefined && isRefreshable(rules);
    // A refreshed copy of a claim is authorised as the cron's ServiceAccount, all other imports run as the DataVolume's.
    const byCron = refreshed && rules.cloned !== undefined;
    const unserved = props.serviceAccountName === undefined ? undefined : lacksServiceAccount(this.cluster.cdi, byCron, refreshed);
    // What the release lacks is reported by this sentence, and not a second time by the schema.
    const account = unserved === undefined ? props.serviceAccountName : undefined;
    const { overrides, problem: oddOverrides } = plainOverrides(props.overrides);
    const spec = dataVolumeSpec({
      ...props,
      overrides,
      source: rules.source(target),
      size: props.size === undefined ? undefined : sizeText(props.size),
      serviceAccountName: byCron ? undefined : account,
    });
    const size = sizeIn(spec);
    this._size = size === undefined ? undefined : Quantity.parse(size);
    this.problems.add(unserved, oddOverrides);
    this.check(props, rules, target, refreshed, spec);

    const labelled = { ...props.labels, ...inferenceLabels(props) };
    const annotated = props.annotations ?? {};
    if (refreshed) {
      this.dataImportCron = this.object('DataImportCron', this.dataSourceName, labelled, { ...RECREATED_WHEN_CHANGED, ...annotated }, dataImportCronSpec({
        name: this.dataSourceName,
        schedule: rules.refresh!,
        importsToKeep: props.importsToKeep ?? IMPORTS_TO_KEEP,
        serviceAccountName: byCron ? account : undefined,
        template: spec,
      }));
      this.allowRefresh(rules, props.serviceAccountName);
    } else {
      this.claim = dataVolumeName(this.dataSourceName, spec);
      const bound = props.bindImmediately === false ? {} : { [BIND_IMMEDIATELY]: 'true' };
      this.dataVolume = this.object('DataVolume', this.claim, labelled, { ...bound, ...KEPT_WHEN_PRUNED, ...annotated }, spec);
      // The label names the cron that may take the DataSource over, so that an image can be given a schedule later: CDI never
      // touches a DataSource without it, and machines would go on with the old image for ever. Then the DataSource leaves the
      // bundle, and must not be pruned: until the first refresh is there, it leads to the image that was imported once.
      const managed = { ...labelled, [DATA_IMPORT_CRON_LABEL]: this.dataSourceName };
      this.dataSource = this.object('DataSource', this.dataSourceName, managed, { ...KEPT_WHEN_PRUNED, ...annotated }, dataSourceSpec(this.namespaceName, this.claim));
      this.problems.atSynth(() => this.patchedBehindTheHash());
    }
    this.remark(rules, target, refreshed);

    this.register(refreshed, props.importsToKeep);
  }

  /** The Role with the right to clone the image from other namespaces; none as long as nobody has it. */
  public get cloneRole(): ApiObject | undefined {
    return this.rights?.role;
  }

  /** The RoleBinding that gives the right; none as long as nobody has it. */
  public get cloneRoleBinding(): ApiObject | undefined {
    return this.rights?.roleBinding;
  }

  /** Lets a tenant's machines clone the image, where no pool of this program says so. */
  public grantClone(tenant: Tenant): void {
    this.problems.add(this._cloneFor(tenant));
  }

  /**
   * Lets a namespace clone the image that no tenant of this program stands for.
   * @param namespace its name
   * @param serviceAccountName who clones: for machines the ServiceAccount that they run as. Default: `default`
   */
  public allowClone(namespace: string, serviceAccountName: string = 'default'): void {
    this.problems.add(dnsLabel('namespace that may clone', namespace), dnsSubdomain('serviceAccountName', serviceAccountName), this.allow(namespace, () => serviceAccountName));
  }

  /** @internal */
  public _cloneFor(tenant: Tenant, account: () => string = () => 'default'): Sentence {
    if (tenant.cluster !== this.cluster) return otherCluster(this.dataSourceName, this.cluster, tenant);
    const refusal = this.allow(tenant.namespaceName, account);
    if (refusal === undefined && tenant.namespaceName !== this.namespaceName) tenant._clonesFrom(this.namespaceName);
    return refusal;
  }

  private allow(namespace: string, account: () => string): Sentence {
    // CDI asks for no right within a namespace.
    if (namespace === this.namespaceName) return undefined;
    if (this.permitted !== undefined && !this.permitted.has(namespace)) {
      const only = this.permitted.size === 0 ? 'by nobody' : `only from ${[...this.permitted].sort().join(', ')}`;
      return `image "${this.dataSourceName}" of namespace "${this.namespaceName}" may be cloned ${only} and not from namespace "${namespace}", so CDI would refuse the disk. Add the tenant to tenants of ${this.node.path}, or choose another image.`;
    }
    // The claims of a refreshed image bear the digest in their names, so its right cannot be narrowed to one of them.
    this.rights ??= new CloneRights(this, 'CloneRights', { name: `${this.dataSourceName}-clone`, namespace: this.namespaceName, volumeName: this.claim });
    this.rights.allow(namespace, account);
    return undefined;
  }

  /** From CDI v1.64.0 on a refreshed copy of a claim is authorised as the cron's ServiceAccount; before, nobody asks. */
  private allowRefresh(rules: SourceRules, serviceAccountName: string = 'default'): void {
    if (rules.cloned === undefined) return;
    const namespace = namespaceOf(rules.cloned, { namespace: this.namespaceName });
    if (namespace === this.namespaceName) return;
    const rights = new CloneRights(this, 'RefreshRights', { name: `${this.namespaceName}-${this.dataSourceName}-refresh`, namespace, volumeName: rules.cloned.name });
    this.placeIn(namespace, rights);
    rights.allow(this.namespaceName, () => serviceAccountName);
  }

  /** Places objects of a namespace where it is there: that of a tenant, who may follow in the program, appears with the tenants. */
  private placeIn(namespace: string, objects: Construct, placement: Placement = {}): void {
    const isOfTenant = () => homeOf(this) instanceof Tenant || this.cluster._tenantNamespaces.has(namespace);
    place(objects, { ...placement, get layer() { return isOfTenant() ? Layer.TENANTS : Layer.CATALOG; } });
  }

  private check(props: GoldenImageProps, rules: SourceRules, target: SourceTarget, refreshed: boolean, spec: DataVolumeSpec): void {
    this.problems.add(
      dnsLabel('image name', this.dataSourceName, refreshed ? undefined : { characters: HASH_ROOM, reason: 'the hash in the name of the DataVolume' }),
      props.namespaceName === undefined ? undefined : dnsLabel('namespaceName', props.namespaceName),
      ...rules.problems(target),
      ...specProblems(spec),
      ...(refreshed ? refreshProblems(props, rules.refresh!, spec) : importedOnceProblems(props, rules)),
      props.storageClassName === undefined ? undefined : dnsSubdomain('storageClassName', props.storageClassName),
      props.priorityClassName === undefined ? undefined : dnsSubdomain('priorityClassName', props.priorityClassName),
      props.serviceAccountName === undefined ? undefined : dnsSubdomain('serviceAccountName', props.serviceAccountName),
      ...inferenceProblems(props),
      ...labels('labels', props.labels),
      ...labelsOfCdi(props.labels),
      ...Object.keys(props.annotations ?? {}).map((key) => qualifiedName('annotations key', key)),
    );
  }

  private remark(rules: SourceRules, target: SourceTarget, refreshed: boolean): void {
    for (const sentence of rules.notices(target)) notice(this, sentence);
    if (rules.kind === 'upload') notice(this, `waits for its content. Send it with: virtctl image-upload dv ${this.claim} --namespace ${this.namespaceName} --no-create --image-path <file>`);
    if (refreshed && this.permitted !== undefined && [...this.permitted].some((namespace) => namespace !== this.namespaceName)) notice(this, `gives its tenants the right to clone every volume of namespace "${this.namespaceName}", because the volumes of a refreshed image have no name that is known beforehand. Keep there only images that all of them may have.`);
  }

  /** Tells what else is in the namespace of the image: other images, and the quota of its tenant. */
  private register(refreshed: boolean, importsToKeep: number = IMPORTS_TO_KEEP): void {
    const { dataSourceName, namespaceName, permitted } = this;
    const entry = { dataSourceName, namespaceName, refreshed, path: this.node.path, cloners: () => this.rights?.namespaces() ?? [] };
    this.problems.add(registerImage(this.cluster, entry));
    if (permitted !== undefined) this.problems.atSynth(() => leaks(this.cluster, entry, permitted));
    // CDI v1.65.0, garbageCollectOldImports: the oldest import goes when the new one is complete, so for a while there is one more.
    tell(this, {
      image: {
        dataSourceName,
        namespace: namespaceName,
        size: this._size,
        mayBeClonedFrom: (namespace) => namespace === namespaceName || permitted === undefined || permitted.has(namespace),
        imports: refreshed ? importsToKeep + 1 : 1,
      },
    });
  }

  private patchedBehindTheHash(): Sentence {
    const object = rendered(this.dataVolume!);
    if (object === undefined || dataVolumeName(this.dataSourceName, (object.spec ?? {}) as DataVolumeSpec) === this.claim) return undefined;
    return `the spec of DataVolume "${this.claim}" was changed by a JSON patch, which the hash in its name does not see, so CDI would refuse the next change of the patch. Write it as overrides of the image.`;
  }

  private object(kind: string, name: string, labelled: object, annotated: object, spec: object): ApiObject {
    const apiVersion = this.cluster.cdi.apiVersion('cdi.kubevirt.io', kind);
    if (apiVersion === undefined) this.problems.add(`needs ${kind}, which ${this.cluster.cdi} does not serve. Use a release of CDI that does.`);
    return new ApiObject(this, kind, {
      apiVersion: apiVersion ?? 'cdi.kubevirt.io/v1beta1',
      kind,
      metadata: { name, namespace: this.namespaceName, ...filled('labels', labelled), ...filled('annotations', annotated) },
      spec,
    });
  }
}

/** What says which namespace an image is in: the tenant or the ImageNamespace that it stands in, whichever is nearer. */
function homeOf(image: Construct): Tenant | ImageNamespace | undefined {
  return image.node.scopes.reverse().find((scope): scope is Tenant | ImageNamespace => scope instanceof Tenant || scope instanceof ImageNamespace);
}

function lacksServiceAccount(cdi: CdiRelease, byCron: boolean, refreshed: boolean): Sentence {
  const path = ['spec', ...(refreshed && !byCron ? ['template', 'spec'] : []), 'serviceAccountName'];
  return cdiLacksField('serviceAccountName', cdi, refreshed ? 'DataImportCron' : 'DataVolume', path);
}

function otherCluster(image: string, cluster: InfraCluster, tenant: Tenant): string {
  return `image "${image}" is in cluster ${cluster.clusterName}, but the machines of namespace "${tenant.namespaceName}" are in cluster ${tenant.cluster.clusterName}, and no clone leaves its cluster. Create the image in ${tenant.cluster.clusterName} too, and use that.`;
}

function filled(name: string, map: object): object {
  return Object.keys(map).length === 0 ? {} : { [name]: map };
}
