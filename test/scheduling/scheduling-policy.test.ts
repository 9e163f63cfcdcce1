import { ApiObject, Chart, Duration, JsonPatch } from 'cdk8s';
import * as fc from 'fast-check';
import {
  BundleApp,
  CdiRelease,
  GoldenImage,
  KubeVirtCluster,
  KubeVirtRelease,
  MachineSize,
  NodeInclusion,
  PreemptionPolicy,
  Preset,
  SchedulingPolicy,
  SchedulingPolicyProps,
  TaintEffect,
  TenantNamespace,
  TolerationOperator,
  WhenUnsatisfiable,
  WorkerPool,
} from '../../src';
import type { Scheduling } from '../../src/machines/scheduling';
import { RULES_OF_MACHINES_AND_POLICIES } from '../../src/rules/scheduling/rules';
import { errorsOf } from '../findings';

const MEMBERS = { 'kubevirt.io/vmpool': 'workers' };
const TERM = { labelSelector: { matchLabels: MEMBERS }, topologyKey: 'kubernetes.io/hostname' };
const ZONE = { key: 'topology.kubernetes.io/zone', values: ['a', 'b'] };
const ZONE_TERM = { matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: ['a', 'b'] }] };

describe('presets become affinity in the form that the API takes', () => {
  test.each<[string, SchedulingPolicyProps, object]>([
    [
      'together, hard',
      { podAffinityPreset: Preset.HARD },
      { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [TERM] } },
    ],
    [
      'together, soft',
      { podAffinityPreset: Preset.SOFT },
      { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: TERM }] } },
    ],
    [
      'apart, hard',
      { podAntiAffinityPreset: Preset.HARD },
      { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [TERM] } },
    ],
    [
      'apart, soft',
      { podAntiAffinityPreset: Preset.SOFT },
      { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: TERM }] } },
    ],
    [
      'nodes, hard',
      { nodeAffinityPreset: { type: Preset.HARD, ...ZONE } },
      { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [ZONE_TERM] } } },
    ],
    [
      'nodes, soft',
      { nodeAffinityPreset: { type: Preset.SOFT, ...ZONE } },
      { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: ZONE_TERM }] } },
    ],
  ])('%s', (_name, props, affinity) => {
    const { policy, problems } = make(props);
    expect(policy._for(MEMBERS)).toEqual({ affinity });
    expect(problems()).toEqual([]);
  });

  test('a node label without values need only be there', () => {
    const { policy } = make({ nodeAffinityPreset: { type: Preset.HARD, key: 'example.com/gpu' } });
    expect(
      policy._for(MEMBERS).affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms[0]
        .matchExpressions,
    ).toEqual([{ key: 'example.com/gpu', operator: 'Exists' }]);
  });

  test('a pod preset goes with the node preset, on any topology', () => {
    const nodeAffinityPreset = { type: Preset.SOFT, ...ZONE };
    const { policy, problems } = make({
      podAntiAffinityPreset: Preset.HARD,
      nodeAffinityPreset,
      topologyKey: ZONE.key,
    });
    expect(Object.keys(policy._for(MEMBERS).affinity!)).toEqual(['nodeAffinity', 'podAntiAffinity']);
    expect(
      policy._for(MEMBERS).affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.[0].topologyKey,
    ).toBe(ZONE.key);
    expect(problems()).toEqual([]);
  });

  test('one policy serves several pools and selects the members of each', () => {
    const { policy } = make({ podAntiAffinityPreset: Preset.HARD });
    const selected = ['a', 'b'].map(
      (pool) =>
        policy._for({ pool }).affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.[0]
          .labelSelector?.matchLabels,
    );
    expect(selected).toEqual([{ pool: 'a' }, { pool: 'b' }]);
  });

  test('labels of other pods take the place of those of the members', () => {
    const podLabels = { app: 'db' };
    const { policy, problems } = make({
      podLabels, podAntiAffinityPreset: Preset.HARD, topologySpread: [{ topologyKey: ZONE.key }],
    });
    const { affinity, topologySpreadConstraints } = policy._for(MEMBERS);
    const [term] = affinity!.podAntiAffinity!.requiredDuringSchedulingIgnoredDuringExecution!;
    expect(term.labelSelector).toEqual({ matchLabels: podLabels });
    expect(topologySpreadConstraints![0].labelSelector).toEqual({ matchLabels: podLabels });
    expect(problems()).toEqual([]);
  });

  test('no labels of other pods are those of the members', () => {
    const { policy } = make({ podLabels: {}, topologySpread: [{ topologyKey: ZONE.key }] });
    expect(policy._for(MEMBERS).topologySpreadConstraints![0].labelSelector).toEqual({ matchLabels: MEMBERS });
  });

  test('labels that no pod can have are one finding, however often they are used', () => {
    const { problems } = make({
      podLabels: { app: 'no label' }, podAntiAffinityPreset: Preset.HARD, topologySpread: [{ topologyKey: ZONE.key }],
    });
    expect(problems()).toEqual([expect.stringContaining('podLabels')]);
  });

  test('another scheduler chooses the node', () => {
    const { policy, problems } = make({ schedulerName: 'bin-packing' });
    expect(policy._for(MEMBERS)).toEqual({ schedulerName: 'bin-packing' });
    expect(problems()).toEqual([]);
  });

  test('whatever is wished, Kubernetes takes it', () => {
    const preset = fc.constantFrom(Preset.HARD, Preset.SOFT);
    const key = fc.stringMatching(/^[a-z]{1,10}(\.[a-z]{1,10})?\/[A-Za-z0-9]{1,20}$/);
    const spread = fc.record({ topologyKey: key, maxSkew: fc.integer({ min: 1, max: 9 }) });
    const wish = fc.record({
      pods: fc.option(fc.tuple(fc.constantFrom('podAffinityPreset', 'podAntiAffinityPreset'), preset), {
        nil: undefined,
      }),
      nodeAffinityPreset: fc.option(
        fc.record({ type: preset, key, values: fc.array(fc.stringMatching(/^[A-Za-z0-9]{1,20}$/)) }),
        { nil: undefined },
      ),
      topologyKey: key,
      topologySpread: fc.uniqueArray(spread, { selector: ({ topologyKey }) => topologyKey }),
      nodeSelector: fc.dictionary(key, fc.stringMatching(/^[A-Za-z0-9]{0,20}$/)),
    });
    fc.assert(
      fc.property(wish, ({ pods, ...rest }) => {
        const { policy, problems } = make({ ...rest, ...(pods && { [pods[0]]: pods[1] }) });
        const spec = policy._for(MEMBERS);
        expect(problems()).toEqual([]);
        expect(said(spec)).toEqual([]);
        expect(JSON.stringify(spec)).toBe(JSON.stringify(policy._for(MEMBERS)));
      }),
      { numRuns: 50 },
    );
  });
});

