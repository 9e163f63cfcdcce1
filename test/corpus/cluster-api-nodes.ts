import { ApiObject } from 'cdk8s';
import { Plain, right, Right, stricter, wrong, Wrong } from './case';
import { MACHINE } from './cluster-api/objects';
import { emitted, NAMESPACES, plain, Scene } from './scene';
import {
  BootstrapCheck, ClusterApiBootstrap, ClusterApiCluster, ClusterApiClusterProps, ClusterApiRollout,
  ControlPlaneServiceType, Isolation, KubeadmJoin, MachineSize, PoolBackend, WorkerPool,
} from '../../src';

const NOT_STARTED = stricter('the API server takes any text; the node does not start, or does not join');
const OF_PROGRAM = stricter('it is about the program');

function written(scene: Scene, objects: readonly Plain[]): readonly Plain[] {
  for (const [index, each] of objects.entries()) new ApiObject(scene.infra, `object-${index}`, each);
  return objects;
}

const kubeadm = (spec: object) => (scene: Scene) => written(scene, [
  plain('bootstrap.cluster.x-k8s.io/v1beta2', 'KubeadmConfigTemplate', 'workers-1a2b3c4d', {
    template: { spec: { format: 'cloud-config', ...spec } },
  }),
]);
const registered = (nodeRegistration: object) => kubeadm({ joinConfiguration: { nodeRegistration } });
const argument = (name: string, value: string) => registered({ kubeletExtraArgs: [{ name, value }] });
const taint = (key: string, effect: string) => ({ key, effect });

const infrastructure = (name: string, spec: object = {}) => (
  plain('infrastructure.cluster.x-k8s.io/v1alpha1', 'KubevirtCluster', name, {
    controlPlaneServiceTemplate: { spec: { type: 'ClusterIP' } }, ...spec,
  }));
const infrastructureAlone = (name: string, spec?: object) => (scene: Scene) => (
  written(scene, [infrastructure(name, spec)]));
const clusterWith = (spec: object) => (scene: Scene) => written(scene, [
  plain('cluster.x-k8s.io/v1beta2', 'Cluster', 'acme', {
    infrastructureRef: { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'KubevirtCluster', name: 'acme' },
  }),
  infrastructure('acme', spec),
]);

const healthCheck = (changes: object) => plain('cluster.x-k8s.io/v1beta2', 'MachineHealthCheck', 'workers', {
  clusterName: 'acme',
  selector: { matchLabels: { pool: 'workers' } },
  checks: { unhealthyNodeConditions: [{ type: 'Ready', status: 'False', timeoutSeconds: 300 }] },
  remediation: { triggerIf: { unhealthyLessThanOrEqualTo: '40%' } },
  ...changes,
});

const machineTemplate = (spec: object | undefined) => (scene: Scene) => written(scene, [{
  apiVersion: 'infrastructure.cluster.x-k8s.io/v1alpha1',
  kind: 'KubevirtMachineTemplate',
  metadata: { name: 'workers-1a2b3c4d', namespace: NAMESPACES[0] },
  ...(spec && { spec }),
}]);
const TAKEN = stricter('the API server takes it, and the provider fails when it makes a machine');

interface Given {
  readonly join?: KubeadmJoin;
  readonly rollout?: ClusterApiRollout;
}

function pool(scene: Scene, { join, rollout }: Given, stateless = true): WorkerPool {
  const bootstrap = ClusterApiBootstrap.kubeadm(join);
  const backend = PoolBackend.clusterApi({ clusterName: 'acme', version: 'v1.35.4', bootstrap, rollout });
  return scene.pool({ stateless, backend });
}

const lost = (given: Given) => (scene: Scene) => {
  pool(scene, given);
  return [];
};

const cluster = (props: ClusterApiClusterProps) => (scene: Scene) => {
  new ClusterApiCluster(scene.home, 'acme', props);
  return [];
};
const KAMAJI = { kind: 'KamajiControlPlane', name: 'acme' };

/** A pool whose machines the provider checks by SSH, in a tenant that lets some others in at port 22. */
const checked = (namespaces: readonly string[], port = 22) => (scene: Scene) => {
  const rules = [{ name: 'checks', namespaces: [...namespaces], ports: [{ port }] }];
  const ingress = namespaces.length === 0 ? [] : rules;
  const tenant = scene.tenant({ isolation: { preset: Isolation.STRICT, ingress } });
  const backend = PoolBackend.clusterApi({
    clusterName: 'acme',
    version: 'v1.35.4',
    bootstrap: ClusterApiBootstrap.kubeadm(),
    bootstrapCheck: BootstrapCheck.SSH,
  });
  const size = MachineSize.of({ cores: 2, memory: '4Gi' });
  return emitted(
    new WorkerPool(tenant, 'workers', { replicas: 1, stateless: true, image: scene.ubuntu, size, backend }),
    'KubevirtMachineTemplate',
  );
};

