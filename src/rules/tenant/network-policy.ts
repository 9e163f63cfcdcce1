import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { isHostInRange, notCidr, within } from '../../toolkit/cidr';
import { notDnsLabel } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { fieldBelow } from '../../toolkit/path';
import { labelFaults } from '../kubernetes/labels';
import type { ObjectRule, PropRule } from '../rule';
import { NAMESPACE_NAME_LABEL } from './namespace-metadata';
import { isForNameServers, PolicyPeer, rulesOf } from './policy-shape';
import { mapIn, textList, textsIn } from './shape';
import { kubernetes, own } from '../sources';

const KINDS = ['networking.k8s.io/NetworkPolicy'];
const VALIDATION = 'pkg/apis/networking/validation/validation.go';

export const RULE_WITHOUT_PEER: PropRule = {
  id: 'TENANT038',
  name: 'tenants/network-rule-peer',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A rule of a tenant\'s isolation names its peers',
  why: 'A NetworkPolicy rule without peers lets everybody through.',
  remedy: 'Write cidrs, namespaces or podLabels.',
  source: kubernetes('pkg/apis/networking/types.go: NetworkPolicyIngressRule, NetworkPolicyEgressRule'),
  acceptable: false,
};

export const RULE_CIDR: ObjectRule = {
  id: 'TENANT039',
  name: 'tenants/network-rule-cidr',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'Ranges of a NetworkPolicy are CIDRs, and what is left out of one lies in it',
  why: 'The API server refuses the policy.',
  remedy: 'Write ranges such as "10.96.0.0/12" or "fd00:10:96::/108", and smaller ones within them in except.',
  source: kubernetes(`${VALIDATION}: ValidateIPBlock`),
  acceptable: false,

  *check(object) {
    if (!isForNameServers(object)) yield* policyRangeFaults(object);
  },
};

function* policyRangeFaults(object: unknown): Iterable<Fault> {
  for (const { peers } of rulesOf(object)) {
    for (const peer of peers) yield* rangeFaults(peer);
  }
}

function* rangeFaults({ at, ipBlock: { cidr, except } }: PolicyPeer): Iterable<Fault> {
  if (typeof cidr !== 'string') return;
  if (!isHostInRange(cidr)) yield* about(`${at}.ipBlock.cidr`, notCidr(cidr));
  for (const [index, hole] of textList(except).entries()) {
    const field = `${at}.ipBlock.except[${index}]`;
    const bad = isHostInRange(hole) ? undefined : notCidr(hole);
    if (bad !== undefined) {yield* about(field, bad);} else if (!within(hole, cidr)) {
      yield fault(field,
        `"${hole}" is not inside ${cidr}, so the API server refuses it`, SMALLER);
    }
  }
}

const SMALLER = 'Write a smaller range within it, or leave it out.';

export const RULE_HOST: ObjectRule = {
  id: 'TENANT040',
  name: 'tenants/network-rule-host',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'A range of a NetworkPolicy has no address bits behind its prefix length',
  why: 'Kubernetes takes it for the whole network, which may be more than was meant.',
  remedy: 'Write the network\'s address, or the host\'s with the longest prefix length.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/util/validation/ip.go: IsValidCIDRForLegacyField'),
  acceptable: true,

  *check(object) {
    for (const { peers } of rulesOf(object)) {
      for (const { at, ipBlock: { cidr, except } } of peers) {
        if (typeof cidr === 'string' && isHostInRange(cidr)) yield* about(`${at}.ipBlock.cidr`, notCidr(cidr));
        for (const [index, hole] of textList(except).entries()) {
          if (isHostInRange(hole)) yield* about(`${at}.ipBlock.except[${index}]`, notCidr(hole));
        }
      }
    }
  },
};

export const RULE_EXCEPT: PropRule = {
  id: 'TENANT041',
  name: 'tenants/network-rule-except',
  on: 'props',
  severity: Severity.ERROR,
  title: 'What a rule of a tenant\'s isolation leaves out lies in one of its ranges',
  why: 'A range outside of them is not written, so it leaves out nothing.',
  remedy: 'Write a smaller range within one of cidrs, or leave it out.',
  source: kubernetes(`${VALIDATION}: ValidateIPBlock`),
  acceptable: false,
};

export const RULE_NAMESPACES: ObjectRule = {
  id: 'TENANT042',
  name: 'tenants/network-rule-namespaces',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'A NetworkPolicy names namespaces that can exist',
  why: 'Names of namespaces are DNS labels, so no namespace could ever be meant.',
  remedy: 'Write the namespace\'s name.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidateNamespaceName'),
  acceptable: false,

  *check(object) {
    if (!isForNameServers(object)) yield* namespaceFaults(object);
  },
};

