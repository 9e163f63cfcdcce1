import type { HealthCheckExpr } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { Layer } from '../../layout/layer';
import type { DeliveryUnit } from '../model/unit';

/**
 * Three conditions on an object, in CEL. Flux asks them in this order, and if none holds, the object is in progress
 * (fluxcd/pkg/runtime v0.110.3, cel/status_evaluator.go). As long as the object has no status, the conditions cannot be
 * evaluated: it is then unknown, for which Flux waits as well.
 */
type Health = Pick<HealthCheckExpr, 'inProgress' | 'failed' | 'current'>;

/** Whether a condition of the object has a status. */
function condition(type: string, status: 'True' | 'False', reason?: string): string {
  const tests = [`each.type == '${type}'`, `each.status == '${status}'`];
  if (reason !== undefined) tests.push(`has(each.reason) && each.reason == '${reason}'`);
  return `has(status.conditions) && status.conditions.exists(each, ${tests.join(' && ')})`;
}

/** Whether a field of the status is one of some words. */
function isOneOf(field: string, ...words: readonly string[]): string {
  const test = words.length === 1 ? `== '${words[0]}'` : `in [${words.map((word) => `'${word}'`).join(', ')}]`;
  return `has(status.${field}) && status.${field} ${test}`;
}

/** A number of the status; it is left out if it is zero. */
function count(field: string): string {
  return `(has(status.${field}) ? status.${field} : 0)`;
}

/** The number of replicas that is asked for (default 1). */
const ASKED = '(has(spec.replicas) ? spec.replicas : 1)';
const PAUSED = '(has(spec.paused) && spec.paused)';

/** Whether the machines of a spec stay off until somebody starts them. */
function staysOff(spec: string): string {
  const byStrategy = `has(${spec}.runStrategy) && ${spec}.runStrategy in ['Halted', 'Manual']`;
  return `(${byStrategy} || has(${spec}.running) && !${spec}.running)`;
}

/** An operator's custom resource (condition Degraded also holds while it updates, so it says nothing of a failure). */
function operator(observed: string, target: string, failed: string): Health {
  const isDeployed = isOneOf('phase', 'Deployed');
  const isSettled = [condition('Available', 'True'), condition('Progressing', 'False'), condition('Degraded', 'False')];
  const isNewest = `has(status.${observed}) && has(status.${target}) && status.${observed} == status.${target}`;
  return { inProgress: `!(${isDeployed}) && !(${failed})`, failed, current: [...isSettled, isNewest].join(' && ') };
}

/** What makes machines of a template. */
function replicas(ready: string): Health {
  return { failed: condition('ReplicaFailure', 'True'), current: `${PAUSED} || ${ready}` };
}

const TEMPLATE = 'spec.virtualMachineTemplate.spec';

/**
 * Each kind whose state the rules of kstatus do not tell (fluxcd/cli-utils v1.2.3, pkg/kstatus/status): these know
 * Kubernetes' own kinds, and otherwise only the conditions Ready, Reconciling and Stalled.
 */
