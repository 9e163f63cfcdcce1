import type { ApiObject } from 'cdk8s';
import { KubeVirtRelease } from '../../../src';
import { mergeDeep } from '../../../src/toolkit/merge';
import { later, Plain, Right, right, Verdict, wrong, Wrong } from '../case';
import { NAMESPACES, patched, plain, Scene } from '../scene';

const boot = { name: 'boot', bootOrder: 1, disk: { bus: 'virtio' } };
const bootVolume = { name: 'boot', dataVolume: { name: 'boot' } };

/** A machine that has no fault. */
export const BASE: any = {
  runStrategy: 'Always',
  template: {
    metadata: { labels: { app: 'x' } },
    spec: {
      domain: {
        cpu: { cores: 2, sockets: 1, threads: 1 },
        memory: { guest: '4Gi' },
        devices: { disks: [boot], interfaces: [{ name: 'default', masquerade: {} }] },
      },
      networks: [{ name: 'default', pod: {} }],
      volumes: [bootVolume],
    },
  },
  dataVolumeTemplates: [
    {
      metadata: { name: 'boot' },
      spec: { source: { blank: {} }, storage: { resources: { requests: { storage: '10Gi' } } } },
    },
  ],
};

/** What is made for a machine, or would have to be there, beside what virt-controller makes of it. */
export type Made = (scene: Scene, machine: any) => Plain[];

/** What only some cases have. */
export interface More {
  /** The oldest release of KubeVirt in which the verdict holds. */
  readonly from?: string;
  /** The first release of KubeVirt that takes the machine. */
  readonly until?: string;
  /** What the server says before; nothing if it does not know the fields yet. */
  readonly before?: Verdict;
  /** Of a machine that is taken with its instance and its disks, the further object that is refused. */
  readonly made?: Made;
  /** What the schema says of the finished object, about which the machine's own rule is silent then. */
  readonly schema?: { readonly rule: string; readonly says: string };
}

export const V1_8 = KubeVirtRelease.V1_8_4.version;
export const V1_9 = KubeVirtRelease.V1_9_0.version;

/** A Secret that no one can make. */
export const secretOfNoName: Made = () => [
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'No Name', namespace: NAMESPACES[0] } },
];
export const NO_SUCH_SECRET = later(
  'the launcher pod waits for a Secret that cannot exist', 'Secret "No Name" is invalid: metadata.name');

/** A machine with one fault, and all that is known of it. */
export interface BrokenMachine extends More {
  readonly rule: string;
  readonly case: string;
  /** The difference from `BASE`. */
  readonly overrides: any;
  /** The whole message. Its field is a path within the VirtualMachine's spec. */
  readonly says: string;
  /** `refused` of the pool; else the pool passes, and the verdict is about what is made of it. */
  readonly verdict: Verdict;
}

/** A machine that KubeVirt takes, although it comes close to breaking a rule. */
export interface TakenMachine {
  readonly rule: string;
  readonly case: string;
  readonly overrides: any;
}

export function machine(
  rule: string, name: string, overrides: any, says: string, verdict: Verdict, more: More = {},
): BrokenMachine {
  return { rule, case: name, overrides, says, verdict, ...more };
}

export function taken(rule: string, name: string, overrides: any): TakenMachine {
  return { rule, case: name, overrides };
}

/** The rows of the corpus that a machine stands for, as the machine of a pool. */
export function wrongPools(broken: BrokenMachine): Wrong[] {
  const { case: name, overrides, verdict, from, until, before, made, schema } = broken;
  const { rule, says } = schema ?? { rule: broken.rule, says: pieceOf(broken.says) };
  const pooled = mergeDeep<any>(MEMBER, overrides);
  const pool: Wrong['program'] = (scene) => [poolOf(scene, pooled)];
  const whole: Wrong['program'] = (scene) => {
    const further = made?.(scene, pooled) ?? [];
    return [poolOf(scene, pooled), ...memberOf(pooled), ...further];
  };
  const program = verdict.expect === 'refused' ? pool : whole;
  const now = wrong(rule, name, program, says, verdict, { kubevirtFrom: from, kubevirtUntil: until });
  if (before === undefined) return [now];
  return [now, wrong(rule, `${name}, before ${from}`, whole, says, before, { kubevirtUntil: from })];
}

/** The same of a machine that is taken. */
export function rightPool({ rule, case: name, overrides }: TakenMachine): Right {
  return right(rule, name, (scene) => poolOf(scene, mergeDeep<any>(MEMBER, overrides)));
}

/** What all machines of the pool have. */
const MEMBER: any = mergeDeep<any>(BASE, { template: { metadata: { labels: { 'kubevirt.io/vmpool': 'workers' } } } });

/** A message without its field, which a pool may call by its prop, up to what the pool adds to the machine. */
function pieceOf(says: string): string {
  return says.slice(says.indexOf(' ') + 1).split('{')[0];
}

function poolOf(scene: Scene, spec: any): ApiObject {
  return patched(scene.pool().virtualMachinePool, '/spec/virtualMachineTemplate/spec', spec);
}

function diskOf(template: any): Plain {
  return plain('cdi.kubevirt.io/v1beta1', 'DataVolume', `${template.metadata.name}-0`, template.spec);
}

/** What virt-controller makes of a pool's template: a machine with its disks, and the machine's instance. */
function memberOf(spec: any): Plain[] {
  const { metadata, spec: vmi } = spec.template;
  const instance = {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: { ...metadata, name: 'workers-0', namespace: 'cluster-a' },
    spec: vmi,
  };
  return [
    plain('kubevirt.io/v1', 'VirtualMachine', 'workers-0', spec),
    ...spec.dataVolumeTemplates.map(diskOf),
    // With an instancetype, the instance is put together from both.
    ...(spec.instancetype === undefined ? [instance] : []),
  ];
}
