import {
  AccessMode, Boot, BundleApp, CdiRelease, EvictionStrategy, Finding, KubeVirtCluster, KubeVirtConfig, KubeVirtRelease,
  MachineSize, RunStrategy, StorageProfile, TenantNamespace, VirtualMachine, VirtualMachineProps, VolumeMode,
  WorkloadUpdateMethod,
} from '../../src';

/*
 * Rules about evictions, drains, quotas and upgrades use the answer of liveMigration(). What is unknown is taken for
 * something that does not prevent live migration.
 */

/** A machine whose disk is shared, of one node, or as a StorageProfile says that the bundle does not hold. */
const ANSWERS = {
  yes: { accessModes: [AccessMode.READ_WRITE_MANY] },
  no: { accessModes: [AccessMode.READ_WRITE_ONCE] },
  unknown: {},
};

interface Setting {
  readonly kubevirt?: KubeVirtConfig;
  readonly pods?: number;
  /** The access mode of the StorageProfile, which the bundle holds then. */
  readonly profile?: AccessMode;
}

function found(
  disk: object, props: Partial<VirtualMachineProps>, { kubevirt, pods, profile }: Setting = {},
): readonly Finding[] {
  const app = new BundleApp();
  const infra = new KubeVirtCluster(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0, kubevirtConfig: kubevirt,
  });
  if (profile !== undefined) {
    new StorageProfile(infra, 'fast', { modes: [{ accessModes: [profile], volumeMode: VolumeMode.BLOCK }] });
  }
  const tenant = new TenantNamespace(infra, 'acme', { quota: pods === undefined ? undefined : { pods } });
  new VirtualMachine(tenant, 'db', {
    size: MachineSize.of({ cores: 2, memory: '4Gi' }),
    boot: Boot.containerDisk('registry.example/a:1'),
    extraDisks: [{ name: 'data', capacity: '1Gi', storageClassName: 'fast', ...disk }],
    ...props,
  });
  return app.check();
}

function rulesOf(findings: readonly Finding[], rules: readonly string[]): string[] {
  return findings.map(({ rule }) => rule).filter((rule) => rules.includes(rule));
}

const EVICTIONS = ['VM104', 'VM124', 'VM132'];

describe('the eviction strategy LiveMigrate', () => {
  const own = { evictionStrategy: EvictionStrategy.LIVE_MIGRATE };
  const unset = { overrides: { template: { spec: { evictionStrategy: null } } } } as Partial<VirtualMachineProps>;
  const ofCluster = { kubevirt: { evictionStrategy: EvictionStrategy.LIVE_MIGRATE } };

  test.each([['yes', []], ['no', ['VM104']], ['unknown', ['VM124']]] as const)(
    'of a machine whose answer is %s has the findings %j',
    (answer, rules) => {
      expect(rulesOf(found(ANSWERS[answer], own), EVICTIONS)).toEqual(rules);
    },
  );

  test.each([['yes', []], ['no', ['VM104']], ['unknown', ['VM124']]] as const)(
    'of the KubeVirt custom resource counts for a machine without one: %s has the findings %j',
    (answer, rules) => {
      const findings = found(ANSWERS[answer], unset, ofCluster);
      expect(rulesOf(findings, EVICTIONS)).toEqual(rules);
      for (const { message } of findings.filter(({ rule }) => EVICTIONS.includes(rule))) {
        expect(message).toContain('is LiveMigrate by the KubeVirt custom resource');
      }
      expect(rulesOf(found(ANSWERS[answer], {}, ofCluster), ['VM104', 'VM124'])).toEqual([]);
    },
  );

  test.each([[AccessMode.READ_WRITE_MANY, []], [AccessMode.READ_WRITE_ONCE, ['VM104']]] as const)(
    'has one finding if the StorageProfile of the bundle decides: %s has %j',
    (profile, rules) => {
      expect(rulesOf(found(ANSWERS.unknown, own, { profile }), EVICTIONS)).toEqual(rules);
    },
  );
});