test('spread, node selector, tolerations and an existing priority', () => {
  const { policy, problems } = make({
    topologySpread: [
      { topologyKey: ZONE.key },
      {
        topologyKey: 'kubernetes.io/hostname',
        maxSkew: 2,
        whenUnsatisfiable: WhenUnsatisfiable.DO_NOT_SCHEDULE,
        minDomains: 3,
        nodeAffinityPolicy: NodeInclusion.IGNORE,
        nodeTaintsPolicy: NodeInclusion.HONOR,
      },
    ],
    nodeSelector: { 'z.example.com/b': '1', 'a.example.com/a': '2' },
    tolerations: [
      { key: 'dedicated', value: 'vms', effect: TaintEffect.NO_SCHEDULE },
      { key: 'gone', effect: TaintEffect.NO_EXECUTE, tolerationSeconds: Duration.minutes(5) },
      {},
    ],
    priorityClassName: 'workers',
  });
  expect(policy._for(MEMBERS)).toMatchSnapshot();
  expect(Object.keys(policy._for(MEMBERS).nodeSelector!)).toEqual(['a.example.com/a', 'z.example.com/b']);
  expect(policy.priorityClass).toBeUndefined();
  expect(problems()).toEqual([]);
});

describe('PriorityClass', () => {
  test('is made once, in the platform layer, by the name of the policy', () => {
    const { app, policy, problems } = make({ priorityClass: { value: 1000, description: 'worker nodes' } });
    expect(problems()).toEqual([]);
    expect(policy.priorityClassName).toBe('policy');
    expect(policy._for(MEMBERS)).toEqual({ priorityClassName: 'policy' });
    expect(app.synthYaml()).toMatchSnapshot();
  });

  test('has the name and the preemption that it is given', () => {
    const { policy } = make({
      priorityClass: { value: -5, name: 'spot', preemptionPolicy: PreemptionPolicy.PREEMPT_LOWER_PRIORITY },
    });
    expect(policy.priorityClass?.toJson()).toMatchObject({
      metadata: { name: 'spot' },
      value: -5,
      preemptionPolicy: 'PreemptLowerPriority',
      globalDefault: false,
    });
  });

  test('is cluster-wide: two policies of one name are found', () => {
    const app = new BundleApp();
    const infra = cluster(app, 'infra');
    for (const id of ['one', 'two']) new SchedulingPolicy(infra, id, { priorityClass: { value: 1, name: 'workers' } });
    expect(sentences(app)).toEqual([
      expect.stringContaining('PriorityClass "workers" is already made by infra/one/PriorityClass'),
    ]);
  });
});

