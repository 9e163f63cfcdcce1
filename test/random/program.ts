import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import type { RawBackup } from './backups';
import { clusterProps, existingClusterProps } from './cluster';
import { call, Call, Description, Described, Making, Noun, reference, ReleaseOf, Step } from './description';
import { RawDisk, unplugged } from './disks';
import { hasWindows } from './hardware';
import { isOfNode, moves, withHostDisks } from './host-disks';
import { image, imageNamespaceProps, RawImage, storageProfileProps } from './images';
import { migrationPolicyProps } from './migration-policies';
import { NamesOf } from './names';
import { attachment, networksIn, RawAttachment } from './networks';
import { ownObject, RawObject } from './objects';
import { props, Setting, stated } from './props';
import { schedulingPolicyProps } from './scheduling';
import type { RawService } from './services';
import { RawMachine, RawReplicaSet } from './single-machines';
import { isPlain, RawSize, requiresNothing } from './sizes';
import { tenant, RawTenant } from './tenants';
import { label } from './texts';
import { RawPool } from './workers';
import {
  AccessMode,
  Architecture,
  BundleAppProps,
  ExistingClusterProps,
  ExistingImageProps,
  GoldenImageProps,
  ImageNamespaceProps,
  Isolation,
  KubeVirtClusterProps,
  KubeVirtRelease,
  Layer,
  MigrationPolicyProps,
  MachineServiceType,
  PodSecurityLevel,
  SchedulingPolicyProps,
  StorageProfileProps,
  TenantNamespaceProps,
  TenantPodSecurity,
  MachineProps,
  TenantSize,
  VirtualMachineProps,
  VolumeMode,
  WorkerPoolProps,
} from '../../src';
import { Quantity, sizeText } from '../../src/toolkit/quantity';

/** All that was drawn, each part for itself. */
interface Raw {
  readonly app: Described<BundleAppProps>;
  readonly id: string;
  readonly existing: boolean;
  readonly cluster: Described<KubeVirtClusterProps>;
  readonly existingCluster: Described<ExistingClusterProps>;
  readonly namespaces: readonly { readonly id: string; readonly props: Described<ImageNamespaceProps> }[];
  readonly profiles: readonly { readonly id: string; readonly props: Described<StorageProfileProps> }[];
  readonly migrationPolicies: readonly { readonly id: string; readonly props: Described<MigrationPolicyProps> }[];
  readonly images: readonly RawImage[];
  readonly tenants: readonly RawTenant[];
  readonly policies: readonly { readonly id: string; readonly props: Described<SchedulingPolicyProps> }[];
  readonly objects: readonly RawObject[];
  readonly attachments: readonly RawAttachment[];
  readonly patched: boolean;
}

/**
 * Random programs for a pair of releases that are valid: whatever was drawn is fitted together, and nothing is drawn
 * again.
 */
export function program(setting: Setting): fc.Arbitrary<Description> {
  return fc
    .record<Raw>({
      app: props<BundleAppProps>({
        name: label(),
        takesOver: fc.array(label(), { maxLength: 1 }),
        outdir: fc.constant(undefined),
        noticesAsErrors: fc.constant(false),
        resolvers: fc.array(fc.constant(call('silentResolver')), { maxLength: 1 }),
        recordConstructMetadata: fc.boolean(),
        configurationFile: fc.constant(undefined),
      }),
      id: label(),
      existing: fc.nat(4).map((one) => one === 0),
      cluster: clusterProps(setting),
      existingCluster: existingClusterProps(setting),
      namespaces: fc.array(fc.record({ id: label(), props: imageNamespaceProps }), { maxLength: 1 }),
      profiles: fc.array(fc.record({ id: label(), props: storageProfileProps }), { maxLength: 1 }),
      images: fc.array(image(setting), { minLength: 1, maxLength: 3 }),
      tenants: fc.array(tenant(setting), { maxLength: 2 }),
      policies: fc.array(fc.record({ id: label(), props: schedulingPolicyProps() }), { maxLength: 1 }),
      objects: fc.array(ownObject(setting), { maxLength: 1 }),
      attachments: fc.array(attachment(fc.constant('default')), { maxLength: 1 }),
      patched: fc.boolean(),
      migrationPolicies: fc.array(
        fc.record({ id: label(), props: migrationPolicyProps(setting.kubevirt) }), { maxLength: 1 },
      ),
    })
    .map((raw) => new Fitting(raw, setting.judged && raw.existing).description());
}

