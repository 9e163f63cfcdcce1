import type { TenantStorageClass } from './options';
import { infraStorageClass } from './storage';
import { refuse } from '../../findings/bundle-error';
import { faultOfProp, ruleOfFault } from '../../given/fault';
import { argumentFaults, CallName } from '../../props/arguments';

/** What Kubermatic reads about the storage of an infra cluster. None of it is an object of the infra cluster itself. */
export class KubermaticStorage {
  /**
   * Storage classes of the infra cluster as a datacenter of a Seed has them, from Kubermatic 2.22 on
   * (`spec.kubevirt.infraStorageClasses`). Each becomes a class `kubevirt-<name>` of the tenants' clusters.
   * @throws if a class is not one
   */
  public static infraStorageClasses(classes: TenantStorageClass[]): any {
    check('KubermaticStorage.infraStorageClasses', classes);
    return classes.map(infraStorageClass);
  }

  /**
   * VolumeSnapshotClasses of the infra cluster as a datacenter has them (`spec.kubevirt.infraVolumeSnapshotClasses`).
   * Kubermatic makes snapshots only where several clusters share a namespace.
   * @throws if a class is not one
   */
  public static infraVolumeSnapshotClasses(classes: TenantStorageClass[]): any {
    check('KubermaticStorage.infraVolumeSnapshotClasses', classes);
    return [...new Set(classes.flatMap(({ snapshotClasses = [] }) => snapshotClasses))]
      .map((infraVolumeSnapshotClass) => ({ infraVolumeSnapshotClass }));
  }

  /**
   * The annotation by which Kubermatic 2.21 finds the storage classes of the infra cluster that tenants' clusters get.
   * The class must have it before a cluster is created. Later releases do not read it; use `infraStorageClasses`.
   */
  public static annotationsOfKubermatic221(): { [key: string]: string } {
    return { 'kubevirt-initialization.k8c.io/initialize-sc': 'true' };
  }

  private constructor() {}
}

/** There is no construct that could report a fault at synthesis. */
function check(call: CallName, classes: readonly TenantStorageClass[]): void {
  const [found] = argumentFaults(call, [classes]);
  if (found !== undefined) refuse(ruleOfFault(found), faultOfProp(found), call);
}