test('a PriorityClass needs a cluster to be made in; a name of one does not', () => {
  const outside =
    'priorityClass is a class to make, but the policy is outside of any cluster in which it could be made. Create ' +
    'the policy below a cluster or one of its tenants, or write priorityClassName for a class that exists.';
  const app = new BundleApp();
  expect(new SchedulingPolicy(app, 'lost', { priorityClass: { value: 1 } }).priorityClass).toBeUndefined();
  new SchedulingPolicy(new Chart(app, 'chart'), 'lost', { priorityClass: { value: 1 } });
  new SchedulingPolicy(app, 'fine', { priorityClassName: 'workers' });
  expect(sentences(app)).toEqual([`[lost] ${outside}`, `[chart/lost] ${outside}`]);
});

describe('is refused', () => {
  test.each<[string, SchedulingPolicyProps, string]>([
    [
      'both pod presets',
      { podAffinityPreset: Preset.HARD, podAntiAffinityPreset: Preset.SOFT },
      '[infra/policy] podAffinityPreset "hard" keeps the machines of a pool together and podAntiAffinityPreset "soft" '
        + 'keeps them apart, so no node would suit both. Write one of the two.',
    ],
    [
      'both priorities',
      { priorityClass: { value: 1 }, priorityClassName: 'other' },
      '[infra/policy] priorityClass makes a class and priorityClassName "other" names another, but a machine has one ' +
        'priority. Write one of the two.',
    ],
    [
      'a reserved name',
      { priorityClass: { value: 1, name: 'system-workers' } },
      '[infra/policy/PriorityClass] priorityClass.name "system-workers" begins with "system-", which only Kubernetes\' '
        + 'own classes may. Write another name, such as "workers".',
    ],
    [
      "a priority of Kubernetes' own",
      { priorityClass: { value: 2_000_000_000 } },
      '[infra/policy/PriorityClass] priorityClass.value 2000000000 is not a priority: those are whole numbers from ' +
        "-2147483648 to 1000000000, and higher ones are Kubernetes' own. Write one in that range.",
    ],
    [
      'half a priority',
      { priorityClass: { value: 0.5 } },
      '[infra/policy/PriorityClass] priorityClass.value 0.5 is not a priority: those are whole numbers from ' +
        "-2147483648 to 1000000000, and higher ones are Kubernetes' own. Write one in that range.",
    ],
    [
      'an invalid name of a class',
      { priorityClassName: 'Very High' },
      '[infra/policy] priorityClassName "Very High" is not a DNS subdomain, so the API server refuses it. Use ' +
        'lower-case letters, digits, "-" and ".", each part beginning and ending with a letter or digit, for example ' +
        '"very-high".',
    ],
    [
      'an invalid node label',
      { nodeAffinityPreset: { type: Preset.HARD, key: 'my zone' } },
      '[infra/policy] nodeAffinityPreset.key "my zone" is not a label key, so the API server refuses it. Write "name" '
        + 'or "prefix.example/name" with letters, digits, "-", "_" and "." and at most 63 characters in the name.',
    ],
    [
      'an invalid node label value',
      { nodeAffinityPreset: { type: Preset.SOFT, key: 'zone', values: ['a b'] } },
      '[infra/policy] nodeAffinityPreset.values "a b" is not a label value, so the API server refuses it. Use at most '
        + '63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit.',
    ],
    [
      'no topology',
      { podAffinityPreset: Preset.HARD, topologyKey: '' },
      '[infra/policy] topologyKey is empty, so nothing says which nodes belong together. Write a node label, such as ' +
        '"kubernetes.io/hostname".',
    ],
    [
      'an invalid node selector',
      { nodeSelector: { zone: 'a b' } },
      '[infra/policy] nodeSelector.zone "a b" is not a label value, so the API server refuses it. Use at most 63 ' +
        'letters, digits, "-", "_" and ".", beginning and ending with a letter or digit.',
    ],
    [
      'no skew',
      { topologySpread: [{ topologyKey: 'zone', maxSkew: 0 }] },
      '[infra/policy] topologySpread[0].maxSkew is 0, but must be a whole number of at least 1. Write 1 for a spread ' +
        'as even as can be.',
    ],
    [
      'the same spread twice',
      { topologySpread: [{ topologyKey: 'zone' }, { topologyKey: 'zone', maxSkew: 2 }] },
      '[infra/policy] topologySpread holds two constraints with the same topologyKey and whenUnsatisfiable (zone, ' +
        'ScheduleAnyway), which the API server refuses. Merge them into one.',
    ],
    [
      'domains of a spread that does not bind',
      { topologySpread: [{ topologyKey: 'zone', minDomains: 2 }] },
      '[infra/policy] topologySpread[0].minDomains is 2, but binds only with whenUnsatisfiable DoNotSchedule. Write ' +
        'that, or leave minDomains out.',
    ],
    [
      'no domains',
      {
        topologySpread: [{ topologyKey: 'zone', minDomains: 0, whenUnsatisfiable: WhenUnsatisfiable.DO_NOT_SCHEDULE }],
      },
      '[infra/policy] topologySpread[0].minDomains is 0, but must be a whole number of at least 1. Write one, or '
        + 'leave it out.',
    ],
    [
      'a toleration of every key with a value',
      { tolerations: [{ value: 'a' }] },
      '[infra/policy] tolerations[0] has no key, which means every taint and needs the operator Exists, but the ' +
        'operator is Equal. Write a key, or the operator Exists.',
    ],
    [
      'a toleration that compares nothing',
      { tolerations: [{ key: 'a', operator: TolerationOperator.EXISTS, value: 'b' }] },
      '[infra/policy] tolerations[0].value is "b", but the operator Exists compares none. Write the operator Equal, or '
        + 'leave the value out.',
    ],
    [
      'a toleration that ends of an effect that does not',
      { tolerations: [{ key: 'a', effect: TaintEffect.NO_SCHEDULE, tolerationSeconds: Duration.seconds(5) }] },
      '[infra/policy] tolerations[0].tolerationSeconds is 5, but only the effect NoExecute ends after a time. Write ' +
        'that effect, or leave the seconds out.',
    ],
    [
      'a toleration that ends within a second',
      { tolerations: [{ key: 'a', effect: TaintEffect.NO_EXECUTE, tolerationSeconds: Duration.millis(1500) }] },
      '[infra/policy] tolerations[0].tolerationSeconds is 1.5 seconds, but the API takes whole ones. Write ' +
        'Duration.seconds(2).',
    ],
    [
      'an invalid tolerated key',
      { tolerations: [{ key: 'a b' }] },
      '[infra/policy] tolerations[0].key "a b" is not a label key, so the API server refuses it. Write "name" or ' +
        '"prefix.example/name" with letters, digits, "-", "_" and "." and at most 63 characters in the name.',
    ],
  ])('%s', (_name, props, sentence) => {
    expect(make(props).problems()).toEqual([sentence]);
  });
});

