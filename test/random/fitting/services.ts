import type { Ground } from './ground';
import type { MadeTenant } from './made';
import { Isolation, MachineServiceType } from '../../../src';
import { stated } from '../props';
import type { RawService } from '../services';

/** The Services of a program's machines. */
export class FittingServices {
  private readonly nodePorts = new Set<number | undefined>();

  constructor(private readonly ground: Ground) {}

  /** A Service of machines of the tenant. */
  public service(its: MadeTenant, raw: RawService): void {
    const { existing, props: { isolation, overrides } } = its.raw;
    const maker = raw.of === undefined ? undefined : its.makers[raw.of % its.makers.length];
    const at = this.ground.path(maker ?? its.at, raw.id);
    const named = raw.props.name ?? this.ground.idOf(at);
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
      name: this.ground.written(name, at),
      from: !existing && isolation?.preset === Isolation.NONE ? undefined : raw.props.from,
      ports: raw.props.ports.map((port) => stated({
        ...port,
        nodePort: 'type' in inCluster || this.nodePorts.has(port.nodePort) ? undefined : port.nodePort,
      })),
    });
    for (const { nodePort } of given.ports) if (nodePort !== undefined) this.nodePorts.add(nodePort);
    if (maker === undefined) {
      this.ground.add({ make: 'MachineService', at, props: given });
      return;
    }
    const { machineLabels: _labels, ...options } = given;
    this.ground.add({ call: 'expose', on: maker, with: [this.ground.idOf(at), options] });
  }

  /** Whether Services may require both families of addresses. */
  private get hasBothFamilies(): boolean {
    const { networks } = this.ground.clusterProps;
    return networks?.services?.length !== 1;
  }
}
