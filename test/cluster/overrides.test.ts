import { Duration, JsonPatch, Lazy, Size } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { cdiSpec, cluster, kubevirtSpec, notices, problems } from './clusters';
import { CdiRelease, KubeVirtCluster, KubeVirtRelease } from '../../src';
import { inventoryOfCluster } from '../../src/cluster/view';
import { importerRequestsIn } from '../../src/inventory/importer';
import { overcommitIn } from '../../src/inventory/overcommit';
import { ReleaseFacts, refName, Schema } from '../../src/releases/facts';

const lazy = (value: unknown): any => Lazy.any({ produce: () => value });

describe('lazy values', () => {
  test('are laid over the spec as what they stand for', () => {
    const infra = cluster({
      overrides: {
        kubevirt: {
          workloadUpdateStrategy: { workloadUpdateMethods: lazy(['Evict']) },
          configuration: lazy({
            smbios: { family: 'platform' },
            developerConfiguration: { featureGates: lazy(['CPUManager', 'Snapshot']) },
          }),
        },
        cdi: { config: lazy({ logVerbosity: 3 }) },
      },
    });
    expect(problems(infra)).toEqual([]);
    expect(kubevirtSpec(infra)).toMatchObject({
      workloadUpdateStrategy: { workloadUpdateMethods: ['Evict'] },
      configuration: {
        evictionStrategy: 'LiveMigrateIfPossible',
        smbios: { family: 'platform' },
        developerConfiguration: { featureGates: ['CPUManager'] },
      },
    });
    expect(cdiSpec(infra).config).toMatchObject({
      logVerbosity: 3,
      podResourceRequirements: { requests: { cpu: '100m' } },
    });
    expect(notices(infra)).toEqual([expect.stringContaining('workloadUpdateMethods holds "Evict"')]);
  });

  test('turn on the gates that their fields need, and count for quotas', () => {
    const infra = cluster({
      overrides: {
        kubevirt: {
          configuration: lazy({
            migrations: { maxDowntimeMs: 500 },
            developerConfiguration: { cpuAllocationRatio: 4 },
          }),
        },
        cdi: { config: lazy({ podResourceRequirements: { requests: { cpu: '250m' } } }) },
      },
    });
    expect(kubevirtSpec(infra).configuration.developerConfiguration.featureGates).toEqual(['MigrationStallDetection']);
    expect(infra.featureGateUsers()).toEqual({
      MigrationStallDetection: ['infra/kubevirt-cr (configuration.migrations.maxDowntimeMs)'],
    });
    expect(inventoryOfCluster(infra, overcommitIn).cpuAllocationRatio).toBe(4);
    expect(inventoryOfCluster(infra, importerRequestsIn).cpu.toCoresText()).toBe('250m');
  });

  test('that cannot be had are an error', () => {
    const broken = Lazy.any({
      produce: () => {
        throw new Error('not yet');
      },
    }) as any;
    expect(problems(cluster({ overrides: { kubevirt: { configuration: broken } } }))).toEqual([
      expect.stringMatching(/^\[infra\/kubevirt-cr\] cannot be rendered: .*not yet/),
    ]);
    expect(problems(cluster({ overrides: { cdi: broken } }))).toEqual([
      expect.stringMatching(/^\[infra\/cdi-cr\] cannot be rendered: .*not yet/),
    ]);
  });
});

