import { countedBy, foundBy, NAMESPACE } from './machines';
import { vmi } from '../../corpus/machine/parts';

const HOSTNAME = 'kubernetes.io/hostname';
const OWN = { labelSelector: { matchLabels: { app: 'x' } }, topologyKey: HOSTNAME };

/** A machine that must keep away from what the term selects. */
function apart(term: object, spec: object = {}): object {
  return vmi({
    evictionStrategy: 'LiveMigrateIfPossible',
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
    ...spec,
  });
}

const ANNOTATED = { 'kubevirt.io/allow-pod-bridge-network-live-migration': 'true' };
const BRIDGE = { domain: { devices: { interfaces: [{ name: 'default', bridge: {} }] } } };

describe('a drain of machines that must not share a node', () => {
  test('never ends, in all kinds that hold machines', () => {
    expect(countedBy('VM116', apart(OWN))).toEqual([1, 1, 1, 1]);
    expect(foundBy('VM116', 'VirtualMachine', apart(OWN, { evictionStrategy: 'LiveMigrate' }))).toEqual([
      expect.stringContaining('the eviction strategy LiveMigrate denies the eviction of each until it has moved'),
    ]);
  });

  test.each([
    ['by an expression', { labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['x', 'y'] }] } }],
    ['by a zone', { ...OWN, topologyKey: 'topology.kubernetes.io/zone' }],
    ['by what all launchers have', { labelSelector: { matchLabels: { 'kubevirt.io': 'virt-launcher' } } }],
    ['by a selector of everything', { labelSelector: {} }],
    ['in their own namespace, by name', { ...OWN, namespaces: ['other', NAMESPACE] }],
    ['in all namespaces', { ...OWN, namespaceSelector: {} }],
    ['in their own namespace, by its label',
      { ...OWN, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': NAMESPACE } } }],
  ])('%s', (_case, term) => {
    expect(countedBy('VM116', apart({ topologyKey: HOSTNAME, ...term }))).toEqual([1, 1, 1, 1]);
  });

  test.each([
    ['other pods', { labelSelector: { matchLabels: { app: 'y' } } }],
    ['none', { labelSelector: null }],
    ['those of another namespace', { ...OWN, namespaces: ['other'] }],
    ['those of namespaces with a label', { ...OWN, namespaceSelector: { matchLabels: { team: 'b' } } }],
    ['those with another value of a label', { ...OWN, mismatchLabelKeys: ['app'] }],
  ])('ends if they keep away from %s', (_case, term) => {
    expect(countedBy('VM116', apart({ topologyKey: HOSTNAME, ...term }))).toEqual([0, 0, 0, 0]);
  });

  test('ends if they are shut down', () => {
    expect(countedBy('VM116', apart(OWN, { evictionStrategy: 'None' }))).toEqual([0, 0, 0, 0]);
    expect(countedBy('VM116', apart(OWN, { evictionStrategy: 'External' }))).toEqual([0, 0, 0, 0]);
    // a bridge without the annotation that permits live migration
    expect(countedBy('VM116', apart(OWN, BRIDGE))).toEqual([0, 0, 0, 0]);
  });

  test('the strategy of the cluster counts where a machine has none', () => {
    const unset = apart(OWN, { evictionStrategy: null });
    expect(countedBy('VM116', unset)).toEqual([0, 0, 0, 0]);
    expect(countedBy('VM116', unset, { cluster: {} })).toEqual([1, 1, 1, 1]);
    const none = { overrides: { kubevirt: { configuration: { evictionStrategy: null } } } } as any;
    expect(countedBy('VM116', unset, { cluster: none })).toEqual([0, 0, 0, 0]);
  });
});

describe('the annotation that permits live migration of a bridge', () => {
  const annotated = (spec: object) => ({ template: { metadata: { annotations: ANNOTATED }, spec } });

  test('is a warning beside the eviction strategy None, in all kinds that hold machines', () => {
    expect(countedBy('VM115', annotated({ ...BRIDGE, evictionStrategy: 'None' }))).toEqual([1, 1, 1, 1]);
    const whole = annotated({ ...BRIDGE, evictionStrategy: null });
    expect(countedBy('VM115', whole, { cluster: { kubevirtConfig: { evictionStrategy: 'None' as any } } }))
      .toEqual([1, 1, 1, 1]);
  });

  test('is a warning where KubeVirt adds the bridge', () => {
    const bare = { networks: null, domain: { devices: { interfaces: null } }, evictionStrategy: 'None' };
    expect(countedBy('VM115', annotated(bare))).toEqual([1, 1, 1, 1]);
    const network = { defaultNetworkInterface: 'masquerade' };
    const cluster = { overrides: { kubevirt: { configuration: { network } } } };
    expect(countedBy('VM115', annotated(bare), { cluster })).toEqual([0, 0, 0, 0]);
  });

  test('is not there where updates of KubeVirt migrate nothing', () => {
    const cluster = { kubevirtConfig: { workloadUpdateMethods: [] } };
    expect(countedBy('VM115', annotated({ ...BRIDGE, evictionStrategy: 'None' }), { cluster })).toEqual([0, 0, 0, 0]);
  });

  test('is none beside another strategy or binding', () => {
    expect(countedBy('VM115', annotated({ ...BRIDGE, evictionStrategy: 'LiveMigrate' }))).toEqual([0, 0, 0, 0]);
    expect(countedBy('VM115', annotated({ evictionStrategy: 'None' }))).toEqual([0, 0, 0, 0]);
  });
});
