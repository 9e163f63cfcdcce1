import type { ApiObject } from 'cdk8s';
import { later, refused, Releases, stricter, Verdict, wrong, Wrong } from './case';
import { emitted, importer, noObjects, patched, Scene } from './scene';
import { CdiConfig, CdiRelease, ClusterNetworks, ComponentPlacement, ControlPlaneNodes, KubeVirtCluster, KubeVirtClusterProps, KubeVirtRelease, TaintEffect, TolerationOperator } from '../../src';

type Props = Partial<KubeVirtClusterProps>;

/** A KubeVirt custom resource. Its webhook looks at changes only, so there must be one already. */
function kubevirt(rule: string, name: string, props: Props, says: string, verdict: Verdict, releases?: Releases): Wrong {
  return wrong(`cluster/${rule}`, name, (scene) => [scene.cluster(props).kubevirtCr], says, verdict, releases);
}

function cdi(rule: string, name: string, props: Props, says: string, verdict: Verdict, releases?: Releases): Wrong {
  return wrong(`cluster/${rule}`, name, (scene) => [scene.cluster(props).cdiCr], says, verdict, releases);
}

/** The operators' Deployments. */
function operator(rule: string, name: string, props: Props, says: string, verdict: Verdict, releases?: Releases): Wrong {
  return wrong(`cluster/${rule}`, name, (scene) => deployments(scene.cluster(props)), says, verdict, releases);
}

function deployments(cluster: KubeVirtCluster): ApiObject[] {
  return emitted(cluster, 'Deployment');
}

const spec = (kubevirtSpec: any): Props => ({ overrides: { kubevirt: kubevirtSpec } });
const configuration = (given: any): Props => spec({ configuration: given });
const cdiSpec = (given: any): Props => ({ overrides: { cdi: given } });
const config = (cdiConfig: CdiConfig): Props => ({ cdiConfig });
const selfSigned = (given: object): Props => spec({ certificateRotateStrategy: { selfSigned: given } });
const lasting = (duration: string, renewBefore: string) => ({ duration, renewBefore });

const IGNORED = 'KubeVirt takes it, and does as if it were not there';
const UNREADABLE = 'the API server takes it, and the operator cannot read the custom resource any more';
const EITHER_WAY = 'KubeVirt takes it, and does something else than what was meant';

const GATES: readonly Wrong[] = [
  kubevirt('gate-unknown', 'a misspelt gate', { featureGates: ['CpuManager2'] }, 'is no feature gate of KubeVirt', stricter(IGNORED)),
  kubevirt('gate-unknown', 'a gate of a later release', { featureGates: ['IOMMUFD'] }, 'does not know; v1.9.0 does', stricter(IGNORED), { kubevirtUntil: KubeVirtRelease.V1_9_0.version }),
  kubevirt('gate-discontinued', 'virtiofs', { featureGates: ['ExperimentalVirtiofsSupport'] }, 'has discontinued, so it would do nothing. Name "EnableVirtioFsStorageVolumes"', stricter(IGNORED), { kubevirtFrom: KubeVirtRelease.V1_8_4.version }),
  kubevirt('gate-discontinued', 'passt', { featureGates: ['Passt'] }, 'From v1.8 name "PasstBinding"', stricter(IGNORED)),
  kubevirt('gate-discontinued', 'migration of passt', { featureGates: ['PasstIPStackMigration'] }, 'Name "PasstBinding"', stricter(IGNORED), { kubevirtFrom: KubeVirtRelease.V1_8_4.version }),
  kubevirt('gate-discontinued', 'macvtap', { featureGates: ['Macvtap'] }, 'Register a binding plugin', stricter(IGNORED)),
  kubevirt('gate-always-on', 'off', { disabledFeatureGates: ['LiveMigration'] }, 'is always on in KubeVirt', stricter(IGNORED)),
  // what we leave out of the lists must be put back to be asked about
  wrong('cluster/gate-on-and-off', 'in both lists', (scene) => {
    const { kubevirtCr } = scene.cluster({ featureGates: ['Snapshot'], disabledFeatureGates: ['Snapshot'] });
    return [patched(kubevirtCr, '/spec/configuration/developerConfiguration', { featureGates: ['Snapshot'], disabledFeatureGates: ['Snapshot'] })];
  }, 'stands in both featureGates and disabledFeatureGates', refused('feature gate "Snapshot" exists on both'), { kubevirtFrom: KubeVirtRelease.V1_8_4.version }),
  needing('gate-needed', 'a gate that there is not', {}, 'Nonsense', 'the feature gate "Nonsense", which is no feature gate', stricter(IGNORED)),
  needing('gate-needed', 'a gate that is off', { disabledFeatureGates: ['Snapshot'] }, 'Snapshot', 'needs it. Remove the gate from the list', stricter(EITHER_WAY), { kubevirtFrom: KubeVirtRelease.V1_9_0.version }),
  needing('gate-needed', 'a gate that is on and off', { disabledFeatureGates: ['Snapshot'] }, 'Snapshot', 'needs it. Remove the gate from the list', refused('feature gate "Snapshot" exists on both'), { kubevirtFrom: KubeVirtRelease.V1_8_4.version, kubevirtUntil: KubeVirtRelease.V1_9_0.version }),
  needing('gate-needed', 'a gate that another turns off', { featureGates: ['HotplugVolumes'] }, 'DeclarativeHotplugVolumes', 'which turns "DeclarativeHotplugVolumes" off', stricter(EITHER_WAY), { kubevirtUntil: KubeVirtRelease.V1_9_0.version }),
  wrong('cluster/gate-patched-away', 'from the list', (scene) => {
    const infra = scene.cluster();
    infra.requireFeatureGate('CPUManager', infra);
    return [patched(infra.kubevirtCr, '/spec/configuration/developerConfiguration/featureGates', [])];
  }, 'does not list it once its patches are applied', stricter('KubeVirt takes it, and the machines that need the gate wait for ever')),
  wrong('cluster/gate-patched-away', 'persistent reservations', (scene) => {
    const infra = scene.cluster();
    infra.requireFeatureGate('PersistentReservation', infra);
    return [patched(infra.kubevirtCr, '/spec/configuration/persistentReservationConfiguration/enabled', false)];
  }, 'persistentReservationConfiguration.enabled is not true', stricter('KubeVirt takes it, and deploys no helper for reservations'), { kubevirtFrom: KubeVirtRelease.V1_9_0.version }),
];

