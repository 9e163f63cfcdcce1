import * as fc from 'fast-check';
import { Described } from './description';
import { ForEach, props, stated } from './props';
import { anyRange } from './ranges';
import { label, labels, oneOf, several } from './texts';
import {
  Isolation, NetworkPeer, NetworkPort, NetworkProtocol, NetworkRule, NetworkSource, TenantDns, TenantIsolation,
} from '../../src';
import { within } from '../../src/toolkit/cidr';

const port: fc.Arbitrary<Described<NetworkPort>> = props<NetworkPort>(
  {
    port: fc.oneof(fc.integer({ min: 1, max: 65_535 }), fc.constantFrom(1, 53, 65_535)),
    endPort: fc.nat(1000),
    protocol: oneOf(NetworkProtocol),
  },
  ['port'],
).map((given) =>
  given.endPort === undefined ? given : { ...given, endPort: Math.min(65_535, given.port + given.endPort) },
);

export function sourceModel(): ForEach<NetworkSource> {
  return {
    cidrs: several(anyRange),
    except: several(anyRange),
    namespaces: several(label()),
    podLabels: labels,
  };
}

function peerModel(): ForEach<NetworkPeer> {
  return { ...sourceModel(), ports: several(port, 1) };
}

/** A peer that names somebody, and leaves out only what lies within one of its ranges. */
export function naming<T extends Described<NetworkSource>>(given: T): T {
  const nobody = [given.cidrs ?? [], given.namespaces ?? [], Object.keys(given.podLabels ?? {})].every(
    (list) => list.length === 0,
  );
  const cidrs = nobody ? ['10.0.0.0/8', '::/0'] : given.cidrs;
  const except =
    given.except &&
    [...given.except, '10.96.0.0/12', '2001:db8:1::/48'].filter((hole) =>
      (cidrs ?? []).some((range) => within(hole, range)),
    );
  return stated({ ...given, cidrs, except });
}

function rules(): fc.Arbitrary<Described<NetworkRule>[]> {
  return fc.uniqueArray(props<NetworkRule>({ ...peerModel(), name: label(), pods: labels }, ['name']).map(naming), {
    maxLength: 2,
    selector: ({ name }) => name,
  });
}

export function isolation(): fc.Arbitrary<Described<TenantIsolation>> {
  return props<TenantIsolation>({
    preset: oneOf(Isolation),
    sameNamespace: fc.boolean(),
    dns: props<TenantDns>({
      namespace: label(),
      podLabels: labels,
      port: fc.integer({ min: 1, max: 65_535 }),
      cidrs: several(anyRange),
    }),
    controlPlane: props<NetworkPeer>(peerModel()).map(naming),
    imageServers: props<NetworkPeer>(peerModel()).map(naming),
    internetExcept: several(anyRange),
    ingress: rules(),
    egress: rules(),
  }).map((given) => (given.preset === Isolation.NONE ? { preset: Isolation.NONE } : given));
}
