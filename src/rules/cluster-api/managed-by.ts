import { CLUSTER_GROUP, KAMAJI, KUBEVIRT_CLUSTER, MANAGED_BY } from './kinds';
import { capi } from './names';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { unlessEmpty } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kamajiProvider } from '../sources';

export const MANAGED_BY_KAMAJI: ObjectRule = {
  id: 'CAPI027',
  name: 'cluster-api/managed-by-kamaji',
  on: 'object',
  kinds: [KUBEVIRT_CLUSTER],
  severity: Severity.WARNING,
  title: 'CAPK leaves the KubevirtCluster of a control plane that Kamaji runs alone',
  why: 'CAPK otherwise makes a Service for machines with a control plane, and writes its address as that of the API '
    + 'server. There are no such machines, so no node joins.',
  remedy: `Write the annotation ${MANAGED_BY}: kamaji.`,
  source: kamajiProvider('docs/providers-kubevirt.md: Technical considerations'),
  acceptable: true,

  *check({ metadata: { name, annotations = {} } }, { cluster, namespace }) {
    if (MANAGED_BY in annotations || namespace === undefined) return;
    const owner = (cluster?.ofIn(CLUSTER_GROUP, 'Cluster', namespace) ?? []).find(({ object }) => {
      const { controlPlaneRef, infrastructureRef } = (object?.spec ?? {}) as any;
      return controlPlaneRef?.kind === KAMAJI && infrastructureRef?.name === name;
    });
    if (owner === undefined) return;
    yield fault('metadata.annotations', 'do not say that Kamaji manages it, but the Cluster "'
      + `${owner.object?.metadata.name}" has a ${KAMAJI}`, this.remedy);
  },
};

/** The type of the Service if none is written, which says nothing (KubevirtClusterSpec). */
const USUAL_TYPE = 'ClusterIP';

export const SERVICE_OF_MANAGED: ObjectRule = {
  id: 'CAPI040',
  name: 'cluster-api/service-of-managed',
  on: 'object',
  kinds: [KUBEVIRT_CLUSTER],
  severity: Severity.WARNING,
  title: 'A KubevirtCluster that somebody else manages says nothing of the Service of a control plane',
  why: 'CAPK reconciles no object with the annotation, so it makes no Service: its type and its annotations are lost.',
  remedy: 'Write them where the manager reads them; for Kamaji, in the KamajiControlPlane.',
  source: capi('util/annotations/helpers.go: IsExternallyManaged'),
  acceptable: true,

  *check({ metadata: { annotations }, spec }) {
    const manager = annotations?.[MANAGED_BY];
    const { metadata, spec: service } = spec?.controlPlaneServiceTemplate ?? {};
    if (manager === undefined) return;
    const lost = [
      unlessEmpty(metadata) && 'metadata', (service?.type ?? USUAL_TYPE) === USUAL_TYPE ? undefined : 'spec.type',
    ].filter((each) => each);
    if (lost.length === 0) return;
    yield fault('spec.controlPlaneServiceTemplate', `says ${lost.join(' and ')} of the Service of the control plane, `
      + `but "${manager}" manages the KubevirtCluster, so CAPK makes no such Service`, this.remedy);
  },
};
