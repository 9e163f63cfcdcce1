import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { policiesFor } from '../../inventory/ingress-policies';
import { makersOf, podLabelsOf } from '../../inventory/pods-with-labels';
import { isForOutside, selectorOf, SERVICE, serviceOf, ServiceShape } from '../machine/service-shape';
import type { ObjectRule, PropRule } from '../rule';
import { PolicyRule, rulesOf } from './policy-shape';
import { kubernetes, own } from '../sources';

export const OPENS_NOTHING: PropRule = {
  id: 'TENANT066',
  name: 'tenants/service-opens-nothing',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A Service of machines opens something to those whom it names in from',
  why: 'Without NetworkPolicies everybody reaches the machines, whomever from names. Without ports there is nothing to '
    + 'open.',
  remedy: 'Leave from out, or give the tenant an isolation.',
  source: own('docs/how-to/reach-machines.md'),
  acceptable: false,
};

/** What a Service of machines may open. */
interface Opening {
  /** Whether it names somebody. */
  readonly names: boolean;
  /** Whether the tenant has no NetworkPolicies. */
  readonly isOpen: boolean;
  /** Whether it may have no ports, and has none. */
  readonly hasNoPorts: boolean;
}

/** Reports clients who are named although nothing is opened to them. */
export function* opensNothingFaults({ names, isOpen, hasNoPorts }: Opening): Iterable<Fault> {
  if (!names) return;
  if (isOpen) {
    yield fault('from', 'says who may connect, but the tenant has no NetworkPolicies, so everybody may',
      'Leave it out, or choose Isolation.STRICT or Isolation.ALLOW_INTERNET for the tenant.');
  } else if (hasNoPorts) {
    yield fault('from', 'says who may connect, but the Service has no port', 'Write ports, or leave it out.');
  }
}

export const CLOSED_TO_OUTSIDE: ObjectRule = {
  id: 'TENANT067',
  name: 'tenants/service-closed',
  on: 'object',
  kinds: [SERVICE],
  severity: Severity.WARNING,
  title: 'Clients outside of the cluster are let in where a Service is for them',
  why: 'NetworkPolicies of the namespace close the pods, and none of them opens the ports of the Service to addresses.',
  remedy: 'Write in from who may connect, such as { cidrs: ["203.0.113.0/24"] }, or choose the type CLUSTER_IP.',
  source: kubernetes('pkg/apis/networking/types.go: NetworkPolicyIngressRule'),
  acceptable: true,

  *check(object, { cluster, namespace }) {
    const service = serviceOf(object);
    const labels = selectorOf(service);
    if (!isForOutside(service) || labels === undefined || cluster === undefined || namespace === undefined) return;
    if (cluster.tenantsOf(namespace).length === 0) return;
    const [maker] = makersOf(cluster, namespace, labels);
    const policies = policiesFor(cluster, namespace, maker === undefined ? labels : podLabelsOf(maker));
    if (policies.length === 0) return;
    const targets = targetsOf(service);
    const isOpened = policies.flatMap((policy) => rulesOf(policy).filter(({ direction }) => direction === 'ingress'))
      .some((rule) => isOfAddresses(rule) && opensOneOf(rule, targets));
    if (isOpened) return;
    yield fault('spec.type', `is ${String(service.type)}, but the NetworkPolicies of namespace "${namespace}" let `
      + 'nobody outside of the cluster in at its ports', this.remedy);
  },
};

function targetsOf({ ports }: ServiceShape): readonly unknown[] {
  return ports.map(([, { port, targetPort = port }]) => targetPort);
}

function isOfAddresses({ peers }: PolicyRule): boolean {
  return peers.length === 0 || peers.some(({ ipBlock }) => ipBlock.cidr !== undefined);
}

/** Whether a rule opens one of some ports. What a name stands for is not known, so a named port counts as open. */
function opensOneOf({ ports }: PolicyRule, targets: readonly unknown[]): boolean {
  if (ports.length === 0) return true;
  return ports.some(([, { port, endPort = port }]) => targets.some((target) => (
    typeof port !== 'number' || typeof target !== 'number'
    || (port <= target && target <= (typeof endPort === 'number' ? endPort : port)))));
}