const HEALTH: ReadonlyMap<string, Health> = new Map<string, Health>([
  // KubeVirt v1.9.0, pkg/virt-operator/util/client.go: other errors are tried again, so they are not failures.
  ['kubevirt.io/KubeVirt', operator('observedKubeVirtVersion', 'targetKubeVirtVersion',
    condition('Synchronized', 'False', 'ExistingDeployment'))],
  // controller-lifecycle-operator-sdk/api v0.2.4, types.go
  ['cdi.kubevirt.io/CDI', operator('observedVersion', 'targetVersion', isOneOf('phase', 'Error'))],
  // A registry that cannot be reached stops nothing as long as there is an image.
  ['cdi.kubevirt.io/DataImportCron', { current: 'has(status.lastImportedPVC)' }],
  // The first consumer of a disk and the sender of an upload may come much later.
  ['cdi.kubevirt.io/DataVolume', {
    failed: `${isOneOf('phase', 'Failed')} || ${condition('Running', 'False', 'Error')}`,
    current: isOneOf('phase', 'Succeeded', 'WaitForFirstConsumer', 'PendingPopulation', 'UploadReady', 'Paused'),
  }],
  ['/PersistentVolumeClaim', { failed: isOneOf('phase', 'Lost'), current: isOneOf('phase', 'Bound', 'Pending') }],
  // KubeVirt v1.9.0, pkg/virt-controller/watch/vm/vm.go: setPrintableStatus
  ['kubevirt.io/VirtualMachine', {
    inProgress: isOneOf('printableStatus', 'Terminating'),
    failed: `${isOneOf('printableStatus', 'CrashLoopBackOff', 'ErrorUnschedulable', 'ErrImagePull', 'ImagePullBackOff',
      'ErrorPvcNotFound', 'DataVolumeError')} || ${condition('Failure', 'True')}`,
    current: isOneOf('printableStatus', 'Running', 'Migrating', 'Paused', 'Stopped', 'WaitingForReceiver'),
  }],
  ['kubevirt.io/VirtualMachineInstance', {
    failed: isOneOf('phase', 'Failed'), current: isOneOf('phase', 'Running', 'Succeeded'),
  }],
  ['kubevirt.io/VirtualMachineInstanceReplicaSet', replicas(`${count('readyReplicas')} >= ${ASKED}`)],
  ['pool.kubevirt.io/VirtualMachinePool', replicas(`${count('readyReplicas')} >= ${ASKED} || `
    + `${staysOff(TEMPLATE)} && ${count('replicas')} >= ${ASKED}`)],
  ['snapshot.kubevirt.io/VirtualMachineSnapshot', {
    failed: isOneOf('phase', 'Failed'), current: 'has(status.readyToUse) && status.readyToUse',
  }],
  // Cluster API v1.14.2, api/core/v1beta2/machinedeployment_types.go; v1beta1 has another name for upToDateReplicas.
  ['cluster.x-k8s.io/MachineDeployment', {
    failed: isOneOf('phase', 'Failed'),
    current: `${PAUSED} || (has(status.upToDateReplicas) ? status.upToDateReplicas : ${count('updatedReplicas')})`
      + ` >= ${ASKED} && ${count('availableReplicas')} >= ${ASKED}`,
  }],
  // machine-controller
  ['cluster.k8s.io/MachineDeployment', {
    current: `${PAUSED} || ${count('updatedReplicas')} >= ${ASKED} && ${count('availableReplicas')} >= ${ASKED}`,
  }],
]);

/** The kinds whose state is told by expressions, as `group/Kind`. */
export const KINDS_WITH_EXPRESSIONS: readonly string[] = [...HEALTH.keys()];

/**
 * The kinds of images in the catalog that are current as soon as they are applied. Everything else of the cluster waits
 * for the catalog, and one image that cannot be imported must not hold it up: machines wait for their images
 * themselves. Without an expression, kstatus waits for the condition Ready of a DataSource, that is for its import.
 */
export const IMAGE_KINDS: readonly string[] = [
  'cdi.kubevirt.io/DataImportCron', 'cdi.kubevirt.io/DataSource', 'cdi.kubevirt.io/DataVolume',
];

function healthOf(key: string, layer: Layer): Health | undefined {
  return layer === Layer.CATALOG && IMAGE_KINDS.includes(key) ? { current: 'true' } : HEALTH.get(key);
}

/** The expressions for those of the kinds of a unit that need them: one for each kind, whatever its version. */
export function healthCheckExprs({ kinds, layer }: Pick<DeliveryUnit, 'kinds' | 'layer'>): HealthCheckExpr[] {
  const known = new Map<string, HealthCheckExpr>();
  for (const { group, version, kind } of kinds) {
    const key = `${group}/${kind}`;
    const health = healthOf(key, layer);
    if (health === undefined || known.has(key)) continue;
    known.set(key, { apiVersion: group === '' ? version : `${group}/${version}`, kind, ...health });
  }
  return [...known.values()];
}