describe('what overrides can make of it is refused', () => {
  const nodes = (nodeAffinity: any) => ({ affinity: { nodeAffinity } });
  const terms = (nodeSelectorTerms: any[]) =>
    nodes({ requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } });
  const required = (expression: any) => terms([{ matchExpressions: [expression] }]);
  const field = (expression: any) => terms([{ matchFields: [expression] }]);
  const pods = (affinity: any) => ({ affinity: { podAffinity: affinity } });
  test.each<[string, any, string[]]>([
    [
      'no terms',
      terms([]),
      [
        'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms is empty, so no node ' +
          'could ever match and the API server refuses it. Write a term, or leave the affinity out.',
      ],
    ],
    [
      'In without values',
      required({ key: 'a', operator: 'In' }),
      [
        'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]'
          + '.matchExpressions[0].values '
          + 'is empty, but the operator In compares with values. List one, or write the operator Exists.',
      ],
    ],
    [
      'Exists with values',
      required({ key: 'a', operator: 'Exists', values: ['b'] }),
      [
        'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]'
          + '.matchExpressions[0].values '
          + 'is ["b"], but the operator Exists takes none. Leave the values out, or write the operator In.',
      ],
    ],
    [
      'Gt of two',
      required({ key: 'a', operator: 'Gt', values: ['1', '2'] }),
      [
        'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]'
          + '.matchExpressions[0].values '
          + 'is ["1","2"], but the operator Gt compares with one whole number. Write one, such as ["4"].',
      ],
    ],
    [
      'unknown operator',
      required({ key: 'a', operator: 'Like' }),
      [
        'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]'
          + '.matchExpressions[0].operator '
          + '"Like" is unknown. Write one of In, NotIn, Exists, DoesNotExist, Gt, Lt.',
      ],
    ],
    [
      'an invalid field',
      field({ key: 'spec.unschedulable', operator: 'In', values: ['a'] }),
      [
        'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].key '
          + 'is "spec.unschedulable", but metadata.name is the only field of a node to select by. Use matchExpressions '
          + 'for labels.',
      ],
    ],
    [
      'two nodes by field',
      field({ key: 'metadata.name', operator: 'In', values: ['a', 'b'] }),
      [
        'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]'
          + '.matchFields[0].values '
          + 'holds 2 values, but a field is compared with exactly one. Write one term for each node.',
      ],
    ],
    [
      'Exists of a field',
      field({ key: 'metadata.name', operator: 'Exists', values: ['a'] }),
      [
        'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]'
          + '.matchFields[0].operator '
          + '"Exists" is unknown. Write one of In, NotIn.',
      ],
    ],
    [
      'a weight of 0',
      pods({ preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 0, podAffinityTerm: { topologyKey: 'a' } }] }),
      [
        'affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight is 0, but a preference weighs '
          + 'from 1 to 100. Write a whole number in that range.',
      ],
    ],
    [
      'the form of the source documents',
      pods({ preferredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: {}, topologyKey: 'a' }] }),
      [
        'affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.topologyKey is empty, '
          + 'so nothing says which nodes belong together. Write a node label, such as "kubernetes.io/hostname".',
        'affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight is missing, but a preference ' +
          'weighs from 1 to 100. Write a whole number in that range.',
      ],
    ],
    [
      'an invalid namespace',
      pods({ requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'a', namespaces: ['A'] }] }),
      [
        'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaces "A" is not a DNS label, so '
          + 'the API server refuses it. Use lower-case letters, digits and "-", beginning and ending with a letter or '
          + 'digit, for example "a".',
      ],
    ],
    [
      'an invalid selector',
      pods({
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'a', labelSelector: { matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }] } },
        ],
      }),
      [
        'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector'
          + '.matchExpressions[0].operator '
          + '"Gt" is unknown. Write one of In, NotIn, Exists, DoesNotExist.',
      ],
    ],
    [
      'an unknown way out',
      { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'a', whenUnsatisfiable: 'Maybe' }] },
      [
        'topologySpreadConstraints[0].whenUnsatisfiable "Maybe" is unknown. '
          + 'Write one of DoNotSchedule, ScheduleAnyway.',
      ],
    ],
    [
      'an unknown inclusion',
      {
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: 'a', whenUnsatisfiable: 'ScheduleAnyway', nodeTaintsPolicy: 'Sometimes' },
        ],
      },
      ['topologySpreadConstraints[0].nodeTaintsPolicy "Sometimes" is unknown. Write one of Honor, Ignore.'],
    ],
    [
      'an unknown effect',
      { tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoRun' }] },
      ['tolerations[0].effect "NoRun" is unknown. Write one of NoSchedule, PreferNoSchedule, NoExecute.'],
    ],
    [
      'an unknown way to tolerate',
      { tolerations: [{ key: 'a', operator: 'Like' }] },
      ['tolerations[0].operator "Like" is unknown. Write one of Exists, Equal.'],
    ],
  ])('%s', (_name, scheduling, says) => {
    expect(said(scheduling)).toEqual(says);
  });
});

