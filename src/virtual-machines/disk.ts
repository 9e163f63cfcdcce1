import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { diskPropOf } from './disk-fields';
import type { PersistentDiskProps } from './disk-props';
import { diskSpecs } from './disk-specs';
import type { Volume } from '../../imports/kubevirt.io';
import { report } from '../findings/findings';
import { takeProps } from '../given/given';
import { givenObjects } from '../inventory/given-objects';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { KEPT_WHEN_PRUNED, withFurther } from '../layout/protection';
import { PersistentDisk } from '../machines/disks/persistent-disk';
import { ARCHIVE_COPY, archiveCopyFaults } from '../rules/disk/archive';
import { RELEASE } from '../rules/image/release';
import { BOOT_REFRESH, refreshFaults } from '../rules/machine/boot';
import { Tenant } from '../tenants/tenant';
import { unlessEmpty } from '../toolkit/shape';

/**
 * A disk of a tenant that outlives the machines that use it. Machines take it by `Boot.disk(…)` and by
 * `VolumeSource.disk(…)`. It is kept when it is no longer in the bundle, like the data on it.
 *
 * It is a PersistentVolumeClaim, which can grow in place, and CDI fills it once. Only what is copied from another
 * namespace, such as a golden image, is a DataVolume, whose spec CDI does not allow to change.
 */
export class Disk extends PersistentDisk {
  public readonly claimName: string;
  /** The PersistentVolumeClaim, undefined if CDI makes it from a DataVolume. */
  public readonly claim?: ApiObject;
  /** The object from which CDI fills the claim, undefined for a blank disk, and for one that is a DataVolume. */
  public readonly population?: ApiObject;
  /** The DataVolume, undefined if the disk is a claim of its own. */
  public readonly dataVolume?: ApiObject;

  constructor(scope: Construct, id: string, props: PersistentDiskProps) {
    const given = takeProps({ scope, id, props, struct: 'PersistentDiskProps', open: new.target !== Disk });
    super(scope, given.id);
    given.report(this);
    const tenant = Tenant.containing(this);
    const { cluster: { cdi }, namespaceName: namespace } = tenant;
    const { content, name = given.id } = given.props;
    this.claimName = name;
    place(this, { layer: Layer.WORKLOADS, tenant: namespace, file: name });
    const rules = content?._filling.source?._rules;
    report(this, RELEASE, rules?.checks?.(cdi) ?? []);
    report(this, BOOT_REFRESH, refreshFaults(rules?.refresh, 'content'));
    report(this, ARCHIVE_COPY, archiveCopyFaults(content?._filling.isArchive === true ? rules : undefined));

    const object = (apiVersion: string, kind: string, spec: object): ApiObject => {
      const metadata = this.metadata(namespace, given.props);
      const apiObject = new ApiObject(this, kind, { apiVersion, kind, metadata, spec });
      const isFilled = kind !== 'PersistentVolumeClaim';
      intend(apiObject, { propOf: diskPropOf, givenObjects: () => (isFilled ? givenObjects(given.props) : []) });
      return apiObject;
    };
    // If the release does not serve a kind, the schema check reports it.
    const served = (kind: string): string => cdi.apiVersion('cdi.kubevirt.io', kind) ?? 'cdi.kubevirt.io/v1beta1';
    const { population, claim, dataVolume } = diskSpecs(name, given.props, { cdi, namespace });
    this.population = population && object(served(population.kind), population.kind, population.spec);
    this.claim = claim && object('v1', 'PersistentVolumeClaim', claim);
    this.dataVolume = dataVolume && object(served('DataVolume'), 'DataVolume', dataVolume);
    content?._filling.image?._cloneFor(this, tenant);
  }

  /** @internal */
  public _volume(): Omit<Volume, 'name'> {
    return this.dataVolume === undefined
      ? { persistentVolumeClaim: { claimName: this.claimName } } : { dataVolume: { name: this.claimName } };
  }

  private metadata(namespace: string, { labels, annotations }: PersistentDiskProps) {
    return {
      name: this.claimName,
      namespace,
      labels: labelled(this, labels),
      annotations: unlessEmpty(withFurther(KEPT_WHEN_PRUNED, annotations)),
    };
  }
}
