import type { ApiObject } from 'cdk8s';
import { refused, Right, right, stricter, Wrong, wrong } from './case';
import { patched, Scene } from './scene';
import { Autoscale, MachineSize, RunStrategy, WorkerPool } from '../../src';
import { autoscalerFor } from '../scaling/support';

const BOUNDED: Autoscale = { min: 1, max: 4, cpu: '1500m' };

/** A pool with an autoscaler of ours. */
function autoscaled(scene: Scene, autoscale: Partial<Autoscale> = {}): WorkerPool {
  return scene.pool({ replicas: undefined, autoscale: { ...BOUNDED, ...autoscale } });
}

/** The autoscaler of a pool of ours. */
function autoscaler(scene: Scene, autoscale: Partial<Autoscale>): ApiObject {
  return autoscaled(scene, autoscale).autoscaler!;
}

/** A pool with an autoscaler of somebody else. */
function scaledBy(scene: Scene, replicas: number | undefined, spec: object = {}): ApiObject {
  const pool = scene.pool({ replicas }).virtualMachinePool;
  autoscalerFor(scene.home, 'scaler', pool, spec);
  return pool;
}

const SHARE = {
  metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
};

/** An autoscaler of something that the bundle does not hold. */
function alone(scene: Scene, kind: string, name: string): ApiObject {
  return autoscalerFor(scene.home, 'scaler', { apiVersion: 'kubevirt.io/v1', kind, name });
}

/** Autoscalers with a fault. */
export const SCALING: readonly Wrong[] = [
  wrong(
    'HPA001',
    'one of somebody else beside a number',
    (scene) => [scaledBy(scene, 2)],
    'replicas is 2, but HorizontalPodAutoscaler "scaler" sets the number',
    stricter('no server sees that two set the number'),
  ),
  wrong(
    'HPA002',
    'ours and that of somebody else',
    (scene) => {
      const pool = autoscaled(scene);
      return [pool.autoscaler!, autoscalerFor(scene.home, 'scaler', pool.virtualMachinePool)];
    },
    'is VirtualMachinePool "workers", whose number infra/home/workers/HorizontalPodAutoscaler sets already',
    stricter('the API server takes both, and Kubernetes acts for neither'),
  ),
  wrong(
    'HPA003',
    'a minimum above the maximum',
    (scene) => [autoscaler(scene, { min: 5 })],
    'autoscale.min is 5, which is more than the maximum of 4',
    refused('spec.maxReplicas: Invalid value: 4: must be greater than or equal to `minReplicas`'),
  ),
  wrong(
    'HPA003',
    'a maximum of none',
    (scene) => [autoscaler(scene, { max: 0 })],
    'autoscale.max is 0, which is not a maximum',
    refused('spec.maxReplicas: Invalid value: 0: must be greater than 0'),
    { kubernetesUntil: '1.36' },
  ),
  wrong(
    'HPA003',
    'a maximum of none, in Kubernetes 1.36',
    (scene) => [autoscaler(scene, { max: 0 })],
    'autoscale.max is 0, which is not a maximum',
    refused('spec.maxReplicas: Required value: must be set and greater than 0'),
    { kubernetesFrom: '1.36' },
  ),
  wrong(
    'HPA004',
    'a minimum of none',
    (scene) => [autoscaler(scene, { min: 0 })],
    'autoscale.min is 0, which the API server takes only with its feature gate HPAScaleToZero',
    refused('spec.minReplicas: Invalid value: 0'),
  ),
  wrong(
    'HPA005',
    'of a single machine',
    (scene) => [alone(scene, 'VirtualMachine', 'db')],
    'spec.scaleTargetRef names a VirtualMachine (kubevirt.io), which cannot be scaled',
    stricter('the API server takes it, and the autoscaler finds no scale subresource'),
  ),
  wrong(
    'HPA006',
    'a share of the CPUs',
    (scene) => {
      const pool = scene.pool({ replicas: undefined }).virtualMachinePool;
      return [autoscalerFor(scene.home, 'scaler', pool, SHARE)];
    },
    'spec.metrics[0].resource.target.averageUtilization is a share of the CPUs that the launchers request',
    stricter('the API server takes it, and machines are added at a tenth of the load that is meant'),
  ),
  wrong(
    'HPA006',
    'no metric',
    (scene) => [autoscaler(scene, { cpu: undefined })],
    'autoscale names no metric, which Kubernetes takes for 80 %',
    stricter('the API server takes it, and machines are added at a tenth of the load that is meant'),
  ),
  wrong(
    'HPA007',
    'a pool without a number',
    (scene) => [autoscaled(scene).virtualMachinePool],
    'replicas is not written, and the autoscaler acts only after the object in the cluster has got a number once',
    stricter('the API server takes it, and the autoscaler finds no number'),
  ),
  wrong(
    'HPA008',
    'a word for an amount',
    (scene) => [autoscaler(scene, { cpu: 'much' })],
    'autoscale.cpu is "much", which is not a positive quantity',
    refused('HorizontalPodAutoscaler: quantities must match the regular expression'),
  ),
  wrong(
    'HPA008',
    'no memory',
    (scene) => [autoscaler(scene, { cpu: undefined, memory: '0' })],
    'autoscale.memory is "0", which is not a positive quantity',
    refused('must be positive'),
  ),
  wrong(
    'HPA009',
    'machines that do not run',
    (scene) => {
      const runStrategy = RunStrategy.HALTED;
      return [scene.pool({ replicas: undefined, autoscale: BOUNDED, runStrategy }).virtualMachinePool];
    },
    'runStrategy is Halted, so the machines never run, and the autoscaler has nothing to measure',
    stricter('every server takes it, and the autoscaler finds no metrics'),
  ),
  wrong(
    'HPA003',
    'a maximum beyond 32 bits',
    (scene) => [autoscaler(scene, { max: 3_000_000_000 })],
    'autoscale.max is 3000000000, which is more than the API server can read. Write a whole number of at most '
      + '2147483647.',
    refused('spec.maxReplicas: Invalid value: -1294967296'),
  ),
  wrong(
    'HPA006',
    'the share of the first version',
    (scene) => {
      const pool = scene.pool({ replicas: undefined }).virtualMachinePool;
      const spec = { metrics: undefined, targetCPUUtilizationPercentage: 70 };
      return [patched(autoscalerFor(scene.home, 'scaler', pool, spec), '/apiVersion', 'autoscaling/v1')];
    },
    'spec.targetCPUUtilizationPercentage is a share of the CPUs that the launchers request',
    stricter('the API server takes it, and machines are added at a tenth of the load that is meant'),
  ),
  wrong(
    'HPA008',
    'a share of the CPUs',
    (scene) => [autoscaler(scene, { cpu: '70%' })],
    'autoscale.cpu is "70%", but takes an amount, not a share. Write "1400m", which is 70 % of 2 CPUs.',
    refused('HorizontalPodAutoscaler: quantities must match the regular expression'),
  ),
  wrong(
    'HPA010',
    'another target',
    (scene) => [
      autoscaled(scene, { overrides: { scaleTargetRef: { name: 'others' } } }).virtualMachinePool,
    ],
    'replicas is left to the HorizontalPodAutoscaler of autoscale, but that scales something else, so KubeVirt takes '
      + 'the number for 1.',
    stricter('no server sees that nobody sets the number'),
  ),
  wrong(
    'HPA011',
    'more CPUs than a machine has',
    (scene) => [autoscaler(scene, { cpu: 30 })],
    'autoscale.cpu is "30", but a machine has 2 CPUs, so it never adds one.',
    stricter('the API server takes it, and the autoscaler never adds a machine'),
  ),
  wrong(
    'HPA011',
    'more memory than a machine has',
    (scene) => [autoscaler(scene, { memory: '99Gi' })],
    'autoscale.memory is "99Gi", but a machine has 4Gi of memory, so it never adds one.',
    stricter('the API server takes it, and the autoscaler never adds a machine'),
  ),
  wrong(
    'HPA011',
    'more CPUs than a size of KubeVirt has',
    (scene) => [scene.pool({
      replicas: undefined, autoscale: { ...BOUNDED, cpu: 30 }, size: MachineSize.clusterInstancetype('u1.medium'),
    }).autoscaler!],
    'autoscale.cpu is "30", but a machine has 1 CPU, so it never adds one.',
    stricter('the API server takes it, and the autoscaler never adds a machine'),
  ),
  wrong(
    'POOL029',
    'an autoscaler and somebody else',
    (scene) => [
      scene.pool({ replicas: undefined, autoscale: BOUNDED, externallyScaled: { by: 'KEDA', maxReplicas: 4 } })
        .virtualMachinePool,
    ],
    'externallyScaled says that KEDA sets the number, but autoscale makes an autoscaler that sets it',
    stricter('no server sees who sets the number'),
  ),
];

