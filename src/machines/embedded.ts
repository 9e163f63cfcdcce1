import { Machine, machineOf, VMI } from './machine';
import type { VirtualMachineInstanceSpec, VirtualMachineSpec } from '../../imports/kubevirt.io';
import type { KubernetesObject } from '../releases/facts';
import { table } from '../toolkit/table';

/** A machine within an object. */
export interface EmbeddedMachine extends Machine {
  /** Whether it is a VirtualMachineInstance, without a VirtualMachine that says when it runs. */
  readonly isInstance: boolean;
  /** The controller of the object's kind that moves the machine when its node is drained. */
  readonly evictionHandler?: string;
  /** The number of such machines that the object stands for; undefined if something else sets it. */
  readonly count: number | undefined;
  /** Converts a path within the VirtualMachine's spec to the path within the object. */
  readonly fieldIn: (path: string) => string;
}

/** How a kind holds a machine: the path of its VirtualMachine's spec, or of an instance's spec. */
interface Holder {
  readonly machine: (object: any) => VirtualMachineSpec | undefined;
  readonly path: (path: string) => string;
  readonly count: (spec: any) => number | undefined;
  /** Whether it is a VirtualMachineInstance, without a VirtualMachine around it. */
  readonly instance?: true;
  /** The controller of the kind that moves the machine when its node is drained. */
  readonly evictionHandler?: string;
}

const below = (prefix: string) => (path: string) => `${prefix}.${path}`;

/** An instance has no VirtualMachine around it, so it is wrapped as the template of one. */
function instance(spec: VirtualMachineInstanceSpec | undefined, metadata: object): VirtualMachineSpec | undefined {
  return spec && ({ template: { metadata, spec } } as VirtualMachineSpec);
}

/** What somebody may make a machine of later. */
const NONE_YET = (): number => 0;

const HOLDERS: { readonly [kind: string]: Holder } = table({
  'kubevirt.io/VirtualMachine': { machine: ({ spec }) => spec, path: below('spec'), count: () => 1 },
  'kubevirt.io/VirtualMachineInstance': {
    machine: ({ spec, metadata }) => instance(spec, metadata),
    path: (path) => path.replace(VMI, 'spec').replace('template.metadata', 'metadata'),
    count: () => 1,
    instance: true,
  },
  'kubevirt.io/VirtualMachineInstanceReplicaSet': {
    machine: ({ spec }) => instance(spec?.template?.spec, spec?.template?.metadata),
    path: below('spec'),
    count: (spec) => spec?.replicas,
    instance: true,
  },
  'pool.kubevirt.io/VirtualMachinePool': {
    machine: ({ spec }) => spec?.virtualMachineTemplate?.spec,
    path: below('spec.virtualMachineTemplate.spec'),
    count: (spec) => spec?.replicas,
  },
  'template.kubevirt.io/VirtualMachineTemplate': {
    machine: ({ spec }) => spec?.virtualMachine?.spec,
    path: below('spec.virtualMachine.spec'),
    count: NONE_YET,
  },
  'infrastructure.cluster.x-k8s.io/KubevirtMachineTemplate': {
    machine: ({ spec }) => spec?.template?.spec?.virtualMachineTemplate?.spec,
    path: below('spec.template.spec.virtualMachineTemplate.spec'),
    count: () => undefined, // Cluster API's objects that name the template set it
    // cluster-api-provider-kubevirt v0.11.2, pkg/kubevirt/machine.go: DrainNodeIfNeeded
    evictionHandler: 'cluster-api-provider-kubevirt',
  },
  'snapshot.kubevirt.io/VirtualMachineSnapshotContent': {
    machine: ({ spec }) => spec?.source?.virtualMachine?.spec,
    path: below('spec.source.virtualMachine.spec'),
    count: NONE_YET,
  },
});

/** The kinds that hold machines, as group and kind. */
export const MACHINE_KINDS = Object.keys(HOLDERS).map((key) => key.split('/') as [group: string, kind: string]);

/** Whether a kind holds machines. */
export function holdsMachines(group: string, kind: string): boolean {
  return `${group}/${kind}` in HOLDERS;
}

/** The path of a machine's field within an object of a kind; undefined if the kind holds no machines. */
export function machineField(group: string, kind: string, path: string): string | undefined {
  return HOLDERS[`${group}/${kind}`]?.path(path);
}

/**
 * The machine within an object that matches the schema of its kind; undefined if the kind or the object holds none.
 */
export function embeddedMachine(group: string, object: KubernetesObject): EmbeddedMachine | undefined {
  const holder = HOLDERS[`${group}/${object.kind}`];
  const spec = holder?.machine(object);
  if (holder === undefined || spec === undefined) return undefined;
  const { vmi, annotations, labels } = machineOf(spec);
  const isInstance = holder.instance ?? false;
  const { evictionHandler, path: fieldIn } = holder;
  const count = holder.count(object.spec);
  return { spec, vmi, annotations, labels, isInstance, evictionHandler, count, fieldIn };
}