interface MadeImage {
  readonly at: string;
  readonly namespace: string;
  readonly name: string;
  readonly refreshed: boolean;
  readonly size: Quantity | undefined;
  readonly raw: RawImage;
  /** The step, whose props may still change, for who clones is known at the end. */
  readonly step: { -readonly [K in keyof Making]: Making[K] };
  readonly cloners: Set<string>;
}

interface MadeTenant {
  readonly at: string;
  readonly namespace: string;
  readonly sizes: readonly string[];
  readonly raw: RawTenant;
  /** Names of DataVolume templates. */
  readonly claims: NamesOf;
  /** Names of its machines. */
  readonly machines: string[];
  /** Paths of what makes them. */
  readonly makers: string[];
  /** Names of its Services. */
  readonly services: NamesOf;
  /** Paths of sizes and preferences that every machine can take. */
  from?: { readonly sizes: readonly string[]; readonly preferences: readonly string[] };
  /** The network that its machines are connected to first. */
  network?: MadeAttachment;
}

interface MadeAttachment {
  readonly at: string;
  readonly config: Call;
}

/** The name of the disk that a tenant's machines share. */
const SHARED = 'shared';

/** The disk that machines share, so that those which are to be live-migrated can have it. */
function movable(raw: RawDisk): RawDisk {
  const { accessModes } = raw.props;
  return accessModes?.includes(AccessMode.READ_WRITE_MANY) === false
    ? { ...raw, props: stated({ ...raw.props, accessModes: undefined }) } : raw;
}

/** Whether the importers of a tenant's images reach the servers of random images. */
function reachesServers(around: MadeTenant | undefined): boolean {
  if (around === undefined || around.raw.existing) return true;
  const { preset = Isolation.ALLOW_INTERNET, internetExcept = [] } = around.raw.props.isolation ?? {};
  return preset === Isolation.NONE || (preset === Isolation.ALLOW_INTERNET && internetExcept.length === 0);
}

/** Puts the parts of a program together so that names are unique and what refers to something finds it. */
class Fitting {
  private readonly steps: Step[] = [];
  private readonly cluster: string;
  private readonly ids = new Map<string, NamesOf>();
  private readonly namespaces: NamesOf;
  private readonly dataSources = new Map<string, NamesOf>();
  private readonly priorityClasses = new NamesOf(63);
  private readonly objects = new NamesOf(253);
  private readonly images: MadeImage[] = [];
  private readonly nodePorts = new Set<number | undefined>();

  private readonly raw: Raw;

