import { CLUSTER_GROUP, KAMAJI, KUBEVIRT_CLUSTER, MANAGED_BY } from './kinds';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
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
