import { PREFIX } from '../state/metrics';

/** A label matcher for the pods of machines. */
export const LAUNCHER = 'pod=~"virt-launcher-.+"';

/** A recording rule. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
}

const RESOURCES = 'resource=~"cpu|memory"';
/** Requests of pods that are finished do not count; kube-state-metrics still has them. */
const ALIVE = 'on (namespace, pod) group_left () '
  + '(max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Running"}) == 1)';
/**
 * Nodes that can run machines are those to which virt-handler offers this device, with which launchers reach the
 * network (KubeVirt pkg/virt-controller/services/template.go: TunDevice).
 */
const WITH_MACHINES = 'on (node) group_left () '
  + '(max by (node) (kube_node_status_allocatable{resource="devices_kubevirt_io_tun"}) > bool 0 == 1)';

const requested = (matchers: string): string => (
  `kube_pod_container_resource_requests{${matchers}} * ${ALIVE}`);

/** What is requested on each node that can run machines, by resource: cores and bytes. */
export function requestedByNode(): string {
  return `sum by (node, resource) (${requested(`${RESOURCES}, node!=""`)}) * ${WITH_MACHINES}`;
}

/** What each node that can run machines has for pods, by resource. */
export function allocatableByNode(): string {
  return `max by (node, resource) (kube_node_status_allocatable{${RESOURCES}}) * ${WITH_MACHINES}`;
}

const CLAIMED = 'max by (namespace, persistentvolumeclaim) (kube_persistentvolumeclaim_resource_requests_storage_bytes)'
  + ' * on (namespace, persistentvolumeclaim) group_left (storageclass) '
  + 'max by (namespace, persistentvolumeclaim, storageclass) (kube_persistentvolumeclaim_info)';

/**
 * What is requested, and what there is for it: by tenant, by StorageClass, and by group of nodes.
 * @param nodeGroupLabel the label of nodes that names their group; undefined for one group of all nodes with machines
 */
export function capacityRules(nodeGroupLabel?: string): RecordingRule[] {
  return [
    {
      record: `namespace_resource:${PREFIX}_launcher_requests:sum`,
      expr: `sum by (namespace, resource) (${requested(`${LAUNCHER}, ${RESOURCES}`)})`,
    },
    {
      record: `namespace_storageclass:${PREFIX}_claim_bytes:sum`,
      expr: `sum by (namespace, storageclass) (${CLAIMED})`,
    },
    { record: `storageclass:${PREFIX}_claim_bytes:sum`, expr: `sum by (storageclass) (${CLAIMED})` },
    { record: `nodegroup_resource:${PREFIX}_requests:sum`, expr: byGroup(requestedByNode(), nodeGroupLabel) },
    { record: `nodegroup_resource:${PREFIX}_allocatable:sum`, expr: byGroup(allocatableByNode(), nodeGroupLabel) },
  ];
}

/** Sums an expression with a series for each node and resource. Nodes without the label are a group of their own. */
function byGroup(byNode: string, label: string | undefined): string {
  if (label === undefined) return `sum by (resource) (${byNode})`;
  const name = labelInMetrics(label);
  return `sum by (resource, ${name}) (${byNode} * on (node) group_left (${name}) `
    + `max by (node, ${name}) (kube_node_labels))`;
}

/** The name that kube-state-metrics gives to a label of an object (internal/store/utils.go: SanitizeLabelName). */
function labelInMetrics(label: string): string {
  return `label_${label.replace(/[^a-zA-Z0-9_]/g, '_')}`;
}
