import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { CloneRights } from './clone-rights';
import { ExistingImage } from './existing-image';
import type { ExistingImageProps } from './existing-image-props';
import type { GoldenImageProps } from './golden-image-props';
import { ImageAccess } from './image-access';
import { importedOnceFaults, lacksServiceAccount, nameFaults, refreshedFaults } from './image-checks';
import { propOfMetadata, propsOfCron, propsOfDataVolume } from './image-fields';
import { homeOf, namespaceFor } from './image-home';
import {
  BIND_IMMEDIATELY,
  classIn,
  DATA_IMPORT_CRON_LABEL,
  dataImportCronSpec,
  dataSourceSpec,
  dataVolumeName,
  dataVolumeSpec,
  keptImports,
  pinned,
  sizeIn,
} from './image-specs';
import { inferenceLabels } from './inference';
import { namespaceNameOf } from './namespace-name';
import { plainOverrides } from './plain-overrides';
import { InfraCluster } from '../cluster/infra-cluster';
import { report } from '../findings/findings';
import { about, wholeFault } from '../findings/rule';
import { areUsable } from '../given/call';
import { StandIns, takeProps } from '../given/given';
import { givenObjects } from '../inventory/given-objects';
import type { ImageFacts } from '../inventory/known';
import { onPrepare } from '../inventory/prepare';
import { intend, tell } from '../inventory/tell';
import { imageLockOf } from '../layout/image-lock';
import { labelled, type Labels } from '../layout/labels';
import { Layer } from '../layout/layer';
import { FilePlacement, place } from '../layout/placement';
import { Annotations, KEPT_WHEN_PRUNED, RECREATED_WHEN_CHANGED, withFurther } from '../layout/protection';
import { BootImage } from '../machines/disks/boot-image';
import { CLONE_RIGHT } from '../rules/image/clone-rights';
import { PLAIN_OVERRIDES } from '../rules/image/overrides';
import { RELEASE } from '../rules/image/release';
import { ImageSource } from '../sources/image-source';
import { isBesideSource, isRefreshable, namespaceOf, SourceRules, SourceTarget } from '../sources/source-rules';
import { Tenant } from '../tenants/tenant';
import { notDnsLabel, notDnsSubdomain } from '../toolkit/names';
import { type Quantity, sizeText } from '../toolkit/quantity';
import { unlessEmpty } from '../toolkit/shape';

const STAND_INS: StandIns<GoldenImageProps> = { source: () => ImageSource.upload() };

/**
 * An image, kept in the cluster, that machines boot clones of.
 *
 * Machines refer to its DataSource, whose name never changes. An image that is imported once is a DataVolume whose name
 * contains a hash of its spec, because CDI does not allow changes of the spec. A new URL or size makes a new
 * DataVolume, and the DataSource refers to it at once: machines created meanwhile wait until it is filled. An image
 * with a schedule is a DataImportCron. It keeps its name, and is deleted and created again when it changes; its imports
 * and its DataSource, which CDI makes, survive that.
 *
 * Argo CD and Flux delete nothing that holds an image, because clones may still read it. Older DataVolumes stay until
 * you delete them, and so do the imports and the DataSource of an image that is no longer in the program; only the
 * right to clone it is deleted. You can add a schedule to an image later. To remove a schedule, give the image another
 * name: CDI may have left a snapshot in the DataSource, which excludes a claim.
 *
 * The right to clone from other namespaces is given to exactly those tenants whose machines use the image. The volumes
 * of a refreshed image have no names that are known beforehand, so the right covers its whole namespace, and by default
 * each such image has a namespace of its own. An image that is to get a schedule later without moving is created below
 * an `ImageNamespace` of its own from the start.
 */
export class GoldenImage extends BootImage {
  /** An image that exists in the cluster already. It emits nothing. */
  public static existing(scope: Construct, id: string, props: ExistingImageProps): BootImage {
    return new ExistingImage(scope, id, props);
  }

  public readonly dataSourceName: string;
  public readonly namespaceName: string;
  /** @internal */
  public readonly _size: Quantity | undefined;
  /** @internal */
  public readonly _storageClassName: string | undefined;
  /** @internal */
  public readonly _claim: string | undefined;
  /** @internal */
  public readonly _mayBeSnapshot: boolean;
  /**
   * The DataSource. CDI makes that of a refreshed image. The label `cdi.kubevirt.io/dataImportCron` does nothing until
   * the image gets a schedule: then CDI takes over the DataSource, which it does only with the label.
   */
  public readonly dataSource?: ApiObject;
  /** The DataVolume, undefined for a refreshed image. */
  public readonly dataVolume?: ApiObject;
  /** The DataImportCron of a refreshed image. */
  public readonly dataImportCron?: ApiObject;

