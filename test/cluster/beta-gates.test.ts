import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { cluster, kubevirtSpec, notices, problems } from './clusters';
import {
  BetaFeatureGates, BundleApp, CdiRelease, FeatureGate, InfraCluster, KubeVirtCluster, KubeVirtClusterProps,
  KubeVirtRelease,
} from '../../src';
import { KEPT_AS_RELEASED, TIGHTENING } from '../../src/rules/kubevirt/gates/beta-gates';
import { noticesOf } from '../findings';

const { V1_7_4, V1_8_4, V1_9_0 } = KubeVirtRelease;

const UNNEEDED = [
  'DeclarativeHotplugVolumes',
  'ExternalNetResourceInjection',
  'GPUsWithDRA',
  'HostDevicesWithDRA',
  'ImageVolume',
  'KubevirtSeccompProfile',
  'LibvirtHooksServerAndClient',
  'OptOutRoleAggregation',
  'PasstBinding',
  'PodSecondaryInterfaceNamingUpgrade',
  'RebootPolicy',
  'Snapshot',
  'VmiMemoryOverheadReport',
  'WorkloadEncryptionSEV',
];

function developer(infra: KubeVirtCluster): { featureGates: string[]; disabledFeatureGates?: string[] } {
  return kubevirtSpec(infra).configuration.developerConfiguration;
}

/** What a release makes of the lists. KubeVirt v1.9.0 and v1.8.4 pkg/virt-config/featuregate: IsEnabled. */
function isOn(infra: KubeVirtCluster, gate: string): boolean {
  const { featureGates, disabledFeatureGates = [] } = developer(infra);
  const state = infra.kubevirt.featureGateState(gate);
  if (state === 'GA' || featureGates.includes(gate)) return true;
  return state === 'Beta' && infra.kubevirt._atLeast('1.9.0') && !disabledFeatureGates.includes(gate);
}

function object(infra: InfraCluster, group: string, kind: string, spec: object): ApiObject {
  const apiVersion = infra.kubevirt.apiVersion(group, kind) ?? `${group}/v1alpha1`;
  return new ApiObject(infra, 'object', { apiVersion, kind, metadata: { name: 'object', namespace: 'default' }, spec });
}

function machine(infra: InfraCluster, domain: object, more: object = {}, annotations?: object): ApiObject {
  return new ApiObject(infra, 'machine', {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'machine', namespace: 'default' },
    spec: {
      runStrategy: 'Always',
      template: {
        metadata: { annotations },
        spec: { domain: { memory: { guest: '1Gi' }, devices: {}, ...domain }, ...more },
      },
    },
  });
}

