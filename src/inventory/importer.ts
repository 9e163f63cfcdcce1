import type { ClusterView } from './cluster-view';
import type { CDISpec } from '../../imports/cdi.kubevirt.io';
import { amountsOf, ContainerResources } from '../machines/launcher/pod-resources';
import { Quantity } from '../toolkit/quantity';

/**
 * The requests and limits of pods that import, clone or upload: CDI's own defaults (CDI v1.65.0
 * pkg/controller/config-controller.go).
 */
export const CDI_POD_RESOURCES = { requests: { cpu: '100m', memory: '60M' }, limits: { cpu: '750m', memory: '600M' } };

/** What such a pod uses of a quota on requests. */
export interface ImporterRequests {
  readonly cpu: Quantity;
  readonly memory: Quantity;
}

/** The container of each pod that imports, clones or uploads in a namespace of a cluster. */
export function importerContainerIn(cluster: ClusterView): ContainerResources {
  const { limits } = cluster.cdiSpec?.config?.podResourceRequirements ?? {};
  const { cpu, memory } = importerRequestsIn(cluster);
  return {
    name: 'importer',
    requests: amountsOf({ cpu, memory }),
    limits: new Map([...amountsOf(CDI_POD_RESOURCES.limits), ...amountsOf(limits)]),
  };
}

/** The requests of each pod that imports, clones or uploads in a namespace of a cluster. */
export function importerRequestsIn(cluster: ClusterView): ImporterRequests {
  return importerRequestsOf(cluster.cdiSpec);
}

/** The requests in the CDI custom resource; CDI's defaults where it has no valid value, which a rule reports. */
function importerRequestsOf(spec: CDISpec | undefined): ImporterRequests {
  const given = spec?.config?.podResourceRequirements?.requests;
  return {
    cpu: amount(given?.cpu, CDI_POD_RESOURCES.requests.cpu),
    memory: amount(given?.memory, CDI_POD_RESOURCES.requests.memory),
  };
}

function amount(given: unknown, usual: string): Quantity {
  const quantity = typeof given === 'string' || typeof given === 'number' ? Quantity.parse(given) : undefined;
  return quantity === undefined || quantity.isNegative() ? Quantity.parse(usual)! : quantity;
}
