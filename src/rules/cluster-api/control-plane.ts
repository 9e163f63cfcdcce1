import { isIP } from 'node:net';
import { CLUSTER, KUBEVIRT_CLUSTER, MANAGED_BY } from './kinds';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { notDnsLabel, notDnsSubdomain } from '../../toolkit/names';
import { notPort } from '../../toolkit/port';
import { present } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { clusterApiProvider } from '../sources';

/** The end of the name of the Service that the provider makes for the control plane. */
const SERVICE_END = '-lb';
const SERVICE = clusterApiProvider('pkg/loadbalancer/loadbalancer.go: NewLoadBalancer, Create');
const RECONCILE = clusterApiProvider('controllers/kubevirtcluster_controller.go: reconcileNormal');

export const SERVICE_NAME: ObjectRule = {
  id: 'CAPI032',
  name: 'cluster-api/service-name',
  on: 'object',
  kinds: [KUBEVIRT_CLUSTER],
  severity: Severity.ERROR,
  title: 'The name of a KubevirtCluster leaves room for that of its Service',
  why: 'The provider makes the Service "<name>-lb" for the control plane, also if the endpoint is given. Kubernetes '
    + 'refuses a name that is not a DNS label that begins with a letter, and the cluster is never ready.',
  remedy: 'Use at most 60 lower-case letters, digits and "-", beginning with a letter.',
  source: SERVICE,
  acceptable: false,

  *check({ metadata: { name, annotations } }) {
    if (annotations?.[MANAGED_BY] !== undefined) return; // the provider leaves it alone
    const bad = notDnsLabel(name, { characters: SERVICE_END.length, reason: `"${SERVICE_END}" of its Service` });
    yield* about('metadata.name', bad);
    if (bad !== undefined || /^[a-z]/.test(name)) return;
    yield fault('metadata.name', `"${name}" begins with a digit, so Kubernetes refuses the Service `
      + `"${name}${SERVICE_END}" of the control plane`, 'Begin the name with a letter.');
  },
};

export const ENDPOINT: ObjectRule = {
  id: 'CAPI033',
  name: 'cluster-api/endpoint',
  on: 'object',
  kinds: [CLUSTER, KUBEVIRT_CLUSTER],
  severity: Severity.ERROR,
  title: 'The endpoint of a control plane is a host and a port',
  why: 'The schema takes any text and any number. Nodes join by the endpoint, so none does.',
  remedy: 'Write a name or an address, and a port from 1 to 65535.',
  source: RECONCILE,
  acceptable: false,

  *check({ spec }) {
    const endpoint = spec?.controlPlaneEndpoint;
    if (present(endpoint).length === 0) return;
    const { host, port } = endpoint;
    if (host !== undefined && notHost(host)) {
      yield fault('spec.controlPlaneEndpoint.host', `is "${host}", which is neither the name nor the address of a host`,
        'Write one, without a scheme and without a port.');
    }
    if (port !== undefined) yield* about('spec.controlPlaneEndpoint.port', notPort(port));
  },
};

function notHost(host: string): boolean {
  return isIP(String(host)) === 0 && notDnsSubdomain(String(host).toLowerCase()) !== undefined;
}

export const CONTROL_PLANE_MISSING: ObjectRule = {
  id: 'CAPI034',
  name: 'cluster-api/control-plane-missing',
  on: 'object',
  kinds: [CLUSTER],
  severity: Severity.WARNING,
  title: 'A Cluster names its control plane, or says where it is',
  why: 'The provider makes a Service for machines with the role control-plane, and takes its address as the endpoint. '
    + 'Without such machines it leads nowhere, and no node joins.',
  remedy: 'Name the control plane (controlPlaneRef), or write the endpoint of one that exists.',
  source: RECONCILE,
  acceptable: true,

  *check({ spec }, { cluster, namespace }) {
    const { controlPlaneRef, topology, controlPlaneEndpoint, infrastructureRef } = spec ?? {};
    if ([controlPlaneRef, topology].some((part) => present(part).length > 0) || controlPlaneEndpoint?.host) return;
    if (cluster === undefined || namespace === undefined) return;
    const [group, kind] = KUBEVIRT_CLUSTER.split('/');
    const infrastructure = infrastructureRef?.kind !== kind ? undefined
      : cluster.ofIn(group, kind, namespace).find(({ object }) => object?.metadata.name === infrastructureRef.name);
    if (infrastructure === undefined) return;
    const { metadata, spec: made } = infrastructure.object as any;
    if (made?.controlPlaneEndpoint?.host || metadata.annotations?.[MANAGED_BY] !== undefined) return;
    yield fault('spec.controlPlaneRef', 'is missing, and no endpoint is given, so nothing runs the control plane '
      + 'that nodes join', this.remedy);
  },
};
