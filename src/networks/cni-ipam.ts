import { madeOf } from '../props/made';
import { defined, unlessEmpty } from '../toolkit/shape';

/** An address that a network gives to whoever is connected. */
export interface StaticAddress {
  /** The address with the length of its network's prefix, such as `192.0.2.10/24`. */
  readonly address: string;
  /**
   * The gateway of the address's network.
   * @default - none
   */
  readonly gateway?: string;
}

/** A route through a network. */
export interface CniRoute {
  /** The destination, such as `10.0.0.0/8`; `0.0.0.0/0` for everything. */
  readonly destination: string;
  /**
   * The gateway.
   * @default - that of the address
   */
  readonly gateway?: string;
}

/** Fixed addresses. */
export interface StaticIpamOptions {
  /**
   * Routes through the network.
   * @default [] - only to the network itself
   */
  readonly routes?: CniRoute[];
}

/** A range of addresses from which whereabouts chooses, across all nodes. */
export interface WhereaboutsOptions {
  /**
   * The first address that is given away.
   * @default - the first of the range
   */
  readonly rangeStart?: string;
  /**
   * The last address that is given away.
   * @default - the last of the range
   */
  readonly rangeEnd?: string;
  /**
   * Ranges within the range that are never given away, such as `192.0.2.16/28`.
   * @default [] - none
   */
  readonly exclude?: string[];
  /**
   * The gateway of the range.
   * @default - none
   */
  readonly gateway?: string;
  /**
   * Routes through the network.
   * @default [] - only to the network itself
   */
  readonly routes?: CniRoute[];
}

/**
 * Who chooses the address of a machine on a network. The CNI plugin sets the address on the pod's interface; with a
 * bridge KubeVirt's DHCP server hands it to the guest. Without any, guests choose addresses by themselves, or get them
 * from a DHCP server in the network.
 */
export class CniIpam {
  /** The same addresses for whoever is connected, so for one machine. */
  public static fixed(addresses: StaticAddress[], options: StaticIpamOptions = {}): CniIpam {
    return madeOf('CniIpam.fixed', [addresses, options], (given: StaticAddress[] | undefined, { routes }) => (
      new CniIpam(defined({ type: 'static', addresses: (given ?? []).map(defined), routes: routesOf(routes) }))));
  }

  /** A DHCP server in the network. The daemon of the CNI plugin `dhcp` must run on each node. */
  public static dhcp(): CniIpam {
    return new CniIpam({ type: 'dhcp' });
  }

  /**
   * whereabouts, which must be installed in the cluster: each pod gets a free address of a range. A machine has another
   * pod, and another address, after each start. A guest that is live-migrated keeps the address of its first pod, which
   * others may get then (NET023).
   * @param range the range, such as `192.0.2.0/24`
   */
  public static whereabouts(range: string, options: WhereaboutsOptions = {}): CniIpam {
    return madeOf('CniIpam.whereabouts', [range, options], (given, { exclude, routes, ...others }) => (
      new CniIpam(defined({
        type: 'whereabouts',
        range: given,
        range_start: others.rangeStart,
        range_end: others.rangeEnd,
        exclude: unlessEmpty(exclude),
        gateway: others.gateway,
        routes: routesOf(routes),
      }))));
  }

  private constructor(
    /** @internal */
    public readonly _config: object,
  ) {}
}

function routesOf(routes: readonly CniRoute[] | undefined): object[] | undefined {
  return unlessEmpty(routes?.map(({ destination, gateway }) => defined({ dst: destination, gw: gateway })));
}
