import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { later, refused, Releases, Right, right, stricter, Verdict, wrong, Wrong } from './case';
import { emitted, importer, NAMESPACES, noObjects, patched, Scene } from './scene';
import {
  BetaFeatureGates,
  CdiConfig,
  CdiRelease,
  ClusterNetworks,
  ComponentPlacement,
  ControlPlaneNodes,
  EvictionStrategy,
  FeatureGate,
  GoldenImage,
  KubeVirtCluster,
  KubeVirtClusterProps,
  KubeVirtRelease,
  MachineSize,
  PermittedHostDevices,
  PodNetworkBinding,
  PodSecurityLevel,
  TaintEffect,
  TenantNamespace,
  TolerationOperator,
  UninstallStrategy,
  WorkerPool,
  WorkerPoolProps,
  WorkloadUpdateMethod,
} from '../../src';

type Props = Partial<KubeVirtClusterProps>;

/** A KubeVirt custom resource. Its webhook looks at changes only, so there must be one already. */
function kubevirt(
  rule: string,
  name: string,
  props: Props,
  says: string,
  verdict: Verdict,
  releases?: Releases,
): Wrong {
  return wrong(rule, name, (scene) => [scene.cluster(props).kubevirtCr], says, verdict, releases);
}

function cdi(rule: string, name: string, props: Props, says: string, verdict: Verdict, releases?: Releases): Wrong {
  return wrong(rule, name, (scene) => [scene.cluster(props).cdiCr], says, verdict, releases);
}

/** The operators' Deployments. */
function operator(
  rule: string,
  name: string,
  props: Props,
  says: string,
  verdict: Verdict,
  releases?: Releases,
): Wrong {
  return wrong(rule, name, (scene) => deployments(scene.cluster(props)), says, verdict, releases);
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

const MEANT = 'KubeVirt takes it, and does what it says, which is seldom meant';
const IGNORED = 'KubeVirt takes it, and does as if it were not there';
const UNREADABLE = 'the API server takes it, and the operator cannot read the custom resource any more';
const EITHER_WAY = 'KubeVirt takes it, and does something else than what was meant';

const FROM_V1_8: Releases = { kubevirtFrom: KubeVirtRelease.V1_8_4.version };
const FROM_V1_9: Releases = { kubevirtFrom: KubeVirtRelease.V1_9_0.version };
const BEFORE_V1_9: Releases = { kubevirtUntil: KubeVirtRelease.V1_9_0.version };

const GATES: readonly Wrong[] = [
  kubevirt(
    'KV001',
    'a misspelt gate',
    { featureGates: ['CpuManager2'] },
    'is not a feature gate of KubeVirt',
    stricter(IGNORED),
  ),
  kubevirt(
    'KV001',
    'a gate of a later release',
    { featureGates: ['IOMMUFD'] },
    'does not know; v1.9.0 does',
    stricter(IGNORED),
    BEFORE_V1_9,
  ),
  kubevirt(
    'KV002',
    'virtiofs',
    { featureGates: ['ExperimentalVirtiofsSupport'] },
    'has discontinued, so it would do nothing. Name "EnableVirtioFsStorageVolumes"',
    stricter(IGNORED),
    FROM_V1_8,
  ),
  kubevirt('KV002', 'passt', { featureGates: ['Passt'] }, 'From v1.8 name "PasstBinding"', stricter(IGNORED)),
  kubevirt(
    'KV002',
    'migration of passt',
    { featureGates: ['PasstIPStackMigration'] },
    'Name "PasstBinding"',
    stricter(IGNORED),
    FROM_V1_8,
  ),
  kubevirt('KV002', 'macvtap', { featureGates: ['Macvtap'] }, 'Register a binding plugin', stricter(IGNORED)),
  kubevirt('KV003', 'off', { disabledFeatureGates: ['LiveMigration'] }, 'is always on in KubeVirt', stricter(IGNORED)),
  // what we leave out of the lists must be put back to be asked about
  wrong(
    'KV004',
    'in both lists',
    (scene) => {
      const { kubevirtCr } = scene.cluster({ featureGates: ['Snapshot'], disabledFeatureGates: ['Snapshot'] });
      return [
        patched(kubevirtCr, '/spec/configuration/developerConfiguration', {
          featureGates: ['Snapshot'],
          disabledFeatureGates: ['Snapshot'],
        }),
      ];
    },
    'featureGates and disabledFeatureGates both name "Snapshot"',
    refused('feature gate "Snapshot" exists on both'),
    FROM_V1_8,
  ),
  needing(
    'KV005',
    'a gate that there is not',
    {},
    'Nonsense',
    'the feature gate "Nonsense", which is not a feature gate',
    stricter(IGNORED),
  ),
  needing(
    'KV005',
    'a gate that is off',
    { disabledFeatureGates: ['Snapshot'] },
    'Snapshot',
    'needs it. Remove the gate from the list',
    stricter(EITHER_WAY),
    FROM_V1_9,
  ),
  needing(
    'KV005',
    'a gate that is on and off',
    { disabledFeatureGates: ['Snapshot'] },
    'Snapshot',
    'needs it. Remove the gate from the list',
    refused('feature gate "Snapshot" exists on both'),
    { kubevirtFrom: KubeVirtRelease.V1_8_4.version, kubevirtUntil: KubeVirtRelease.V1_9_0.version },
  ),
  needing(
    'KV005',
    'a gate that another turns off',
    { featureGates: ['HotplugVolumes'] },
    'DeclarativeHotplugVolumes',
    'which turns "DeclarativeHotplugVolumes" off',
    stricter(EITHER_WAY),
  ),
  wrong(
    'KV006',
    'from the list',
    (scene) => {
      const infra = scene.cluster();
      infra.requireFeatureGate('CPUManager', infra);
      return [patched(infra.kubevirtCr, '/spec/configuration/developerConfiguration/featureGates', [])];
    },
    'does not list "CPUManager" after its patches',
    stricter('KubeVirt takes it, and the machines that need the gate keep waiting'),
  ),
  wrong(
    'KV006',
    'persistent reservations',
    (scene) => {
      const infra = scene.cluster();
      infra.requireFeatureGate('PersistentReservation', infra);
      return [patched(infra.kubevirtCr, '/spec/configuration/persistentReservationConfiguration/enabled', false)];
    },
    'persistentReservationConfiguration.enabled is not true',
    stricter('KubeVirt takes it, and deploys no helper for reservations'),
    FROM_V1_9,
  ),
];

/** A machine of a user's own that needs the gate HostDisk. */
function machineWithHostDisk(scope: Construct): ApiObject {
  const volumes = [{ name: 'file', hostDisk: { path: '/disk.img', type: 'Disk' } }];
  const domain = { memory: { guest: '1Gi' }, devices: { disks: [{ name: 'file', disk: { bus: 'virtio' } }] } };
  return ownMachine(scope, domain, { volumes });
}

/** A machine of a user's own. */
function ownMachine(scope: Construct, domain: object, vmi: object = {}): ApiObject {
  return new ApiObject(scope, 'machine', {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'machine', namespace: NAMESPACES[0] },
    spec: { runStrategy: 'Always', template: { spec: { domain, ...vmi } } },
  });
}