describe('Beta gates', () => {
  test('that nothing needs are off by default, but for one that tightens and one whose end deletes objects', () => {
    expect(developer(cluster())).toEqual({ featureGates: [], disabledFeatureGates: UNNEEDED });
  });

  test('of v1.9 are each off, tightening, or kept', () => {
    const beta = Object.entries(V1_9_0._gates).filter(([, state]) => state === 'Beta').map(([gate]) => gate);
    expect([...UNNEEDED, ...TIGHTENING, ...KEPT_AS_RELEASED].sort()).toEqual(beta.sort());
  });

  test('are in the same lists with v1.8, so an upgrade changes nothing', () => {
    expect(developer(cluster({ kubevirt: V1_8_4 }))).toEqual({
      featureGates: ['NodeRestriction'],
      disabledFeatureGates: UNNEEDED,
    });
    expect(developer(cluster({ kubevirt: V1_7_4 }))).toEqual({ featureGates: ['NodeRestriction'] });
  });

  test.each<[string, Partial<KubeVirtClusterProps>]>([
    ['nothing is named', {}],
    ['gates are named', { featureGates: ['Snapshot', 'HotplugVolumes'], disabledFeatureGates: ['NodeRestriction'] }],
    ['the injector runs', { networkResourcesInjector: true }],
  ])('mean the same in v1.8 and v1.9 where %s', (_what, props) => {
    const [older, newer] = [V1_8_4, V1_9_0].map((kubevirt) => cluster({ kubevirt, ...props }));
    // the old way to plug disks in has a successor in v1.9, and Template keeps its release's state
    const gates = [...UNNEEDED, ...TIGHTENING].filter((gate) => gate !== 'DeclarativeHotplugVolumes');
    expect(gates.filter((gate) => isOn(newer, gate))).toEqual(gates.filter((gate) => isOn(older, gate)));
    expect([problems(older), problems(newer)]).toEqual([[], []]);
  });

  test('keep the state of the release on request', () => {
    const betaFeatureGates = BetaFeatureGates.RELEASE;
    expect(developer(cluster({ betaFeatureGates }))).toEqual({ featureGates: [] });
    expect(developer(cluster({ kubevirt: V1_8_4, betaFeatureGates }))).toEqual({ featureGates: [] });
    expect(developer(cluster({ betaFeatureGates, disabledFeatureGates: ['Snapshot'] }))).toEqual({
      featureGates: [], disabledFeatureGates: ['Snapshot'],
    });
  });

  test.each(UNNEEDED)('are on if named: %s', (gate) => {
    const infra = cluster({ featureGates: [gate] });
    expect(developer(infra).disabledFeatureGates).not.toContain(gate);
    expect(problems(infra)).toEqual([]);
  });

  test('are on if overrides name them', () => {
    const configuration = { developerConfiguration: { featureGates: ['Snapshot'] } };
    expect(developer(cluster({ overrides: { kubevirt: { configuration } } })).disabledFeatureGates)
      .toEqual(UNNEEDED.filter((gate) => gate !== 'Snapshot'));
    const lazy = { configuration: Lazy.any({ produce: () => configuration }) as object };
    expect(developer(cluster({ overrides: { kubevirt: lazy } })).disabledFeatureGates)
      .toEqual(UNNEEDED.filter((gate) => gate !== 'Snapshot'));
  });

  test('that tighten are off if named as off', () => {
    const disabledFeatureGates = ['NodeRestriction'];
    expect(developer(cluster({ disabledFeatureGates })).disabledFeatureGates).toContain('NodeRestriction');
    expect(developer(cluster({ kubevirt: V1_8_4, disabledFeatureGates })).featureGates).toEqual([]);
  });

  test('that a named gate turns off are off, as it says', () => {
    const { featureGates, disabledFeatureGates } = developer(cluster({ featureGates: ['HotplugVolumes'] }));
    expect(featureGates).toEqual(['HotplugVolumes']);
    expect(disabledFeatureGates).toContain('DeclarativeHotplugVolumes');
  });
});

describe('a Beta gate that something needs is on', () => {
  test.each<[string, object, object]>([
    ['DeclarativeHotplugVolumes', { devices: { disks: [{ name: 'drive', cdrom: {} }] } }, {}],
    ['DeclarativeHotplugVolumes', {}, {
      volumes: [{ name: 'a', persistentVolumeClaim: { claimName: 'a', hotpluggable: true } }],
    }],
    ['GPUsWithDRA', { devices: { gpus: [{ name: 'a', claimName: 'a', requestName: 'a' }] } }, {}],
    ['HostDevicesWithDRA', { devices: { hostDevices: [{ name: 'a', claimName: 'a', requestName: 'a' }] } }, {}],
    ['PasstBinding', { devices: { interfaces: [{ name: 'a', passtBinding: {} }] } }, {}],
    ['RebootPolicy', { rebootPolicy: 'Terminate' }, {}],
    ['WorkloadEncryptionSEV', { launchSecurity: { sev: {} } }, {}],
  ])('by a machine: %s', (gate, domain, more) => {
    const infra = cluster();
    machine(infra, domain, more);
    expect(developer(infra).disabledFeatureGates).toEqual(UNNEEDED.filter((each) => each !== gate));
  });

  test.each([
    ['Snapshot', 'snapshot.kubevirt.io', 'VirtualMachineSnapshot', { source: {} }],
    ['Snapshot', 'snapshot.kubevirt.io', 'VirtualMachineRestore', { target: {}, virtualMachineSnapshotName: 'a' }],
    ['Snapshot', 'clone.kubevirt.io', 'VirtualMachineClone', { source: {} }],
    ['VMExport', 'export.kubevirt.io', 'VirtualMachineExport', { source: {} }],
  ])('by an object of its kind: %s by %s/%s', (gate, group, kind, spec) => {
    const [older, newer] = [V1_8_4, V1_9_0].map((kubevirt) => cluster({ kubevirt }));
    for (const infra of [older, newer]) {
      object(infra, group, kind, spec);
      expect(isOn(infra, gate)).toBe(true);
      expect(developer(infra).disabledFeatureGates).not.toContain(gate);
    }
    expect(older.featureGateUsers()).toEqual({ [gate]: ['infra/object'] });
  });

  test('by a field of the custom resource', () => {
    const configuration = { roleAggregationStrategy: 'Manual' as const };
    const infra = cluster({ overrides: { kubevirt: { configuration } } });
    expect(developer(infra).disabledFeatureGates).toEqual(UNNEEDED.filter((gate) => gate !== 'OptOutRoleAggregation'));
    expect(problems(infra)).toEqual([]);
  });

  const HOOKED = ['PodSecondaryInterfaceNamingUpgrade', 'VGPULiveMigration'];
  test.each(HOOKED)('by another gate that is named: %s', (gate) => {
    const [older, newer] = [V1_8_4, V1_9_0].map((kubevirt) => cluster({ kubevirt, featureGates: [gate] }));
    for (const infra of [older, newer]) expect(isOn(infra, 'LibvirtHooksServerAndClient')).toBe(true);
    expect(problems(cluster({ featureGates: [gate], disabledFeatureGates: ['LibvirtHooksServerAndClient'] }))).toEqual([
      '[infra] disabledFeatureGates names "LibvirtHooksServerAndClient", but infra/kubevirt-cr (featureGates '
        + `"${gate}") needs it. Remove the gate from the list, or what needs it from the program.`,
    ]);
  });

  test('by the machine of a template', () => {
    const infra = cluster();
    object(infra, 'template.kubevirt.io', 'VirtualMachineTemplate', {
      virtualMachine: { spec: { template: { spec: { domain: { devices: {}, rebootPolicy: 'Terminate' } } } } },
    });
    expect(developer(infra).disabledFeatureGates).toEqual(UNNEEDED.filter((gate) => gate !== 'RebootPolicy'));
    expect(infra.featureGateUsers()).toEqual({ RebootPolicy: ['infra/object'], Template: ['infra/object'] });
  });
});

