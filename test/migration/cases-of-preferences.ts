import { MigrationCase, plain } from './case';
import { MigrationVerdict } from '../../src';

/*
 * Machines about which a preference decides, known or not, and what an existing cluster leaves open.
 */

const NAMESPACE = 'cluster-acme';
const INTERFACE = ['InterfaceNotLiveMigratable'];
const HOST_DEVICE = ['HostDeviceNotLiveMigratable'];
const SEV = ['SEVNotLiveMigratable'];
const TDX = ['TDXNotLiveMigratable'];
const SECURE_EXECUTION = ['SecureExecutionNotLiveMigratable'];
const CLOCK = ['NoTSCFrequencyNotLiveMigratable'];
const { UNKNOWN } = MigrationVerdict;

const PREFERENCE = { kind: 'VirtualMachinePreference', name: 'own' };
const UNKNOWN_PREFERENCE = { kind: 'VirtualMachineClusterPreference', name: 'another' };
const UNKNOWN_INSTANCETYPE = { kind: 'VirtualMachineClusterInstancetype', name: 'another' };

function shared(kind: string, spec: object) {
  const metadata = { name: 'own', namespace: NAMESPACE };
  return { apiVersion: 'instancetype.kubevirt.io/v1beta1', kind, metadata, spec };
}

/** What a machine has with a preference of the bundle. */
function preferring(spec: object, ...further: readonly ReturnType<typeof shared>[]): Partial<MigrationCase> {
  return { preference: PREFERENCE, objects: [shared('VirtualMachinePreference', spec), ...further] };
}

/** From v1.9 on, preferences can have launchSecurity. */
const since = '1.9.0';

const secured = (launchSecurity: object, more: Partial<MigrationCase> = {}) => ({
  added: { domain: { launchSecurity }, ...more },
});

const BY_SECURITY: readonly MigrationCase[] = [
  plain('a preference with SNP', SEV, {
    since,
    ...preferring({ preferredLaunchSecurity: { snp: {} } }),
    outcomes: [secured({ snp: {} })],
  }),
  plain('a preference with TDX', TDX, {
    since,
    ...preferring({ preferredLaunchSecurity: { tdx: {} } }),
    outcomes: [secured({ tdx: {} })],
  }),
  plain('a preference with secure execution and its architecture', SECURE_EXECUTION, {
    since,
    ...preferring({ preferredLaunchSecurity: {}, preferredArchitecture: 's390x' }),
    outcomes: [secured({}, { architecture: 's390x' })],
  }),
  plain('a preference with TDX, and SEV of its own', SEV, {
    since,
    ...preferring({ preferredLaunchSecurity: { tdx: {} } }),
    domain: { launchSecurity: { sev: {} } },
  }),
  plain('a preference with TDX, and SEV of its instancetype', SEV, {
    since,
    ...preferring({ preferredLaunchSecurity: { tdx: {} } }, shared('VirtualMachineInstancetype', {
      cpu: { guest: 2 }, memory: { guest: '4Gi' }, launchSecurity: { sev: {} },
    })),
    instancetype: { kind: 'VirtualMachineInstancetype', name: 'own' },
    outcomes: [secured({ sev: {} })],
  }),
];

const RE_ENLIGHTENED = { features: { hyperv: { reenlightenment: { enabled: true } } } };
const FREE = { status: { topologyHints: { tscFrequency: 2_000_000_000 } } };
const PREFERS_CLOCK = { features: { preferredHyperv: { reenlightenment: {} } } };
const featured = (...features: readonly object[]) => ({ ...RE_ENLIGHTENED, cpu: { features } });
const INVARIANT = { name: 'invtsc', policy: 'require' };

