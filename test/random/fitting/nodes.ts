import type { Ground } from './ground';
import { MadeTenant, reachesServers } from './made';
import { call, reference } from '../description';
import { NamesOf } from '../names';
import { stated } from '../props';
import type { RawNodes } from '../tenant-clusters';

/** The Kubernetes clusters of a program's tenants, with the pools of their nodes. */
export class FittingNodes {
  private readonly names: NamesOf;

  constructor(private readonly ground: Ground) {
    const { clusterName = ground.cluster } = ground.clusterProps;
    this.names = new NamesOf(55, [ground.cluster, clusterName]);
  }

  public nodes(its: MadeTenant, raw: RawNodes): void {
    // the image is imported into the tenant's namespace
    if (!reachesServers(its)) return;
    const at = this.names.fresh(raw.id);
    const { clusterId, clusterName } = raw.cluster;
    const given = {
      ...raw.cluster,
      tenant: reference(its.at),
      clusterId: clusterId && this.names.fresh(clusterId),
      clusterName: clusterName && this.names.fresh(clusterName),
    };
    this.ground.add({ make: 'TenantCluster', at, props: stated(given) });
    const pool = this.ground.path(its.at, raw.poolId);
    const name = its.claims.freshPrefix(raw.pool.name ?? this.ground.idOf(pool), '-boot', 31);
    const backend = call('PoolBackend.machineDeployment', { ...this.gated(raw), cluster: reference(at) });
    const { pluggedVolumes, ...others } = raw.pool;
    this.ground.add({
      make: 'WorkerPool',
      at: pool,
      props: stated({
        ...others,
        pluggedVolumes: this.ground.withoutGates ? undefined : pluggedVolumes,
        name: this.ground.written(name, pool),
        backend,
      }),
    });
  }

  /** Nothing turns the gate of Flatcar on in a cluster that is there already. */
  private gated({ options }: RawNodes): RawNodes['options'] {
    const isFlatcar = options.operatingSystem.$call === 'NodeOperatingSystem.flatcar';
    if (!this.ground.withoutGates || !isFlatcar) return options;
    return { ...options, operatingSystem: call('NodeOperatingSystem.ubuntu') };
  }
}
