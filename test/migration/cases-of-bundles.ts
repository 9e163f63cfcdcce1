import { MigrationCase, plain, volumeStatus } from './case';
import { MigrationVerdict } from '../../src';

/*
 * Machines about which other objects decide: StorageProfiles and DataVolumes, instancetypes and preferences, and the
 * KubeVirt custom resource.
 */

const NAMESPACE = 'cluster-acme';
const DISKS = ['DisksNotLiveMigratable'];
const INTERFACE = ['InterfaceNotLiveMigratable'];
const HOST_DEVICE = ['HostDeviceNotLiveMigratable'];
const CLOCK = ['NoTSCFrequencyNotLiveMigratable'];
const { UNKNOWN } = MigrationVerdict;

const SHARED = { accessModes: ['ReadWriteMany'], volumeMode: 'Block' };
const OF_ONE_NODE = { accessModes: ['ReadWriteOnce'], volumeMode: 'Filesystem' };
const SIZED = { resources: { requests: { storage: '1Gi' } } };
const VOLUMES = [{ name: 'data', dataVolume: { name: 'data' } }];

const shared = volumeStatus({ data: ['ReadWriteMany'] });
const ofOneNode = volumeStatus({ data: ['ReadWriteOnce'] });

function profile(...claimPropertySets: readonly object[]) {
  const metadata = { name: 'fast' };
  return { apiVersion: 'cdi.kubevirt.io/v1beta1', kind: 'StorageProfile', metadata, spec: { claimPropertySets } };
}

const DEFAULT_CLASS = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'fast', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'csi.example.com',
};

/** A machine with a disk of its own. */
function templated(storage: object, rest: Partial<MigrationCase>): Partial<MigrationCase> {
  const template = { metadata: { name: 'data' }, spec: { source: { blank: {} }, storage: { ...SIZED, ...storage } } };
  return { volumes: VOLUMES, templates: [template], ...rest };
}

/** A machine with a disk that the bundle holds beside it. */
function beside(spec: object, rest: Partial<MigrationCase>): Partial<MigrationCase> {
  const object = {
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'DataVolume',
    metadata: { name: 'data', namespace: NAMESPACE },
    spec: { source: { blank: {} }, ...spec },
  };
  return { volumes: VOLUMES, ...rest, objects: [object, ...rest.objects ?? []] };
}

const BY_DISKS: readonly MigrationCase[] = [
  plain('a disk of its own that is shared', [], templated({ accessModes: ['ReadWriteMany'] }, { outcomes: [shared] })),
  plain('a disk of its own of one node', DISKS, templated({ accessModes: ['ReadWriteOnce'] }, {
    outcomes: [ofOneNode],
  })),
  plain('a disk whose StorageProfile shares it', [], templated({ storageClassName: 'fast' }, {
    objects: [profile(SHARED, OF_ONE_NODE)], outcomes: [shared],
  })),
  plain('a disk whose StorageProfile keeps it on one node', DISKS, templated({ storageClassName: 'fast' }, {
    objects: [profile(OF_ONE_NODE, SHARED)], outcomes: [ofOneNode],
  })),
  plain('a disk of a volume mode that the StorageProfile keeps on one node', DISKS, templated(
    { storageClassName: 'fast', volumeMode: 'Filesystem' },
    { objects: [profile(SHARED, OF_ONE_NODE)], outcomes: [ofOneNode] },
  )),
  plain('a disk whose StorageProfile the bundle does not hold', DISKS, templated({ storageClassName: 'fast' }, {
    verdict: UNKNOWN, outcomes: [shared, ofOneNode],
  })),
  plain('a disk of the default class', DISKS, templated({}, { verdict: UNKNOWN, outcomes: [shared, ofOneNode] })),
  plain('a disk of the default class, whose StorageProfile keeps it on one node', DISKS, templated({}, {
    objects: [DEFAULT_CLASS, profile(OF_ONE_NODE)], outcomes: [ofOneNode],
  })),
  plain('a DataVolume of the bundle that is shared', [], beside(
    { pvc: { ...SIZED, accessModes: ['ReadWriteMany'] } }, { outcomes: [shared] },
  )),
  plain('a DataVolume of the bundle that its StorageProfile keeps on one node', DISKS, beside(
    { storage: { ...SIZED, storageClassName: 'fast' } }, { objects: [profile(OF_ONE_NODE)], outcomes: [ofOneNode] },
  )),
];

const NO_NETWORKS = { interfaces: [], networks: [] };
const gets = (binding: object) => ({
  added: { interfaces: [{ name: 'default', ...binding }], networks: [{ name: 'default', pod: {} }] },
});
const GETS_BRIDGE = gets({ bridge: {} });
const GETS_MASQUERADE = gets({ masquerade: {} });
const ALLOWED = { 'kubevirt.io/allow-pod-bridge-network-live-migration': '' };

const BY_CLUSTER: readonly MigrationCase[] = [
  plain('no word about networks', INTERFACE, { ...NO_NETWORKS, outcomes: [GETS_BRIDGE] }),
  plain('no word about networks, and a permitted bridge', [], {
    ...NO_NETWORKS, annotations: ALLOWED, outcomes: [GETS_BRIDGE],
  }),
  plain('no word about networks where masquerade is usual', [], {
    ...NO_NETWORKS, configuration: { network: { defaultNetworkInterface: 'masquerade' } }, outcomes: [GETS_MASQUERADE],
  }),
  plain('no word about networks in an existing cluster', INTERFACE, {
    ...NO_NETWORKS, isBare: true, verdict: UNKNOWN, outcomes: [GETS_BRIDGE, GETS_MASQUERADE],
  }),
];