  private readonly cluster: InfraCluster;
  private readonly facts: ImageFacts;
  private readonly access: ImageAccess;

  constructor(scope: Construct, id: string, given: GoldenImageProps) {
    const open = new.target !== GoldenImage;
    const taken = takeProps({ scope, id, props: given, struct: 'GoldenImageProps', open, standIns: STAND_INS });
    super(scope, taken.id);
    taken.report(this);
    const { props } = taken;
    this.cluster = InfraCluster.containing(this);
    this.dataSourceName = props.name ?? taken.id;
    const rules = props.source._rules;
    const refreshed = rules.refresh !== undefined && isRefreshable(rules);
    const named = props.namespaceName ?? homeOf(this)?.namespaceName;
    this.namespaceName = named ?? namespaceFor(this, this.dataSourceName, refreshed && !isBesideSource(rules));
    this.placeIn(this.namespaceName, this, { file: this.dataSourceName });

    const target: SourceTarget = { cdi: this.cluster.cdi, namespace: this.namespaceName };
    // A refreshed copy of a claim is authorised as the cron's ServiceAccount; all other imports run as the
    // DataVolume's.
    const byCron = refreshed && rules.cloned !== undefined;
    // A field that the release does not have is reported here and not written, so that the schema check does not report
    // it again.
    const unserved = lacksServiceAccount(this.cluster.cdi, byCron, refreshed);
    const account = unserved === undefined ? props.serviceAccountName : undefined;
    const { overrides, faults } = plainOverrides(props.overrides);
    const tagged = dataVolumeSpec({
      ...props,
      overrides,
      source: rules.source(target),
      capacity: props.capacity === undefined ? undefined : sizeText(props.capacity),
      serviceAccountName: byCron ? undefined : account,
    });
    const spec = refreshed ? tagged : pinned(tagged, imageLockOf(this));
    // Disks do not inherit an invalid size or class, which is reported here.
    this._size = sizeIn(spec);
    this._storageClassName = classIn(spec);
    this._mayBeSnapshot = refreshed;

    if (props.serviceAccountName !== undefined) report(this, RELEASE, about('serviceAccountName', unserved));
    report(this, PLAIN_OVERRIDES, faults);
    report(this, RELEASE, rules.checks?.(target.cdi) ?? []);
    for (const [rule, found] of [
      ...nameFaults(this.dataSourceName, props, {
        refreshed,
        ownNamespace: named === undefined && !isBesideSource(rules),
      }),
      ...(refreshed ? refreshedFaults(props) : importedOnceFaults(props, rules)),
    ]) report(this, rule, found);

    const labels = { ...props.labels, ...inferenceLabels(props) };
    const annotated = props.annotations ?? {};
    let claim: string | undefined;
    if (refreshed) {
      const recreated = withFurther(RECREATED_WHEN_CHANGED, annotated);
      this.dataImportCron = this.object(
        'DataImportCron',
        this.dataSourceName,
        labels,
        recreated,
        dataImportCronSpec({
          name: this.dataSourceName,
          schedule: rules.refresh!,
          importsToKeep: keptImports(props),
          serviceAccountName: byCron ? account : undefined,
          template: spec,
        }),
      );
      intend(this.dataImportCron, {
        goldenImage: { followsDefaultClass: props.followDefaultStorageClass === true },
        propOf: propsOfCron(overrides),
        givenObjects: () => givenObjects(props),
      });
      this.allowRefresh(rules, props.serviceAccountName);
    } else {
      claim = dataVolumeName(this.dataSourceName, spec);
      const bound: Annotations = props.bindImmediately === false ? {} : { [BIND_IMMEDIATELY]: 'true' };
      const kept = withFurther(KEPT_WHEN_PRUNED, annotated);
      this.dataVolume = this.object('DataVolume', claim, labels, { ...bound, ...kept }, spec);
      intend(this.dataVolume, {
        goldenImage: { isNamedFor: (written) => claim === dataVolumeName(this.dataSourceName, written) },
        propOf: propsOfDataVolume(overrides),
        givenObjects: () => givenObjects(props),
      });
      // CDI never touches a DataSource without the label of its cron, and machines would stay with the old image. When
      // the image gets a schedule, the DataSource leaves the bundle and must not be pruned: until the first refresh it
      // refers to the image that was imported once.
      const managed = { ...labels, [DATA_IMPORT_CRON_LABEL]: this.dataSourceName };
      const leading = dataSourceSpec(this.namespaceName, claim);
      this.dataSource = this.object('DataSource', this.dataSourceName, managed, kept, leading);
      intend(this.dataSource, { propOf: propOfMetadata });
    }

    this._claim = claim;
    const { dataSourceName, namespaceName, cluster } = this;
    const permitted = props.tenants && new Set(props.tenants.map(namespaceNameOf));
    this.access = new ImageAccess({ scope: this, cluster, dataSourceName, namespaceName, claim, permitted });
    this.facts = {
      dataSourceName,
      namespace: namespaceName,
      claim,
      size: this._size,
      storageClassName: this._storageClassName,
      volumeMode: (spec.storage ?? spec.pvc)?.volumeMode,
      architecture: spec.source?.registry?.platform?.architecture,
      mayBeClonedFrom: (namespace) => this.access.includes(namespace),
      // CDI v1.65.0, garbageCollectOldImports: the oldest import is deleted when the new one is complete, so for a
      // while there is one more.
      imports: refreshed ? keptImports(props) + 1 : 1,
      refreshed,
      permitted,
      cloners: () => this.access.rights?.namespaces() ?? [],
    };
    tell(this, { image: this.facts });
    onPrepare(this, (inventory) => this.access.serveMachines(inventory, this.facts));
  }

