import * as ipaddr from 'ipaddr.js';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { Machine, VMI } from '../../machines/machine';
import { notDnsLabel, notDnsSubdomain } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { items, texts } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { located, vmiAdmitter } from './paths';

const HOSTNAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const POLICIES = ['', 'ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'];
const CONFIG = `${VMI}.dnsConfig`;

// KubeVirt v1.9.0 vmi-create-admitter.go: validatePodDNSConfig.
const MOST_SERVERS = 3;
const MOST_SEARCHES = 6;
const MOST_CHARACTERS = 256;

export const HOSTNAMES: MachineRule = {
  id: 'VM063',
  name: 'machines/hostname',
  on: 'machine',
  concerns: ['hostname', 'subdomain'],
  severity: Severity.ERROR,
  title: 'hostname and subdomain are one DNS label each',
  why: 'KubeVirt refuses the machine, or Kubernetes the launcher pod, which gets the machine\'s subdomain.',
  remedy: 'Use at most 63 lower-case letters, digits and hyphens.',
  source: vmiAdmitter('validateHostNameNotConformingToDNSLabelRules, validateSubdomainDNSSubdomainRules; '
    + 'Kubernetes v1.35 pkg/apis/core/validation/validation.go: ValidatePodSpec'),
  acceptable: false,

  *check({ vmi: { hostname, subdomain } }) {
    if (hostname && !HOSTNAME.test(hostname)) {
      yield fault(`${VMI}.hostname`,
        `"${hostname}" is not a DNS label`, 'Use at most 63 lower-case letters, digits and "-".');
    }
    if (subdomain) yield* about(`${VMI}.subdomain`, notDnsLabel(subdomain));
  },
};

export const DNS: MachineRule = {
  id: 'VM064',
  name: 'machines/dns',
  on: 'machine',
  concerns: ['dnsConfig', 'dnsPolicy'],
  severity: Severity.ERROR,
  title: 'dnsPolicy and dnsConfig are ones that a pod can have',
  why: 'KubeVirt refuses the rest.',
  remedy: `Write at most ${MOST_SERVERS} name servers by IP address, and at most ${MOST_SEARCHES} search domains.`,
  source: vmiAdmitter('validateDNSPolicy, validatePodDNSConfig'),
  acceptable: false,

  *check({ vmi }) {
    yield* about(`${VMI}.dnsPolicy`, notOneOf(vmi.dnsPolicy, POLICIES));
    yield* serverFaults(vmi);
    yield* searchFaults(vmi);
    for (const [option, at] of located(vmi.dnsConfig?.options, `${CONFIG}.options`)) {
      if (!option.name) yield fault(`${at}.name`, 'is empty', 'Write the option\'s name.');
    }
  },
};

export const SERVICE_ACCOUNT: MachineRule = {
  id: 'VM065',
  name: 'machines/service-account',
  on: 'machine',
  concerns: ['serviceAccountName'],
  severity: Severity.ERROR,
  title: 'A machine has one ServiceAccount, of a valid name',
  why: 'KubeVirt refuses a malformed name, and another account in a serviceAccount volume.',
  remedy: 'Write the same in serviceAccountName and in the volume.',
  source: vmiAdmitter('validateServiceAccountName'),
  acceptable: false,

  *check({ vmi: { serviceAccountName, volumes } }) {
    if (!serviceAccountName) return;
    const at = `${VMI}.serviceAccountName`;
    yield* about(at, notDnsSubdomain(serviceAccountName));
    const volume = items(volumes).find((each) => each.serviceAccount !== undefined);
    const mounted = volume?.serviceAccount?.serviceAccountName;
    if (mounted !== undefined && mounted !== serviceAccountName) {
      yield fault(at,
        `is "${serviceAccountName}", but the serviceAccount volume has "${mounted}"`, 'Write the same in both.');
    }
  },
};

function* serverFaults({ dnsPolicy, dnsConfig }: Machine['vmi']): Iterable<Fault> {
  const servers = texts(dnsConfig?.nameservers);
  const at = `${CONFIG}.nameservers`;
  if (dnsPolicy === 'None' && servers.length === 0) {
    yield fault(`${VMI}.dnsPolicy`, 'is None, which leaves the guest without DNS', 'Write dnsConfig.nameservers.',
      'Write dns.nameservers.');
  }
  if (servers.length > MOST_SERVERS) {
    yield fault(at, `holds ${servers.length}, but there can be ${MOST_SERVERS}`, 'Leave some out.');
  }
  for (const server of servers) {
    if (!ipaddr.isValid(server)) yield fault(at, `holds "${server}", which is not an IP address`, 'Write one.');
  }
}

function* searchFaults({ dnsConfig }: Machine['vmi']): Iterable<Fault> {
  const searches = texts(dnsConfig?.searches);
  const at = `${CONFIG}.searches`;
  if (searches.length > MOST_SEARCHES) {
    yield fault(at, `holds ${searches.length}, but there can be ${MOST_SEARCHES}`, 'Leave some out.');
  }
  const characters = searches.join(' ').length;
  if (characters > MOST_CHARACTERS) {
    yield fault(at, `has ${characters} characters, but there can be ${MOST_CHARACTERS}`, 'Leave some out.');
  }
  for (const search of searches) yield* about(at, notDnsSubdomain(search));
}