/** A cluster something in which needs a feature gate. */
function needing(rule: string, name: string, props: Props, gate: string, says: string, verdict: Verdict, releases?: Releases): Wrong {
  return wrong(`cluster/${rule}`, name, (scene) => {
    const infra = scene.cluster(props);
    infra.requireFeatureGate(gate, infra);
    return [infra.kubevirtCr];
  }, says, verdict, releases);
}

const KUBEVIRT: readonly Wrong[] = [
  kubevirt('closed-sets', 'uninstallStrategy', spec({ uninstallStrategy: 'Ask' }), 'uninstallStrategy "Ask" is unknown', stricter('KubeVirt takes it for RemoveWorkloads')),
  kubevirt('closed-sets', 'imagePullPolicy', spec({ imagePullPolicy: 'Sometimes' }), '] imagePullPolicy "Sometimes" is unknown', refused('spec.imagePullPolicy in body should be one of')),
  kubevirt('closed-sets', 'imagePullPolicy of launchers', configuration({ imagePullPolicy: 'Sometimes' }), 'configuration.imagePullPolicy "Sometimes" is unknown', refused('spec.configuration.imagePullPolicy in body should be one of')),
  kubevirt('closed-sets', 'evictionStrategy', configuration({ evictionStrategy: 'Ask' }), 'configuration.evictionStrategy "Ask" is unknown', stricter(IGNORED)),
  kubevirt('closed-sets', 'defaultNetworkInterface', configuration({ network: { defaultNetworkInterface: 'slirp' } }), 'defaultNetworkInterface "slirp" is unknown', stricter('KubeVirt takes it, and refuses machines that say nothing of networks')),
  kubevirt('closed-sets', 'workloadUpdateMethods', spec({ workloadUpdateStrategy: { workloadUpdateMethods: ['Wait'] } }), 'workloadUpdateMethods "Wait" is unknown', stricter(IGNORED)),
  kubevirt('closed-sets', 'the type of a patch', spec({ customizeComponents: { patches: [{ resourceName: 'virt-api', resourceType: 'Deployment', type: 'yaml', patch: '{}' }] } }), 'customizeComponents.patches of virt-api: type "yaml"', stricter('KubeVirt takes it, and its operator goes no further')),
  kubevirt('patch-json', 'YAML', spec({ customizeComponents: { patches: [{ resourceName: 'virt-api', resourceType: 'Deployment', type: 'strategic', patch: 'spec: {}' }] } }), 'is no JSON', refused('patch "spec: {}" is not valid JSON')),
  kubevirt('infra-replicas', 'none', { kubevirtConfig: { infraReplicas: 0 } }, 'infra.replicas is 0', refused("infra replica count can't be 0")),
  kubevirt('counts', 'less than nothing', { kubevirtConfig: { migrations: { parallelMigrationsPerCluster: -1 } } }, 'parallelMigrationsPerCluster is -1', refused('migrations.parallelMigrationsPerCluster of type uint32')),
  kubevirt('bandwidth', 'no quantity', configuration({ migrations: { bandwidthPerMigration: '64m' } }), 'bandwidthPerMigration "64m"', stricter('KubeVirt takes it for one byte a second')),
  kubevirt('overhead-ratio', 'less than one', { kubevirtConfig: { additionalGuestMemoryOverheadRatio: 0.5 } }, 'additionalGuestMemoryOverheadRatio is "0.5"', refused('ratio provided, 0.5, cannot be smaller than 1.0')),
  kubevirt('batch-interval', 'no duration', spec({ workloadUpdateStrategy: { batchEvictionInterval: 'often' } }), 'batchEvictionInterval "often" is no duration', refused('time: invalid duration "often"')),
  kubevirt('certificates', 'no duration', selfSigned({ ca: lasting('2 days', '1h') }), 'ca.duration "2 days" is no duration', refused('unknown unit " days" in duration "2 days"')),
  kubevirt('certificates', 'of no time', selfSigned({ server: lasting('0s', '0s') }), 'server.duration "0s" must be more than nothing', stricter('KubeVirt takes it, and its certificates are never valid')),
  kubevirt('certificates', 'old fields beside new ones', selfSigned({ caRotateInterval: '168h', ca: lasting('168h', '48h') }), 'has both ca or server and the deprecated', refused('are deprecated and conflict with CertConfig')),
  kubevirt('certificates', 'renewed before they are made', selfSigned({ ca: lasting('24h', '48h') }), 'ca.renewBefore is 48 hours', refused('CA RenewBefore cannot exceed Duration')),
  kubevirt('certificates', 'longer than their authority', selfSigned({ ca: lasting('24h', '4h'), server: lasting('48h', '4h') }), 'server.duration is 48 hours', refused('Certificate duration cannot exceed CA')),
  kubevirt('tls', 'ciphers without a version', configuration({ tlsConfiguration: { ciphers: ['TLS_AES_128_GCM_SHA256'] } }), 'ciphers is given, but KubeVirt takes ciphers only', refused('You cannot specify ciphers when spec.configuration.tlsConfiguration.minTLSVersion is empty')),
  kubevirt('tls', 'an unknown cipher', configuration({ tlsConfiguration: { minTLSVersion: 'VersionTLS12', ciphers: ['ROT13'] } }), 'ciphers holds "ROT13"', refused('ROT13 is not a valid cipher')),
  kubevirt('seccomp', 'no profile', configuration({ seccompConfiguration: { virtualMachineInstanceProfile: {} } }), 'virtualMachineInstanceProfile has no customProfile', refused('virtualMachineInstanceProfile.customProfile needs to be set')),
  kubevirt('seccomp', 'two profiles', configuration({ seccompConfiguration: { virtualMachineInstanceProfile: { customProfile: { runtimeDefaultProfile: true, localhostProfile: 'a' } } } }), 'has both localhostProfile and runtimeDefaultProfile', refused('customProfile.localhostProfile cannot be set when')),
  kubevirt('synchronization-port', 'no port', spec({ synchronizationPort: 'many' }), 'synchronizationPort is "many"', stricter('KubeVirt takes it for 9185')),
  kubevirt('placement', 'a label that is none', { kubevirtConfig: { infraPlacement: { nodeSelector: { zone: 'my zone' } } } }, 'infra.nodePlacement.nodeSelector value of zone "my zone"', refused('"placement-validation-webhook" is invalid: spec.template.spec.nodeSelector: Invalid value: "my zone"')),
  kubevirt('placement', 'a toleration of nothing', { kubevirtConfig: { workloadPlacement: sensitive() } }, 'workloads.nodePlacement.tolerations[0] has no key', refused('"placement-validation-webhook" is invalid: spec.template.spec.tolerations[0].operator: Invalid value: "Equal"')),
];

