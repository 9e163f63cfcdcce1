import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { cluster, kubevirtSpec, notices, problems } from './clusters';
import {
  BetaFeatureGates, CdiRelease, FeatureGate, InfraCluster, KubeVirtCluster, KubeVirtRelease,
} from '../../src';
import { INSTEAD, RETIRED, SUCCESSOR } from '../../src/rules/kubevirt/gates/gate-history';
import { gateLists, GateWishes } from '../../src/rules/kubevirt/gates/gate-lists';

const { V1_7_4, V1_8_4, V1_9_0 } = KubeVirtRelease;

/** What Beta gates do by default is tested in beta-gates.test.ts. */
const betaFeatureGates = BetaFeatureGates.RELEASE;

function lists(release: KubeVirtRelease, wishes: Partial<GateWishes>) {
  return gateLists(release, { wanted: [], disabled: [], required: {}, leavesBeta: true, ...wishes });
}

/** A cluster with these gates on and off, in which constructs need gates. */
function asking(
  kubevirt: KubeVirtRelease,
  { wanted = [], disabled = [], required = {} }: Partial<GateWishes>,
): KubeVirtCluster {
  const infra = cluster({
    kubevirt, featureGates: [...wanted], disabledFeatureGates: [...disabled], betaFeatureGates,
  });
  for (const [gate, users] of Object.entries(required)) {
    for (const id of users) infra.requireFeatureGate(gate, new Construct(infra, id));
  }
  return infra;
}

describe('the names of gates', () => {
  const known = new Set(KubeVirtRelease.all().flatMap((release) => Object.keys(release._gates)));

  test('are those that the releases know, no more and no less', () => {
    const names = Object.values(FeatureGate).filter((value) => typeof value === 'string');
    expect(names.sort()).toEqual([...known].sort());
  });

  test('in the table of retired gates are known to no release', () => {
    expect(Object.keys(RETIRED).filter((gate) => known.has(gate))).toEqual([]);
  });

  test('in the tables of replacements are known to some release', () => {
    expect([...Object.keys(INSTEAD), ...Object.entries(SUCCESSOR).flat()].filter((gate) => !known.has(gate))).toEqual(
      [],
    );
  });

  test('have advice for every discontinued one', () => {
    const discontinued = KubeVirtRelease.all().flatMap((release) =>
      Object.entries(release._gates)
        .filter(([, state]) => state === 'Discontinued')
        .map(([gate]) => gate),
    );
    expect([...new Set(discontinued)].filter((gate) => INSTEAD[gate] === undefined)).toEqual([]);
  });
});

const OLD_HOTPLUG = 'In a cluster where no volume is plugged into an instance alone, name "DeclarativeHotplugVolumes" '
  + 'instead; elsewhere it would take these volumes out of running machines, so plug them through their '
  + 'VirtualMachines first (docs/how-to/plugged-volumes.md).';

describe('the seven gates of the source documents', () => {
  const legacy = [
    'DataVolumes',
    'LiveMigration',
    'CPUManager',
    'CPUNodeDiscovery',
    'Sidecar',
    'Snapshot',
    'HotplugVolumes',
  ];

  test.each([
    [V1_7_4, ['CPUManager', 'HotplugVolumes', 'Sidecar', 'Snapshot']],
    [V1_8_4, ['CPUManager', 'HotplugVolumes', 'Sidecar', 'Snapshot']],
    [V1_9_0, ['CPUManager', 'HotplugVolumes', 'Sidecar']],
  ])('give a correct custom resource on %s', (kubevirt, expected) => {
    const infra = cluster({ kubevirt, featureGates: legacy, betaFeatureGates });
    expect(problems(infra)).toEqual([]);
    expect(kubevirtSpec(infra).configuration.developerConfiguration).toEqual({ featureGates: expected });
  });

  test('leave notices of what is left out, and why', () => {
    expect(notices(cluster({ featureGates: legacy }))).toEqual([
      'featureGates names "DataVolumes", which KubeVirt has not needed since v0.32.0, so it is left out. Remove it.',
      'featureGates names "LiveMigration", which is always on in KubeVirt v1.9.0, so it is left out. Remove it.',
      'featureGates names "CPUNodeDiscovery", which is always on in KubeVirt v1.9.0, so it is left out. Remove it.',
      'featureGates names "HotplugVolumes", which KubeVirt v1.9.0 deprecates, so a later release will drop it. '
        + OLD_HOTPLUG,
    ]);
  });
});

