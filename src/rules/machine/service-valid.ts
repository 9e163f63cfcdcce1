import { protocolOf, SERVICE, serviceOf, ServiceShape, isForOutside } from './service-shape';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { kubernetesMinor } from '../../inventory/kubernetes-minor';
import { rejection, complaint, Complaint } from '../../toolkit/complaint';
import { notDnsLabel, notQualifiedName } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { isPort, notPort, notPortName } from '../../toolkit/port';
import { repeated } from '../../toolkit/shape';
import { labelFaults } from '../kubernetes/labels';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';
import { mapIn, textsIn } from '../tenant/shape';

type Spec = { readonly [key: string]: unknown };

const VALIDATION = 'pkg/apis/core/validation/validation.go';
const REFUSED = 'The API server refuses the Service.';
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
/** The first minor of Kubernetes whose gate RelaxedServiceNameValidation is on. */
const RELAXED = 36;

export const SERVICE_PORTS: ObjectRule = {
  id: 'VM178',
  name: 'services/ports',
  on: 'object',
  kinds: [SERVICE],
  severity: Severity.ERROR,
  title: 'A Service has ports from 1 to 65535, each once, with names of their own if there are several',
  why: REFUSED,
  remedy: 'Write each port once, and give each a name.',
  source: kubernetes(`${VALIDATION}: validateService, validateServicePort`),
  acceptable: false,

  *check(object) {
    const service = serviceOf(object);
    const { ports, type, isHeadless } = service;
    if (ports.length === 0 && !isHeadless && type !== 'ExternalName') {
      yield fault('spec.ports', 'holds no port', 'Write at least one.');
    }
    for (const [at, port] of ports) yield* portFaults(port, at, ports.length > 1);
    for (const name of repeated(ports.map(([, port]) => textOf(port.name)))) {
      yield fault('spec.ports', `holds two ports named "${name}"`, 'Give each its own name.');
    }
    for (const port of repeated(ports.map(([, each]) => `${String(protocolOf(each))} ${String(each.port)}`))) {
      yield fault('spec.ports', `holds ${port} twice`, 'Write it once.');
    }
  },
};

function* portFaults(port: { readonly [key: string]: unknown }, at: string, needsName: boolean): Iterable<Fault> {
  const { name, targetPort } = port;
  yield* about(`${at}.port`, notPort(port.port));
  yield* about(`${at}.protocol`, notOneOf(protocolOf(port), PROTOCOLS));
  if (typeof targetPort === 'number') yield* about(`${at}.targetPort`, notPort(targetPort));
  if (typeof targetPort === 'string') yield* about(`${at}.targetPort`, notTarget(targetPort));
  if (textOf(name) !== undefined) yield* about(`${at}.name`, notDnsLabel(name as string));
  else if (needsName) yield fault(`${at}.name`, 'is missing, but the Service has several ports', 'Name each port.');
}

