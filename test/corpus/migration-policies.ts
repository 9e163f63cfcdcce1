import { ApiObject, Duration } from 'cdk8s';
import { refused, Right, right, stricter, wrong, Wrong } from './case';
import { emitted, Scene } from './scene';
import { MigrationPolicy, MigrationPolicyProps } from '../../src';

/** A MigrationPolicy that somebody else wrote. */
function written(scene: Scene, spec: object, name = 'careful'): ApiObject {
  return new ApiObject(scene.infra, name, {
    apiVersion: 'migrations.kubevirt.io/v1alpha1',
    kind: 'MigrationPolicy',
    metadata: { name },
    spec: { selectors: {}, ...spec },
  });
}

function policy(scene: Scene, props: MigrationPolicyProps, id = 'careful'): MigrationPolicy {
  return new MigrationPolicy(scene.infra, id, props);
}

const NEGATIVE = refused('must not be negative');
const ABORTS = 'KubeVirt takes it, and aborts migrations that take too long';
const NO_NOTICE = 'KubeVirt takes it, and says nothing';

/** Programs with a fault in a MigrationPolicy. */
export const MIGRATION_POLICIES: readonly Wrong[] = [
  wrong('KV065', 'a time before the beginning', (scene) => [written(scene, { completionTimeoutPerGiB: -1 })],
    'spec.completionTimeoutPerGiB is -1', NEGATIVE),
  wrong('KV065', 'a bandwidth below nothing', (scene) => emitted(policy(scene, { bandwidthPerMigration: '-64Mi' })),
    'bandwidthPerMigration is "-64Mi", and KubeVirt refuses negative numbers', NEGATIVE),
  wrong('KV066', 'thousandths of a byte', (scene) => emitted(policy(scene, { bandwidthPerMigration: '64m' })),
    'bandwidthPerMigration "64m"', stricter('KubeVirt takes it for one byte a second')),
  wrong('KV067', 'a label that nothing has', (scene) => {
    scene.pool();
    return emitted(policy(scene, { machineLabels: { workload: 'database' }, allowPostCopy: true }));
  }, 'selects none of the machines of this cluster in the bundle', stricter(NO_NOTICE)),
  wrong('KV067', 'another namespace', (scene) => {
    scene.pool();
    return emitted(policy(scene, { namespaceLabels: { 'kubernetes.io/metadata.name': 'cluster-b' } }));
  }, 'selects none of the machines of this cluster in the bundle', stricter(NO_NOTICE)),
  wrong('KV068', 'two for the whole cluster', (scene) => {
    scene.pool();
    const first = emitted(policy(scene, { allowPostCopy: true }, 'a'));
    return [...first, ...emitted(policy(scene, { allowAutoConverge: true }, 'b'))];
  }, 'b/MigrationPolicy] matches the machines of ', stricter(NO_NOTICE)),
  wrong('KV069', 'post-copy without disruption', (scene) => emitted(policy(scene, {
    allowPostCopy: true, allowWorkloadDisruption: false,
  })), 'allowWorkloadDisruption is false, so a migration that takes too long is aborted', stricter(ABORTS)),
  wrong('KV070', 'a key that a label cannot have', (scene) => {
    scene.pool();
    return emitted(policy(scene, { machineLabels: { 'Bad key!': 'y' } }));
  }, 'machineLabels["Bad key!"] "Bad key!" is not a label key, so no machine can have it', stricter(NO_NOTICE)),
  wrong('KV070', 'a value that a label cannot have', (scene) => (
    emitted(policy(scene, { namespaceLabels: { a: 'y z' } }))
  ), 'namespaceLabels.a "y z" is not a label value, so no namespace can have it', stricter(NO_NOTICE)),
];

/** Programs whose MigrationPolicies come close to a fault. */
export const MIGRATION_POLICIES_RIGHT: readonly Right[] = [
  right('KV065', 'no time at all', (scene) => written(scene, { completionTimeoutPerGiB: 0 })),
  right('KV065', 'a bandwidth of minus nothing', (scene) => written(scene, { bandwidthPerMigration: '-0' })),
  right('KV066', 'no limit', (scene) => policy(scene, { bandwidthPerMigration: '0' })),
  right('KV067', 'the label of the members', (scene) => {
    const { memberLabels } = scene.pool();
    policy(scene, { machineLabels: memberLabels, completionTimeoutPerGiB: Duration.minutes(5) });
  }),
  right('KV067', 'a label of a namespace that others make', (scene) => {
    scene.pool();
    policy(scene, { namespaceLabels: { tier: 'gold' } });
  }),
  right('KV067', 'without machines', (scene) => policy(scene, { machineLabels: { workload: 'database' } })),
  right('KV068', 'one that asks for more', (scene) => {
    const { memberLabels } = scene.pool();
    policy(scene, { allowPostCopy: true }, 'a');
    policy(scene, { allowAutoConverge: true, machineLabels: memberLabels }, 'b');
  }),
  right('KV068', 'as many labels, of which more are of the machine', (scene) => {
    const { memberLabels } = scene.pool();
    policy(scene, { namespaceLabels: { 'kubernetes.io/metadata.name': scene.home.namespaceName } }, 'a');
    policy(scene, { machineLabels: memberLabels }, 'b');
  }),
  right('KV069', 'post-copy alone, which allows disruption', (scene) => policy(scene, { allowPostCopy: true })),
  right('KV069', 'disruption alone that is forbidden', (scene) => policy(scene, { allowWorkloadDisruption: false })),
  right('KV070', 'a label without a value', (scene) => policy(scene, { machineLabels: { 'a.example/b_c': '' } })),
];