describe('a wanted gate', () => {
  test('that is unknown is an error with the nearest name', () => {
    expect(problems(cluster({ featureGates: ['CPUManger'] }))).toEqual([
      '[infra] featureGates names "CPUManger", which is not a feature gate of KubeVirt v1.9.0, so KubeVirt would '
        + 'ignore it silently. Did you mean "CPUManager"?',
    ]);
  });

  test('that is unknown, and whose nearest name is always on, needs no listing', () => {
    for (const list of ['featureGates', 'disabledFeatureGates']) {
      expect(problems(cluster({ [list]: ['LiveMigraton'] }))).toEqual([
        `[infra] ${list} names "LiveMigraton", which is not a feature gate of KubeVirt v1.9.0, so KubeVirt would `
          + 'ignore it silently. Did you mean "LiveMigration"? It is always on in KubeVirt v1.9.0 and needs no '
          + 'listing, so leave it out.',
      ]);
    }
  });

  test('that is like no other is an error that says where the names are', () => {
    expect(problems(asking(V1_9_0, { wanted: ['Teleportation0123456789'] }))).toEqual([
      '[infra] featureGates names "Teleportation0123456789", which is not a feature gate of KubeVirt v1.9.0, so '
        + 'KubeVirt would ignore it silently. The class FeatureGate holds all names.',
    ]);
  });

  test('of another release is an error that says which releases know it', () => {
    expect(problems(cluster({ kubevirt: V1_7_4, featureGates: [FeatureGate.TEMPLATE] }))).toEqual([
      '[infra] featureGates names "Template", which KubeVirt v1.7.4 does not know; v1.8.4 and v1.9.0 do. Leave it out, '
        + 'or choose such a release.',
    ]);
    expect(problems(asking(V1_8_4, { wanted: ['Plugins'] }))).toEqual([
      '[infra] featureGates names "Plugins", which KubeVirt v1.8.4 does not know; v1.9.0 does. Leave it out, or choose '
        + 'such a release.',
    ]);
  });

  test.each([
    ['Passt', 'PasstBinding'],
    ['Macvtap', 'binding plugin'],
    ['PasstIPStackMigration', 'PasstBinding'],
    ['ExperimentalVirtiofsSupport', 'EnableVirtioFsStorageVolumes'],
  ])('that is discontinued is an error with what replaces it: %s', (gate, replacement) => {
    const [sentence, ...others] = problems(asking(V1_9_0, { wanted: [gate] }));
    expect(sentence).toContain(
      `featureGates names "${gate}", which KubeVirt v1.9.0 has discontinued, so it would do nothing. `,
    );
    expect(sentence).toContain(replacement);
    expect(others).toEqual([]);
  });

  test.each([
    [V1_7_4, ['Snapshot']],
    [V1_8_4, ['Snapshot']],
    [V1_9_0, []],
  ])('that is Beta is listed up to v1.8 and on by itself from v1.9: %s', (release, expected) => {
    expect(lists(release, { wanted: ['Snapshot'] }).featureGates).toEqual(expected);
    expect(problems(asking(release, { wanted: ['Snapshot'] }))).toEqual([]);
    expect(notices(asking(release, { wanted: ['Snapshot'] }))).toEqual([]);
  });

  test('that is deprecated is listed, with a notice', () => {
    const infra = asking(V1_9_0, { wanted: ['DisableMDEVConfiguration'] });
    expect(lists(V1_9_0, { wanted: ['DisableMDEVConfiguration'] }).featureGates).toEqual(['DisableMDEVConfiguration']);
    expect(notices(infra)).toEqual([
      'featureGates names "DisableMDEVConfiguration", which KubeVirt v1.9.0 deprecates, so a later release will drop '
        + 'it. Set configuration.mediatedDevicesConfiguration.enabled to false instead.',
    ]);
  });

  test('is listed once and in order', () => {
    expect(
      lists(V1_9_0, { wanted: ['Sidecar', 'CPUManager', 'Sidecar'], required: { CPUManager: ['a'] } }).featureGates,
    ).toEqual(['CPUManager', 'Sidecar']);
  });

  test('that became a field is set as that field', () => {
    expect(
      kubevirtSpec(cluster({ featureGates: ['PersistentReservation'] })).configuration
        .persistentReservationConfiguration,
    ).toEqual({ enabled: true });
    expect(
      kubevirtSpec(cluster({ kubevirt: V1_8_4, featureGates: ['PersistentReservation'], betaFeatureGates }))
        .configuration,
    ).toMatchObject({ developerConfiguration: { featureGates: ['PersistentReservation'] } });
  });
});