/** A machine of a user's own with an interface on the network `fast`. */
function machineWithNetwork(scope: Construct, binding: object): ApiObject {
  return ownMachine(
    scope,
    { memory: { guest: '1Gi' }, devices: { interfaces: [{ name: 'fast', ...binding }] } },
    { networks: [{ name: 'fast', multus: { networkName: 'fast' } }] },
  );
}

/** The network `fast`, which stands for a device. */
function networkWithDevice(scope: Construct): ApiObject {
  return new ApiObject(scope, 'network', {
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: {
      name: 'fast',
      namespace: NAMESPACES[0],
      annotations: { 'k8s.v1.cni.cncf.io/resourceName': 'example.com/fast' },
    },
    spec: { config: '{}' },
  });
}

const DEVELOPER = '/spec/configuration/developerConfiguration';
const NO_DEVICE = 'KubeVirt takes it, and launchers then request no device';

const NEVER_STARTS =
  'KubeVirt takes the custom resource; what it says of the machine depends on gates that are on elsewhere in this test';
const LATER_RELEASE = 'KubeVirt takes it; it is about what is meant, or about the next release';

/** A remark about gates, which KubeVirt takes. */
/** A cluster of ours with a pool that another controller drains. */
function externalPool(scene: Scene, props: Partial<WorkerPoolProps> = {}): KubeVirtCluster {
  const infra = scene.cluster();
  const home = TenantNamespace.existing(infra, 'home', { namespaceName: 'cluster-a' });
  const image = GoldenImage.existing(infra, 'ubuntu', {
    dataSourceName: 'ubuntu', namespaceName: 'golden-images', capacity: '10Gi', cloneableFrom: true,
  });
  const size = MachineSize.of({ cores: 2, memory: '4Gi' });
  const evictionStrategy = EvictionStrategy.EXTERNAL;
  new WorkerPool(home, 'workers', { replicas: 1, size, image, evictionStrategy, evictionHandler: 'capk', ...props });
  return infra;
}

function remark(rule: string, name: string, props: Props, says: string, releases?: Releases): Wrong {
  return kubevirt(rule, name, props, says, stricter(LATER_RELEASE), releases);
}

const MORE_GATES: readonly Wrong[] = [
  wrong(
    'KV007',
    'a disk on the node',
    (scene) => {
      const infra = scene.cluster();
      machineWithHostDisk(infra);
      return [infra.kubevirtCr];
    },
    'needs the feature gate "HostDisk", which opens the nodes',
    stricter(NEVER_STARTS),
  ),
  wrong(
    'KV007',
    'hook sidecars that a construct needs',
    (scene) => {
      const infra = scene.cluster();
      infra.requireFeatureGate('Sidecar', infra);
      return [infra.kubevirtCr];
    },
    'infra needs the feature gate "Sidecar", which opens the nodes',
    stricter(NEVER_STARTS),
  ),
  wrong(
    'KV008',
    'a gate that may be off',
    (scene) => {
      machineWithHostDisk(scene.infra);
      return [];
    },
    'needs the feature gate "HostDisk", which KubeVirt',
    stricter('the custom resource of that cluster is not ours'),
  ),
  remark('KV009', 'a gate that was removed', { featureGates: ['DataVolumes'] }, 'which KubeVirt has not needed since'),
  remark('KV009', 'a gate that is always on', { featureGates: ['LiveMigration'] }, 'which is always on in KubeVirt'),
  remark('KV010', 'a gate that goes', { featureGates: ['DisableMDEVConfiguration'] },
    'so a later release will drop it', FROM_V1_9),
  remark('KV010', 'a gate with a successor', { featureGates: ['HotplugVolumes'] },
    'name "DeclarativeHotplugVolumes" instead', FROM_V1_9),
  remark('KV011', 'persistent reservations', { featureGates: ['PersistentReservation'] },
    'which is the field', FROM_V1_9),
  remark('KV012', 'both ways to plug disks in', { featureGates: ['HotplugVolumes', 'DeclarativeHotplugVolumes'] },
    'the first turns the second off'),
  remark('KV013', 'before v1.9', { disabledFeatureGates: ['Snapshot'] },
    'where every gate that is not listed is off', BEFORE_V1_9),
  remark('KV063', 'in v1.9', { disabledFeatureGates: ['NodeRestriction'] },
    'disabledFeatureGates turns off "NodeRestriction", which only tightens', FROM_V1_9),
  remark('KV063', 'before v1.9, where only the library turns it on', { disabledFeatureGates: ['NodeRestriction'] },
    'disabledFeatureGates turns off "NodeRestriction", which only tightens', BEFORE_V1_9),
  wrong('KV064', 'a pool with a bridge', (scene) => [externalPool(scene).kubevirtCr],
    'lists LiveMigrate, so an upgrade of KubeVirt live-migrates the machines of infra/home/workers/VirtualMachinePool',
    stricter('KubeVirt takes it, and migrates the machines after an upgrade')),
  wrong(
    'KV047',
    'SR-IOV beside a gate that leaves devices to others',
    (scene) => {
      const infra = scene.cluster({ featureGates: ['ExternalNetResourceInjection'] });
      machineWithNetwork(infra, { sriov: {} });
      return [infra.kubevirtCr];
    },
    '"fast" needs a device that nothing requests: the feature gate "ExternalNetResourceInjection" is on',
    stricter(NO_DEVICE),
    FROM_V1_8,
  ),
  wrong(
    'KV047',
    'SR-IOV in a cluster that exists, where v1.9 has the gate on by itself',
    (scene) => noObjects(machineWithNetwork(scene.infra, { sriov: {} })),
    'turn the gate off there and name it in disabledFeatureGates',
    stricter('the custom resource of that cluster is not ours'),
    FROM_V1_9,
  ),
  wrong(
    'KV047',
    'a bridge whose network stands for a device',
    (scene) => {
      const infra = scene.cluster({ betaFeatureGates: BetaFeatureGates.RELEASE });
      networkWithDevice(infra);
      machineWithNetwork(infra, { bridge: {} });
      return [infra.kubevirtCr];
    },
    '"fast" needs a device that nothing requests',
    stricter(NO_DEVICE),
    FROM_V1_9,
  ),
  remark('KV048', 'the gate of templates', { disabledFeatureGates: ['Template'] },
    'disabledFeatureGates names "Template": virt-operator then deletes the CRDs', FROM_V1_9),
  remark('KV048', 'the deployment of templates', configuration({ virtTemplateDeployment: { enabled: false } }),
    'virtTemplateDeployment.enabled is false: virt-operator then deletes the CRDs', FROM_V1_9),
  wrong(
    'KV048',
    'a patch',
    (scene) => [
      patched(scene.cluster().kubevirtCr, `${DEVELOPER}/disabledFeatureGates/-`, 'Template'),
    ],
    'developerConfiguration.disabledFeatureGates names "Template": virt-operator then deletes the CRDs',
    stricter(LATER_RELEASE),
    FROM_V1_9,
  ),
  remark('KV049', 'a mirror', { registry: 'registry.example/mirror' },
    'deploys virt-template by itself, and pulls it from registry.example/mirror/kubevirt', FROM_V1_9),
  wrong(
    'KV050',
    'metrics of the node',
    (scene) => {
      const infra = scene.cluster();
      ownMachine(infra, { memory: { guest: '1Gi' }, devices: { downwardMetrics: {} } });
      return [infra.kubevirtCr];
    },
    'infra/machine turns on the feature gate "DownwardMetrics" for the whole cluster',
    stricter('KubeVirt takes it; that is what the gate is for'),
  ),
  remark('KV051', 'a patch', { kubernetes: 'v1.35.4' }, 'is not a minor version of Kubernetes. Write "1.35"'),
  remark('KV051', 'a word', { kubernetes: 'newest' }, 'is not a minor version of Kubernetes. Write the minor'),
  remark('KV052', 'a minor that is too old', { kubernetes: '1.33' }, 'is not supported on. Upstream supports'),
  remark('KV052', 'a minor that is too new', { kubernetes: '1.36' }, 'Upstream supports that release on 1.34',
    BEFORE_V1_9),
  wrong('KV052', 'a cluster that exists', (scene) => {
    const { app, kubevirt: release, cdi: other } = scene;
    KubeVirtCluster.existing(app, 'infra', { kubevirt: release, cdi: other, kubernetes: '1.30' });
    return [];
  }, 'kubernetes "1.30" is a minor that', stricter('upstream tests other minors, and nothing refuses this one')),
  remark('KV057', 'the old way to plug disks in', { featureGates: ['HotplugVolumes'] },
    'where it is gone after the next start', BEFORE_V1_9),
];