describe('virt-template', () => {
  const warning = 'disabledFeatureGates names "Template": virt-operator then deletes the CRDs of virt-template, and '
    + 'with them every VirtualMachineTemplate in the cluster. Remove it from the list, or accept this finding if the '
    + 'cluster holds none.';

  test('is not removed without a warning', () => {
    expect(notices(cluster({ disabledFeatureGates: ['Template'] }))).toEqual([warning]);
    expect(notices(cluster({ featureGates: ['Template'] }))).toEqual([]);
    expect(notices(cluster())).toEqual([]);
  });

  test('is not removed where templates of the program need it', () => {
    const infra = cluster({ disabledFeatureGates: ['Template'] });
    object(infra, 'template.kubevirt.io', 'VirtualMachineTemplate', { virtualMachine: {} });
    expect(problems(infra)).toContain('[infra] disabledFeatureGates names "Template", but infra/object needs it. '
      + 'Remove the gate from the list, or what needs it from the program.');
  });

  test('is pulled from a registry of your own with a notice', () => {
    const registry = 'registry.example/mirror';
    const [notice] = notices(cluster({ registry }));
    expect(notice).toBe('KubeVirt v1.9.0 deploys virt-template by itself, and pulls it from '
      + 'registry.example/mirror/kubevirt, as nothing names the feature gate "Template". Copy '
      + 'virt-template-apiserver and virt-template-controller to the registry and name Template in featureGates, or '
      + 'name it in disabledFeatureGates.');
    expect(notices(cluster({ registry, featureGates: ['Template'] }))).toEqual([]);
    expect(notices(cluster({ registry, kubevirt: V1_8_4 }))).toEqual([]);
  });
});