describe('hotplug', () => {
  test.each(KubeVirtRelease.all())('by the old gate stays as it is, so that %s takes no volume away', (release) => {
    expect(lists(release, { wanted: ['HotplugVolumes'] }).featureGates).toEqual(['HotplugVolumes']);
  });

  test('by the old gate is said to lose what is plugged into an instance alone', () => {
    expect(notices(asking(V1_8_4, { wanted: ['HotplugVolumes'] }))).toEqual([
      'featureGates names "HotplugVolumes", with which a volume can be plugged into the instance of a machine alone, '
        + `where it is gone after the next start. ${OLD_HOTPLUG}`,
    ]);
  });

  test('by the old gate in v1.9 can go with the new one turned off', () => {
    const wishes = { wanted: ['HotplugVolumes'], disabled: ['DeclarativeHotplugVolumes'] };
    expect(lists(V1_9_0, wishes)).toMatchObject({
      featureGates: ['HotplugVolumes'],
      disabledFeatureGates: ['DeclarativeHotplugVolumes'],
    });
    expect(problems(asking(V1_9_0, wishes))).toEqual([]);
  });

  test('by the old gate that a construct needs is left to the new one where the program has it', () => {
    expect(
      lists(V1_8_4, { wanted: ['DeclarativeHotplugVolumes'], required: { HotplugVolumes: ['infra/a'] } }).featureGates,
    ).toEqual(['DeclarativeHotplugVolumes']);
    expect(
      lists(V1_8_4, { required: { DeclarativeHotplugVolumes: ['infra/b'], HotplugVolumes: ['infra/a'] } }).featureGates,
    ).toEqual(['DeclarativeHotplugVolumes']);
  });

  test('by both gates leaves a notice', () => {
    expect(notices(asking(V1_8_4, { wanted: ['HotplugVolumes', 'DeclarativeHotplugVolumes'] }))).toEqual([
      'featureGates names both "HotplugVolumes" and "DeclarativeHotplugVolumes"; the first turns the second off. '
        + `Remove "DeclarativeHotplugVolumes". ${OLD_HOTPLUG}`,
    ]);
  });

  test('by the old gate is an error where a construct needs the new one', () => {
    expect(
      problems(asking(V1_8_4, { wanted: ['HotplugVolumes'], required: { DeclarativeHotplugVolumes: ['a'] } })),
    ).toEqual([
      '[infra] featureGates names "HotplugVolumes", which turns "DeclarativeHotplugVolumes" off, but infra/a needs '
        + `that. ${OLD_HOTPLUG}`,
    ]);
  });
});

describe('a disabled gate', () => {
  test('is listed from v1.9', () => {
    const infra = cluster({ disabledFeatureGates: ['PasstBinding', 'RebootPolicy'], betaFeatureGates });
    expect(problems(infra)).toEqual([]);
    expect(notices(infra)).toEqual([]);
    expect(kubevirtSpec(infra).configuration.developerConfiguration).toEqual({
      featureGates: [],
      disabledFeatureGates: ['PasstBinding', 'RebootPolicy'],
    });
  });

  test('is listed in v1.8 with a notice that it changes nothing', () => {
    const infra = cluster({ kubevirt: V1_8_4, disabledFeatureGates: ['Template'], betaFeatureGates });
    expect(kubevirtSpec(infra).configuration.developerConfiguration).toEqual({
      featureGates: [],
      disabledFeatureGates: ['Template'],
    });
    expect(notices(infra)).toEqual([
      'disabledFeatureGates changes nothing in KubeVirt v1.8.4, where every gate that is not listed is off. It counts '
        + 'from v1.9.0.',
    ]);
  });

  test('is not listed in v1.7, which has no such field; what the release does not know is off anyway', () => {
    const infra = cluster({ kubevirt: V1_7_4, disabledFeatureGates: ['Template', 'Snapshot'], betaFeatureGates });
    expect(problems(infra)).toEqual([]);
    expect(kubevirtSpec(infra).configuration.developerConfiguration).toEqual({ featureGates: [] });
    expect(notices(infra)).toEqual([
      'disabledFeatureGates is left out for KubeVirt v1.7.4, where every gate that is not listed is off. It counts '
        + 'from v1.9.0.',
    ]);
  });

  test.each(KubeVirtRelease.all())('that is also wanted is an error in %s', (kubevirt) => {
    expect(problems(cluster({ kubevirt, featureGates: ['Snapshot'], disabledFeatureGates: ['Snapshot'] }))).toEqual([
      '[infra] featureGates and disabledFeatureGates both name "Snapshot", which KubeVirt refuses. Remove it from one '
        + 'of them.',
    ]);
  });

  test('that is always on is an error', () => {
    expect(problems(asking(V1_9_0, { disabled: ['VMExport'] }))).toEqual([
      '[infra] disabledFeatureGates names "VMExport", which is always on in KubeVirt v1.9.0 and cannot be turned off. '
        + 'Remove it.',
    ]);
  });

  test('that is unknown is an error with the nearest name', () => {
    expect(problems(asking(V1_9_0, { disabled: ['Templates'] }))).toEqual([
      '[infra] disabledFeatureGates names "Templates", which is not a feature gate of KubeVirt v1.9.0, so KubeVirt '
        + 'would ignore it silently. Did you mean "Template"?',
    ]);
  });

  test('that a construct needs is an error naming the construct', () => {
    const infra = cluster({ disabledFeatureGates: ['Snapshot'] });
    infra.requireFeatureGate('Snapshot', new Construct(infra, 'backup'));
    expect(problems(infra)).toEqual([
      '[infra] disabledFeatureGates names "Snapshot", but infra/backup needs it. Remove the gate from the list, or '
        + 'what needs it from the program.',
    ]);
  });
});