const PREFERENCE = { kind: 'VirtualMachinePreference', name: 'own' };
const INSTANCETYPE = { kind: 'VirtualMachineInstancetype', name: 'own' };
const FREE = { status: { topologyHints: { tscFrequency: 2_000_000_000 } } };
const RE_ENLIGHTENED = { features: { hyperv: { reenlightenment: { enabled: true } } } };

function sized(kind: string, spec: object) {
  const metadata = { name: 'own', namespace: NAMESPACE };
  return { apiVersion: 'instancetype.kubevirt.io/v1beta1', kind, metadata, spec };
}

const size = (more: object) => [
  sized('VirtualMachineInstancetype', { cpu: { guest: 2 }, memory: { guest: '4Gi' }, ...more }),
];
const preferring = (spec: object) => [sized('VirtualMachinePreference', spec)];

const BY_SIZES: readonly MigrationCase[] = [
  plain('an instancetype with a GPU', HOST_DEVICE, {
    instancetype: INSTANCETYPE,
    objects: size({ gpus: [{ name: 'gpu', deviceName: 'nvidia.com/A10' }] }),
    outcomes: [{ added: { devices: { gpus: [{ name: 'gpu', deviceName: 'nvidia.com/A10' }] } } }],
  }),
  plain('an instancetype with a device of the node', HOST_DEVICE, {
    instancetype: INSTANCETYPE,
    objects: size({ hostDevices: [{ name: 'a', deviceName: 'a.com/b' }] }),
    outcomes: [{ added: { devices: { hostDevices: [{ name: 'a', deviceName: 'a.com/b' }] } } }],
  }),
  plain('an instancetype with SEV', ['SEVNotLiveMigratable'], {
    instancetype: INSTANCETYPE,
    objects: size({ launchSecurity: { sev: {} } }),
    outcomes: [{ added: { domain: { launchSecurity: { sev: {} } } } }],
  }),
  plain('an instancetype that permits a bridge', [], {
    instancetype: INSTANCETYPE,
    objects: size({ annotations: ALLOWED }),
    interfaces: [{ name: 'default', bridge: {} }],
    outcomes: [{ added: { annotations: ALLOWED } }],
  }),
  plain('an instancetype that KubeVirt embeds', [], {
    instancetype: { kind: 'VirtualMachineClusterInstancetype', name: 'u1.medium' },
  }),
  plain('an instancetype that nobody knows', HOST_DEVICE, {
    instancetype: { kind: 'VirtualMachineClusterInstancetype', name: 'another' },
    verdict: UNKNOWN,
    outcomes: [{}, { added: { devices: { hostDevices: [{ name: 'a', deviceName: 'a.com/b' }] } } }],
  }),
  plain('a preference that permits a bridge', [], {
    preference: PREFERENCE,
    objects: preferring({ annotations: ALLOWED }),
    interfaces: [{ name: 'default', bridge: {} }],
    outcomes: [{ added: { annotations: ALLOWED } }],
  }),
  plain('a preference for masquerade', [], {
    preference: PREFERENCE,
    objects: preferring({ devices: { preferredInterfaceMasquerade: {} } }),
    interfaces: [{ name: 'default' }],
    outcomes: [{ added: { interfaces: [{ name: 'default', masquerade: {} }] } }],
  }),
  plain('a preference with a clock that must not change', CLOCK, {
    preference: PREFERENCE,
    objects: preferring({ features: { preferredHyperv: { reenlightenment: {} } } }),
    verdict: UNKNOWN,
    outcomes: [{ added: { domain: RE_ENLIGHTENED } }, { added: { domain: RE_ENLIGHTENED }, ...FREE }],
  }),
  plain('a preference with SEV', ['SEVNotLiveMigratable'], {
    preference: PREFERENCE,
    objects: preferring({ preferredLaunchSecurity: { sev: {} } }),
    outcomes: [{ added: { domain: { launchSecurity: { sev: {} } } } }],
    since: '1.9.0',
  }),
  plain('a preference for no interface', [], {
    ...NO_NETWORKS,
    preference: PREFERENCE,
    objects: preferring({ devices: { preferredAutoattachPodInterface: false } }),
    outcomes: [{ added: { devices: { autoattachPodInterface: false } } }],
  }),
  plain('a preference for no interface, which the machine wants', INTERFACE, {
    ...NO_NETWORKS,
    devices: { autoattachPodInterface: true },
    preference: PREFERENCE,
    objects: preferring({ devices: { preferredAutoattachPodInterface: false } }),
    outcomes: [GETS_BRIDGE],
  }),
  plain('a preference for an architecture that encrypts', ['SecureExecutionNotLiveMigratable'], {
    preference: PREFERENCE,
    objects: preferring({ preferredArchitecture: 's390x' }),
    domain: { launchSecurity: {} },
    outcomes: [{ added: { architecture: 's390x' } }],
  }),
  plain('a preference for Linux that KubeVirt embeds', [], {
    preference: { kind: 'VirtualMachineClusterPreference', name: 'fedora' },
  }),
  plain('a preference for Windows that KubeVirt embeds', CLOCK, {
    preference: { kind: 'VirtualMachineClusterPreference', name: 'windows.2k22' },
    verdict: UNKNOWN,
    outcomes: [{ added: { domain: RE_ENLIGHTENED } }, { added: { domain: RE_ENLIGHTENED }, ...FREE }],
  }),
  plain('a preference that nobody knows', CLOCK, {
    preference: { kind: 'VirtualMachineClusterPreference', name: 'another' },
    verdict: UNKNOWN,
    outcomes: [{}, { added: { domain: RE_ENLIGHTENED } }],
  }),
];

export const CASES_OF_BUNDLES: readonly MigrationCase[] = [...BY_DISKS, ...BY_CLUSTER, ...BY_SIZES];
