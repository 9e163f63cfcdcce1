import type { Ground } from './ground';
import { FittingMachines } from './machines';
import { MadeAttachment, MadeTenant, reachesServers } from './made';
import { FittingNodes } from './nodes';
import { FittingServices } from './services';
import {
  AccessMode, Layer, PodSecurityLevel, TenantNamespaceProps, TenantPodSecurity, TenantSize, VolumeMode,
} from '../../../src';
import { call, Call, Described, Making, Noun, reference } from '../description';
import type { RawDisk } from '../disks';
import { NamesOf } from '../names';
import type { RawObject } from '../objects';
import type { Raw } from './raw';
import { stated } from '../props';
import { isPlain, RawSize, requiresNothing } from '../sizes';
import type { RawTenant } from '../tenants';

/** What stands below the tenants of a program, and the tenants themselves. */
export class FittingTenants {
  private readonly priorityClasses = new NamesOf(63);
  private readonly machines: FittingMachines;
  private readonly services: FittingServices;
  private readonly nodes: FittingNodes;

  constructor(
    private readonly ground: Ground,
    private readonly namespaces: NamesOf,
  ) {
    this.machines = new FittingMachines(ground);
    this.services = new FittingServices(ground);
    this.nodes = new FittingNodes(ground);
  }

  public tenant(raw: RawTenant): MadeTenant {
    const at = this.ground.path(this.ground.cluster, raw.id);
    const claims = new NamesOf(253);
    if (raw.existing) {
      const namespace = this.namespaces.fresh(raw.existingProps.namespaceName);
      this.ground.add({ make: 'TenantNamespace.existing', at, props: { namespaceName: namespace } });
      return { at, namespace, sizes: [], raw, claims, ...this.empty() };
    }
    const usual = `cluster-${raw.props.id ?? this.ground.idOf(at)}`;
    const namespace = this.namespaces.fresh(raw.props.namespaceName ?? usual);
    const standard = raw.props.standardSizes === false ? [] : ['standard-2', 'standard-4', 'standard-8'];
    const sizes = raw.props.sizes?.filter(({ name }: Described<TenantSize>) => !standard.includes(name));
    const given: Described<TenantNamespaceProps> = {
      ...raw.props,
      podSecurity: this.podSecurity(raw),
      sizes,
      namespaceName: namespace === usual ? undefined : namespace,
    };
    this.ground.add({ make: 'TenantNamespace', at, props: stated(given) });
    const offered = [...standard, ...(sizes ?? []).map(({ name }) => name)];
    return { at, namespace, sizes: offered, raw, claims, ...this.empty() };
  }

  private empty(): Pick<MadeTenant, 'machines' | 'makers' | 'services'> {
    return { machines: [], makers: [], services: new NamesOf(63) };
  }

  /**
   * No launcher passes the level `restricted` in a cluster of ours without a seccomp profile, nor a level below
   * `privileged` with the gate Root, or with a disk of the node.
   */
  private podSecurity({ props: own, hostDisks }: RawTenant): Described<TenantPodSecurity> | undefined {
    const { podSecurity: given } = own;
    if (hostDisks) return { ...given, enforce: PodSecurityLevel.PRIVILEGED };
    const { featureGates = [] } = this.ground.clusterProps;
    if (featureGates.includes('Root')) return { ...given, enforce: PodSecurityLevel.PRIVILEGED };
    const hasProfile = this.ground.raw.existing || this.ground.raw.cluster.kubevirtConfig?.seccompProfile !== undefined;
    return hasProfile || given?.enforce !== PodSecurityLevel.RESTRICTED
      ? given
      : { ...given, enforce: PodSecurityLevel.BASELINE };
  }

  public policy(scope: string, { id, props: given }: Raw['policies'][number]): string {
    const at = this.ground.path(scope, id);
    const named = given.priorityClass;
    const name = named && this.priorityClasses.fresh((named.name ?? this.ground.idOf(at)).replace(/^system-/, 'sys-'));
    this.ground.add({
      make: 'SchedulingPolicy',
      at,
      props:
        named === undefined
          ? (given as Making['props'])
          : { ...given, priorityClass: stated({ ...named, name: this.ground.written(name, at) }) },
    });
    return at;
  }

