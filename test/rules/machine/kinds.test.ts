import { ApiObject, Chart } from 'cdk8s';
import { BundleApp, CdiRelease, Finding, KubeVirtCluster, KubeVirtRelease } from '../../../src';
import { mergeDeep } from '../../../src/toolkit/merge';
import { BASE } from '../../corpus/machine/machine';

/** What the rules find in an object that a program writes below a cluster without any construct of ours. */
function found(kind: string, apiVersion: string, parts: object, metadata: object = {}): Finding[] {
  const app = new BundleApp();
  const networks = { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] };
  const releases = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
  const cluster = KubeVirtCluster.existing(app, 'infra', { ...releases, networks });
  const chart = new Chart(cluster, 'machines');
  const own = { name: 'own', namespace: 'machines', ...metadata };
  new ApiObject(chart, 'own', { apiVersion, kind, metadata: own, ...parts });
  return app.check().filter(({ rule }) => rule.startsWith('VM'));
}

/** The machine with an unknown cache of its disk, and a label that KubeVirt keeps for itself. */
const BROKEN = mergeDeep<any>(BASE, {
  template: {
    metadata: { labels: { 'kubevirt.io/nodeName': 'a' } },
    spec: { domain: { devices: { disks: [{ name: 'boot', cache: 'magic' }] } } },
  },
});
const INSTANCE = { metadata: BROKEN.template.metadata, spec: { ...BROKEN.template.spec } };
const MEMBER = { 'app': 'x', 'kubevirt.io/vmpool': 'own' };
const selector = { matchLabels: { app: 'x' } };
const template = { metadata: { labels: MEMBER }, spec: BROKEN };
const ofPool = { matchLabels: { 'kubevirt.io/vmpool': 'own' } };
const pool = { replicas: 2, maxUnavailable: 1, selector: ofPool, virtualMachineTemplate: template };

const KINDS: [kind: string, apiVersion: string, parts: object, metadata: object, spec: string, labels: string][] = [
  ['VirtualMachine', 'kubevirt.io/v1', { spec: BROKEN }, {}, 'spec.template.spec', 'spec.template.metadata'],
  ['VirtualMachineInstance', 'kubevirt.io/v1', { spec: INSTANCE.spec }, INSTANCE.metadata, 'spec', 'metadata'],
  ['VirtualMachineInstanceReplicaSet', 'kubevirt.io/v1', { spec: { replicas: 2, selector, template: INSTANCE } }, {},
    'spec.template.spec', 'spec.template.metadata'],
  ['VirtualMachinePool', 'pool.kubevirt.io/v1beta1', { spec: pool }, {},
    'spec.virtualMachineTemplate.spec.template.spec', 'spec.virtualMachineTemplate.spec.template.metadata'],
];

test.each(KINDS)('a %s that is not our construct is judged', (kind, apiVersion, parts, metadata, spec, labels) => {
  const group = apiVersion.split('/')[0];
  const object = { group, kind, name: 'own', namespace: 'machines' };
  const place = { where: 'infra/machines/own', severity: 'error', object };
  const disk = `${spec}.domain.devices.disks[0].cache`;
  const label = `${labels}.labels["kubevirt.io/nodeName"]`;
  expect(found(kind, apiVersion, parts, metadata)).toEqual([
    {
      ...place,
      rule: 'VM008',
      field: label,
      message: `${label} is a label that only KubeVirt itself may set.`,
      remedy: 'Use a label of your own.',
    },
    {
      ...place,
      rule: 'VM032',
      field: disk,
      message: `${disk} "magic" is unknown.`,
      remedy: 'Write one of none, writethrough, writeback.',
    },
  ]);
});

test.each(KINDS)('a %s that holds no machine is left to its schema', (kind, apiVersion) => {
  expect(found(kind, apiVersion, {})).toEqual([]);
  expect(found(kind, apiVersion, { spec: { template: 'none', virtualMachineTemplate: 'none' } })).toEqual([]);
});

test('what a machine may not have without a VirtualMachine around it is found there alone', () => {
  const spec = mergeDeep<any>(BASE, { runStrategy: null, dataVolumeTemplates: null });
  const [missing, ...others] = found('VirtualMachine', 'kubevirt.io/v1', { spec });
  expect([missing.rule, missing.field, others]).toEqual(['VM001', 'spec.runStrategy', []]);
  expect(found('VirtualMachineInstance', 'kubevirt.io/v1', { spec: BASE.template.spec })).toEqual([]);
});
