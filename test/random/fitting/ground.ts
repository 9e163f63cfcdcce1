import type { RawBackup } from '../backups';
import type { Described, Noun, Step } from '../description';
import { NamesOf } from '../names';
import type { RawAttachment } from '../networks';
import type { RawTenant } from '../tenants';
import type { Raw } from './raw';
import { stated } from '../props';
import type { MadeAttachment, MadeImage } from './made';
import type { ExistingClusterProps, KubeVirtClusterProps } from '../../../src';

/** What all parts of a program stand on: its steps, and names that nothing else has. */
export class Ground {
  public readonly steps: Step[] = [];
  public readonly cluster: string;
  public readonly objects: NamesOf;
  public readonly images: MadeImage[] = [];
  private readonly ids = new Map<string, NamesOf>();

  constructor(
    public readonly raw: Raw,
    /** Whether nothing may need a feature gate: the cluster is there already. */
    public readonly withoutGates: boolean,
  ) {
    this.cluster = raw.id;
    // a network of the program is no network that machines name as one of others
    this.objects = new NamesOf(253, raw.tenants.flatMap(networksOfOthers));
  }

  public add(...steps: Step[]): void {
    this.steps.push(...steps);
  }

  /** What the program says of the cluster. */
  public get clusterProps(): Described<ExistingClusterProps | KubeVirtClusterProps> {
    return this.raw.existing ? this.raw.existingCluster : this.raw.cluster;
  }

  /** The path of a new construct, whose id nothing else in its scope has. */
  public path(scope: string, id: string): string {
    const taken = this.ids.get(scope) ?? new NamesOf(63, RESERVED_IDS);
    this.ids.set(scope, taken);
    return `${scope}/${taken.fresh(id)}`;
  }

  public idOf(path: string): string {
    return path.slice(path.lastIndexOf('/') + 1);
  }

  /** The name to write: none if the construct's id is the name. */
  public written(name: string | undefined, at: string): string | undefined {
    return name === this.idOf(at) ? undefined : name;
  }

  /** A construct with one object of a name of its own. */
  public named(make: Noun, scope: string, { id, props: given }: RawBackup<{ readonly name?: string }>): void {
    const at = this.path(scope, id);
    const name = this.objects.fresh(given.name ?? this.idOf(at));
    this.add({ make, at, props: stated({ ...given, name: this.written(name, at) }) });
  }

  /** A network of others or of a tenant. */
  /** Whether a controller applies the bundle. */
  public get isDelivered(): boolean {
    const { argoCd, flux } = this.raw.deliveries;
    return argoCd !== undefined || flux !== undefined;
  }

  public attachment(scope: string, raw: RawAttachment): MadeAttachment {
    const at = this.path(scope, raw.id);
    const name = this.objects.fresh(raw.props.name ?? this.idOf(at));
    this.add({ make: 'NetworkAttachment', at, props: stated({ ...raw.props, name: this.written(name, at) }) });
    return { at, config: raw.props.config };
  }
}

/** The names of networks that machines of a tenant name as a text, without their namespaces. */
function networksOfOthers({ clusters, machines, pools, replicaSets }: RawTenant): string[] {
  const makers = [...pools, ...clusters.flatMap((each) => each.pools), ...machines, ...replicaSets];
  return makers.flatMap(({ props }) => (props.networks ?? []).flatMap(({ networkName }) => (
    networkName === undefined ? [] : networkName.slice(networkName.indexOf('/') + 1))));
}

/** Those that a cluster has by itself. */
const RESERVED_IDS = ['kubevirt-operator', 'cdi-operator', 'kubevirt-cr', 'cdi-cr'];