  public below(its: MadeTenant, everywhere: readonly string[], shared: readonly MadeAttachment[]): void {
    const policies = [...everywhere, ...its.raw.policies.map((each) => this.policy(its.at, each))];
    this.namedClaims(its).forEach((name) => its.claims.take(name));
    const disks = its.raw.disks.map((each, index) => this.disk(its, index === 0 ? movable(each) : each));
    const sizes = its.raw.instancetypes.map((each) => this.size('Instancetype', its, each));
    const preferences = its.raw.preferences.map((each) => this.size('Preference', its, each));
    its.raw.presets.forEach((each) => this.size(each.make, its, each));
    its.from = {
      sizes: sizes.filter((_at, index) => isPlain(its.raw.instancetypes[index].props)),
      preferences: preferences.filter((_at, index) => requiresNothing(its.raw.preferences[index].props)),
    };
    [its.network] = [...its.raw.attachments.map((each) => this.ground.attachment(its.at, each)), ...shared];
    for (const each of its.raw.pools) this.machines.pool(its, each, policies, disks[0]);
    for (const each of its.raw.clusters) this.machines.cluster(its, each, policies);
    for (const each of its.raw.machines) this.machines.machine(its, each, policies, disks[0]);
    for (const each of its.raw.replicaSets) this.machines.replicaSet(its, each, policies, disks[0]);
    for (const each of its.raw.nodes) this.nodes.nodes(its, each);
    for (const each of its.raw.services) this.services.service(its, each);
    its.raw.objects.forEach((each) => this.object(its.at, each, its.namespace));
    for (const each of its.raw.backups) {
      const tenants = each.of === undefined ? each.props.tenants : [reference(its.at), its.namespace];
      this.ground.named('BackupSchedule', its.at, { ...each, props: stated({ ...each.props, tenants }) });
    }
    // in a cluster that is there already, nothing may need a gate
    if (this.ground.withoutGates) return;
    for (const each of its.raw.snapshots) {
      const machineName = each.of === undefined ? undefined : its.machines[each.of % its.machines.length];
      const given = machineName === undefined ? each.props : { ...each.props, machineName };
      this.ground.named('VirtualMachineSnapshot', its.at, { ...each, props: given });
    }
  }

  /** A size, a preference or a preset of the tenant or, now and then, of the whole cluster; answers with its path. */
  private size(make: Noun, its: MadeTenant, raw: RawSize<{ readonly name?: string }>): string {
    const isWide = raw.id.length % 3 === 0 && make !== 'VirtualMachineInstancePreset';
    const at = this.ground.path(isWide ? this.ground.cluster : its.at, raw.id);
    const wanted = raw.props.name ?? this.ground.idOf(at);
    const name = this.ground.objects.fresh(its.sizes.includes(wanted) ? `its-${wanted}` : wanted);
    this.ground.add({ make, at, props: stated({ ...raw.props, name: this.ground.written(name, at) }) });
    return at;
  }

  /**
   * The claims that images and disks are copied from, which may be larger than what the program makes, and those that
   * machines name as a text, which may be of another volume mode.
   */
  private namedClaims(its: MadeTenant): string[] {
    const images = this.ground.images.map(({ raw }) => raw.props.source as Call | undefined);
    const contents = its.raw.disks.map(({ content }) => content?.with[0] as Call | undefined);
    const { clusters, machines, pools, replicaSets } = its.raw;
    const makers = [...pools, ...clusters.flatMap((each) => each.pools), ...machines, ...replicaSets];
    const volumes = makers.flatMap(({ props }) => (props.volumes ?? []).map(({ source }) => source as Call));
    return [...images, ...contents, ...volumes].flatMap((each) => (
      NAMING.includes(each?.$call) ? [String(each?.with[0])] : []));
  }