  constructor(
    drawn: Raw,
    private readonly withoutGates: boolean,
  ) {
    const raw = !withoutGates && drawn.tenants.some(({ hostDisks }) => hostDisks) ? withHostDisks(drawn) : drawn;
    this.raw = raw;
    const { kubevirtNamespace = 'kubevirt', cdiNamespace = 'cdi' } = raw.cluster;
    this.cluster = raw.id;
    this.namespaces = new NamesOf(63, [
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
  }

  public description(): Description {
    const { raw } = this;
    this.steps.push(
      raw.existing
        ? { make: 'KubeVirtCluster.existing', at: this.cluster, props: raw.existingCluster as Making['props'] }
        : { make: 'KubeVirtCluster', at: this.cluster, props: raw.cluster as Making['props'] },
    );
    for (const { id, props: given } of raw.profiles) {
      this.steps.push({ make: 'StorageProfile', at: this.path(this.cluster, id), props: stated(given) });
    }
    for (const { id, props: given } of raw.migrationPolicies) {
      const fitting = this.withoutGates ? { ...given, maxDowntime: undefined } : given;
      this.steps.push({ make: 'MigrationPolicy', at: this.path(this.cluster, id), props: stated(fitting) });
    }
    const homes = raw.namespaces.map(({ id, props: given }) => this.imageNamespace(id, given));
    const tenants = raw.tenants.map((each) => this.tenant(each));
    const everywhere = raw.policies.map((each) => this.policy(this.cluster, each));
    for (const each of raw.images) {
      this.image(each, each.inNamespace ? homes[0] : undefined, each.inTenant ? tenants[0] : undefined);
    }
    for (const each of tenants) for (const its of each.raw.images) this.image(its, undefined, each);
    const shared = raw.attachments.map((each) => this.attachment(this.cluster, each));
    for (const each of tenants) this.below(each, everywhere, shared);
    if (tenants.length > 0) for (const each of this.images) this.grant(each, tenants[0]);
    for (const each of this.images) this.settleCloners(each, tenants);
    raw.objects.forEach((each) => this.object(this.cluster, each, 'default'));
    if (!raw.existing && raw.patched) {
      this.steps.push({
        call: 'addJsonPatch',
        on: this.cluster,
        with: ['kubevirtCr', { path: '/metadata/annotations/yes', value: '12:30:45\n${x}' }],
      });
    }
    if (raw.patched) {
      this.steps.push({ call: 'requireFeatureGate', on: this.cluster, with: ['VSOCK', reference(this.cluster)] });
    }
    return { app: raw.app, steps: this.steps };
  }

  private imageNamespace(id: string, given: Described<ImageNamespaceProps>): { at: string; namespace: string } {
    const namespace = this.namespaces.fresh(given.namespaceName ?? id);
    const at = this.path(this.cluster, given.namespaceName === undefined ? namespace : id);
    this.steps.push({
      make: 'ImageNamespace',
      at,
      props: stated({ ...given, namespaceName: this.idOf(at) === namespace ? undefined : namespace }),
    });
    return { at, namespace };
  }

  private tenant(raw: RawTenant): MadeTenant {
    const at = this.path(this.cluster, raw.id);
    const claims = new NamesOf(253);
    if (raw.existing) {
      const namespace = this.namespaces.fresh(raw.existingProps.namespaceName);
      this.steps.push({ make: 'TenantNamespace.existing', at, props: { namespaceName: namespace } });
      return { at, namespace, sizes: [], raw, claims, ...this.empty() };
    }
    const usual = `cluster-${raw.props.id ?? this.idOf(at)}`;
    const namespace = this.namespaces.fresh(raw.props.namespaceName ?? usual);
    const standard = raw.props.standardSizes === false ? [] : ['standard-2', 'standard-4', 'standard-8'];
    const sizes = raw.props.sizes?.filter(({ name }: Described<TenantSize>) => !standard.includes(name));
    const given: Described<TenantNamespaceProps> = {
      ...raw.props,
      podSecurity: this.podSecurity(raw),
      sizes,
      namespaceName: namespace === usual ? undefined : namespace,
    };
    this.steps.push({ make: 'TenantNamespace', at, props: stated(given) });
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
    const { featureGates = [] } = this.raw.existing ? this.raw.existingCluster : this.raw.cluster;
    if (featureGates.includes('Root')) return { ...given, enforce: PodSecurityLevel.PRIVILEGED };
    const hasProfile = this.raw.existing || this.raw.cluster.kubevirtConfig?.seccompProfile !== undefined;
    return hasProfile || given?.enforce !== PodSecurityLevel.RESTRICTED
      ? given
      : { ...given, enforce: PodSecurityLevel.BASELINE };
  }

  private policy(scope: string, { id, props: given }: Raw['policies'][number]): string {
    const at = this.path(scope, id);
    const named = given.priorityClass;
    const name = named && this.priorityClasses.fresh((named.name ?? this.idOf(at)).replace(/^system-/, 'sys-'));
    this.steps.push({
      make: 'SchedulingPolicy',
      at,
      props:
        named === undefined
          ? (given as Making['props'])
          : { ...given, priorityClass: stated({ ...named, name: name === this.idOf(at) ? undefined : name }) },
    });
    return at;
  }

  private image(
    raw: RawImage,
    home: { at: string; namespace: string } | undefined,
    tenantAround: MadeTenant | undefined,
  ): void {
    const source = raw.existing ? undefined : (raw.props.source as Call);
    const refreshed = source?.with.some((option) => (option as { refresh?: string }).refresh !== undefined) ?? false;
    // the right to clone a refreshed image covers its namespace, so it is nobody else's
    const scope = refreshed ? undefined : home ?? (reachesServers(tenantAround) ? tenantAround : undefined);
    const at = this.path(scope?.at ?? this.cluster, raw.id);
    if (raw.existing) {
      const { dataSourceName, namespaceName, capacity } = raw.existingProps;
      const namespace = this.namespaces.fresh(namespaceName);
      const step: Making = { make: 'GoldenImage.existing', at, props: raw.existingProps as Making['props'] };
      const made = {
        at,
        namespace,
        name: dataSourceName,
        refreshed: false,
        size: bytesOf(capacity),
        raw,
        cloners: new Set<string>(),
      };
      this.add(step, made, { ...raw.existingProps, namespaceName: namespace });
      return;
    }
    const given = raw.props;
    const namespaceName = given.namespaceName ?? (refreshed && isBesideItsSource(source!) ? 'beside' : undefined);
    const shared = namespaceName === undefined
      ? (scope?.namespace ?? 'golden-images')
      : this.namespaces.fresh(namespaceName);
    const names = this.dataSources.get(shared) ?? new NamesOf(49);
    this.dataSources.set(shared, names);
    const named = given.name ?? this.idOf(at);
    const name = names.fresh(refreshed ? named.slice(0, 49).replace(/-+$/, '') : named);
    const namespace = refreshed && namespaceName === undefined ? `golden-images-${name}` : shared;
    const overridden = (given.overrides as { storage?: unknown } | undefined)?.storage;
    const clone =
      !refreshed &&
      ['ImageSource.pvc', 'ImageSource.snapshot'].includes(source!.$call) &&
      raw.asNames &&
      overridden === undefined;
    const fitted = stated({
      ...given,
      capacity: clone ? undefined : given.capacity,
      name: name === this.idOf(at) ? undefined : name,
      namespaceName: namespaceName === undefined ? undefined : namespace,
    });
    this.add(
      { make: 'GoldenImage', at, props: {} },
      { at, namespace, name, refreshed, size: bytesOf(fitted.capacity), raw, cloners: new Set() },
      fitted,
    );
    const [to, account] = raw.allowed;
    if (to === undefined || raw.restricted) return;
    this.steps.push({ call: 'allowClone', on: at, with: account === undefined ? [to] : [to, account] });
    this.images[this.images.length - 1].cloners.add(to);
  }

  private add(step: Making, made: Omit<MadeImage, 'step'>, given: object): void {
    const changeable = { ...step, props: given as Making['props'] };
    this.steps.push(changeable);
    this.images.push({ ...made, step: changeable });
  }

  private grant({ raw, at, cloners }: MadeImage, to: MadeTenant): void {
    if (raw.existing || raw.restricted || !raw.granted) return;
    this.steps.push({ call: 'grantClone', on: at, with: [reference(to.at)] });
    cloners.add(to.namespace);
  }

  /**
   * Who clones any image is known now: a list of those who may has all of them.
   */
  private settleCloners(made: MadeImage, tenants: readonly MadeTenant[]): void {
    const { raw, step, cloners } = made;
    const named = tenants
      .filter(({ namespace }) => cloners.has(namespace))
      .map(({ at, namespace }) => (raw.asNames ? namespace : reference(at)));
    if (raw.existing) {
      const given = raw.existingProps as Described<ExistingImageProps>;
      const foreign = [...cloners].some((namespace) => namespace !== made.namespace);
      step.props = { ...step.props, ...(foreign && given.cloneableFrom !== true && { cloneableFrom: named }) };
      return;
    }
    if (raw.restricted) step.props = { ...step.props, tenants: named };
  }

  private below(its: MadeTenant, everywhere: readonly string[], shared: readonly MadeAttachment[]): void {
    const policies = [...everywhere, ...its.raw.policies.map((each) => this.policy(its.at, each))];
    this.copiedClaims(its).forEach((name) => its.claims.take(name));
    const disks = its.raw.disks.map((each, index) => this.disk(its, index === 0 ? movable(each) : each));
    const sizes = its.raw.instancetypes.map((each) => this.size('Instancetype', its, each));
    const preferences = its.raw.preferences.map((each) => this.size('Preference', its, each));
    its.raw.presets.forEach((each) => this.size(each.make, its, each));
    its.from = {
      sizes: sizes.filter((_at, index) => isPlain(its.raw.instancetypes[index].props)),
      preferences: preferences.filter((_at, index) => requiresNothing(its.raw.preferences[index].props)),
    };
    [its.network] = [...its.raw.attachments.map((each) => this.attachment(its.at, each)), ...shared];
    for (const each of its.raw.pools) this.pool(its, each, policies, disks[0]);
    for (const each of its.raw.machines) this.machine(its, each, policies, disks[0]);
    for (const each of its.raw.replicaSets) this.replicaSet(its, each, policies, disks[0]);
    for (const each of its.raw.services) this.service(its, each);
    its.raw.objects.forEach((each) => this.object(its.at, each, its.namespace));
    for (const each of its.raw.backups) {
      const tenants = each.of === undefined ? each.props.tenants : [reference(its.at), its.namespace];
      this.named('BackupSchedule', its.at, { ...each, props: stated({ ...each.props, tenants }) });
    }
    // in a cluster that is there already, nothing may need a gate
    if (this.withoutGates) return;
    for (const each of its.raw.snapshots) {
      const machineName = each.of === undefined ? undefined : its.machines[each.of % its.machines.length];
      const given = machineName === undefined ? each.props : { ...each.props, machineName };
      this.named('VirtualMachineSnapshot', its.at, { ...each, props: given });
    }
  }

  /** A size, a preference or a preset of the tenant or, now and then, of the whole cluster; answers with its path. */
  private size(make: Noun, its: MadeTenant, raw: RawSize<{ readonly name?: string }>): string {
    const isWide = raw.id.length % 3 === 0 && make !== 'VirtualMachineInstancePreset';
    const at = this.path(isWide ? this.cluster : its.at, raw.id);
    const wanted = raw.props.name ?? this.idOf(at);
    const name = this.objects.fresh(its.sizes.includes(wanted) ? `its-${wanted}` : wanted);
    this.steps.push({ make, at, props: stated({ ...raw.props, name: name === this.idOf(at) ? undefined : name }) });
    return at;
  }

  /** A construct with one object of a name of its own. */
  private named(make: Noun, scope: string, { id, props: given }: RawBackup<{ readonly name?: string }>): void {
    const at = this.path(scope, id);
    const name = this.objects.fresh(given.name ?? this.idOf(at));
    this.steps.push({ make, at, props: stated({ ...given, name: name === this.idOf(at) ? undefined : name }) });
  }

  /** The claims that images and disks are copied from, which may be larger than what the program makes. */
  private copiedClaims(its: MadeTenant): string[] {
    const images = this.images.map(({ raw }) => raw.props.source as Call | undefined);
    const contents = its.raw.disks.map(({ content }) => content?.with[0] as Call | undefined);
    return [...images, ...contents].flatMap((each) => (
      each?.$call === 'ImageSource.pvc' ? [String(each.with[0])] : []));
  }

  /** A disk that outlives its machines; answers with its path. */
  private disk(its: MadeTenant, raw: RawDisk): string {
    const at = this.path(its.at, raw.id);
    const name = its.claims.fresh((raw.props.name ?? this.idOf(at)).slice(0, 63).replace(/-+$/, ''));
    const copied = raw.image === undefined ? undefined : this.images[raw.image % this.images.length];
    copied?.cloners.add(its.namespace);
    const content = copied !== undefined ? call('DiskContent.image', reference(copied.at))
      : isFetched(raw.content) && !reachesServers(its) ? undefined : raw.content;
    const isArchive = content?.$call === 'DiskContent.archive';
    const volumeMode = isArchive ? VolumeMode.FILESYSTEM : raw.props.volumeMode;
    const capacity = copied?.size?.toBytesText() ?? raw.props.capacity;
    const named = name === this.idOf(at) ? undefined : name;
    this.steps.push({ make: 'Disk', at, props: stated({ ...raw.props, volumeMode, capacity, content, name: named }) });
    return at;
  }

  private pool(its: MadeTenant, raw: RawPool, policies: readonly string[], disk: string | undefined): void {
    const at = this.path(its.at, raw.id);
    const given = this.booted(its, raw, at, policies, disk);
    this.steps.push({ make: 'WorkerPool', at, props: stated(given) });
    its.machines.push(`${given.name ?? this.idOf(at)}-0`);
    its.makers.push(at);
    if (raw.annotated) {
      this.steps.push({
        call: 'addJsonPatch',
        on: at,
        with: ['virtualMachinePool', { path: '/metadata/labels/yes', value: '0o17' }],
      });
    }
  }

  private machine(its: MadeTenant, raw: RawMachine, policies: readonly string[], disk: string | undefined): void {
    const at = this.path(its.at, raw.id);
    const given = this.booted(its, raw, at, policies, disk);
    this.steps.push({ make: 'VirtualMachine', at, props: stated(given) });
    its.makers.push(at);
    its.machines.push(given.name ?? this.idOf(at));
  }

  private replicaSet(
    its: MadeTenant, raw: RawReplicaSet, policies: readonly string[], disk: string | undefined,
  ): void {
    const at = this.path(its.at, raw.id);
    const name = this.machineName(its, raw.props.name, at);
    const scheduling = scheduledBy(raw.policy, policies);
    const networked = this.connected(raw.props, its);
    const given = this.booting({ ...raw.props, ...networked, ...this.gated(raw.props) }, its, disk);
    this.steps.push({ make: 'VirtualMachineReplicaSet', at, props: stated({ ...given, name, scheduling }) });
    its.makers.push(at);
  }

  /** Whether Services may require both families of addresses. */
  private get hasBothFamilies(): boolean {
    const { networks } = this.raw.existing ? this.raw.existingCluster : this.raw.cluster;
    return networks?.services?.length !== 1;
  }

  /** A Service of machines of the tenant. */
  private service(its: MadeTenant, raw: RawService): void {
    const { existing, props: { isolation, overrides } } = its.raw;
    const maker = raw.of === undefined ? undefined : its.makers[raw.of % its.makers.length];
    const at = this.path(maker ?? its.at, raw.id);
    const named = raw.props.name ?? this.idOf(at);
    const name = its.services.fresh(/^[a-z]/.test(named) ? named : `s-${named}`.slice(0, 63).replace(/-+$/, ''));
    const hard = (overrides as { resourceQuota?: { hard?: object } } | undefined)?.resourceQuota?.hard ?? {};
    const inCluster = !existing && 'services.nodeports' in hard
      ? {
        type: MachineServiceType.HEADLESS,
        externalTrafficPolicy: undefined,
        loadBalancerClass: undefined,
        sessionAffinity: undefined,
      } : {};
    const given = stated({
      ...raw.props,
      ...inCluster,
      ipFamilyPolicy: this.hasBothFamilies ? raw.props.ipFamilyPolicy : undefined,
      name: name === this.idOf(at) ? undefined : name,
      from: !existing && isolation?.preset === Isolation.NONE ? undefined : raw.props.from,
      ports: raw.props.ports.map((port) => stated({
        ...port,
        nodePort: 'type' in inCluster || this.nodePorts.has(port.nodePort) ? undefined : port.nodePort,
      })),
    });
    for (const { nodePort } of given.ports) if (nodePort !== undefined) this.nodePorts.add(nodePort);
    if (maker === undefined) {
      this.steps.push({ make: 'MachineService', at, props: given });
      return;
    }
    const { machineLabels: _labels, ...options } = given;
    this.steps.push({ call: 'expose', on: maker, with: [this.idOf(at), options] });
  }

  /** Machines that boot a clone of an image or something else, with names that nothing else has. */
  private booted<T extends RawPool | RawMachine>(
    its: MadeTenant, raw: T, at: string, policies: readonly string[], disk: string | undefined,
  ): Described<WorkerPoolProps | VirtualMachineProps> {
    const name = this.machineName(its, raw.props.name, at);
    const used = this.images[raw.image % this.images.length];
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
      extraDisks: given.extraDisks?.filter((each) => its.claims.take(`${name ?? this.idOf(at)}-${each.name}`)),
    };
  }

  /** A network of others or of a tenant. */
  private attachment(scope: string, raw: RawAttachment): MadeAttachment {
    const at = this.path(scope, raw.id);
    const name = this.objects.fresh(raw.props.name ?? this.idOf(at));
    const named = name === this.idOf(at) ? undefined : name;
    this.steps.push({ make: 'NetworkAttachment', at, props: stated({ ...raw.props, name: named }) });
    return { at, config: raw.props.config };
  }

  /** How a machine is connected and found in this cluster. */
  private connected(given: Partial<Described<MachineProps>>, { network }: MadeTenant): object {
    const isServed = given.subdomainService === true && this.objects.take(given.subdomain!);
    return {
      ...networksIn(given, {
        hasNewest: !this.withoutGates && isNewest(this.raw.cluster.kubevirt),
        hasPlugins: this.raw.existing,
      }, network && reference(network.at), network?.config.$call),
      subdomainService: isServed ? true : undefined,
    };
  }

  /** Props that need a feature gate, left out where nothing turns it on. */
  private gated({ deviceClaims }: Described<Partial<MachineProps>>): object {
    return this.withoutGates ? {
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
    const wanted = (name ?? this.idOf(at)).slice(0, 58).replace(/-+$/, '');
    const found = its.claims.freshPrefix(wanted, '-boot', 58);
    const isMember = /-\d+$/.test(found) && its.machines.includes(found.replace(/\d+$/, '0'));
    const free = isMember ? its.claims.freshPrefix(`m-${found}`.slice(0, 58).replace(/-+$/, ''), '-boot', 58) : found;
    return free === this.idOf(at) ? undefined : free;
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
    if (disk === undefined || boot?.$call === 'Boot.disk' || taken || this.withoutGates) {
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
    const { featureGates = [] } = this.raw.existing ? this.raw.existingCluster : this.raw.cluster;
    if (!featureGates.includes('HotplugVolumes')) return volumes;
    return volumes?.map((each) => ({ ...each, source: unplugged(each.source) }));
  }

  private object(around: string, raw: RawObject, namespace: string): void {
    const earliest = earliestLayer(raw, namespace);
    const placed = raw.placed || (around === this.cluster && earliest > LAYERS.indexOf(Layer.PLATFORM));
    const scope = placed ? this.path(around, `group-${raw.id}`.slice(0, 63)) : around;
    if (placed) {
      this.steps.push({ make: 'Construct', at: scope, props: {} });
      const { cluster, layer, ...rest } = raw.placement;
      const others = { ...rest, layer: LAYERS[Math.max(earliest, LAYERS.indexOf(layer ?? Layer.PLATFORM))] };
      this.steps.push({
        call: 'BundleApp.place',
        on: scope,
        with: [
          {
            ...others,
            ...(cluster === true && {
              cluster:
                (this.raw.existing ? this.raw.existingCluster : this.raw.cluster)
                  .clusterName ?? this.cluster,
            }),
          },
        ],
      });
    }
    const name = this.objects.fresh((raw.object.metadata as { name: string }).name);
    const metadata = { ...raw.object.metadata, name, ...(raw.namespaced && { namespace }) };
    this.steps.push({ make: 'ApiObject', at: this.path(scope, raw.id), props: { ...raw.object, metadata } });
  }

  /** The path of a new construct, whose id nothing else in its scope has. */
  private path(scope: string, id: string): string {
    const taken = this.ids.get(scope) ?? new NamesOf(63, RESERVED_IDS);
    this.ids.set(scope, taken);
    return `${scope}/${taken.fresh(id)}`;
  }

  private idOf(path: string): string {
    return path.slice(path.lastIndexOf('/') + 1);
  }
}

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
  if (raw.size !== undefined && its.sizes.length > 0 && !hasWindows(raw.props)) {
    return call('MachineSize.instancetype', its.sizes[raw.size % its.sizes.length]);
  }
  return given.$call === 'MachineSize.instancetype' && !its.raw.existing
    ? { ...given, $call: 'MachineSize.clusterInstancetype' }
    : given;
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

const LAYERS = Object.values(Layer);

/**
 * The first layer in which an object can be: after the namespace that it is in, and after the operators that install
 * its kind.
 */
function earliestLayer({ namespaced, object }: RawObject, namespace: string): number {
  if (namespaced && namespace !== 'default') return LAYERS.indexOf(Layer.TENANTS);
  return object.apiVersion.includes('kubevirt.io/') ? LAYERS.indexOf(Layer.CATALOG) : 0;
}

function bytesOf(size: Described<GoldenImageProps['capacity']>): Quantity | undefined {
  if (size === undefined) return undefined;
  if (typeof size === 'string') return Quantity.parse(size);
  return Quantity.parse(
    sizeText('$gibibytes' in size ? Size.gibibytes(size.$gibibytes) : Size.mebibytes(size.$mebibytes)),
  );
}

/** Whether CDI fetches the content of a disk from a server. */
function isFetched(content: Call | undefined): boolean {
  return content?.$call === 'DiskContent.imported' || content?.$call === 'DiskContent.archive';
}

/** Whether an image is a copy of a claim of its own namespace, which it then shares with the claim. */
function isBesideItsSource({ $call, with: options }: Call): boolean {
  return $call === 'ImageSource.pvc' && (options[1] as { namespace?: string } | undefined)?.namespace === undefined;
}

/** Those that a cluster has by itself. */
const RESERVED_IDS = ['kubevirt-operator', 'cdi-operator', 'kubevirt-cr', 'cdi-cr'];