/** A cluster something in which needs a feature gate. */
function needing(
  rule: string,
  name: string,
  props: Props,
  gate: string,
  says: string,
  verdict: Verdict,
  releases?: Releases,
): Wrong {
  return wrong(
    rule,
    name,
    (scene) => {
      const infra = scene.cluster(props);
      infra.requireFeatureGate(gate, infra);
      return [infra.kubevirtCr];
    },
    says,
    verdict,
    releases,
  );
}

const KUBEVIRT: readonly Wrong[] = [
  kubevirt(
    'KV014',
    'uninstallStrategy',
    spec({ uninstallStrategy: 'Ask' }),
    'uninstallStrategy "Ask" is unknown',
    stricter('KubeVirt takes it for RemoveWorkloads'),
  ),
  kubevirt(
    'KV014',
    'imagePullPolicy',
    spec({ imagePullPolicy: 'Sometimes' }),
    '] spec.imagePullPolicy "Sometimes" is unknown',
    refused('spec.imagePullPolicy in body should be one of'),
  ),
  kubevirt(
    'KV014',
    'imagePullPolicy of launchers',
    configuration({ imagePullPolicy: 'Sometimes' }),
    'configuration.imagePullPolicy "Sometimes" is unknown',
    refused('spec.configuration.imagePullPolicy in body should be one of'),
  ),
  kubevirt(
    'KV014',
    'evictionStrategy',
    configuration({ evictionStrategy: 'Ask' }),
    'configuration.evictionStrategy "Ask" is unknown',
    stricter(IGNORED),
  ),
  kubevirt(
    'KV014',
    'defaultNetworkInterface',
    configuration({ network: { defaultNetworkInterface: 'slirp' } }),
    'defaultNetworkInterface "slirp" is unknown',
    stricter('KubeVirt takes it, and refuses machines that say nothing of networks'),
  ),
  kubevirt(
    'KV014',
    'workloadUpdateMethods',
    spec({ workloadUpdateStrategy: { workloadUpdateMethods: ['Wait'] } }),
    'workloadUpdateMethods[0] "Wait" is unknown',
    stricter(IGNORED),
  ),
  kubevirt(
    'KV014',
    'the type of a patch',
    spec({
      customizeComponents: {
        patches: [{ resourceName: 'virt-api', resourceType: 'Deployment', type: 'yaml', patch: '{}' }],
      },
    }),
    'customizeComponents.patches[0].type "yaml"',
    stricter('KubeVirt takes it, and its operator goes no further'),
  ),
  kubevirt(
    'KV015',
    'YAML',
    spec({
      customizeComponents: {
        patches: [{ resourceName: 'virt-api', resourceType: 'Deployment', type: 'strategic', patch: 'spec: {}' }],
      },
    }),
    'is not JSON',
    refused('patch "spec: {}" is not valid JSON'),
  ),
  kubevirt(
    'KV016',
    'none',
    { kubevirtConfig: { infraReplicas: 0 } },
    'kubevirtConfig.infraReplicas is 0',
    refused("infra replica count can't be 0"),
  ),
  kubevirt(
    'KV017',
    'less than nothing',
    { kubevirtConfig: { migrations: { parallelMigrationsPerCluster: -1 } } },
    'parallelMigrationsPerCluster is -1',
    refused('migrations.parallelMigrationsPerCluster of type uint32'),
  ),
  kubevirt(
    'KV018',
    'no quantity',
    configuration({ migrations: { bandwidthPerMigration: '64m' } }),
    'bandwidthPerMigration "64m"',
    stricter('KubeVirt takes it for one byte a second'),
  ),
  kubevirt(
    'KV019',
    'less than one',
    { kubevirtConfig: { additionalGuestMemoryOverheadRatio: 0.5 } },
    'additionalGuestMemoryOverheadRatio is "0.5"',
    refused('ratio provided, 0.5, cannot be smaller than 1.0'),
  ),
  kubevirt(
    'KV020',
    'no duration',
    spec({ workloadUpdateStrategy: { batchEvictionInterval: 'often' } }),
    'batchEvictionInterval "often" is not a duration',
    refused('time: invalid duration "often"'),
  ),
  kubevirt(
    'KV021',
    'no duration',
    selfSigned({ ca: lasting('2 days', '1h') }),
    'ca.duration "2 days" is not a duration',
    refused('unknown unit " days" in duration "2 days"'),
  ),
  kubevirt(
    'KV021',
    'of no time',
    selfSigned({ server: lasting('0s', '0s') }),
    'server.duration "0s" must be more than zero',
    stricter('KubeVirt takes it, and its certificates are never valid'),
  ),
  kubevirt(
    'KV021',
    'old fields beside new ones',
    selfSigned({ caRotateInterval: '168h', ca: lasting('168h', '48h') }),
    'has both ca or server and the deprecated',
    refused('are deprecated and conflict with CertConfig'),
  ),
  kubevirt(
    'KV021',
    'renewed before they are made',
    selfSigned({ ca: lasting('24h', '48h') }),
    'ca.renewBefore is 48 hours',
    refused('CA RenewBefore cannot exceed Duration'),
  ),
  kubevirt(
    'KV021',
    'longer than their authority',
    selfSigned({ ca: lasting('24h', '4h'), server: lasting('48h', '4h') }),
    'server.duration is 48 hours',
    refused('Certificate duration cannot exceed CA'),
  ),
  kubevirt(
    'KV022',
    'ciphers without a version',
    configuration({ tlsConfiguration: { ciphers: ['TLS_AES_128_GCM_SHA256'] } }),
    'ciphers is given, but KubeVirt takes ciphers only',
    refused('You cannot specify ciphers when spec.configuration.tlsConfiguration.minTLSVersion is empty'),
  ),
  kubevirt(
    'KV022',
    'an unknown cipher',
    configuration({ tlsConfiguration: { minTLSVersion: 'VersionTLS12', ciphers: ['ROT13'] } }),
    'ciphers holds "ROT13"',
    refused('ROT13 is not a valid cipher'),
  ),
  kubevirt(
    'KV023',
    'no profile',
    configuration({ seccompConfiguration: { virtualMachineInstanceProfile: {} } }),
    'virtualMachineInstanceProfile has no customProfile',
    refused('virtualMachineInstanceProfile.customProfile needs to be set'),
  ),
  kubevirt(
    'KV023',
    'two profiles',
    configuration({
      seccompConfiguration: {
        virtualMachineInstanceProfile: { customProfile: { runtimeDefaultProfile: true, localhostProfile: 'a' } },
      },
    }),
    'has both localhostProfile and runtimeDefaultProfile',
    refused('customProfile.localhostProfile cannot be set when'),
  ),
  kubevirt(
    'KV024',
    'no port',
    spec({ synchronizationPort: 'many' }),
    'synchronizationPort is "many"',
    stricter('KubeVirt takes it for 9185'),
  ),
  kubevirt(
    'KV025',
    'an invalid label',
    { kubevirtConfig: { infraPlacement: { nodeSelector: { zone: 'my zone' } } } },
    'kubevirtConfig.infraPlacement.nodeSelector.zone "my zone"',
    refused('"placement-validation-webhook" is invalid: spec.template.spec.nodeSelector: Invalid value: "my zone"'),
  ),
  kubevirt(
    'KV025',
    'a toleration of nothing',
    { kubevirtConfig: { workloadPlacement: sensitive() } },
    'kubevirtConfig.workloadPlacement.tolerations[0] has no key',
    refused(
      '"placement-validation-webhook" is invalid: spec.template.spec.tolerations[0].operator: Invalid value: "Equal"',
    ),
  ),
];

