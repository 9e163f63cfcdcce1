import type { Ground } from './ground';
import { bytesOf, MadeImage, MadeTenant, reachesServers } from './made';
import {
  Architecture, KubeVirtRelease, MachineProps, VirtualMachineProps, WorkerPoolProps,
} from '../../../src';
import type { RawCluster } from '../cluster-api';
import { call, Call, Described, Making, reference, ReleaseOf } from '../description';
import { unplugged } from '../disks';
import { hasWindows } from '../hardware';
import { isOfNode, moves } from '../host-disks';
import { networksIn } from '../networks';
import { stated } from '../props';
import type { RawMachine, RawReplicaSet } from '../single-machines';
import type { RawPool } from '../workers';

/** The machines of a program's tenants, with what they boot from, are connected to and are made of. */
export class FittingMachines {
  constructor(private readonly ground: Ground) {}

  public pool(its: MadeTenant, raw: RawPool, policies: readonly string[], disk: string | undefined): void {
    const at = this.ground.path(its.at, raw.id);
    const given = this.booted(its, raw, at, policies, disk);
    this.ground.add({ make: 'WorkerPool', at, props: stated(given) });
    its.machines.push(`${given.name ?? this.ground.idOf(at)}-0`);
    its.makers.push(at);
    if (raw.annotated) {
      this.ground.add({
        call: 'addJsonPatch',
        on: at,
        with: ['virtualMachinePool', { path: '/metadata/labels/yes', value: '0o17' }],
      });
    }
  }

  /** A cluster of Cluster API with its pools. */
  public cluster(its: MadeTenant, { id, props: given, pools }: RawCluster, policies: readonly string[]): void {
    const at = this.ground.path(its.at, id);
    this.ground.add({ make: 'ClusterApiCluster', at, props: given as Making['props'] });
    const clusterName = given.name ?? this.ground.idOf(at);
    for (const each of pools) {
      const [options] = each.props.backend!.with;
      const backend = call('PoolBackend.clusterApi', { ...options as object, clusterName });
      this.pool(its, { ...each, props: { ...each.props, backend } }, policies, undefined);
    }
  }

  public machine(its: MadeTenant, raw: RawMachine, policies: readonly string[], disk: string | undefined): void {
    const at = this.ground.path(its.at, raw.id);
    const given = this.booted(its, raw, at, policies, disk);
    this.ground.add({ make: 'VirtualMachine', at, props: stated(given) });
    its.makers.push(at);
    its.machines.push(given.name ?? this.ground.idOf(at));
  }

  public replicaSet(
    its: MadeTenant, raw: RawReplicaSet, policies: readonly string[], disk: string | undefined,
  ): void {
    const at = this.ground.path(its.at, raw.id);
    const name = this.machineName(its, raw.props.name, at);
    const scheduling = scheduledBy(raw.policy, policies);
    const networked = this.connected(raw.props, its);
    const given = this.booting({ ...raw.props, ...networked, ...this.gated(raw.props) }, its, disk);
    this.ground.add({ make: 'VirtualMachineReplicaSet', at, props: stated({ ...given, name, scheduling }) });
    its.makers.push(at);
  }

  /** Machines that boot a clone of an image or something else, with names that nothing else has. */
  private booted<T extends RawPool | RawMachine>(
    its: MadeTenant, raw: T, at: string, policies: readonly string[], disk: string | undefined,
  ): Described<WorkerPoolProps | VirtualMachineProps> {
    const name = this.machineName(its, raw.props.name, at);
    const used = this.ground.images[raw.image % this.ground.images.length];
    const ours = { ...raw.props, ...this.connected(raw.props, its), ...this.gated(raw.props) };
    const given = this.booting(ours as Described<WorkerPoolProps>, its, disk);
    const clones = given.boot === undefined;
    if (clones) used.cloners.add(its.namespace);
    const architecture = raw.props.architecture ?? (hasWindows(raw.props) ? Architecture.AMD64 : undefined);
    if (clones && architecture !== undefined) this.importFor(architecture, used);
    const tooSmall =
      clones &&
      used.size !== undefined &&
      given.bootDisk?.capacity !== undefined &&
      bytesOf(given.bootDisk.capacity)!.isLessThan(used.size);
    const { capacity: _capacity, ...otherwise } = given.bootDisk ?? {};
    return {
      ...given,
      name,
      image: clones ? reference(used.at) : undefined,
      scheduling: scheduledBy(raw.policy, policies),
      size: sizeIn(its, raw, given.size),
      preference: preferenceIn(its, given.preference),
      bootDisk: tooSmall ? otherwise : given.bootDisk,
      extraDisks: given.extraDisks?.filter((each) => its.claims.take(`${name ?? this.ground.idOf(at)}-${each.name}`)),
    };
  }

  /** How a machine is connected and found in this cluster. */
  private connected(given: Partial<Described<MachineProps>>, { network, services }: MadeTenant): object {
    const isServed = given.subdomainService === true && services.take(given.subdomain!)
      && this.ground.objects.take(given.subdomain!);
    return {
      ...networksIn(given, {
        hasNewest: !this.ground.withoutGates && isNewest(this.ground.raw.cluster.kubevirt),
        hasPlugins: this.ground.raw.existing,
      }, network && reference(network.at), network?.config.$call),
      subdomainService: isServed ? true : undefined,
    };
  }

