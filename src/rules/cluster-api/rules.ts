import { BOOTSTRAP, KUBEADM_FILES, KUBEADM_FORMAT } from './bootstrap';
import { BOOTSTRAP_CHECK_CLOSED } from './bootstrap-check';
import { CLUSTER_OF_NOTHING, CLUSTER_RANGES } from './cluster';
import { CONTROL_PLANE_MISSING, ENDPOINT, SERVICE_NAME } from './control-plane';
import { FILE_FORM } from './file-form';
import { HEALTH_CHECK_BOUNDS, HEALTH_CHECK_SELECTOR, NO_PATIENCE, UNBOUNDED_REMEDIATION } from './health-check';
import { NODE_TAINTS } from './join';
import { DISKS_OF_NODES } from './kept-disks';
import { KUBELET_ARGUMENTS, NODE_LABELS } from './kubelet';
import { LOST_OPTIONS } from './lost-options';
import { MANAGED_BY_KAMAJI, SERVICE_OF_MANAGED } from './managed-by';
import { SAME_CLUSTER, SELECTOR } from './membership';
import { NAMES } from './names';
import { NO_MACHINE } from './no-machine';
import { REFERENCE_NAMES } from './reference-names';
import { CLUSTER_MISSING, TEMPLATE_MISSING } from './references';
import { AUTOSCALER_BOUNDS, REPLICAS, REPLICAS_OF_AUTOSCALER } from './replicas';
import { ROLLING_UPDATE } from './rollout';
import { WHOLE_SECONDS } from './seconds';
import { SHARED_NAMESPACE } from './shared-namespace';
import { BOOTSTRAP_DATA, EVICTION, MASQUERADE, NAMED_BY_CONTENT } from './template';
import { KUBERNETES_VERSION, OLD_VERSION } from './version';
import type { Rule } from '../rule';

/** Rules about objects of Cluster API. */
export const CLUSTER_API_RULES: readonly Rule[] = [
  NAMES,
  SAME_CLUSTER,
  SELECTOR,
  BOOTSTRAP,
  KUBEADM_FILES,
  KUBEADM_FORMAT,
  ROLLING_UPDATE,
  KUBERNETES_VERSION,
  OLD_VERSION,
  AUTOSCALER_BOUNDS,
  REPLICAS_OF_AUTOSCALER,
  REPLICAS,
  HEALTH_CHECK_SELECTOR,
  HEALTH_CHECK_BOUNDS,
  UNBOUNDED_REMEDIATION,
  TEMPLATE_MISSING,
  CLUSTER_MISSING,
  NAMED_BY_CONTENT,
  EVICTION,
  BOOTSTRAP_DATA,
  MASQUERADE,
  CLUSTER_OF_NOTHING,
  CLUSTER_RANGES,
  DISKS_OF_NODES,
  WHOLE_SECONDS,
  NODE_TAINTS,
  MANAGED_BY_KAMAJI,
  KUBELET_ARGUMENTS,
  NODE_LABELS,
  FILE_FORM,
  LOST_OPTIONS,
  SERVICE_NAME,
  ENDPOINT,
  CONTROL_PLANE_MISSING,
  REFERENCE_NAMES,
  NO_PATIENCE,
  NO_MACHINE,
  SHARED_NAMESPACE,
  BOOTSTRAP_CHECK_CLOSED,
  SERVICE_OF_MANAGED,
];