const usb = (vendor: string) => ({ usb: [{ resourceName: 'example.org/a', selectors: [{ vendor, product: '1' }] }] });
const pci = (pciVendorSelector: string, resourceName: string) => ({
  pciHostDevices: [{ pciVendorSelector, resourceName }],
});
const permitting = (permittedHostDevices: PermittedHostDevices): Props => ({
  kubevirtConfig: { permittedHostDevices },
});
const OFFERED = 'KubeVirt takes it, and offers no such device';
const VGPU = { mediatedDevices: { mediatedDeviceTypes: ['nvidia-222'] } };

const HOST_DEVICES: readonly Wrong[] = [
  kubevirt('KV060', 'a selector without product', permitting(pci('10DE', 'nvidia.com/T4')),
    'kubevirtConfig.permittedHostDevices.pciHostDevices[0].pciVendorSelector "10DE" matches no device',
    stricter(OFFERED)),
  kubevirt('KV060', 'a resource without domain', permitting(pci('10DE:1EB8', 'T4')),
    'pciHostDevices[0].resourceName "T4" is not a resource that a device plugin can offer', stricter(OFFERED)),
  kubevirt('KV060', 'a vendor in words', permitting(usb('Logitech')),
    'usb[0].selectors[0].vendor "Logitech" is not a hexadecimal number', stricter(OFFERED)),
  kubevirt('KV061', 'vGPUs for nobody', { kubevirtConfig: VGPU },
    'kubevirtConfig.mediatedDevices creates "nvidia-222", but permittedHostDevices names no mediated devices',
    stricter(MEANT)),
  wrong('KV062', 'the gate Root in a tenant that enforces "baseline"',
    (scene) => {
      const infra = scene.cluster({ featureGates: [FeatureGate.ROOT] });
      return emitted(new TenantNamespace(infra, 'acme'), 'Namespace');
    },
    'is "baseline", which refuses the capability SYS_NICE of all launchers',
    later('Pod Security Admission refuses the launcher pods')),
];