/** What the rules say of where machines may run. */
function said(scheduling: Scheduling): string[] {
  return RULES_OF_MACHINES_AND_POLICIES.flatMap((rule) => [...rule.faults(scheduling, '')]).map(
    ({ field, problem, remedy }) => `${field} ${problem}. ${remedy}`,
  );
}

function cluster(app: BundleApp, id: string) {
  return KubeVirtCluster.existing(app, id, { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
}

function make(props: SchedulingPolicyProps) {
  const app = new BundleApp();
  const policy = new SchedulingPolicy(cluster(app, 'infra'), 'policy', props);
  return { app, policy, problems: () => sentences(app) };
}

function sentences(app: BundleApp): string[] {
  return errorsOf(app);
}

describe('a mistake in a policy that ten pools share', () => {
  const pools = (props: SchedulingPolicyProps, patch?: JsonPatch) => {
    const app = new BundleApp();
    const infra = cluster(app, 'infra');
    const scheduling = new SchedulingPolicy(infra, 'policy', props);
    const image = GoldenImage.existing(infra, 'ubuntu', {
      dataSourceName: 'ubuntu',
      namespaceName: 'images',
      capacity: '10Gi',
      cloneableFrom: true,
    });
    const tenant = TenantNamespace.existing(infra, 'home', { namespaceName: 'home' });
    const made = Array.from(
      { length: 10 },
      (_, index) =>
        new WorkerPool(tenant, `workers-${index}`, {
          replicas: 1,
          size: MachineSize.of({ cores: 1, memory: '2Gi' }),
          image,
          scheduling,
        }),
    );
    if (patch !== undefined) made[3].virtualMachinePool.addJsonPatch(patch);
    return errorsOf(app);
  };

  test.each<[string, SchedulingPolicyProps]>([
    ['a rule of ours', { tolerations: [{ key: 'a b' }] }],
    ['a rule of the schema', { topologySpread: [{ topologyKey: 'zone' }, { topologyKey: 'zone', maxSkew: 2 }] }],
    ['the name of a class', { priorityClassName: 'Very High' }],
  ])('is one finding, at the policy: %s', (_what, props) => {
    expect(pools(props)).toEqual([expect.stringContaining('[infra/policy] ')]);
  });

  test('is found at the pool that changes what the policy made', () => {
    const path = '/spec/virtualMachineTemplate/spec/template/spec/tolerations/0/operator';
    expect(pools({ tolerations: [{ key: 'a' }] }, JsonPatch.add(path, 'Like'))).toEqual([
      '[infra/home/workers-3/VirtualMachinePool] ' +
        'spec.virtualMachineTemplate.spec.template.spec.tolerations[0].operator "Like" is unknown. Write one of ' +
        'Exists, Equal.',
    ]);
  });
});

test('a machine that no construct of ours made is judged the same', () => {
  const app = new BundleApp();
  new ApiObject(cluster(app, 'infra'), 'machine', {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: { name: 'machine', namespace: 'a' },
    spec: {
      domain: { devices: { autoattachPodInterface: false }, memory: { guest: '1Gi' } },
      tolerations: [{ key: 'a', operator: 'Like' }],
    },
  });
  expect(errorsOf(app)).toEqual([
    '[infra/machine] spec.tolerations[0].operator "Like" is unknown. Write one of Exists, Equal.',
  ]);
});

test.each(['podAffinityPreset', 'podAntiAffinityPreset'])(
  '%s of an unknown word is an error, and never the softer one',
  (preset) => {
    const { problems } = make({ [preset]: 'Hard' as Preset });
    expect(problems()).toEqual([
      expect.stringContaining(`${preset} is "Hard", which is not a value of Preset. Write Preset.HARD.`),
    ]);
  },
);