function sensitive(): ComponentPlacement {
  return { tolerations: [{ operator: TolerationOperator.EQUAL, value: 'a', effect: TaintEffect.NO_SCHEDULE }] };
}

const UNMEANT = 'CDI takes it, and ignores it without a word';
const RENEWED = 'CDI takes it, and renews its certificates without end, or never';

const CDI: readonly Wrong[] = [
  cdi('cdi-gate', 'an unknown gate', cdiSpec({ config: { featureGates: ['HonorWait'] } }), 'which is no feature gate of CDI', stricter(UNMEANT)),
  cdi('cdi-gate', 'a gate that is a field', cdiSpec({ config: { featureGates: ['WebhookPvcRendering'] } }), 'which is the field config.webhookPvcRendering', stricter(UNMEANT), { cdiFrom: CdiRelease.V1_66_0.version }),
  cdi('cdi-resources', 'no quantity', config({ podResources: { requests: { cpu: 'much' } } }), 'config.podResourceRequirements.requests.cpu "much"', refused('requests.cpu: Invalid value: "much"')),
  wrong('cluster/cdi-resources', 'a request above its limit', (scene) => {
    const podResources = { requests: { cpu: '2' }, limits: { cpu: '1' } };
    return [scene.cluster(config({ podResources })).cdiCr, importer({}, podResources)];
  }, 'config.podResourceRequirements.requests.cpu "2" is more than its limit', later('Kubernetes refuses the importer pods', 'resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1')),
  cdi('cdi-resources', 'a figure missing', cdiSpec({ config: { podResourceRequirements: { limits: { memory: null } } } }), 'config.podResourceRequirements lacks limits.memory', stricter('CDI takes it; a tenant with a quota could not count on the figure')),
  cdi('cdi-time-to-live', 'of finished disks', cdiSpec({ config: { dataVolumeTTLSeconds: 60 } }), 'dataVolumeTTLSeconds is 60', stricter(UNMEANT)),
  cdi('cdi-certificates', 'one of two figures', cdiSpec({ certConfig: { ca: { duration: '48h' } } }), 'has only one of duration and renewBefore', stricter(UNMEANT)),
  cdi('cdi-certificates', 'no duration', cdiSpec({ certConfig: { ca: lasting('2 days', '1h') } }), 'certConfig.ca.duration "2 days"', stricter(UNREADABLE)),
  cdi('cdi-certificates', 'renewed for no time', cdiSpec({ certConfig: { ca: lasting('48h', '0s') } }), 'certConfig.ca.renewBefore "0s"', stricter(RENEWED)),
  cdi('cdi-certificates', 'renewed all the time', cdiSpec({ certConfig: { ca: lasting('24h', '24h') } }), 'is not less than the duration', stricter(RENEWED)),
  cdi('cdi-replicas', 'none', config({ apiServerReplicas: 0 }), 'infra.apiServerReplicas is 0', stricter('CDI takes it, and runs without its own admission')),
  cdi('cdi-proxy', 'no URL', config({ importProxy: { http: 'proxy.example' } }), 'is no URL of a proxy', stricter('CDI takes it, and no import gets through')),
  cdi('cdi-proxy', 'a password', config({ importProxy: { https: 'https://me:secret@proxy.example' } }), 'holds a password', stricter('CDI takes it, and the secret stands in Git')),
  cdi('cdi-registries', 'a URL', config({ insecureRegistries: ['http://registry.example'] }), 'config.insecureRegistries holds "http://registry.example"', stricter('CDI takes it, and no registry ever matches')),
];