function notTarget(name: string): Complaint | undefined {
  const number = Number(name);
  if (!/^\d+$/.test(name) || !isPort(number)) return notPortName(name);
  const problem = `"${name}" is a text, so it stands for the name of a port, and that has a letter`;
  return complaint(problem, `Write ${number}.`);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export const SERVICE_FIELDS: ObjectRule = {
  id: 'VM179',
  name: 'services/fields',
  on: 'object',
  kinds: [SERVICE],
  severity: Severity.ERROR,
  title: 'Fields of a Service are ones that its type has, with values that Kubernetes knows',
  why: REFUSED,
  remedy: 'Leave the field out, or choose the type that has it.',
  source: kubernetes(`${VALIDATION}: validateService, validateServiceExternalTrafficPolicy, `
    + 'validateLoadBalancerClassField, validateClientIPAffinityConfig, ValidateServiceClusterIPsRelatedFields'),
  acceptable: false,

  *check(object) {
    const service = serviceOf(object);
    const { spec, type } = service;
    yield* about('spec.type', notOneOf(type, ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']));
    yield* about('spec.ipFamilyPolicy',
      notOneOf(spec.ipFamilyPolicy, ['SingleStack', 'PreferDualStack', 'RequireDualStack']));
    yield* about('spec.sessionAffinity', notOneOf(spec.sessionAffinity, ['ClientIP', 'None']));
    yield* labelFaults(textsIn(spec.selector), 'spec.selector');
    yield* outsideFaults(service);
    yield* timeoutFaults(spec);
  },
};

function* outsideFaults(service: ServiceShape): Iterable<Fault> {
  const { spec, type, isHeadless, ports } = service;
  const { externalTrafficPolicy, externalIPs, loadBalancerClass } = spec;
  if (isHeadless && isForOutside(service)) {
    yield fault('spec.clusterIP', `is None, but the type is ${String(type)}, which needs an address`, 'Leave it out.');
  }
  const reachesOut = isForOutside(service) || type === 'ClusterIP' && Array.isArray(externalIPs)
    && externalIPs.length > 0;
  if (externalTrafficPolicy !== undefined && externalTrafficPolicy !== '') {
    if (reachesOut) yield* about('spec.externalTrafficPolicy', notOneOf(externalTrafficPolicy, ['Cluster', 'Local']));
    else yield notOfType('spec.externalTrafficPolicy', externalTrafficPolicy, type, 'NodePort and LoadBalancer have');
  }
  if (loadBalancerClass !== undefined) {
    if (type !== 'LoadBalancer') yield notOfType('spec.loadBalancerClass', loadBalancerClass, type, 'LoadBalancer has');
    else yield* about('spec.loadBalancerClass', notClass(loadBalancerClass));
  }
  if (type !== 'ClusterIP') return;
  for (const [at, { nodePort }] of ports) {
    if (Number(nodePort) > 0) yield notOfType(`${at}.nodePort`, nodePort, type, 'NodePort and LoadBalancer have');
  }
}

function notOfType(field: string, value: unknown, type: unknown, types: string): Fault {
  return fault(field, `is ${String(value)}, but the type is ${String(type)}, and only ${types} it`,
    'Leave it out, or choose another type.');
}

function notClass(value: unknown): Complaint | undefined {
  const found = notQualifiedName(value as string);
  return found && { ...found, problem: found.problem.replace('a label key', 'the name of a class') };
}

const A_DAY = 86_400;

function* timeoutFaults({ sessionAffinity, sessionAffinityConfig }: Spec): Iterable<Fault> {
  const { timeoutSeconds: seconds } = mapIn(sessionAffinityConfig, 'clientIP');
  if (sessionAffinity !== 'ClientIP' || seconds === undefined) return;
  if (Number.isInteger(seconds) && Number(seconds) >= 1 && Number(seconds) <= A_DAY) return;
  yield fault('spec.sessionAffinityConfig.clientIP.timeoutSeconds',
    `is ${String(seconds)} seconds, but Kubernetes takes whole ones from 1 to ${A_DAY}, which is a day`,
    'Write a time within that range.');
}

// staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go: IsDNS1035Label
const SERVICE_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

export const SERVICE_NAMES: ObjectRule = {
  id: 'VM185',
  name: 'services/name',
  on: 'object',
  kinds: [SERVICE],
  severity: Severity.ERROR,
  title: 'The name of a Service is a DNS label, and begins with a letter before Kubernetes 1.36',
  why: REFUSED,
  remedy: 'Use at most 63 lower-case letters, digits and "-", beginning with a letter.',
  source: kubernetes(`${VALIDATION}: ValidateServiceCreate, ValidateServiceName`),
  acceptable: false,

  *check({ metadata: { name } }, { cluster }) {
    // another rule reports a missing name
    if (typeof name !== 'string' || name === '') return;
    yield* about('metadata.name', notServiceName(name, (kubernetesMinor(cluster) ?? 0) >= RELAXED));
  },
};

function notServiceName(name: string, isRelaxed: boolean): Complaint | undefined {
  const found = notDnsLabel(name);
  if (found !== undefined || isRelaxed || SERVICE_NAME.test(name)) return found;
  return rejection(name, complaint(
    `"${name}" does not begin with a letter, so the API server refuses it before Kubernetes 1.36`,
    'Begin it with a letter.',
  ));
}