  /** Props that need a feature gate, left out where nothing turns it on. */
  private gated({ deviceClaims }: Described<Partial<MachineProps>>): object {
    return this.ground.withoutGates ? {
      ignition: undefined,
      hostDevices: undefined,
      overrides: undefined,
      devices: undefined,
      volumes: undefined,
      launchSecurity: undefined,
      ...(deviceClaims !== undefined && { deviceClaims: undefined, gpus: undefined }),
    } : {};
  }

  /** A name that no other machines of the tenant have, members of pools among them; undefined if the id is one. */
  private machineName(its: MadeTenant, name: string | undefined, at: string): string | undefined {
    const wanted = (name ?? this.ground.idOf(at)).slice(0, 58).replace(/-+$/, '');
    const found = its.claims.freshPrefix(wanted, '-boot', 58);
    const isMember = /-\d+$/.test(found) && its.machines.includes(found.replace(/\d+$/, '0'));
    const free = isMember ? its.claims.freshPrefix(`m-${found}`.slice(0, 58).replace(/-+$/, ''), '-boot', 58) : found;
    return free === this.ground.idOf(at) ? undefined : free;
  }

  /** An image of a registry is imported for the architecture of the machines that boot it, if it says for which. */
  private importFor(architecture: string, { step }: MadeImage): void {
    const source = step.props.source as Call | undefined;
    if (source === undefined) return;
    const [first, options, ...others] = source.with as [unknown, { readonly architecture?: string } | undefined];
    if (options?.architecture === undefined || options.architecture === architecture) return;
    const unsaid = stated({ ...options, architecture: undefined });
    step.props = { ...step.props, source: { ...source, with: [first, unsaid, ...others] } };
  }

  /** The machine with what it can boot from, and with the tenant's disk, which all share, among its volumes. */
  private booting<T extends Described<Partial<MachineProps>>>(given: T, its: MadeTenant, disk: string | undefined): T {
    const from = given.boot as Call | undefined;
    const isImported = from?.$call === 'Boot.imported' && !reachesServers(its);
    // the disk may be of another architecture
    const isOfDisk = from?.$call === 'Boot.claim' && disk !== undefined && given.architecture === undefined;
    const boot = isImported ? undefined : isOfDisk ? call('Boot.disk', reference(disk)) : from;
    const taken = given.extraDisks?.some(({ name }) => name === SHARED) ?? false;
    if (disk === undefined || boot?.$call === 'Boot.disk' || taken || this.ground.withoutGates) {
      return stated({ ...given, boot, volumes: this.usable(given, its) });
    }
    const shared = { name: SHARED, source: call('VolumeSource.disk', reference(disk)), shareable: true };
    const others = this.usable(given, its)?.filter(({ name }) => name !== SHARED) ?? [];
    return stated({ ...given, boot, volumes: [...others, shared] });
  }

  /** The volumes that machines of a tenant can have: disks of the node only where they may be and stay. */
  private usable(given: Described<Partial<MachineProps>>, its: MadeTenant): Described<MachineProps>['volumes'] {
    return this.unplugged(given.volumes)?.filter((each) => !isOfNode(each) || (its.raw.hostDisks && !moves(given)));
  }

  /** The volumes without a mark that needs the gate which HotplugVolumes turns off. */
  private unplugged(volumes: Described<MachineProps>['volumes']): Described<MachineProps>['volumes'] {
    const { featureGates = [] } = this.ground.clusterProps;
    if (!featureGates.includes('HotplugVolumes')) return volumes;
    return volumes?.map((each) => ({ ...each, source: unplugged(each.source) }));
  }
}

/** The name of the disk that a tenant's machines share. */
const SHARED = 'shared';

/** One of the policies, if there are any. */
function scheduledBy(policy: number | undefined, policies: readonly string[]) {
  return policy === undefined || policies.length === 0 ? undefined : reference(policies[policy % policies.length]);
}

/** A size of the tenant's, or the given one; a namespace that the bundle holds has no instancetypes but its own. */
function sizeIn(
  its: MadeTenant,
  raw: RawPool | RawMachine,
  given: Described<WorkerPoolProps>['size'],
): Described<WorkerPoolProps>['size'] {
  const [from] = its.from?.sizes ?? [];
  const takesIt = raw.size !== undefined && raw.size % 2 === 0;
  if (takesIt && from !== undefined) return call('MachineSize.from', reference(from));
  const offered = raw.props.architecture === Architecture.ARM64 ? ofAnyModel(its) : its.sizes;
  if (raw.size !== undefined && offered.length > 0 && !hasWindows(raw.props)) {
    return call('MachineSize.instancetype', offered[raw.size % offered.length]);
  }
  return given.$call === 'MachineSize.instancetype' && !its.raw.existing
    ? { ...given, $call: 'MachineSize.clusterInstancetype' }
    : given;
}

/** The sizes of a tenant that name no model of CPU, as overrides do. */
function ofAnyModel({ raw, sizes }: MadeTenant): readonly string[] {
  const named = (raw.props.sizes ?? []).filter(({ overrides }) => overrides !== undefined).map(({ name }) => name);
  return sizes.filter((name) => !named.includes(name));
}

/** A preference of the program in place of the given one, where there is one. */
function preferenceIn(
  its: MadeTenant, given: Described<WorkerPoolProps>['preference'],
): Described<WorkerPoolProps>['preference'] {
  const [from] = its.from?.preferences ?? [];
  return given === undefined || from === undefined ? given : call('MachinePreference.from', reference(from));
}

/** Whether a release has passt, and ranges of ports. */
function isNewest(release: ReleaseOf): boolean {
  return '$kubevirt' in release && release.$kubevirt === KubeVirtRelease.V1_9_0.version;
}