const PULL = 'Kubernetes takes it, and no node can pull such an image';
const DIGEST = `sha256:${'0'.repeat(64)}`;

const OPERATORS: readonly Wrong[] = [
  operator('operator-replicas', 'none', { kubevirtOperator: { replicas: 0 } }, 'kubevirtOperator.replicas is 0', stricter('Kubernetes takes it, and nothing looks after the cluster')),
  operator('operator-resources', 'no quantity', { cdiOperator: { resources: { requests: { cpu: 'much' } } } }, 'cdiOperator.resources.requests.cpu "much"', refused('Kind=Deployment: quantities must match the regular expression')),
  operator('operator-resources', 'a request above its limit', { cdiOperator: { resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } } }, 'cdiOperator.resources.requests.cpu "2" is more than its limit', refused('resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1')),
  operator('operator-placement', 'a label that is none', { kubevirtOperator: { nodePlacement: { nodeSelector: { zone: 'my zone' } } } }, 'kubevirtOperator.nodePlacement.nodeSelector value of zone', refused('"virt-operator" is invalid: spec.template.spec.nodeSelector: Invalid value: "my zone"')),
  operator('registry', 'a URL', { registry: 'https://registry.example/' }, 'is no registry', stricter(PULL)),
  operator('pull-secrets', 'a name that is none', { pullSecrets: ['No Secret'] }, 'pullSecrets "No Secret"', stricter('Kubernetes takes any name, and finds no such Secret')),
  operator('pull-secrets', 'one twice', { pullSecrets: ['registry', 'registry'] }, 'pullSecrets holds "registry" twice', refused('imagePullSecrets: duplicate entries for key [name="registry"]')),
  operator('control-plane-nodes', 'an unknown word', { controlPlaneNodes: 'gone' as ControlPlaneNodes }, 'controlPlaneNodes "gone" is unknown', stricter('no server sees the word')),
  operator('component-images', 'of no component', { kubevirtImages: { handle: DIGEST } as any }, 'names "handle", which is no component', stricter('no server sees what was meant')),
  operator('component-images', 'half a digest', { kubevirtImages: { handler: 'sha256:0123' } }, 'is no image by digest', stricter(PULL)),
  operator('component-images', 'no image', { kubevirtImages: { handler: 'virt-handler' } }, 'is no image. Write a digest', stricter(PULL)),
  operator('component-images', 'of a later release', { kubevirtImages: { templateApiserver: DIGEST } }, 'has no such component', stricter(IGNORED), { kubevirtUntil: KubeVirtRelease.V1_8_4.version }),
  operator('operator-image', 'tag and digest', { kubevirtImages: { operator: `registry.example/kubevirt/virt-operator:v1@${DIGEST}` } }, 'has both a tag and a digest, and KubeVirt', stricter('Kubernetes takes it, and KubeVirt looks for its components where they are not')),
  operator('operator-image', 'another name', { kubevirtImages: { operator: `registry.example/kubevirt/operator@${DIGEST}` } }, 'does not end in "virt-operator"', stricter('Kubernetes takes it, and KubeVirt does not find its components')),
  kubevirt('monitoring', 'a namespace of no name', { monitoring: { namespace: 'No Space' } }, 'monitoring.namespace "No Space"', stricter('KubeVirt takes it, and its operator cannot make the monitoring objects')),
  kubevirt('monitoring', 'an account of no name', { monitoring: { namespace: 'monitoring', serviceAccount: 'No One' } }, 'monitoring.serviceAccount "No One"', stricter('KubeVirt takes it, and its operator cannot make the monitoring objects')),
  kubevirt('monitoring', 'rules in a namespace of no name', { monitoring: { namespace: 'monitoring', serviceMonitorNamespace: 'No Space' } }, 'monitoring.serviceMonitorNamespace "No Space"', stricter('KubeVirt takes it, and its operator cannot make the monitoring objects')),
];