describe('network-resources-injector', () => {
  const GATE = FeatureGate.EXTERNAL_NET_RESOURCE_INJECTION;

  test('is said to run, or KubeVirt requests the devices itself', () => {
    expect(isOn(cluster(), GATE)).toBe(false);
    expect(isOn(cluster({ networkResourcesInjector: true }), GATE)).toBe(true);
    expect(developer(cluster({ kubevirt: V1_8_4, networkResourcesInjector: true })).featureGates)
      .toEqual([GATE, 'NodeRestriction']);
  });

  test('is unknown to v1.7, which always requests the devices itself', () => {
    const infra = cluster({ kubevirt: V1_7_4, networkResourcesInjector: true });
    expect(problems(infra)).toEqual([]);
    expect(developer(infra)).toEqual({ featureGates: ['NodeRestriction'] });
  });

  const sriov = (infra: InfraCluster): ApiObject => machine(
    infra,
    { devices: { interfaces: [{ name: 'fast', sriov: {} }] } },
    { networks: [{ name: 'fast', multus: { networkName: 'fast' } }] },
  );
  const existing = (props: object): InfraCluster =>
    KubeVirtCluster.existing(new BundleApp(), 'infra', { kubevirt: V1_9_0, cdi: CdiRelease.V1_66_0, ...props });

  test('is asked for where v1.9 leaves the devices to it by itself', () => {
    expect(noticesOf(sriov(existing({})))).toEqual([
      'spec.template.spec.networks "fast" needs a device that nothing requests: the feature gate '
        + '"ExternalNetResourceInjection" is on, so KubeVirt v1.9.0 leaves that to network-resources-injector. Set '
        + 'networkResourcesInjector to true on cluster infra if that webhook runs there; if not, turn the gate off '
        + 'there and name it in disabledFeatureGates.',
    ]);
    expect(noticesOf(sriov(existing({ networkResourcesInjector: true })))).toEqual([]);
    expect(noticesOf(sriov(existing({ disabledFeatureGates: [GATE] })))).toEqual([]);
    expect(noticesOf(sriov(existing({ kubevirt: V1_8_4 })))).toEqual([]);
  });

  test('is asked for where a patch turns the gate on', () => {
    const infra = cluster();
    infra.kubevirtCr.addJsonPatch(
      JsonPatch.remove('/spec/configuration/developerConfiguration/disabledFeatureGates'),
    );
    expect(noticesOf(sriov(infra))[0]).toContain('"fast" needs a device that nothing requests');
  });
});

describe('one machine', () => {
  const SIDECAR = { 'hooks.kubevirt.io/hookSidecars': '[{"image": "registry.example/hook:1"}]' };

  test('does not turn on a gate that opens the nodes by what it prefers, or as part of a template', () => {
    for (const make of [
      (infra: InfraCluster) => {
        new ApiObject(infra, 'preference', {
          apiVersion: 'instancetype.kubevirt.io/v1beta1',
          kind: 'VirtualMachineClusterPreference',
          metadata: { name: 'hooked' },
          spec: { annotations: SIDECAR },
        });
        machine(infra, {}).addJsonPatch(
          JsonPatch.add('/spec/preference', { name: 'hooked' }), // of the cluster, as KubeVirt assumes
        );
      },
      (infra: InfraCluster) => object(infra, 'template.kubevirt.io', 'VirtualMachineTemplate', {
        virtualMachine: {
          spec: { template: { metadata: { annotations: SIDECAR }, spec: { domain: { devices: {} } } } },
        },
      }),
    ]) {
      const infra = cluster();
      make(infra);
      expect(developer(infra).featureGates).toEqual([]);
      expect(problems(infra).join('\n')).toContain('needs the feature gate "Sidecar", which opens the nodes and so is '
        + 'not turned on by being used.');
    }
  });

  test('does not silently turn on a gate that gives every machine more of its node', () => {
    const infra = cluster();
    machine(infra, { devices: { autoattachPodInterface: false, autoattachVSOCK: true, downwardMetrics: {} } });
    expect(developer(infra).featureGates).toEqual(['DownwardMetrics', 'VSOCK']);
    expect(noticesOf(infra.node.findChild('machine'))).toEqual([
      'infra/machine turns on the feature gate "DownwardMetrics" for the whole cluster, so every machine may get '
        + 'metrics of its node. Name the gate in featureGates of the cluster if every tenant may use it, or remove '
        + 'what needs it.',
      'infra/machine turns on the feature gate "VSOCK" for the whole cluster, so every machine may get sockets of its '
        + 'node. Name the gate in featureGates of the cluster if every tenant may use it, or remove what needs it.',
    ]);
    const named = cluster({ featureGates: ['DownwardMetrics', 'VSOCK'] });
    machine(named, { devices: { autoattachPodInterface: false, autoattachVSOCK: true, downwardMetrics: {} } });
    expect(noticesOf(named.node.findChild('machine'))).toEqual([]);
  });
});