const CONSEQUENCES: readonly Wrong[] = [
  kubevirt(
    'KV026',
    'Evict',
    { kubevirtConfig: { workloadUpdateMethods: [WorkloadUpdateMethod.EVICT] } },
    'kubevirtConfig.workloadUpdateMethods holds "Evict"',
    stricter(MEANT),
  ),
  kubevirt(
    'KV027',
    'another release',
    spec({ imageTag: 'v1.0.0' }),
    'imageTag "v1.0.0" makes the operator install other components',
    stricter(MEANT),
  ),
  kubevirt(
    'KV028',
    'External',
    { kubevirtConfig: { evictionStrategy: EvictionStrategy.EXTERNAL } },
    'kubevirtConfig.evictionStrategy is "External"',
    stricter(MEANT),
  ),
  kubevirt(
    'KV029',
    'RemoveWorkloads',
    { kubevirtConfig: { uninstallStrategy: UninstallStrategy.REMOVE_WORKLOADS } },
    'deletes every machine of the cluster',
    stricter(MEANT),
  ),
  kubevirt(
    'KV030',
    'ppc64le',
    configuration({ architectureConfiguration: { ppc64le: {} } }),
    'is no longer supported by KubeVirt',
    stricter(MEANT),
  ),
  wrong(
    'KV032',
    'a tenant that enforces restricted',
    (scene) => {
      const infra = scene.cluster();
      restricted(infra);
      return [infra.kubevirtCr];
    },
    'but the KubeVirt custom resource has none',
    later('Pod Security Admission refuses the launcher pods'),
  ),
  wrong(
    'KV033',
    'a tenant that enforces restricted',
    (scene) => {
      restricted(scene.infra);
      return [];
    },
    'is not known to have one',
    stricter('the custom resource of that cluster is not ours'),
  ),
];

function restricted(infra: Construct): TenantNamespace {
  return new TenantNamespace(infra, 'acme', { podSecurity: { enforce: PodSecurityLevel.RESTRICTED } });
}

function sensitive(): ComponentPlacement {
  return { tolerations: [{ operator: TolerationOperator.EQUAL, value: 'a', effect: TaintEffect.NO_SCHEDULE }] };
}

const UNMEANT = 'CDI takes it, and ignores it without a word';
const RENEWED = 'CDI takes it, and renews its certificates without end, or never';

const CDI: readonly Wrong[] = [
  cdi(
    'CDI001',
    'an unknown gate',
    cdiSpec({ config: { featureGates: ['HonorWait'] } }),
    'which is not a feature gate of CDI',
    stricter(UNMEANT),
  ),
  cdi(
    'CDI001',
    'a gate that is a field',
    cdiSpec({ config: { featureGates: ['WebhookPvcRendering'] } }),
    'which is the field config.webhookPvcRendering',
    stricter(UNMEANT),
    { cdiFrom: CdiRelease.V1_66_0.version },
  ),
  cdi(
    'K8S010',
    "no quantity of CDI's pods",
    config({ podResources: { requests: { cpu: 'much' } } }),
    'cdiConfig.podResources.requests.cpu "much"',
    refused('requests.cpu: Invalid value: "much"'),
  ),
  wrong(
    'CDI002',
    'a request above its limit',
    (scene) => {
      const podResources = { requests: { cpu: '2' }, limits: { cpu: '1' } };
      return [scene.cluster(config({ podResources })).cdiCr, importer({}, podResources)];
    },
    'cdiConfig.podResources.requests.cpu "2" is more than its limit',
    later(
      'Kubernetes refuses the importer pods',
      'resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
    ),
  ),
  cdi(
    'CDI003',
    'a figure missing',
    cdiSpec({ config: { podResourceRequirements: { limits: { memory: null } } } }),
    'config.podResourceRequirements lacks limits.memory',
    stricter('CDI takes it; a tenant with a quota could not count on the figure'),
  ),
  cdi(
    'CDI004',
    'of finished disks',
    cdiSpec({ config: { dataVolumeTTLSeconds: 60 } }),
    'dataVolumeTTLSeconds is 60',
    stricter(UNMEANT),
  ),
  cdi(
    'CDI005',
    'one of two figures',
    cdiSpec({ certConfig: { ca: { duration: '48h' } } }),
    'has only one of duration and renewBefore',
    stricter(UNMEANT),
  ),
  cdi(
    'CDI005',
    'no duration',
    cdiSpec({ certConfig: { ca: lasting('2 days', '1h') } }),
    'certConfig.ca.duration "2 days"',
    stricter(UNREADABLE),
  ),
  cdi(
    'CDI005',
    'renewed for no time',
    cdiSpec({ certConfig: { ca: lasting('48h', '0s') } }),
    'certConfig.ca.renewBefore "0s"',
    stricter(RENEWED),
  ),
  cdi(
    'CDI005',
    'renewed all the time',
    cdiSpec({ certConfig: { ca: lasting('24h', '24h') } }),
    'is not less than the duration',
    stricter(RENEWED),
  ),
  cdi(
    'CDI006',
    'none',
    config({ apiServerReplicas: 0 }),
    'cdiConfig.apiServerReplicas is 0',
    stricter('CDI takes it, and runs without its own admission'),
  ),
  cdi(
    'CDI007',
    'no URL',
    config({ importProxy: { http: 'proxy.example' } }),
    'is not the URL of a proxy',
    stricter('CDI takes it, and no import gets through'),
  ),
  cdi(
    'CDI008',
    'a password',
    config({ importProxy: { https: 'https://me:secret@proxy.example' } }),
    'holds a password',
    stricter('CDI takes it, and the secret stands in Git'),
  ),
  cdi(
    'CDI010',
    'an invalid label',
    config({ workloadPlacement: { nodeSelector: { zone: 'my zone' } } }),
    'cdiConfig.workloadPlacement.nodeSelector.zone',
    stricter('CDI takes it, and cannot make its pods'),
  ),
  cdi(
    'CDI011',
    'RemoveWorkloads',
    config({ uninstallStrategy: UninstallStrategy.REMOVE_WORKLOADS }),
    'deletes every DataVolume of the cluster',
    stricter('CDI takes it, and does what it says, which is seldom meant'),
  ),
  cdi(
    'CDI009',
    'a URL',
    config({ insecureRegistries: ['http://registry.example'] }),
    'cdiConfig.insecureRegistries holds "http://registry.example"',
    stricter('CDI takes it, and no registry ever matches'),
  ),
];

const PULL = 'Kubernetes takes it, and no node can pull such an image';
const DIGEST = `sha256:${'0'.repeat(64)}`;