describe('JSON patches', () => {
  const patched = (props: Parameters<typeof cluster>[0], ...patches: JsonPatch[]): KubeVirtCluster => {
    const infra = cluster(props);
    infra.kubevirtCr.addJsonPatch(...patches);
    return infra;
  };
  const gates = '/spec/configuration/developerConfiguration/featureGates';
  const add = (gate: string) => JsonPatch.add(`${gates}/-`, gate);

  test.each<[string, KubeVirtCluster, string]>([
    [
      'an unknown gate',
      patched({}, add('Nonsense')),
      '[infra/kubevirt-cr] spec.configuration.developerConfiguration.featureGates names "Nonsense", which is not a ' +
        'feature gate of KubeVirt v1.9.0',
    ],
    [
      'a discontinued gate',
      patched({}, add('Macvtap')),
      '[infra/kubevirt-cr] spec.configuration.developerConfiguration.featureGates names "Macvtap", which KubeVirt ' +
        'v1.9.0 has discontinued, so it would do nothing.',
    ],
    [
      'a gate of another release',
      patched({ kubevirt: KubeVirtRelease.V1_7_4 }, add('ContainerPathVolumes')),
      '[infra/kubevirt-cr] spec.configuration.developerConfiguration.featureGates names "ContainerPathVolumes", which '
        + 'KubeVirt v1.7.4 does not know',
    ],
    [
      'a gate in both lists',
      patched({ disabledFeatureGates: ['CPUManager'] }, add('CPUManager')),
      '[infra] featureGates and disabledFeatureGates both name "CPUManager"',
    ],
    [
      'a needed gate taken away',
      patched(
        {
          kubevirt: KubeVirtRelease.V1_8_4,
          overrides: { kubevirt: { configuration: { roleAggregationStrategy: 'Manual' } } },
        },
        JsonPatch.replace(gates, []),
      ),
      '[infra/kubevirt-cr] spec.configuration.developerConfiguration.featureGates does not list ' +
        '"OptOutRoleAggregation" after its patches, but infra/kubevirt-cr (configuration.roleAggregationStrategy) ' +
        'needs that feature gate. Add it there.',
    ],
    [
      'a field whose gate is missing',
      patched({}, JsonPatch.add('/spec/configuration/hypervisors', [{ name: 'kvm' }])),
      '[infra/kubevirt-cr] spec.configuration.developerConfiguration.featureGates does not list ' +
        '"ConfigurableHypervisor" after its patches, but infra/kubevirt-cr (configuration.hypervisors) needs',
    ],
    [
      'a needed gate that is disabled',
      patched(
        { overrides: { kubevirt: { configuration: { roleAggregationStrategy: 'Manual' } } } },
        JsonPatch.add('/spec/configuration/developerConfiguration/disabledFeatureGates', ['OptOutRoleAggregation']),
      ),
      '[infra] disabledFeatureGates names "OptOutRoleAggregation", but infra/kubevirt-cr ' +
        '(configuration.roleAggregationStrategy) needs it.',
    ],
  ])('are looked at: %s', (_what, infra, sentence) => {
    expect(problems(infra)).toEqual([expect.stringContaining(sentence)]);
  });

  test('are looked at: persistent reservations', () => {
    const infra = patched({}, JsonPatch.remove('/spec/configuration/persistentReservationConfiguration'));
    infra.requireFeatureGate('PersistentReservation', new Construct(infra, 'pool'));
    expect(problems(infra)).toEqual([
      '[infra/kubevirt-cr] spec.configuration.persistentReservationConfiguration.enabled is not true, but infra/pool ' +
        'needs persistent reservations. Set it, or leave it to be set.',
    ]);
  });

  test('count for notices and quotas', () => {
    const infra = patched(
      {},
      JsonPatch.replace('/spec/uninstallStrategy', 'RemoveWorkloads'),
      JsonPatch.add('/spec/configuration/developerConfiguration/memoryOvercommit', 150),
    );
    infra.cdiCr.addJsonPatch(JsonPatch.replace('/spec/config/podResourceRequirements/requests/memory', '80Mi'));
    expect(notices(infra)).toEqual([expect.stringContaining('uninstallStrategy is "RemoveWorkloads"')]);
    expect(inventoryOfCluster(infra, overcommitIn).memoryOvercommit).toBe(150);
    expect(inventoryOfCluster(infra, importerRequestsIn).memory.toBytesText()).toBe('80Mi');
  });

  test('that add what is fine are fine', () => {
    const infra = patched({}, add('CPUManager'), JsonPatch.replace('/kind', 'KubeVirt'));
    expect(problems(infra)).toEqual([]);
    expect(kubevirtSpec(infra).configuration.developerConfiguration.featureGates).toEqual(['CPUManager']);
  });
});

