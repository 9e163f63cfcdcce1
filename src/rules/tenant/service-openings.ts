import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import { policiesFor } from '../../inventory/ingress-policies';
import { makersOf, podLabelsOf } from '../../inventory/pods-with-labels';
import { isWhole } from '../../inventory/whole-namespace';
import { isForOutside, protocolOf, selectorOf, SERVICE, serviceOf, ServiceShape } from '../machine/service-shape';
import type { ObjectRule, PropRule } from '../rule';
import { NAMESPACE_NAME_LABEL } from './namespace-metadata';
import { opensPort, PolicyPeer, PolicyRule, rulesOf } from './policy-shape';
import { textsIn } from './shape';
import { kubernetes, own } from '../sources';

const SOURCE = kubernetes('pkg/apis/networking/types.go: NetworkPolicyIngressRule');

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
  source: SOURCE,
  acceptable: true,

  *check(object, { cluster, namespace }) {
    const service = serviceOf(object);
    if (!isForOutside(service) || cluster === undefined || namespace === undefined) return;
    const rules = rulesFor(service, cluster, namespace)?.filter(isOfAddresses);
    const closed = closedPorts(service, rules);
    const remedy = 'Open the ports by an ingress rule of the tenant\'s isolation, with cidrs and ports, or choose the '
      + 'type ClusterIP.';
    if (closed.length > 0 && closed.length === service.ports.length) {
      yield fault('spec.type', `is ${String(service.type)}, but the NetworkPolicies of namespace "${namespace}" let `
        + 'nobody outside of the cluster in at its ports', remedy, this.remedy);
      return;
    }
    for (const [at, port] of closed) {
      yield fault(`${at}.port`, `leads to ${targetOf(port)}, at which the NetworkPolicies of namespace "${namespace}" `
        + 'let nobody outside of the cluster in', remedy, this.remedy);
    }
  },
};

export const REACHES_NOBODY: ObjectRule = {
  id: 'TENANT071',
  name: 'tenants/service-for-nobody',
  on: 'object',
  kinds: [SERVICE],
  severity: Severity.WARNING,
  title: 'NetworkPolicies of a tenant let somebody in at the ports of its Services',
  why: 'A tenant whose sameNamespace is false closes its pods to each other as well, so nobody is left who could use '
    + 'the Service.',
  remedy: 'Write in from who may connect, such as { podLabels: { app: "web" } } for pods of the tenant.',
  source: SOURCE,
  acceptable: true,

  *check(object, { cluster, namespace }) {
    const service = serviceOf(object);
    if (isForOutside(service) || cluster === undefined || namespace === undefined || !isWhole(cluster, namespace)) {
      return;
    }
    const { kubevirtNamespace, cdiNamespace } = cluster.facts;
    const operators = [kubevirtNamespace, cdiNamespace];
    const rules = rulesFor(service, cluster, namespace)?.filter((rule) => hasClients(rule, operators));
    const remedy = 'Open it by an ingress rule of the tenant\'s isolation, with peers and ports.';
    for (const [at, port] of closedPorts(service, rules)) {
      yield fault(`${at}.port`, `leads to ${targetOf(port)}, at which the NetworkPolicies of namespace "${namespace}" `
        + 'let nobody in', remedy, this.remedy);
    }
  },
};

/**
 * The ingress rules of all NetworkPolicies for the pods of a Service in the namespace of a tenant; undefined if none
 * closes them.
 */
function rulesFor(service: ServiceShape, cluster: ClusterView, namespace: string): readonly PolicyRule[] | undefined {
  const labels = selectorOf(service);
  if (labels === undefined || cluster.tenantsOf(namespace).length === 0) return undefined;
  const [maker] = makersOf(cluster, namespace, labels);
  const policies = policiesFor(cluster, namespace, maker === undefined ? labels : podLabelsOf(maker));
  if (policies.length === 0) return undefined;
  return policies.flatMap((policy) => rulesOf(policy).filter(({ direction }) => direction === 'ingress'));
}

type ServicePort = ServiceShape['ports'][number];

/** The ports of a Service that rules do not open; none if nothing closes them. */
function closedPorts({ ports }: ServiceShape, rules: readonly PolicyRule[] | undefined): readonly ServicePort[] {
  return rules === undefined ? [] : ports.filter(([, port]) => !rules.some((rule) => opens(rule, port)));
}

function targetOf(each: ServicePort[1]): string {
  const { port, targetPort = port } = each;
  return `${String(protocolOf(each))} ${String(targetPort)}`;
}

function isOfAddresses({ peers }: PolicyRule): boolean {
  return peers.length === 0 || peers.some(({ ipBlock }) => ipBlock.cidr !== undefined);
}

/** Whether a rule is for others than KubeVirt and CDI, which do not use Services of tenants. */
function hasClients({ peers }: PolicyRule, operators: readonly string[]): boolean {
  const isOperator = ({ namespaceSelector: { matchLabels } }: PolicyPeer): boolean => (
    operators.includes(textsIn(matchLabels)[NAMESPACE_NAME_LABEL]));
  return peers.length === 0 || !peers.every(isOperator);
}

/** Whether a rule opens a port of a Service. */
function opens(rule: PolicyRule, wanted: ServicePort[1]): boolean {
  const { targetPort = wanted.port } = wanted;
  return opensPort(rule, protocolOf(wanted), targetPort);
}
