import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { load } from 'js-yaml';
import { Case, caseDeployment, Verdicts } from './deployment-cases';
import { providerMachine } from '../../src/machine-controller/made/provider-machine';
import { Changes, changedDeployment, longPath } from '../../test/corpus/machine-deployments/deployment';

/** A machine that the provider made, beside the one that is foreseen. */
export interface Compared {
  readonly name: string;
  readonly isEqual: boolean;
  readonly made: unknown;
  readonly foreseen: unknown;
}

/** Cases whose MachineDeployments are not in the file of verdicts. */
const FURTHER: { readonly [name: string]: Changes } = {
  'eviction-external': { 'MACHINE.evictionStrategy': 'External' },
  'instancetype-and-preference': {
    'MACHINE.instancetype': { name: 'standard-2', kind: 'VirtualMachineInstancetype' },
    'MACHINE.preference': { name: 'sockets-advantage', kind: 'VirtualMachinePreference' },
  },
  'location': { 'MACHINE.location': { region: 'eu', zone: 'a' } },
  'node-affinity-hard': { 'CLOUD.affinity': { nodeAffinityPreset: { type: 'hard', key: 'zone', values: ['a', 'b'] } } },
  'osp-annotation': { 'metadata.annotations': { 'k8c.io/operating-system-profile': 'osp-ubuntu' } },
  'pod-affinity-preset-hard': { 'CLOUD.affinity': { podAffinityPreset: 'hard' } },
};

/** Compares the machines of a file of verdicts. */
export function machinesOfVerdicts({ base, cases, virtualMachines }: Verdicts): Compared[] {
  return Object.entries(virtualMachines).map(([name, made]) => {
    const row = cases.find((each) => each.name === name) ?? furtherCase(name);
    const machine = `${name}-75c8dd7c67-x2z5k`;
    const foreseen = providerMachine(caseDeployment(base, row), {
      name: machine, userDataSecret: `userdata-${machine}-TIME`,
    });
    return compared(name, made, foreseen);
  });
}

function furtherCase(name: string): Case {
  const set = Object.fromEntries(Object.entries(FURTHER[name]).map(([path, value]) => [longPath(path), value]));
  return { name, set, delete: [], verdict: 'accepted' };
}

const HEADERS = ['authorization: Basic bXE6cGFzc3dvcmQ='];
const SPREAD = [
  { maxSkew: '2', topologyKey: 'key1', whenUnsatisfiable: 'DoNotSchedule' },
  { maxSkew: '3', topologyKey: 'key2', whenUnsatisfiable: 'ScheduleAnyway' },
];
const REGISTRY = { 'DISK.source': 'registry', 'DISK.osImage': 'docker://x.y.z.t/ubuntu.img:latest' };

/** What upstream's tests set in each case of its `testdata`, beyond what all of them have. */
const UPSTREAM: { readonly [name: string]: Changes } = {
  'affinity': { 'CLOUD.affinity': { nodeAffinityPreset: { type: 'hard', key: 'key1', values: ['foo1', 'foo2'] } } },
  'affinity-no-values': { 'CLOUD.affinity': { nodeAffinityPreset: { type: 'hard', key: 'key1' } } },
  'custom-local-disk': { 'DISK.osImage': 'ns/dvname' },
  'dedicated-vcpus': { 'TEMPLATE.cpus': undefined, 'TEMPLATE.vcpus': { cores: 2 } },
  'eviction-strategy-live-migrate': { 'MACHINE.evictionStrategy': 'LiveMigrate' },
  'extra-headers-set': { 'DISK.extraHeaders': HEADERS },
  'http-image-source': { 'DISK.source': 'http' },
  'kubeovn-provider-network': {
    'MACHINE.providerNetwork': { name: 'kubeovn', vpc: { name: 'test-vpc', subnet: { name: 'test-subnet' } } },
  },
  'nominal-case': {},
  'pvc-image-source': { 'DISK.source': 'pvc', 'DISK.osImage': 'ns/dvname' },
  'registry-image-source': REGISTRY,
  'registry-image-source-pod': { ...REGISTRY, 'DISK.pullMethod': 'pod' },
  'secondary-disks': {
    'TEMPLATE.secondaryDisks': [
      { size: '20Gi', storageClassName: 'longhorn2' }, { size: '30Gi', storageClassName: 'longhorn3' },
    ],
  },
  'topologyspreadconstraints': { 'CLOUD.topologySpreadConstraints': SPREAD },
  'use-storage-as-storage-target': { 'DISK.storageTarget': 'storage' },
};

/** What all of upstream's cases have. */
const NOMINAL: Changes = {
  'metadata.name': 'md-name',
  'spec.template.metadata.labels': undefined,
  'CLOUD.clusterName': 'cluster-name',
  'MACHINE.evictionStrategy': undefined,
  'TEMPLATE.memory': '2Gi',
  'DISK.source': undefined,
  'DISK.osImage': 'http://x.y.z.t/ubuntu.img',
  'DISK.size': '10Gi',
  'DISK.storageClassName': 'longhorn',
};

/** Compares the machines of upstream's `testdata`; none if the folder is not there. */
export function machinesOfUpstream(folder: string): Compared[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).sort().map((file) => {
    const name = file.replace(/\.yaml$/, '');
    const deployment = changedDeployment({ ...NOMINAL, ...UPSTREAM[name] });
    const foreseen = providerMachine(deployment as Parameters<typeof providerMachine>[0], {
      name, namespace: 'test-namespace', userDataSecret: 'udsn',
    });
    return compared(name, load(readFileSync(join(folder, file), 'utf8')), foreseen);
  });
}

function compared(name: string, made: unknown, foreseen: unknown): Compared {
  const [one, other] = [normal(made), normal(JSON.parse(JSON.stringify(foreseen)))];
  return { name, isEqual: isDeepStrictEqual(one, other), made: one, foreseen: other };
}

/** What KubeVirt's webhooks add, and what stands for nothing. */
const LEFT_OUT = ['firmware', 'machine', 'kubevirt.io/pci-topology-version', 'creationTimestamp'];

/** Go reads keys in any case, so upstream's YAML has some in lower case. */
const IN_LOWER_CASE = ['topologySpreadConstraints', 'maxSkew', 'topologyKey', 'whenUnsatisfiable', 'labelSelector',
  'matchLabels'];

function normal(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => normal(item));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name, item]) => (
    !(LEFT_OUT.includes(name) && key !== 'labels') && item !== null && !isEmptyMap(name, item)
  ));
  return Object.fromEntries(kept.map(([name, item]) => [spelling(name), normal(item, name)]));
}

function isEmptyMap(name: string, value: unknown): boolean {
  return name === 'annotations' && Object.keys(value as object).length === 0;
}

function spelling(key: string): string {
  return IN_LOWER_CASE.find((each) => each.toLowerCase() === key) ?? key;
}