function* namespaceFaults(object: unknown): Iterable<Fault> {
  for (const { peers } of rulesOf(object)) {
    for (const { at, namespaceSelector } of peers) {
      const name = textsIn(namespaceSelector.matchLabels)[NAMESPACE_NAME_LABEL];
      const field = fieldBelow(`${at}.namespaceSelector.matchLabels`, NAMESPACE_NAME_LABEL);
      if (name !== undefined) yield* about(field, notDnsLabel(name));
    }
  }
}

export const RULE_LABELS: ObjectRule = {
  id: 'TENANT043',
  name: 'tenants/network-rule-labels',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'Labels in selectors of a NetworkPolicy are ones that pods and namespaces can have',
  why: 'The API server refuses the policy.',
  remedy: 'Use at most 63 letters, digits, "-", "_" and "." for values, and the same behind an '
    + 'optional prefix for keys.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation: ValidateLabelSelector'),
  acceptable: false,

  *check(object) {
    if (!isForNameServers(object)) yield* policyLabelFaults(object);
  },
};

function* policyLabelFaults(object: unknown): Iterable<Fault> {
  yield* selectorFaults(mapIn(mapIn(object, 'spec'), 'podSelector'), 'spec.podSelector');
  for (const { peers } of rulesOf(object)) {
    for (const { at, podSelector, namespaceSelector } of peers) {
      yield* selectorFaults(podSelector, `${at}.podSelector`);
      yield* selectorFaults(namespaceSelector, `${at}.namespaceSelector`);
    }
  }
}

function* selectorFaults({ matchLabels }: { readonly [key: string]: unknown }, at: string): Iterable<Fault> {
  // a namespace's name has a rule of its own
  const { [NAMESPACE_NAME_LABEL]: _name, ...labels } = textsIn(matchLabels);
  yield* labelFaults(labels, `${at}.matchLabels`);
}

export const RULE_NAME: PropRule = {
  id: 'TENANT044',
  name: 'tenants/network-rule-name',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The name of a rule of a tenant\'s isolation is a DNS label',
  why: 'The NetworkPolicy is named after it.',
  remedy: 'Use lower-case letters, digits and "-", beginning and ending with a letter or digit.',
  source: kubernetes(`${VALIDATION}: ValidateNetworkPolicyName`),
  acceptable: false,
};

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

export const RULE_PORTS: ObjectRule = {
  id: 'TENANT045',
  name: 'tenants/network-rule-ports',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'Ports of a NetworkPolicy are between 1 and 65535, and ranges end after they begin',
  why: 'The API server refuses the policy.',
  remedy: 'Write whole numbers from 1 to 65535.',
  source: kubernetes(`${VALIDATION}: ValidateNetworkPolicyPort`),
  acceptable: false,

  *check(object) {
    if (!isForNameServers(object)) yield* policyPortFaults(object);
  },
};

function* policyPortFaults(object: unknown): Iterable<Fault> {
  for (const { ports } of rulesOf(object)) {
    for (const [at, port] of ports) yield* portFaults(port, at);
  }
}

function* portFaults({ port, endPort, protocol }: { readonly [key: string]: unknown }, at: string): Iterable<Fault> {
  yield* about(`${at}.protocol`, notOneOf(protocol, PROTOCOLS));
  for (const [name, value] of [['port', port], ['endPort', endPort]] as const) {
    // a string is the name of a port of the pods
    if (typeof value !== 'number' || isPort(value)) continue;
    yield fault(`${at}.${name}`, `${value} is not a port`, 'Write a whole number from 1 to 65535.');
  }
  if (typeof port === 'number' && typeof endPort === 'number' && endPort < port) {
    yield fault(`${at}.endPort`, `${endPort} is before ${port}, so the range ends before it begins`, 'Swap the two.');
  }
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65535;
}

export const RULE_TWICE: PropRule = {
  id: 'TENANT047',
  name: 'tenants/network-rule-twice',
  on: 'props',
  severity: Severity.ERROR,
  title: 'No two rules of a tenant\'s isolation have one name in one direction',
  why: 'They would be one NetworkPolicy, so only the first would be written.',
  remedy: 'Give each rule its own name.',
  source: own('docs/defaults.md'),
  acceptable: false,
};

export const NAME_SERVERS: ObjectRule = {
  id: 'TENANT048',
  name: 'tenants/isolation-dns',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'Name servers of a tenant\'s isolation have namespaces, labels, ranges and ports that can exist',
  why: 'The API server refuses the policy, and without it the tenant\'s machines find no name.',
  remedy: 'Write the namespace and the labels of the cluster\'s name servers, their port, and ranges such as '
    + '"169.254.20.10/32".',
  source: kubernetes(`${VALIDATION}: ValidateNetworkPolicySpec`),
  acceptable: false,

  *check(object) {
    if (!isForNameServers(object)) return;
    yield* policyRangeFaults(object);
    yield* namespaceFaults(object);
    yield* policyLabelFaults(object);
    yield* policyPortFaults(object);
  },
};
