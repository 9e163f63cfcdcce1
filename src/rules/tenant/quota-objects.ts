import { mapIn, objectsIn } from './shape';
import type { Entry } from '../../inventory/entry';
import { Quantity } from '../../toolkit/quantity';
import { table } from '../../toolkit/table';

/** Objects that count against a limit. */
export interface CountedObjects {
  /** What an object of the namespace counts. */
  readonly ofObject: (entry: Entry) => Quantity;
  /** What Kubernetes makes in every namespace. */
  readonly made: readonly string[];
}

const ONE = Quantity.parse(1)!;

// Kubernetes v1.35, pkg/quota/v1/evaluator/core/registry.go: legacyObjectCountAliases; the kinds that have names of
// their own.
const NAMED = ['configmaps', 'resourcequotas', 'replicationcontrollers', 'secrets', 'services'];

const MADE: { readonly [resource: string]: readonly string[] | undefined } = table({
  configmaps: ['for "kube-root-ca.crt", which Kubernetes makes in each namespace'],
  serviceaccounts: ['for "default", which Kubernetes makes in each namespace'],
});

/** The objects that count against a limit; undefined if the limit counts no objects. */
export function objectsCounted(limit: string): CountedObjects | undefined {
  if (limit === 'services.nodeports') return { ofObject: nodePorts, made: [] };
  if (limit === 'services.loadbalancers') return { ofObject: loadBalancers, made: [] };
  const resource = NAMED.includes(limit) ? limit : /^count\/(.+)$/.exec(limit)?.[1];
  if (resource === undefined) return undefined;
  const isOne = (entry: Entry): boolean => `${pluralOf(entry.kind)}${entry.group && `.${entry.group}`}` === resource;
  return { ofObject: (entry) => (isOne(entry) ? ONE : Quantity.ZERO), made: MADE[resource] ?? [] };
}

/** Kubernetes v1.35, apimachinery/pkg/api/meta/restmapper.go: UnsafeGuessKindToResource. */
function pluralOf(kind: string): string {
  const singular = kind.toLowerCase();
  if (singular.endsWith('endpoints')) return singular;
  if (singular.endsWith('s')) return `${singular}es`;
  return singular.endsWith('y') ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}

/** Kubernetes v1.35, pkg/quota/v1/evaluator/core/services.go: Usage, portsWithNodePorts. */
function nodePorts(entry: Entry): Quantity {
  if (!isService(entry)) return Quantity.ZERO;
  const spec = mapIn(entry.object, 'spec');
  const ports = objectsIn(spec.ports, 'spec.ports').map(([, port]) => port);
  const isEach = spec.type === 'NodePort'
    || spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false;
  if (isEach) return Quantity.parse(ports.length)!;
  const given = spec.type === 'LoadBalancer' ? ports.filter(({ nodePort }) => Number(nodePort) > 0) : [];
  return Quantity.parse(given.length)!;
}

function loadBalancers(entry: Entry): Quantity {
  return isService(entry) && mapIn(entry.object, 'spec').type === 'LoadBalancer' ? ONE : Quantity.ZERO;
}

function isService({ group, kind }: Entry): boolean {
  return group === '' && kind === 'Service';
}