const OPERATORS: readonly Wrong[] = [
  operator(
    'KV034',
    'none',
    { kubevirtOperator: { replicas: 0 } },
    'kubevirtOperator.replicas is 0',
    stricter('Kubernetes takes it, and nothing looks after the cluster'),
  ),
  operator(
    'KV035',
    'no quantity',
    { cdiOperator: { resources: { requests: { cpu: 'much' } } } },
    'cdiOperator.resources.requests.cpu "much"',
    refused('Kind=Deployment: quantities must match the regular expression'),
  ),
  operator(
    'KV035',
    'a request above its limit',
    { cdiOperator: { resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } } },
    'cdiOperator.resources.requests.cpu "2" is more than its limit',
    refused('resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1'),
  ),
  operator(
    'KV036',
    'an invalid label',
    { kubevirtOperator: { nodePlacement: { nodeSelector: { zone: 'my zone' } } } },
    'kubevirtOperator.nodePlacement.nodeSelector.zone',
    refused('"virt-operator" is invalid: spec.template.spec.nodeSelector: Invalid value: "my zone"'),
  ),
  operator('KV037', 'a URL', { registry: 'https://registry.example/' }, 'is not a registry', stricter(PULL)),
  operator(
    'KV041',
    'an invalid name',
    { pullSecrets: ['No Secret'] },
    'pullSecrets "No Secret"',
    stricter('Kubernetes takes any name, and finds no such Secret'),
  ),
  operator(
    'KV041',
    'one twice',
    { pullSecrets: ['registry', 'registry'] },
    'pullSecrets holds "registry" twice',
    refused('imagePullSecrets: duplicate entries for key [name="registry"]'),
  ),
  operator(
    'KV042',
    'an unknown word',
    { controlPlaneNodes: 'gone' as ControlPlaneNodes },
    'controlPlaneNodes is "gone", which is not a value of ControlPlaneNodes',
    stricter('no server sees the word'),
  ),
  operator(
    'KV039',
    'of no component',
    { kubevirtImages: { handle: DIGEST } as any },
    'kubevirtImages.handle is not a known property of KubeVirtImages. Did you mean handler?',
    stricter('no server sees what was meant'),
  ),
  operator(
    'KV038',
    'half a digest',
    { kubevirtImages: { handler: 'sha256:0123' } },
    'is not an image by digest',
    stricter(PULL),
  ),
  operator(
    'KV038',
    'no image',
    { kubevirtImages: { handler: 'virt-handler' } },
    'is not an image. Write a digest',
    stricter(PULL),
  ),
  operator(
    'KV038',
    'of a later release',
    { kubevirtImages: { templateApiserver: DIGEST } },
    'has no such component',
    stricter(IGNORED),
    { kubevirtUntil: KubeVirtRelease.V1_8_4.version },
  ),
  operator(
    'KV040',
    'tag and digest',
    { kubevirtImages: { operator: `registry.example/kubevirt/virt-operator:v1@${DIGEST}` } },
    'has both a tag and a digest, and KubeVirt',
    stricter('Kubernetes takes it, and KubeVirt looks for its components where they are not'),
  ),
  operator(
    'KV040',
    'another name',
    { kubevirtImages: { operator: `registry.example/kubevirt/operator@${DIGEST}` } },
    'does not end in "virt-operator"',
    stricter('Kubernetes takes it, and KubeVirt does not find its components'),
  ),
  kubevirt(
    'KV031',
    'a namespace of no name',
    { monitoring: { namespace: 'No Space' } },
    'monitoring.namespace "No Space"',
    stricter('KubeVirt takes it, and its operator cannot make the monitoring objects'),
  ),
  kubevirt(
    'KV031',
    'an account of no name',
    { monitoring: { namespace: 'monitoring', serviceAccount: 'No One' } },
    'monitoring.serviceAccount "No One"',
    stricter('KubeVirt takes it, and its operator cannot make the monitoring objects'),
  ),
  kubevirt(
    'KV031',
    'rules in a namespace of no name',
    { monitoring: { namespace: 'monitoring', serviceMonitorNamespace: 'No Space' } },
    'monitoring.serviceMonitorNamespace "No Space"',
    stricter('KubeVirt takes it, and its operator cannot make the monitoring objects'),
  ),
];

const NAMES: readonly Wrong[] = [
  wrong(
    'KV043',
    'an invalid name',
    (scene) => noObjects(scene.cluster({ clusterName: 'EU 1' })),
    'clusterName "EU 1"',
    stricter("the name is a folder's, which no server sees"),
  ),
  wrong(
    'KV044',
    'a name given twice',
    (scene) =>
      noObjects(
        scene.cluster({ clusterName: 'eu1' }),
        KubeVirtCluster.existing(scene.app, 'second', { clusterName: 'eu1', kubevirt: scene.kubevirt, cdi: scene.cdi }),
      ),
    'clusterName "eu1" is that of infra already',
    stricter("the name is a folder's, which no server sees"),
  ),
  wrong(
    'KV045',
    "KubeVirt's",
    (scene) => emitted(scene.cluster({ kubevirtNamespace: 'My KubeVirt' }), 'Namespace'),
    'kubevirtNamespace "My KubeVirt"',
    refused('metadata.name: Invalid value: "My KubeVirt"'),
  ),
  wrong(
    'KV045',
    "CDI's",
    (scene) => emitted(scene.cluster({ cdiNamespace: 'My CDI' }), 'Namespace'),
    'cdiNamespace "My CDI"',
    refused('metadata.name: Invalid value: "My CDI"'),
  ),
  networks('of pods, none', { pods: ['10.0.0.0/8x'] }, 'pod network of cluster infra "10.0.0.0/8x" is not a CIDR'),
  networks(
    'of services, a host',
    { services: ['10.96.0.1/12'] },
    'service network of cluster infra "10.96.0.1/12" has address bits',
  ),
  networks(
    'that overlap',
    { pods: ['10.0.0.0/8'], services: ['10.96.0.0/12'] },
    'overlaps service network of cluster infra',
  ),
];

function networks(name: string, given: ClusterNetworks, says: string): Wrong {
  return wrong(
    'KV046',
    name,
    (scene: Scene) => noObjects(scene.cluster({ networks: given })),
    says,
    stricter('a cluster has its ranges already; they stand in our NetworkPolicies only'),
  );
}

function second(scope: Construct, apiVersion: string, kind: string, namespace?: string): ApiObject {
  const metadata = { name: 'second', namespace };
  return new ApiObject(scope, `second-${kind}`, { apiVersion, kind, metadata, spec: {} });
}

/** A ConfigMap in KubeVirt's namespace. */
function configMap({ infra }: Scene, name: string, data: object, namespace = 'kubevirt'): ApiObject {
  const metadata = { name, namespace };
  return new ApiObject(infra, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data } as never);
}

