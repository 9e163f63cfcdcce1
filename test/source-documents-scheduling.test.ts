import { Preset, SchedulingPolicy, SchedulingPolicyProps } from '../src';
import { errorsOf } from './findings';
import { only, Platform } from './platform';

/*
 * The rows 1.10 to 1.14 of the documents that the library began with: where machines may run. The document's presets
 * are those of SchedulingPolicy, whose pools have the affinity that the document's pages wanted to show.
 */

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const NODES = { key: 'foo', values: ['bar'] };

function scheduled(props: SchedulingPolicyProps) {
  const platform = new Platform();
  const pool = platform.pool({ scheduling: new SchedulingPolicy(platform.tenant, 'policy', props) });
  const { template } = pool.virtualMachinePool.toJson().spec.virtualMachineTemplate.spec;
  return { platform, affinity: template.spec.affinity, labels: template.metadata.labels };
}

/** The errors about a machine with an affinity that somebody else wrote. */
function errorsAbout(affinity: object): string[] {
  const platform = new Platform();
  platform.plain('kubevirt.io/v1', 'VirtualMachine', { name: 'plain', namespace: 'cluster-acme' }, {
    spec: {
      runStrategy: 'Always',
      template: {
        spec: {
          affinity,
          domain: {
            memory: { guest: '1Gi' }, devices: { interfaces: [{ name: 'default', masquerade: {} }] },
          },
          networks: [{ name: 'default', pod: {} }],
          volumes: [{ name: 'boot', containerDisk: { image: 'quay.io/containerdisks/debian:13' } }],
        },
      },
    },
  }, platform.tenant);
  return errorsOf(platform.app);
}

test('1.10: a policy has three presets, each hard, soft or left out', () => {
  const { platform, affinity } = scheduled({
    podAntiAffinityPreset: Preset.SOFT,
    nodeAffinityPreset: {
      type: Preset.HARD, ...NODES,
    },
  });
  expect(Object.keys(affinity).sort()).toEqual(['nodeAffinity', 'podAntiAffinity']);
  expect(errorsOf(platform.app)).toEqual([]);
  expect(scheduled({}).affinity).toBeUndefined();
  expect(errorsOf(scheduled({ podAffinityPreset: 'firm' as Preset }).platform.app)).toEqual(only('podAffinityPreset'));
});

test('1.10: a preset for nodes without values asks for the label alone', () => {
  const { affinity } = scheduled({ nodeAffinityPreset: { type: Preset.HARD, key: 'foo' } });
  expect(affinity.nodeAffinity[REQUIRED].nodeSelectorTerms)
    .toEqual([{ matchExpressions: [{ key: 'foo', operator: 'Exists' }] }]);
});

test('1.11: machines are together or apart, not both, and either of it on chosen nodes', () => {
  const nodeAffinityPreset = { type: Preset.HARD, ...NODES };
  const [podAffinityPreset, podAntiAffinityPreset] = [Preset.HARD, Preset.SOFT];
  expect(errorsOf(scheduled({ podAffinityPreset, podAntiAffinityPreset }).platform.app))
    .toEqual(only('keeps them apart'));
  for (const preset of [{ podAffinityPreset }, { podAntiAffinityPreset }]) {
    const { platform, affinity } = scheduled({ ...preset, nodeAffinityPreset });
    expect(Object.keys(affinity)).toHaveLength(2);
    expect(errorsOf(platform.app)).toEqual([]);
  }
});

test.each([
  [Preset.HARD, REQUIRED],
  [Preset.SOFT, PREFERRED],
])('1.12: %s is %s', (preset, field) => {
  const { affinity } = scheduled({ podAffinityPreset: preset, nodeAffinityPreset: { type: preset, ...NODES } });
  expect(Object.keys(affinity.podAffinity)).toEqual([field]);
  expect(Object.keys(affinity.nodeAffinity)).toEqual([field]);
});

test('1.13: the members of a pool have a label in common, by which they are together or apart on nodes', () => {
  const { affinity, labels } = scheduled({ podAntiAffinityPreset: Preset.HARD });
  const [{ labelSelector, topologyKey }] = affinity.podAntiAffinity[REQUIRED];
  expect(topologyKey).toBe('kubernetes.io/hostname');
  expect(labelSelector.matchLabels).toEqual({ 'kubevirt.io/vmpool': 'workers' });
  expect(labels).toMatchObject(labelSelector.matchLabels);
});

describe('1.14: what is preferred has a weight', () => {
  const term = { labelSelector: { matchLabels: { md: 'workers' } }, topologyKey: 'kubernetes.io/hostname' };
  const expressions = { matchExpressions: [{ key: 'foo', operator: 'In', values: ['bar'] }] };

  test.each(['podAffinity', 'podAntiAffinity'] as const)('beside the term of %s', (field) => {
    const { affinity } = scheduled({ [`${field}Preset`]: Preset.SOFT });
    expect(affinity[field][PREFERRED]).toEqual([{
      weight: 1,
      podAffinityTerm: expect.objectContaining({
        topologyKey: 'kubernetes.io/hostname',
      }),
    }]);
    const missing = errorsAbout({ [field]: { [PREFERRED]: [term] } }).join('\n');
    for (const needed of ['weight', 'podAffinityTerm']) expect(missing).toContain(needed);
    expect(errorsAbout({ [field]: { [PREFERRED]: [{ weight: 1, podAffinityTerm: term }] } })).toEqual([]);
  });

  test('beside the preference for nodes, which is a list and not an object', () => {
    const { affinity } = scheduled({ nodeAffinityPreset: { type: Preset.SOFT, ...NODES } });
    expect(affinity.nodeAffinity[PREFERRED]).toEqual([{ weight: 1, preference: expressions }]);
    expect(errorsAbout({ nodeAffinity: { [PREFERRED]: { nodeSelectorTerms: [expressions] } } }))
      .toEqual(only(PREFERRED));
    expect(errorsAbout({ nodeAffinity: affinity.nodeAffinity })).toEqual([]);
  });
});