/** Programs about nodes of Cluster API, and their control plane, with a fault. */
export const CLUSTER_API_NODES: readonly Wrong[] = [
  wrong(
    'CAPI026', 'one twice', registered({ taints: [taint('a', 'NoSchedule'), taint('a', 'NoSchedule')] }),
    'hold a:NoSchedule more than once', NOT_STARTED,
  ),
  wrong('CAPI028', 'hyphens', argument('--v', '4'), 'which kubeadm writes as "----v"', NOT_STARTED),
  wrong(
    'CAPI029', 'a role', argument('node-labels', 'node-role.kubernetes.io/worker='), 'that the kubelet may not set',
    NOT_STARTED,
  ),
  wrong(
    'CAPI029', 'of Kubernetes', argument('node-labels', 'example.org/a=b,kubernetes.io/x=y'),
    'holds "kubernetes.io/x"', NOT_STARTED,
  ),
  wrong('CAPI029', 'a key with blanks', argument('node-labels', 'a b=c'), 'is not a label key', NOT_STARTED),
  wrong('CAPI029', 'a value that is none', argument('node-labels', 'a=b=c'), 'is not a label value', NOT_STARTED),
  wrong(
    'CAPI030', 'letters', kubeadm({ files: [{ path: '/a', content: 'a', permissions: '999z' }] }),
    'is not an octal number', NOT_STARTED,
  ),
  wrong(
    'CAPI030', 'a relative path', kubeadm({ files: [{ path: 'a', content: 'a' }] }), 'does not begin with "/"',
    NOT_STARTED,
  ),
  wrong(
    'CAPI031', 'labels twice', lost({ join: { nodeLabels: { a: 'b' }, kubeletExtraArgs: { 'node-labels': 'c=d' } } }),
    'is given beside nodeLabels', OF_PROGRAM,
  ),
  wrong(
    'CAPI031', 'a label in a value', lost({ join: { nodeLabels: { a: 'c,d=e' } } }), 'takes a comma for the end',
    OF_PROGRAM,
  ),
  wrong(
    'CAPI031', 'a key of no Secret', lost({ join: { files: [{ path: '/a', content: 'a', secretKey: 'b' }] } }),
    'is given, but no Secret', OF_PROGRAM,
  ),
  wrong(
    'CAPI031', 'a file of nothing', lost({ join: { files: [{ path: '/a' }] } }), 'neither content nor secretName',
    OF_PROGRAM,
  ),
  wrong(
    'CAPI031', 'a Service that nobody makes',
    cluster({ controlPlane: KAMAJI, controlPlaneService: ControlPlaneServiceType.LOAD_BALANCER }),
    'controlPlaneService is given, but the KubevirtCluster is managed by kamaji', OF_PROGRAM,
  ),
  wrong(
    'CAPI031', 'annotations of a Service that nobody makes',
    cluster({ managedBy: 'somebody', controlPlaneServiceAnnotations: { a: 'b' } }),
    'controlPlaneServiceAnnotations is given, but the KubevirtCluster is managed by somebody', OF_PROGRAM,
  ),
  wrong(
    'CAPI032', 'a digit first', infrastructureAlone('1a'), 'begins with a digit',
    stricter('the API server takes the name; the Service of the provider is refused'),
  ),
  wrong(
    'CAPI032', 'no room', infrastructureAlone('a'.repeat(61)), 'must stay free',
    stricter('the API server takes the name; the Service of the provider is refused'),
  ),
  wrong(
    'CAPI033', 'blanks', infrastructureAlone('acme', { controlPlaneEndpoint: { host: 'a b', port: 6443 } }),
    'neither the name nor the address', NOT_STARTED,
  ),
  wrong(
    'CAPI033', 'port 99999', infrastructureAlone('acme', { controlPlaneEndpoint: { host: 'a', port: 99999 } }),
    '99999 is not a port', NOT_STARTED,
  ),
  wrong(
    'CAPI034', 'nowhere', clusterWith({}), 'nothing runs the control plane',
    stricter('machines of a control plane may be written by something else'),
  ),
  wrong('CAPI035', 'a Cluster', (scene) => written(scene, [healthCheck({ clusterName: 'A_b' })]),
    '"A_b" is not a DNS subdomain', NOT_STARTED),
  wrong('CAPI035', 'a Secret', infrastructureAlone('acme', {
    infraClusterSecretRef: { apiVersion: 'v1', kind: 'Secret', name: 'Not Valid', namespace: 'a' },
  }), 'infraClusterSecretRef.name "Not Valid"', NOT_STARTED),
  wrong('CAPI036', 'none', (scene) => written(scene, [healthCheck({
    checks: { unhealthyNodeConditions: [{ type: 'Ready', status: 'False', timeoutSeconds: 0 }] },
  })]), 'a node that is unready for a moment', stricter('Cluster API takes it')),
  wrong('CAPI036', 'none for a machine', (scene) => written(scene, [healthCheck({
    checks: { unhealthyMachineConditions: [{ type: 'NodeHealthy', status: 'False', timeoutSeconds: 0 }] },
  })]), 'unhealthyMachineConditions[0].timeoutSeconds is 0', stricter('Cluster API takes it')),
  wrong('CAPI037', 'no spec', machineTemplate(undefined), 'spec is missing, so the template holds no machine', TAKEN),
  wrong('CAPI037', 'no machine', machineTemplate({ template: { spec: {} } }),
    'spec.template.spec.virtualMachineTemplate is missing', TAKEN),
  wrong('CAPI037', 'an empty machine', machineTemplate({ template: { spec: { virtualMachineTemplate: {} } } }),
    'spec.template.spec.virtualMachineTemplate.spec is missing', TAKEN),
  wrong('CAPI039', 'a tenant on its own', checked([]),
    'backend.bootstrapCheck is ssh, but the NetworkPolicies of namespace "cluster-acme" let nobody', NOT_STARTED),
  wrong('CAPI039', 'another port', checked(['capk-system'], 23), 'let nobody outside of it in at port 22', NOT_STARTED),
  wrong('CAPI039', 'the provider\'s default', (scene) => {
    const tenant = scene.tenant({ isolation: { preset: Isolation.STRICT } });
    const template = plain('infrastructure.cluster.x-k8s.io/v1alpha1', 'KubevirtMachineTemplate', 'workers-1a2b3c4d', {
      template: { spec: { virtualMachineTemplate: { spec: MACHINE } } },
    }, tenant.namespaceName);
    return written(scene, [template]);
  }, 'checkStrategy is ssh, but the NetworkPolicies', NOT_STARTED),
  wrong(
    'CAPI015', 'all of them',
    (scene) => written(scene, [healthCheck({ remediation: { triggerIf: { unhealthyLessThanOrEqualTo: '140%' } } })]),
    'has no bound', stricter('Cluster API replaces all machines then'),
  ),
];