  /** The Role with the right to clone the image from other namespaces, undefined as long as nobody has the right. */
  public get cloneRole(): ApiObject | undefined {
    return this.access.rights?.role;
  }

  /** The RoleBinding with the right to clone, undefined as long as nobody has the right. */
  public get cloneRoleBinding(): ApiObject | undefined {
    return this.access.rights?.roleBinding;
  }

  /** Lets a tenant's machines clone the image. Needed only for machines outside of this program. */
  public grantClone(tenant: Tenant): void {
    if (!areUsable(this, 'GoldenImage#grantClone', [tenant])) return;
    this._cloneFor(this, tenant);
    if (tenant.cluster === this.cluster) this.access.reportIfClosedTo(tenant.namespaceName, this.facts);
  }

  /**
   * Lets a namespace that is not a tenant of this program clone the image.
   * @param namespace its name
   * @param serviceAccountName who clones: for machines the ServiceAccount that they run as. Default: `default`
   */
  public allowClone(namespace: string, serviceAccountName: string = 'default'): void {
    if (!areUsable(this, 'GoldenImage#allowClone', [namespace, serviceAccountName])) return;
    report(this, CLONE_RIGHT, about('namespace that may clone', notDnsLabel(namespace)));
    report(this, CLONE_RIGHT, about('serviceAccountName', notDnsSubdomain(serviceAccountName)));
    this.access.reportIfClosedTo(namespace, this.facts);
    this.access.allow(namespace, () => serviceAccountName);
  }

  /** @internal */
  public _cloneFor(asker: IConstruct, tenant: Tenant, account: () => string = () => 'default'): void {
    this.access.allowTenant(asker, tenant, account);
  }

  /**
   * From CDI v1.64.0 on a refreshed copy of a claim is authorised as the cron's ServiceAccount; older releases do not
   * check.
   */
  private allowRefresh(rules: SourceRules, serviceAccountName: string = 'default'): void {
    if (rules.cloned === undefined) return;
    const namespace = namespaceOf(rules.cloned, { namespace: this.namespaceName });
    if (namespace === this.namespaceName) return;
    const name = `${this.namespaceName}-${this.dataSourceName}-refresh`;
    const rights = new CloneRights(this, 'RefreshRights', { name, namespace, volumeName: rules.cloned.name });
    this.placeIn(namespace, rights);
    rights.allow(this.namespaceName, () => serviceAccountName);
  }

  /**
   * Writes objects with their namespace: those in a tenant's namespace, which may be created later, are written with
   * the tenants. Those of a tenant's image are written with the tenant whose namespace they are in.
   */
  private placeIn(namespace: string, objects: Construct, placement: FilePlacement = {}): void {
    const isBelowTenant = () => homeOf(this) instanceof Tenant;
    const isOfTenant = () => this.cluster._tenantNamespaces.has(namespace);
    place(objects, {
      ...placement,
      get layer() {
        return isBelowTenant() || isOfTenant() ? Layer.TENANTS : Layer.CATALOG;
      },
      get tenant() {
        return isBelowTenant() && isOfTenant() ? namespace : undefined;
      },
      get outsideTenant() {
        return isBelowTenant() && !isOfTenant();
      },
    });
  }

  private object(kind: string, name: string, labels: Labels, annotated: Annotations, spec: object): ApiObject {
    const apiVersion = this.cluster.cdi.apiVersion('cdi.kubevirt.io', kind);
    if (apiVersion === undefined) {
      report(this, RELEASE, [
        wholeFault(`needs ${kind}, which ${this.cluster.cdi} does not serve`, 'Use a release of CDI that does.'),
      ]);
    }
    return new ApiObject(this, kind, {
      apiVersion: apiVersion ?? 'cdi.kubevirt.io/v1beta1',
      kind,
      metadata: {
        name,
        namespace: this.namespaceName,
        labels: labelled(this, labels),
        annotations: unlessEmpty(annotated),
      },
      spec,
    });
  }
}