  /** A disk that outlives its machines; answers with its path. */
  private disk(its: MadeTenant, raw: RawDisk): string {
    const at = this.ground.path(its.at, raw.id);
    const name = its.claims.fresh((raw.props.name ?? this.ground.idOf(at)).slice(0, 63).replace(/-+$/, ''));
    const copied = raw.image === undefined ? undefined : this.ground.images[raw.image % this.ground.images.length];
    copied?.cloners.add(its.namespace);
    const content = copied !== undefined ? call('DiskContent.image', reference(copied.at))
      : isFetched(raw.content) && !reachesServers(its) ? undefined : raw.content;
    const isArchive = content?.$call === 'DiskContent.archive';
    const volumeMode = isArchive ? VolumeMode.FILESYSTEM : raw.props.volumeMode;
    const capacity = copied?.size?.toBytesText() ?? raw.props.capacity;
    const given = { ...raw.props, volumeMode, capacity, content, name: this.ground.written(name, at) };
    this.ground.add({ make: 'Disk', at, props: stated(given) });
    return at;
  }

  public object(around: string, raw: RawObject, namespace: string): void {
    const earliest = earliestLayer(raw, namespace);
    const isOfTenant = around !== this.ground.cluster;
    const isForeign = this.ground.isDelivered && isOfTenant && !raw.namespaced;
    const placed = raw.placed || isForeign || (!isOfTenant && earliest > LAYERS.indexOf(Layer.PLATFORM));
    const scope = placed ? this.ground.path(around, `group-${raw.id}`.slice(0, 63)) : around;
    if (placed) {
      this.ground.add({ make: 'Construct', at: scope, props: {} });
      const { cluster, layer, tenant, ...rest } = raw.placement;
      const wanted = Math.max(earliest, LAYERS.indexOf(layer ?? Layer.PLATFORM));
      const latest = isForeign ? LAYERS.indexOf(Layer.MONITORING) : wanted;
      // in a delivered bundle, the folder of a tenant holds what is in the tenant's namespace
      const isFixed = this.ground.isDelivered && Math.min(wanted, latest) >= LAYERS.indexOf(Layer.TENANTS);
      const others = stated({
        ...rest,
        layer: LAYERS[Math.min(wanted, latest)],
        tenant: isFixed && tenant !== undefined ? (isOfTenant ? namespace : undefined) : tenant,
      });
      this.ground.add({
        call: 'BundleApp.place',
        on: scope,
        with: [
          {
            ...others,
            ...(cluster === true && {
              cluster:
                this.ground.clusterProps.clusterName ?? this.ground.cluster,
            }),
          },
        ],
      });
    }
    const name = this.ground.objects.fresh((raw.object.metadata as { name: string }).name);
    const metadata = { ...raw.object.metadata, name, ...(raw.namespaced && { namespace }) };
    this.ground.add({ make: 'ApiObject', at: this.ground.path(scope, raw.id), props: { ...raw.object, metadata } });
  }
}

/** The disk that machines share, so that those which are to be live-migrated can have it. */
function movable(raw: RawDisk): RawDisk {
  const { accessModes } = raw.props;
  return accessModes?.includes(AccessMode.READ_WRITE_MANY) === false
    ? { ...raw, props: stated({ ...raw.props, accessModes: undefined }) } : raw;
}

/** What names a claim. */
const NAMING: readonly unknown[] = ['ImageSource.pvc', 'VolumeSource.claim', 'VolumeSource.dataVolume'];

const LAYERS = Object.values(Layer);

/**
 * The first layer in which an object can be: after the namespace that it is in, and after the operators that install
 * its kind.
 */
function earliestLayer({ namespaced, object }: RawObject, namespace: string): number {
  if (namespaced && namespace !== 'default') return LAYERS.indexOf(Layer.TENANTS);
  return object.apiVersion.includes('kubevirt.io/') ? LAYERS.indexOf(Layer.CATALOG) : 0;
}

/** Whether CDI fetches the content of a disk from a server. */
function isFetched(content: Call | undefined): boolean {
  return content?.$call === 'DiskContent.imported' || content?.$call === 'DiskContent.archive';
}