describe('a gate that a construct needs', () => {
  test('is listed although the construct comes after the cluster', () => {
    const infra = cluster();
    infra.requireFeatureGate(FeatureGate.CPU_MANAGER, new Construct(infra, 'pool'));
    infra.requireFeatureGate(FeatureGate.CPU_MANAGER, new Construct(infra, 'machine'));
    infra.requireFeatureGate(FeatureGate.SNAPSHOT, infra);
    expect(kubevirtSpec(infra).configuration.developerConfiguration.featureGates).toEqual(['CPUManager']);
    expect(infra.featureGateUsers()).toEqual({ CPUManager: ['infra/machine', 'infra/pool'], Snapshot: ['infra'] });
    expect(problems(infra)).toEqual([]);
  });

  test('is an error where the release does not know it', () => {
    const infra = cluster({ kubevirt: V1_7_4 });
    infra.requireFeatureGate('ContainerPathVolumes', new Construct(infra, 'pool'));
    expect(problems(infra)).toEqual([
      '[infra] infra/pool needs the feature gate "ContainerPathVolumes", which KubeVirt v1.7.4 does not know; v1.8.4 '
        + 'and v1.9.0 do. Leave it out, or choose such a release.',
    ]);
  });
});

describe('gates in the escape hatch', () => {
  test('go the way of all others', () => {
    const infra = cluster({
      betaFeatureGates,
      overrides: {
        kubevirt: {
          configuration: {
            developerConfiguration: {
              featureGates: ['CPUManager', 'LiveMigration', 'Snapshott'],
              disabledFeatureGates: ['Template'],
              useEmulation: true,
            },
          },
        },
      },
    });
    expect(kubevirtSpec(infra).configuration.developerConfiguration).toEqual({
      featureGates: ['CPUManager'],
      disabledFeatureGates: ['Template'],
      useEmulation: true,
    });
    expect(problems(infra)).toEqual([
      '[infra] featureGates names "Snapshott", which is not a feature gate of KubeVirt v1.9.0, so KubeVirt would '
        + 'ignore it silently. Did you mean "Snapshot"?',
    ]);
  });

  test('are still written when the escape hatch removes what is around them', () => {
    expect(
      kubevirtSpec(cluster({
        featureGates: ['CPUManager'], overrides: { kubevirt: { configuration: null } }, betaFeatureGates,
      })).configuration,
    ).toEqual({ developerConfiguration: { featureGates: ['CPUManager'] } });
  });
});

