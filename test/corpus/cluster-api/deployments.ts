import { Duration } from 'cdk8s';
import { changed, cluster, DEPLOYMENT, pool, REFUSED_BY_WEBHOOK, TEMPLATE, written } from './objects';
import { ClusterApiBootstrap, PoolBackend, WorkerPool } from '../../../src';
import { right, Right, stricter, wrong, Wrong } from '../case';
import { Scene } from '../scene';

const MIN_SIZE = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size';
const MAX_SIZE = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size';

/** A MachineDeployment with changes, beside its template. */
const deployment = (changes: object) => (scene: Scene) => written(scene, [changed(DEPLOYMENT, changes)], [TEMPLATE]);

/** A MachineDeployment whose machines become nodes in another way. */
const bootstrapped = (bootstrap: object) => (scene: Scene) => {
  const { spec } = DEPLOYMENT as any;
  const template = { ...spec.template, spec: { ...spec.template.spec, bootstrap } };
  return written(scene, [{ ...DEPLOYMENT, spec: { ...spec, template } }], [TEMPLATE]);
};

const annotated = (annotations: object, spec: object = {}) => deployment({ metadata: { annotations }, spec });

/** A pool whose nodes must be ready for some time. */
function timed(scene: Scene, milliseconds: number): WorkerPool {
  const bootstrap = ClusterApiBootstrap.kubeadm();
  const minReady = Duration.millis(milliseconds);
  const backend = PoolBackend.clusterApi({ clusterName: 'acme', version: 'v1.35.4', bootstrap, minReady });
  return scene.pool({ stateless: true, backend });
}

const LONG = 'a'.repeat(64);

/** Programs about MachineDeployments of Cluster API, with a fault. */
export const DEPLOYMENTS: readonly Wrong[] = [
  wrong('CAPI001', 'a MachineDeployment', deployment({ metadata: { name: LONG } }), 'at most 63', REFUSED_BY_WEBHOOK),
  wrong('CAPI001', 'a Cluster', cluster({ metadata: { name: LONG } }), 'at most 63', REFUSED_BY_WEBHOOK),
  wrong(
    'CAPI002', 'of another one', deployment({ spec: { template: { spec: { clusterName: 'beta' } } } }),
    'is "beta", but spec.clusterName is "acme"', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI003', 'by another label', deployment({ spec: { selector: { matchLabels: { pool: 'others' } } } }),
    'does not match the labels', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI003', 'by the label of another Cluster',
    deployment({ spec: { selector: { matchExpressions: [{ key: 'tier', operator: 'Exists' }] } } }),
    'does not match the labels', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI004', 'by nothing', bootstrapped({}),
    'names neither a template nor a Secret', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI007', 'neither more nor less',
    deployment({
      spec: {
        rollout: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } },
      },
    }),
    'allows neither a machine more nor one less', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI007', 'of words',
    deployment({
      spec: { rollout: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 'many' } } } },
    }),
    'neither a number nor a percentage', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI008', 'without a patch', deployment({ spec: { template: { spec: { version: 'v1.35' } } } }),
    'is not a version of Kubernetes', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI010',
    'the minimum alone',
    annotated({ [MIN_SIZE]: '1' }),
    'is missing beside that of the minimum',
    stricter('annotations are free texts'),
  ),
  wrong(
    'CAPI010',
    'a word',
    annotated({ [MIN_SIZE]: 'one', [MAX_SIZE]: '3' }, { replicas: null }),
    'is not a number of machines',
    REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI010',
    'the wrong way round',
    annotated({ [MIN_SIZE]: '5', [MAX_SIZE]: '3' }, { replicas: null }),
    'is more than the maximum',
    stricter('annotations are free texts'),
  ),
  wrong(
    'POOL006',
    'nodes of Cluster API with a number',
    (scene) => pool(scene, { autoscale: { min: 1, max: 3 } }).objects,
    'but cluster-autoscaler sets the number',
    stricter('it works until the next sync'),
  ),
  wrong(
    'CAPI011',
    'both',
    annotated({ [MIN_SIZE]: '1', [MAX_SIZE]: '3' }),
    'but the cluster autoscaler sets the number',
    stricter('it works until the next sync'),
  ),
  wrong(
    'CAPI012',
    'none',
    deployment({ spec: { replicas: null } }),
    'which Cluster API takes for 1',
    stricter('Cluster API takes it for 1'),
  ),
  wrong(
    'CAPI016',
    'a slip',
    (scene) => written(scene, [DEPLOYMENT], [changed(TEMPLATE, { metadata: { name: 'workers-1a2b3c4e' } })]),
    'Did you mean "workers-1a2b3c4e"?',
    stricter('the template may be in the cluster'),
  ),
  wrong(
    'CAPI025', 'a part of a second',
    (scene) => {
      timed(scene, 1500);
      return [];
    },
    'is 1.5 seconds', stricter('it is about the program'),
  ),
  wrong(
    'CAPI024', 'disks that stay', (scene) => { pool(scene, { stateless: false }); return []; },
    'Cluster API deletes machines with their disks', stricter('it is about the program'),
  ),
];

/** Programs about them that come close to a fault. */
export const DEPLOYMENTS_RIGHT: readonly Right[] = [
  right('CAPI001', 'of 63 characters', deployment({ metadata: { name: 'a'.repeat(63) } })),
  right('CAPI002', 'the same', deployment({})),
  right('CAPI003', 'by none, which the webhook fills in', (scene) => {
    const { spec } = DEPLOYMENT as any;
    return written(scene, [{ ...DEPLOYMENT, spec: { ...spec, selector: {} } }], [TEMPLATE]);
  }),
  right('CAPI004', 'by a Secret', bootstrapped({ dataSecretName: 'a' })),
  right(
    'CAPI007',
    'one less',
    deployment({
      spec: { rollout: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '10%' } } } },
    }),
  ),
  right('CAPI008', 'without the letter', deployment({ spec: { template: { spec: { version: '1.35.4' } } } })),
  right('CAPI010', 'both', annotated({ [MIN_SIZE]: '0', [MAX_SIZE]: '3' }, { replicas: null })),
  right('CAPI011', 'without a number', annotated({ [MIN_SIZE]: '1', [MAX_SIZE]: '3' }, { replicas: null })),
  right(
    'CAPI012',
    'set by the cluster autoscaler',
    (scene) => pool(scene, { replicas: undefined, autoscale: { min: 1, max: 3 } }),
  ),
  right(
    'CAPI012',
    'set by something else',
    (scene) => pool(scene, { replicas: undefined, externallyScaled: { by: 'a controller', maxReplicas: 3 } }),
  ),
  right(
    'CAPI016',
    'a template of another provider',
    (scene) => written(
      scene,
      [
        changed(
          DEPLOYMENT,
          { spec: { template: { spec: { infrastructureRef: { kind: 'DockerMachineTemplate', name: 'others' } } } } },
        ),
      ],
    ),
  ),
  right('CAPI025', 'whole seconds', (scene) => timed(scene, 2000)),
  right('CAPI024', 'disks that do not matter', (scene) => pool(scene)),
];