test.each([['yes', []], ['no', ['VM132']], ['unknown', []]] as const)(
  'a drain shuts a machine down that is not started again: %s has the findings %j',
  (answer, rules) => {
    const props = { runStrategy: RunStrategy.RERUN_ON_FAILURE };
    expect(rulesOf(found(ANSWERS[answer], props), EVICTIONS)).toEqual(rules);
  },
);

describe('a quota', () => {
  // one launcher, and one pod of CDI beside a target
  const ROOM = 2;

  test.each([['yes', ['TENANT022']], ['no', []], ['unknown', ['TENANT022']]] as const)(
    'has room for the target of a drain: %s has the findings %j',
    (answer, rules) => {
      expect(rulesOf(found(ANSWERS[answer], {}, { pods: ROOM }), ['TENANT022', 'TENANT069'])).toEqual(rules);
      expect(rulesOf(found(ANSWERS[answer], {}, { pods: ROOM + 1 }), ['TENANT022', 'TENANT069'])).toEqual([]);
    },
  );

  test.each([
    [AccessMode.READ_WRITE_MANY, ['TENANT022']], [AccessMode.READ_WRITE_ONCE, []],
  ] as const)('follows the StorageProfile of the bundle: %s has the findings %j', (profile, rules) => {
    expect(rulesOf(found(ANSWERS.unknown, {}, { pods: ROOM, profile }), ['TENANT022'])).toEqual(rules);
  });

  const stays = { evictionStrategy: EvictionStrategy.NONE };

  test.each([['yes', ['TENANT069']], ['no', []], ['unknown', ['TENANT069']]] as const)(
    'has room for the target of an upgrade if a drain shuts the machine down: %s has the findings %j',
    (answer, rules) => {
      expect(rulesOf(found(ANSWERS[answer], stays, { pods: 1 }), ['TENANT022', 'TENANT069'])).toEqual(rules);
      expect(rulesOf(found(ANSWERS[answer], stays, { pods: 2 }), ['TENANT022', 'TENANT069'])).toEqual([]);
    },
  );

  test('needs no room for it if upgrades migrate nothing, or the machine is halted', () => {
    const none = { workloadUpdateMethods: [] };
    expect(rulesOf(found(ANSWERS.yes, stays, { pods: 1, kubevirt: none }), ['TENANT069'])).toEqual([]);
    const halted = { ...stays, runStrategy: RunStrategy.HALTED };
    expect(rulesOf(found(ANSWERS.yes, halted, { pods: 1 }), ['TENANT069'])).toEqual([]);
  });
});

describe('an upgrade with the method Evict', () => {
  const { LIVE_MIGRATE, EVICT } = WorkloadUpdateMethod;
  const said = (disk: object, workloadUpdateMethods: WorkloadUpdateMethod[]) => (
    found(disk, {}, { kubevirt: { workloadUpdateMethods } }).find(({ rule }) => rule === 'KV026')?.message);

  test('names the machines that it shuts down', () => {
    expect(said(ANSWERS.no, [LIVE_MIGRATE, EVICT])).toContain(
      'added to their spec, such as those of infra/acme/db/VirtualMachine');
    expect(said(ANSWERS.yes, [LIVE_MIGRATE, EVICT])).not.toContain('such as');
    expect(said(ANSWERS.unknown, [LIVE_MIGRATE, EVICT])).not.toContain('such as');
  });

  test('shuts all machines down if it migrates none', () => {
    expect(said(ANSWERS.yes, [EVICT])).toContain('all machines are shut down after every upgrade');
    expect(said(ANSWERS.yes, [LIVE_MIGRATE, EVICT])).toContain('machines that cannot be moved are shut down');
    expect(said(ANSWERS.yes, [LIVE_MIGRATE])).toBeUndefined();
  });
});