describe('values of a wrong shape are sentences', () => {
  test.each<[string, object, string]>([
    [
      'methods',
      { overrides: { kubevirt: { workloadUpdateStrategy: { workloadUpdateMethods: 5 } } } },
      '[infra/kubevirt-cr] spec.workloadUpdateStrategy.workloadUpdateMethods is 5, but must be of type array. '
        + 'Write a list.',
    ],
    [
      'gates that are a text',
      { overrides: { kubevirt: { configuration: { developerConfiguration: { featureGates: 'HostDisk' } } } } },
      '[infra/kubevirt-cr] spec.configuration.developerConfiguration.featureGates is "HostDisk", but must be of type ' +
        'array. Write a list.',
    ],
    [
      'gates that are numbers',
      { overrides: { kubevirt: { configuration: { developerConfiguration: { disabledFeatureGates: [5] } } } } },
      '[infra/kubevirt-cr] spec.configuration.developerConfiguration.disabledFeatureGates[0] is 5, but must be of type '
        + 'string. Write a text.',
    ],
    [
      'configuration',
      { overrides: { kubevirt: { configuration: 7 } } },
      '[infra/kubevirt-cr] spec.configuration is 7, but must be of type object. Write a map.',
    ],
    [
      'certificates',
      { overrides: { kubevirt: { certificateRotateStrategy: { selfSigned: { ca: 7 } } } } },
      '[infra/kubevirt-cr] spec.certificateRotateStrategy.selfSigned.ca is 7, but must be of type object. Write a map.',
    ],
    [
      'the whole spec',
      { overrides: { kubevirt: 'x' } },
      '[infra] overrides.kubevirt is "x", but must be an object. Write an object.',
    ],
    [
      "CDI's whole spec",
      { overrides: { cdi: 'x' } },
      '[infra] overrides.cdi is "x", but must be an object. Write an object.',
    ],
    [
      "CDI's gates",
      { overrides: { cdi: { config: { featureGates: 'x' } } } },
      '[infra/cdi-cr] spec.config.featureGates is "x", but must be of type array. Write a list.',
    ],
    [
      'fractions of milliseconds',
      { kubevirtConfig: { migrations: { maxDowntime: Duration.seconds(0.0015) } } },
      '[infra/kubevirt-cr] kubevirtConfig.migrations.maxDowntime is 1.5, but must be of type integer. Write a whole ' +
        'number.',
    ],
    [
      'what Go cannot read',
      { kubevirtConfig: { batchEvictionInterval: Duration.millis(1e-9) } },
      '[infra/kubevirt-cr] kubevirtConfig.batchEvictionInterval "1e-9ms" is not a duration that Go can read.',
    ],
    [
      'no number of bytes',
      { kubevirtConfig: { migrations: { bandwidthPerMigration: Size.kibibytes(NaN) } } },
      '[infra/kubevirt-cr] kubevirtConfig.migrations.bandwidthPerMigration "NaNKi" is not a Kubernetes quantity.',
    ],
  ])('%s', (_what, props, sentence) => {
    expect(problems(cluster(props))).toContainEqual(expect.stringContaining(sentence));
    expect(problems(cluster(props)).join()).not.toContain('TypeError');
  });

  test('a size that is not a whole number of its unit is written in a smaller one', () => {
    expect(
      kubevirtSpec(cluster({ kubevirtConfig: { migrations: { bandwidthPerMigration: Size.mebibytes(0.0001) } } }))
        .configuration.migrations.bandwidthPerMigration,
    ).toBe('105');
  });
});

/** The paths of all fields of a kind's spec, to some depth. */
function paths(facts: ReleaseFacts, kind: string, version: string): string[][] {
  const fields = (schema: Schema, depth: number): string[][] => {
    const { properties = {}, items } = schema.$ref === undefined ? schema : facts.definitions[refName(schema.$ref)];
    if (items !== undefined) return [[], ...fields(items, depth - 1).map((path) => ['0', ...path])];
    if (depth === 0) return [[]];
    return [
      [],
      ...Object.entries(properties).flatMap(([name, property]) =>
        fields(property, depth - 1).map((path) => [name, ...path]),
      ),
    ];
  };
  const { schema } = facts.kinds.find((each) => each.kind === kind)!.versions.find((each) => each.name === version)!;
  return fields({ $ref: `#/definitions/${schema}` }, 6)
    .filter(([first]) => first === 'spec')
    .map(([, ...path]) => path);
}

function at(path: readonly string[], value: unknown): any {
  return path.reduceRight<unknown>((inner, key) => (key === '0' ? [inner] : { [key]: inner }), value);
}

const RUNS = 30;

describe('whatever stands wherever in overrides is fine or a sentence', () => {
  const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 2 }).map(lazy));
  const exception = 'TypeError|RangeError|is not a function|not iterable|of undefined|undefined \\(';
  const sentence = new RegExp(`^\\[infra(/(kubevirt|cdi)-cr)?\\] (?!.*(${exception})).*[.?]$`, 's');

  test.each(KubeVirtRelease.all())('%s', (kubevirt) => {
    fc.assert(
      fc.property(fc.constantFrom(...paths(kubevirt._facts, 'KubeVirt', 'v1')), value, (path, given) => {
        const infra = cluster({ kubevirt, overrides: { kubevirt: at(path, given) } });
        expect(() => notices(infra)).not.toThrow();
        for (const problem of problems(infra)) expect(problem).toMatch(sentence);
      }),
      { numRuns: RUNS },
    );
  });

  test.each(CdiRelease.all())('%s', (cdi) => {
    fc.assert(
      fc.property(fc.constantFrom(...paths(cdi._facts, 'CDI', 'v1beta1')), value, (path, given) => {
        const infra = cluster({ cdi, overrides: { cdi: at(path, given) } });
        expect(() => notices(infra)).not.toThrow();
        for (const problem of problems(infra)) expect(problem).toMatch(sentence);
      }),
      { numRuns: RUNS },
    );
  });
});