const SECOND: readonly Wrong[] = [
  wrong(
    'KV059',
    'beside that of the cluster',
    (scene) => [second(scene.cluster(), 'kubevirt.io/v1', 'KubeVirt', 'kubevirt')],
    '"kubevirt/second" is a KubeVirt beside "kubevirt/kubevirt"',
    refused('Kubevirt is already created'),
  ),
  wrong(
    'CDI012',
    'beside that of the cluster',
    (scene) => [second(scene.cluster(), 'cdi.kubevirt.io/v1beta1', 'CDI')],
    '"second" is a CDI beside "cdi"',
    stricter('the API server takes it, and the operator puts it into the phase Error'),
  ),
  wrong(
    'KV071',
    'feature gates',
    (scene) => [configMap(scene, 'kubevirt-config', { 'feature-gates': 'LiveMigration', 'use-emulation': 'true' })],
    'read, so feature-gates, use-emulation do nothing',
    stricter('Kubernetes takes it, and KubeVirt does not read it'),
  ),
];

export const CLUSTER: readonly Wrong[] = [
  ...HOST_DEVICES,
  ...GATES,
  ...MORE_GATES,
  ...KUBEVIRT,
  ...CONSEQUENCES,
  ...CDI,
  ...OPERATORS,
  ...NAMES,
  ...SECOND,
];

/** A cluster that is as it should be. */
function fine(rule: string, name: string, props: Props): Right {
  return right(rule, name, (scene) => scene.cluster(props));
}

const hours = (number: number): Duration => Duration.hours(number);

const GOOD_GATES: readonly Right[] = [
  fine('KV001', 'a gate of another release is off', { disabledFeatureGates: ['Macvtap'] }),
  fine('KV002', 'a gate of the stage Alpha', { featureGates: ['CPUManager'] }),
  fine('KV003', 'a gate of the stage Beta is off', { disabledFeatureGates: ['Snapshot'] }),
  fine('KV004', 'one gate on and another off', { featureGates: ['CPUManager'], disabledFeatureGates: ['Snapshot'] }),
  right('KV005', 'a gate that is on by itself, though an older one is off', (scene) => {
    const infra = scene.cluster({ disabledFeatureGates: ['HotplugVolumes'] });
    infra.requireFeatureGate('DeclarativeHotplugVolumes', infra);
  }),
  right('KV006', 'a patch that adds a gate to one that is needed', (scene) => {
    const infra = scene.cluster();
    infra.requireFeatureGate('CPUManager', infra);
    patched(infra.kubevirtCr, '/spec/configuration/developerConfiguration/featureGates/-', 'Sidecar');
  }),
  right('KV007', 'a disk on the node in a cluster that names the gate', (scene) =>
    machineWithHostDisk(scene.cluster({ featureGates: ['HostDisk'] })),
  ),
  right('KV008', 'a disk on the node in a cluster that exists and is said to have the gate', (scene) => {
    const { app, kubevirt: release, cdi: other } = scene;
    machineWithHostDisk(
      KubeVirtCluster.existing(app, 'infra', { kubevirt: release, cdi: other, featureGates: ['HostDisk'] }),
    );
  }),
  fine('KV009', 'a gate of the stage Beta', { featureGates: ['Snapshot'] }),
  fine('KV010', 'the successor of a deprecated gate', { featureGates: ['DeclarativeHotplugVolumes'] }),
  fine('KV011', 'the field itself', configuration({ persistentReservationConfiguration: { enabled: true } })),
  fine('KV012', 'the old way to plug disks in, with the new one off', {
    featureGates: ['HotplugVolumes'],
    disabledFeatureGates: ['DeclarativeHotplugVolumes'],
  }),
  fine('KV057', 'the new way to plug disks in', { featureGates: ['DeclarativeHotplugVolumes'] }),
  fine('KV013', 'gates off in v1.9', { disabledFeatureGates: ['Snapshot'] }),
  fine('KV063', 'another gate off', { disabledFeatureGates: ['Snapshot'] }),
  right('KV064', 'behind masquerade', (scene) => externalPool(scene, { podNetwork: PodNetworkBinding.MASQUERADE })),
  right('KV047', 'SR-IOV, for which KubeVirt requests devices', (scene) =>
    machineWithNetwork(scene.cluster(), { sriov: {} }),
  ),
  right('KV047', 'SR-IOV where the injector runs', (scene) =>
    machineWithNetwork(scene.cluster({ networkResourcesInjector: true }), { sriov: {} }),
  ),
  right('KV047', 'a bridge without a device', (scene) =>
    machineWithNetwork(scene.cluster({ betaFeatureGates: BetaFeatureGates.RELEASE }), { bridge: {} }),
  ),
  fine('KV048', 'Beta gates that nothing needs are off, but not that of templates', {}),
  fine('KV049', 'a mirror that is known to hold the images', {
    registry: 'registry.example/mirror',
    kubevirtImages: { templateApiserver: DIGEST, templateController: DIGEST },
  }),
  fine('KV051', 'a minor', { kubernetes: '1.34' }),
  fine('KV052', 'the default', {}),
  right('KV050', 'metrics of the node in a cluster that names the gate', (scene) =>
    ownMachine(scene.cluster({ featureGates: ['DownwardMetrics'] }), {
      memory: { guest: '1Gi' }, devices: { downwardMetrics: {} },
    }),
  ),
];