const NAMES: readonly Wrong[] = [
  wrong('cluster/cluster-name', 'a name that is none', (scene) => noObjects(scene.cluster({ clusterName: 'EU 1' })), 'clusterName "EU 1"', stricter('the name is a folder\'s, which no server sees')),
  wrong('cluster/cluster-name', 'a name given twice', (scene) => noObjects(scene.cluster({ clusterName: 'eu1' }), KubeVirtCluster.existing(scene.app, 'second', { clusterName: 'eu1', kubevirt: scene.kubevirt, cdi: scene.cdi })), 'clusterName "eu1" is that of infra already', stricter('the name is a folder\'s, which no server sees')),
  wrong('cluster/namespaces', 'KubeVirt\'s', (scene) => emitted(scene.cluster({ kubevirtNamespace: 'My KubeVirt' }), 'Namespace'), 'kubevirtNamespace "My KubeVirt"', refused('metadata.name: Invalid value: "My KubeVirt"')),
  wrong('cluster/namespaces', 'CDI\'s', (scene) => emitted(scene.cluster({ cdiNamespace: 'My CDI' }), 'Namespace'), 'cdiNamespace "My CDI"', refused('metadata.name: Invalid value: "My CDI"')),
  networks('of pods, none', { pods: ['10.0.0.0/8x'] }, 'pod network of cluster infra "10.0.0.0/8x" is not a CIDR'),
  networks('of services, a host', { services: ['10.96.0.1/12'] }, 'service network of cluster infra "10.96.0.1/12" has address bits'),
  networks('that overlap', { pods: ['10.0.0.0/8'], services: ['10.96.0.0/12'] }, 'overlaps service network of cluster infra'),
];

function networks(name: string, given: ClusterNetworks, says: string): Wrong {
  return wrong('cluster/networks', name, (scene: Scene) => noObjects(scene.cluster({ networks: given })), says, stricter('a cluster has its ranges already; they stand in our NetworkPolicies only'));
}

export const CLUSTER: readonly Wrong[] = [...GATES, ...KUBEVIRT, ...CDI, ...OPERATORS, ...NAMES];