/** Autoscalers that nearly have one. */
export const SCALING_RIGHT: readonly Right[] = [
  right('HPA001', 'of a pool without a number', (scene) => scaledBy(scene, undefined)),
  right('HPA002', 'one', (scene) => autoscaled(scene)),
  right('HPA003', 'a minimum that is the maximum', (scene) => autoscaled(scene, { min: 4 })),
  right('HPA004', 'a minimum of one', (scene) => autoscaled(scene)),
  right('HPA005', 'of a pool that the bundle need not hold', (scene) => (
    alone(scene, 'VirtualMachineInstanceReplicaSet', 'elsewhere')
  )),
  right('HPA006', 'an amount of CPUs', (scene) => autoscaled(scene)),
  right('HPA006', 'a share of CPUs that guests have to themselves', (scene) => {
    const size = MachineSize.of({ cores: 2, memory: '4Gi', dedicatedCpus: true });
    autoscalerFor(scene.home, 'scaler', scene.pool({ replicas: undefined, size }).virtualMachinePool, SHARE);
  }),
  right('HPA003', 'the largest number', (scene) => autoscaled(scene, { max: 2 ** 31 - 1 })),
  right('HPA006', 'a share of the CPUs that a limit says', (scene) => {
    const size = MachineSize.of({ cores: 2, memory: '4Gi', limits: { cpu: '2' } });
    autoscalerFor(scene.home, 'scaler', scene.pool({ replicas: undefined, size }).virtualMachinePool, SHARE);
  }),
  right('HPA010', 'its own target', (scene) => (
    autoscaled(scene, { overrides: { scaleTargetRef: { name: 'workers' } } })
  )),
  right('HPA011', 'all that a machine has', (scene) => autoscaled(scene, { cpu: 2, memory: '4200Mi' })),
  right('HPA011', 'a size that the program does not know', (scene) => scene.pool({
    replicas: undefined, autoscale: { ...BOUNDED, cpu: 30 }, size: MachineSize.clusterInstancetype('of-others'),
  })),
  right('HPA007', 'a pool with a number', (scene) => scene.pool({ replicas: 2 })),
  right('HPA008', 'a fraction', (scene) => autoscaled(scene, { cpu: 0.5 })),
  right('HPA009', 'a pool that somebody starts, without an autoscaler', (scene) => (
    scene.pool({ runStrategy: RunStrategy.HALTED })
  )),
  right('HPA009', 'machines that run', (scene) => autoscaled(scene)),
  right('POOL029', 'an autoscaler alone', (scene) => autoscaled(scene)),
];
