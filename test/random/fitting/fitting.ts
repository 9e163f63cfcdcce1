import { Ground } from './ground';
import { FittingImages } from './images';
import { FittingTenants } from './tenants';
import type { MonitoringProps } from '../../../src';
import { withClusters } from '../deliveries';
import { call, Described, Description, Making, reference } from '../description';
import { withHostDisks } from '../host-disks';
import { NamesOf } from '../names';
import type { Raw } from './raw';
import { stated } from '../props';

/** Puts the parts of a program together so that names are unique and what refers to something finds it. */
export class Fitting {
  private readonly ground: Ground;
  private readonly images: FittingImages;
  private readonly tenants: FittingTenants;

  constructor(drawn: Raw, withoutGates: boolean) {
    const raw = !withoutGates && drawn.tenants.some(({ hostDisks }) => hostDisks) ? withHostDisks(drawn) : drawn;
    const { kubevirtNamespace = 'kubevirt', cdiNamespace = 'cdi' } = raw.cluster;
    const namespaces = new NamesOf(63, [
      'golden-images',
      kubevirtNamespace,
      cdiNamespace,
      'kubevirt',
      'cdi',
      'default',
      'kube-system',
      'kube-public',
      'kube-node-lease',
    ]);
    this.ground = new Ground(raw, withoutGates);
    this.images = new FittingImages(this.ground, namespaces);
    this.tenants = new FittingTenants(this.ground, namespaces);
  }

  public description(): Description {
    const { raw, cluster } = this.ground;
    this.ground.add(
      raw.existing
        ? { make: 'KubeVirtCluster.existing', at: cluster, props: raw.existingCluster as Making['props'] }
        : { make: 'KubeVirtCluster', at: cluster, props: raw.cluster as Making['props'] },
    );
    for (const { id, props: given } of raw.profiles) {
      this.ground.add({ make: 'StorageProfile', at: this.ground.path(cluster, id), props: stated(given) });
    }
    for (const { id, props: given } of raw.migrationPolicies) {
      const at = this.ground.path(cluster, id);
      const usual = given.name ?? this.ground.idOf(at);
      const name = this.ground.objects.fresh(usual);
      const fitting = { ...given, name: name === usual ? given.name : name };
      const maxDowntime = this.ground.withoutGates ? undefined : given.maxDowntime;
      this.ground.add({ make: 'MigrationPolicy', at, props: stated({ ...fitting, maxDowntime }) });
    }
    for (const { id, props: given, protects } of raw.guards) {
      this.ground.add({ make: 'DeletionGuard', at: this.ground.path(cluster, id), props: stated(given) });
      if (protects) this.ground.add({ call: 'DeletionGuard.protect', on: cluster, with: [] });
    }
    for (const { id, props: given } of raw.monitorings) this.monitoring(id, given);
    const homes = raw.namespaces.map(({ id, props: given }) => this.images.imageNamespace(id, given));
    const tenants = raw.tenants.map((each) => this.tenants.tenant(each));
    const everywhere = raw.policies.map((each) => this.tenants.policy(cluster, each));
    for (const each of raw.images) {
      this.images.image(each, each.inNamespace ? homes[0] : undefined, each.inTenant ? tenants[0] : undefined);
    }
    for (const each of tenants) for (const its of each.raw.images) this.images.image(its, undefined, each);
    const shared = raw.attachments.map((each) => this.ground.attachment(cluster, each));
    for (const each of tenants) this.tenants.below(each, everywhere, shared);
    if (tenants.length > 0) for (const each of this.ground.images) this.images.grant(each, tenants[0]);
    for (const each of this.ground.images) this.images.settleCloners(each, tenants);
    raw.objects.forEach((each) => this.tenants.object(cluster, each, 'default'));
    if (!raw.existing && raw.patched) {
      this.ground.add({
        call: 'addJsonPatch',
        on: cluster,
        with: ['kubevirtCr', { path: '/metadata/annotations/yes', value: '12:30:45\n${x}' }],
      });
    }
    if (raw.patched) {
      this.ground.add({ call: 'requireFeatureGate', on: cluster, with: ['VSOCK', reference(cluster)] });
    }
    this.deliver();
    return { app: raw.app, steps: this.ground.steps };
  }

  /** KubeVirt's custom resource says whether its operator has Prometheus scrape, and which one. */
  private monitoring(id: string, given: Described<MonitoringProps>): void {
    const { raw, cluster } = this.ground;
    const sought = raw.existing ? undefined : raw.cluster.monitoring;
    const { namespace, serviceAccount } = sought ?? given;
    const scraping = sought === undefined ? given.scraping : call('Scraping.byOperators');
    const fitting = { ...given, scraping, namespace, serviceAccount };
    this.ground.add({ make: 'Monitoring', at: this.ground.path(cluster, id), props: stated(fitting) });
  }

  /** A cluster that exists may have no objects, and what is said of it would be a mistake. */
  private deliver(): void {
    const { raw, cluster } = this.ground;
    const { argoCd, flux, split } = raw.deliveries;
    const name = raw.cluster.clusterName ?? cluster;
    const names = raw.existing ? [] : [name];
    if (argoCd !== undefined) {
      this.ground.add({ call: 'Delivery.argoCd', on: '', with: [withClusters(argoCd, names)] });
    }
    if (flux !== undefined) this.ground.add({ call: 'Delivery.flux', on: '', with: [withClusters(flux, names)] });
    if (split !== undefined && !raw.existing) {
      this.ground.add({ call: 'Delivery.split', on: '', with: [{ ...split, cluster: name }] });
    }
  }
}