/** Programs about them that come close to a fault. */
export const CLUSTER_API_NODES_RIGHT: readonly Right[] = [
  right('CAPI026', 'one key with two effects',
    registered({ taints: [taint('a', 'NoSchedule'), taint('a', 'NoExecute')] })),
  right('CAPI028', 'a name with hyphens', argument('cloud-provider', 'external')),
  right('CAPI029', 'what the kubelet may set', argument('node-labels', 'node.kubernetes.io/pool=a,example.org/b=')),
  right('CAPI029', 'a key alone', argument('node-labels', 'a,example.org/b')),
  right('CAPI030', 'octal', kubeadm({ files: [{ path: '/a', content: 'a', permissions: '0640' }] })),
  right('CAPI031', 'labels and other arguments', (scene) => (
    pool(scene, { join: { nodeLabels: { a: 'b' }, kubeletExtraArgs: { v: '4' } }, rollout: { maxSurge: 2 } }))),
  right('CAPI031', 'a Service of the provider', cluster({
    controlPlane: { kind: 'KubeadmControlPlane', name: 'acme' },
    controlPlaneService: ControlPlaneServiceType.LOAD_BALANCER,
    controlPlaneServiceAnnotations: { a: 'b' },
  })),
  right('CAPI039', 'a tenant that lets the provider in', checked(['capk-system'])),
  right('CAPI039', 'a tenant without NetworkPolicies', (scene) => {
    const backend = PoolBackend.clusterApi({
      clusterName: 'acme',
      version: 'v1.35.4',
      bootstrap: ClusterApiBootstrap.kubeadm(),
      bootstrapCheck: BootstrapCheck.SSH,
    });
    scene.pool({ stateless: true, backend });
  }),
  right('CAPI032', 'of 60 characters', infrastructureAlone('a'.repeat(60))),
  right('CAPI033', 'an address',
    infrastructureAlone('acme', { controlPlaneEndpoint: { host: '192.0.2.1', port: 6443 } })),
  right('CAPI035', 'names', (scene) => written(scene, [healthCheck({ clusterName: 'a-b' })])),
  right('CAPI037', 'a machine', (scene) => pool(scene, {})),
  right('CAPI036', 'a second', (scene) => written(scene, [healthCheck({
    checks: { unhealthyNodeConditions: [{ type: 'Ready', status: 'False', timeoutSeconds: 1 }] },
  })])),
  right('CAPI034', 'an endpoint', (scene) => (
    new ClusterApiCluster(scene.home, 'acme', { controlPlaneEndpoint: { host: 'api.acme.example' } }))),
];