describe('fields that need a gate', () => {
  test.each([
    ['Template', { virtTemplateDeployment: { enabled: true } }],
    ['OptOutRoleAggregation', { roleAggregationStrategy: 'Manual' as const }],
    ['ConfigurableHypervisor', { hypervisors: [{ name: 'kvm' as const }] }],
  ])('turn it on: %s', (gate, configuration) => {
    const infra = cluster({ kubevirt: V1_8_4, overrides: { kubevirt: { configuration } }, betaFeatureGates });
    expect(problems(infra)).toEqual([]);
    expect(kubevirtSpec(infra).configuration.developerConfiguration.featureGates).toEqual([gate]);
    expect(infra.featureGateUsers()[gate]).toEqual([
      `infra/kubevirt-cr (configuration.${Object.keys(configuration)[0]})`,
    ]);
  });

  test('turn it on: MigrationStallDetection', () => {
    expect(
      kubevirtSpec(cluster({ overrides: { kubevirt: { configuration: { migrations: { maxDowntimeMs: 500 } } } } }))
        .configuration.developerConfiguration.featureGates,
    ).toEqual(['MigrationStallDetection']);
  });

  test('are an error where that gate is off', () => {
    expect(
      problems(
        cluster({
          disabledFeatureGates: ['Template'],
          overrides: { kubevirt: { configuration: { virtTemplateDeployment: { enabled: true } } } },
        }),
      ),
    ).toEqual([
      '[infra] disabledFeatureGates names "Template", but infra/kubevirt-cr (configuration.virtTemplateDeployment) '
        + 'needs it. Remove the gate from the list, or what needs it from the program.',
    ]);
  });
});

test('the lists of every gate on every release are accepted by its schema', () => {
  for (const kubevirt of KubeVirtRelease.all()) {
    const usable = Object.entries(kubevirt._gates)
      .filter(([, state]) => state !== 'Discontinued')
      .map(([gate]) => gate);
    expect(problems(cluster({ kubevirt, cdi: CdiRelease.V1_63_1, featureGates: usable }))).toEqual([]);
  }
});

describe('a machine that is not a construct of ours', () => {
  const machine = (infra: InfraCluster, vmi: object): ApiObject =>
    new ApiObject(infra, 'machine', {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: { name: 'machine', namespace: 'default' },
      spec: {
        runStrategy: 'Always',
        template: {
          spec: { domain: { memory: { guest: '1Gi' }, devices: { autoattachPodInterface: false } }, ...vmi },
        },
      },
    });
  const PINNED = {
    domain: {
      memory: { guest: '1Gi' },
      cpu: { cores: 2, dedicatedCpuPlacement: true },
      devices: { autoattachPodInterface: false },
    },
  };
  const HOST_DISK = {
    domain: {
      memory: { guest: '1Gi' },
      devices: { disks: [{ name: 'file', disk: { bus: 'virtio' } }], autoattachPodInterface: false },
    },
    volumes: [{ name: 'file', hostDisk: { path: '/disk.img', type: 'Disk' } }],
  };

  test('turns on the gates that it needs', () => {
    const infra = cluster();
    machine(infra, PINNED);
    expect(kubevirtSpec(infra).configuration.developerConfiguration.featureGates).toEqual(['CPUManager']);
    expect(infra.featureGateUsers()).toEqual({ CPUManager: ['infra/machine'] });
    expect(problems(infra)).toEqual([]);
  });

  test('does not turn on a gate that opens the nodes', () => {
    const infra = cluster();
    machine(infra, HOST_DISK);
    expect(kubevirtSpec(infra).configuration.developerConfiguration.featureGates).toEqual([]);
    expect(problems(infra)).toEqual([
      '[infra/machine] infra/machine needs the feature gate "HostDisk", which opens the nodes and so is not turned on '
        + 'by being used. Name it in featureGates of the cluster, or remove what needs it.',
    ]);
  });

  test.each<[string, Parameters<typeof cluster>[0]]>([
    ['props', { featureGates: ['HostDisk'] }],
    [
      'overrides',
      { overrides: { kubevirt: { configuration: { developerConfiguration: { featureGates: ['HostDisk'] } } } } },
    ],
  ])('may use a gate that opens the nodes if %s name it', (_what, props) => {
    const infra = cluster(props);
    machine(infra, HOST_DISK);
    expect(kubevirtSpec(infra).configuration.developerConfiguration.featureGates).toEqual(['HostDisk']);
    expect(problems(infra)).toEqual([]);
  });

  test('is an error if the gate that it needs is off', () => {
    const infra = cluster({ disabledFeatureGates: ['CPUManager'] });
    machine(infra, PINNED);
    expect(problems(infra)).toEqual([
      '[infra] disabledFeatureGates names "CPUManager", but infra/machine needs it. Remove the gate from the list, or '
        + 'what needs it from the program.',
    ]);
  });

  test('is an error if a gate that opens the nodes is off', () => {
    const infra = cluster({ disabledFeatureGates: ['HostDisk'] });
    machine(infra, HOST_DISK);
    expect(problems(infra)).toEqual([
      '[infra] disabledFeatureGates names "HostDisk", but infra/machine needs it. Remove the gate from the list, or '
        + 'what needs it from the program.',
    ]);
  });
});