const GOOD_KUBEVIRT: readonly Right[] = [
  right('KV062', 'the gate Root in a privileged tenant', (scene) => (
    new TenantNamespace(scene.cluster({ featureGates: [FeatureGate.ROOT] }), 'acme', {
      podSecurity: { enforce: PodSecurityLevel.PRIVILEGED },
    })
  )),
  fine('KV060', 'lower-case digits', permitting({ ...pci('10de:1eb8', 'nvidia.com/T4'), ...usb('46d') })),
  fine('KV061', 'vGPUs that machines may get', {
    kubevirtConfig: {
      ...VGPU,
      permittedHostDevices: { mediatedDevices: [{ mdevNameSelector: 'GRID T4-1Q', resourceName: 'nvidia.com/GRID' }] },
    },
  }),
  fine('KV014', 'an empty uninstallStrategy, as upstream has it', spec({ uninstallStrategy: '' })),
  fine(
    'KV015',
    'JSON of a strategic patch',
    spec({
      customizeComponents: {
        patches: [{ resourceName: 'virt-api', resourceType: 'Deployment', type: 'strategic', patch: '{"spec":{}}' }],
      },
    }),
  ),
  fine('KV016', 'the most that there can be', { kubevirtConfig: { infraReplicas: 255 } }),
  fine('KV017', 'no migrations at all', { kubevirtConfig: { migrations: { parallelMigrationsPerCluster: 0 } } }),
  fine('KV018', 'no limit', { kubevirtConfig: { migrations: { bandwidthPerMigration: '0' } } }),
  fine('KV019', 'exactly one', { kubevirtConfig: { additionalGuestMemoryOverheadRatio: 1 } }),
  fine('KV020', 'a part of a second', { kubevirtConfig: { batchEvictionInterval: Duration.millis(500) } }),
  fine('KV021', 'a server that lasts as long as its authority', {
    kubevirtConfig: {
      certificates: {
        ca: { duration: hours(24), renewBefore: hours(24) },
        server: { duration: hours(24), renewBefore: hours(1) },
      },
    },
  }),
  fine(
    'KV022',
    'a cipher of TLS 1.2',
    configuration({ tlsConfiguration: { minTLSVersion: 'VersionTLS12', ciphers: ['TLS_RSA_WITH_AES_128_CBC_SHA'] } }),
  ),
  fine(
    'KV023',
    'a profile beside one that is not used',
    configuration({
      seccompConfiguration: {
        virtualMachineInstanceProfile: { customProfile: { runtimeDefaultProfile: false, localhostProfile: 'a' } },
      },
    }),
  ),
  fine('KV024', 'the last port', spec({ synchronizationPort: '65535' })),
  fine('KV025', 'a toleration of every taint', {
    kubevirtConfig: { workloadPlacement: { tolerations: [{ operator: TolerationOperator.EXISTS }] } },
  }),
  fine('KV026', 'LiveMigrate', { kubevirtConfig: { workloadUpdateMethods: [WorkloadUpdateMethod.LIVE_MIGRATE] } }),
  fine('KV027', 'the tag of the release', spec({ imageTag: KubeVirtRelease.V1_9_0.version })),
  fine('KV028', 'LiveMigrate', { kubevirtConfig: { evictionStrategy: EvictionStrategy.LIVE_MIGRATE } }),
  fine('KV029', 'the default', {}),
  fine('KV030', 'another architecture', configuration({ architectureConfiguration: { arm64: {} } })),
  fine('KV031', 'an account with dots', { monitoring: { namespace: 'monitoring', serviceAccount: 'prometheus.k8s' } }),
  right('KV032', 'a tenant that enforces restricted, and launchers with a profile', (scene) =>
    restricted(scene.cluster({ kubevirtConfig: { seccompProfile: 'RuntimeDefault' } })),
  ),
  right('KV033', 'a tenant of the default level', (scene) => scene.tenant()),
  fine('KV034', 'one pod', { kubevirtOperator: { replicas: 1 } }),
  fine('KV035', 'a request as large as its limit', {
    cdiOperator: { resources: { requests: { cpu: '1' }, limits: { cpu: '1000m' } } },
  }),
  fine('KV036', 'an empty label', {
    kubevirtOperator: { nodePlacement: { nodeSelector: { 'node-role.kubernetes.io/infra': '' } } },
  }),
  fine('KV037', 'a port and a path', { registry: 'registry.example:5000/mirror' }),
  fine('KV038', 'a digest', { kubevirtImages: { handler: DIGEST } }),
  fine('KV039', 'the operator itself', { kubevirtImages: { operator: DIGEST } }),
  fine('KV040', "a name that ends in upstream's", {
    kubevirtImages: { operator: `registry.example/kubevirt/my-virt-operator@${DIGEST}` },
  }),
  fine('KV041', 'two secrets', { pullSecrets: ['registry', 'registry.mirror'] }),
  fine('KV042', 'hidden', { controlPlaneNodes: ControlPlaneNodes.HIDDEN }),
];

const GOOD_CDI: readonly Right[] = [
  fine(
    'CDI001',
    "all of CDI's gates",
    cdiSpec({ config: { featureGates: ['HonorWaitForFirstConsumer', 'DataVolumeClaimAdoption'] } }),
  ),
  fine('CDI002', 'a request as large as its limit', config({ podResources: { requests: { cpu: '750m' } } })),
  fine('CDI003', 'one figure given, the others by default', config({ podResources: { limits: { memory: '2Gi' } } })),
  fine('CDI004', 'another field of the configuration', cdiSpec({ config: { logVerbosity: 3 } })),
  fine('CDI005', 'both figures', cdiSpec({ certConfig: { ca: lasting('24h', '23h59m') } })),
  fine('CDI006', 'one pod', config({ apiServerReplicas: 1 })),
  fine('CDI007', 'an address of IPv6', config({ importProxy: { https: 'https://[2001:db8::1]:8080' } })),
  fine('CDI008', 'a user without a password', config({ importProxy: { http: 'http://lena@proxy.example' } })),
  fine('CDI009', 'a host with a port', config({ insecureRegistries: ['registry.example:5000'] })),
  fine(
    'CDI010',
    'an empty label',
    config({ infraPlacement: { nodeSelector: { 'node-role.kubernetes.io/infra': '' } } }),
  ),
  fine('CDI011', 'the default', {}),
];

const GOOD_NAMES: readonly Right[] = [
  fine('KV043', 'a name of 63 characters', { clusterName: 'a'.repeat(63) }),
  right('KV044', 'two clusters of one id in two scopes', (scene) => {
    const releases = { kubevirt: scene.kubevirt, cdi: scene.cdi };
    KubeVirtCluster.existing(new Construct(scene.app, 'a'), 'infra', { ...releases, clusterName: 'first' });
    KubeVirtCluster.existing(new Construct(scene.app, 'b'), 'infra', { ...releases, clusterName: 'second' });
  }),
  fine('KV045', 'names of their own', { kubevirtNamespace: 'virt-system', cdiNamespace: 'transfer-system' }),
  fine('KV046', 'ranges beside each other, in both families', {
    networks: { pods: ['10.0.0.0/9', 'fd00::/64'], services: ['10.128.0.0/9', 'fd00:0:0:1::/64'] },
  }),
];

const ONE_EACH: readonly Right[] = [
  right('KV059', 'one in a cluster that exists', (scene) =>
    second(scene.infra, 'kubevirt.io/v1', 'KubeVirt', 'kubevirt')),
  right('CDI012', 'one in a cluster that exists', (scene) => second(scene.infra, 'cdi.kubevirt.io/v1beta1', 'CDI')),
  right('KV071', 'another ConfigMap beside KubeVirt', (scene) => configMap(scene, 'dashboards', { a: 'b' })),
  right('KV071', 'one of a tenant', (scene) => (
    configMap(scene, 'kubevirt-config', { a: 'b' }, scene.tenant().namespaceName))),
];

export const CLUSTER_PASSING: readonly Right[] = [
  ...GOOD_GATES,
  ...GOOD_KUBEVIRT,
  ...GOOD_CDI,
  ...GOOD_NAMES,
  ...ONE_EACH,
];