const BY_CLOCK: readonly MigrationCase[] = [
  plain('a clock that must not change, and invtsc without a policy', CLOCK, {
    domain: featured({ name: 'invtsc' }), verdict: UNKNOWN, outcomes: [{}, FREE],
  }),
  plain('a preference with a clock that must not change even to start', [], {
    ...preferring({ ...PREFERS_CLOCK, cpu: { preferredCPUFeatures: [INVARIANT] } }),
    outcomes: [{ added: { domain: featured(INVARIANT) } }],
  }),
  plain('a preference with invtsc, which its machine turns off', CLOCK, {
    ...preferring({ ...PREFERS_CLOCK, cpu: { preferredCPUFeatures: [INVARIANT] } }),
    domain: { cpu: { features: [{ name: 'invtsc', policy: 'disable' }] } },
    verdict: UNKNOWN,
    outcomes: [{}, FREE].map((more) => (
      { ...more, added: { domain: featured({ name: 'invtsc', policy: 'disable' }) } })),
  }),
];

const ALLOWED = { 'kubevirt.io/allow-pod-bridge-network-live-migration': '' };
const BRIDGED = [{ name: 'default', bridge: {} }];
const NO_NETWORKS = { interfaces: [], networks: [] };
const POD = [{ name: 'default', pod: {} }];

const BY_NETWORK: readonly MigrationCase[] = [
  plain('a bridge, and a preference that nobody knows', [...INTERFACE, ...CLOCK], {
    preference: UNKNOWN_PREFERENCE,
    interfaces: BRIDGED,
    verdict: UNKNOWN,
    outcomes: [{}, { added: { annotations: ALLOWED } }],
  }),
  plain('a bridge, and an instancetype that nobody knows', [...INTERFACE, ...HOST_DEVICE], {
    instancetype: UNKNOWN_INSTANCETYPE,
    interfaces: BRIDGED,
    verdict: UNKNOWN,
    outcomes: [{}, { added: { annotations: ALLOWED } }],
  }),
  plain('no binding, and a preference that nobody knows', [...INTERFACE, ...CLOCK], {
    preference: UNKNOWN_PREFERENCE,
    interfaces: [{ name: 'default' }],
    verdict: UNKNOWN,
    outcomes: [{}, { added: { interfaces: [{ name: 'default', masquerade: {} }] } }],
  }),
  plain('no word about networks, and a preference that nobody knows', [...INTERFACE, ...CLOCK], {
    ...NO_NETWORKS,
    preference: UNKNOWN_PREFERENCE,
    verdict: UNKNOWN,
    outcomes: [{ added: { interfaces: BRIDGED, networks: POD } }, {}],
  }),
  plain('slirp, and a preference that nobody knows', [...INTERFACE, ...CLOCK], {
    preference: UNKNOWN_PREFERENCE, interfaces: [{ name: 'default', slirp: {} }], verdict: MigrationVerdict.NO,
  }),
];

const MEDIATED = {
  permittedHostDevices: { mediatedDevices: [{ mdevNameSelector: 'GRID T4-1Q', resourceName: 'nvidia.com/T4-1Q' }] },
};
const VGPU = { name: 'gpu', deviceName: 'nvidia.com/T4-1Q' };
const GATES = { developerConfiguration: { featureGates: ['VGPULiveMigration'] } };

const BY_EXISTING_CLUSTER: readonly MigrationCase[] = [
  plain('a GPU of an existing cluster whose gates are not told', HOST_DEVICE, {
    isBare: true,
    devices: { gpus: [VGPU] },
    verdict: UNKNOWN,
    outcomes: [{ ...MEDIATED, ...GATES }, MEDIATED, GATES].map((configuration) => ({ configuration })),
  }),
  plain('two GPUs of an existing cluster', HOST_DEVICE, {
    isBare: true,
    devices: { gpus: [VGPU, { ...VGPU, name: 'other' }] },
    outcomes: [{ configuration: { ...MEDIATED, ...GATES } }],
  }),
];

export const CASES_OF_PREFERENCES: readonly MigrationCase[] = [
  ...BY_SECURITY, ...BY_CLOCK, ...BY_NETWORK, ...BY_EXISTING_CLUSTER,
];
