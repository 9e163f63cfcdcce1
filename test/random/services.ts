import * as fc from 'fast-check';
import type { Described } from './description';
import { props, stated } from './props';
import { annotations, label, labels, oneOf } from './texts';
import {
  ExternalTrafficPolicy, IpFamilyPolicy, MachineServicePort, MachineServiceProps, MachineServiceType, NetworkProtocol,
  NetworkSource,
} from '../../src';

/** A Service of machines, before it is known which machines there are. */
export interface RawService {
  readonly id: string;
  /** Which construct of machines it is of; undefined for one that finds machines by other labels. */
  readonly of: number | undefined;
  readonly props: Described<MachineServiceProps>;
}

const number = fc.oneof(fc.integer({ min: 1, max: 65_535 }), fc.constantFrom(1, 80, 65_535));

const port: fc.Arbitrary<Described<MachineServicePort>> = props<MachineServicePort>(
  {
    port: number,
    name: label(),
    targetPort: fc.oneof(number, fc.constantFrom('web', 'a', 'x-1')),
    protocol: oneOf(NetworkProtocol),
    nodePort: fc.integer({ min: 30_000, max: 32_767 }),
  },
  ['port'],
);

/** Services whose clients are of `source`. */
export function machineService(source: fc.Arbitrary<Described<NetworkSource>>): fc.Arbitrary<RawService> {
  return fc.record({
    id: label(),
    of: fc.option(fc.nat(5), { nil: undefined }),
    props: props<MachineServiceProps>(
      {
        ports: fc.uniqueArray(port, { minLength: 1, maxLength: 3, selector: ({ port: own }) => own }),
        machineLabels: labels.map((given) => ({ ...given, app: 'shop' })),
        type: oneOf(MachineServiceType),
        name: label(),
        from: source,
        sessionAffinity: fc.integer({ min: 1, max: 86_400 }).map((seconds) => ({ $seconds: seconds })),
        externalTrafficPolicy: oneOf(ExternalTrafficPolicy),
        loadBalancerClass: fc.constantFrom('metallb.io/metallb', 'yes'),
        ipFamilyPolicy: oneOf(IpFamilyPolicy),
        publishNotReadyAddresses: fc.boolean(),
        labels,
        annotations,
      },
      ['ports', 'machineLabels'],
    ).map(fitted),
  });
}

/** What goes together in one Service. */
function fitted(given: Described<MachineServiceProps>): Described<MachineServiceProps> {
  const isForOutside = given.type === MachineServiceType.NODE_PORT || given.type === MachineServiceType.LOAD_BALANCER;
  const names = given.ports.map(({ name }) => name);
  const nodePorts = given.ports.map(({ nodePort }) => nodePort);
  return stated({
    ...given,
    sessionAffinity: given.type === MachineServiceType.HEADLESS ? undefined : given.sessionAffinity,
    externalTrafficPolicy: isForOutside ? given.externalTrafficPolicy : undefined,
    loadBalancerClass: given.type === MachineServiceType.LOAD_BALANCER ? given.loadBalancerClass : undefined,
    ports: given.ports.map((each, index) => stated({
      ...each,
      nodePort: isForOutside && nodePorts.indexOf(each.nodePort) === index ? each.nodePort : undefined,
      name: names.indexOf(each.name) === index ? each.name : undefined,
    })),
  });
}
