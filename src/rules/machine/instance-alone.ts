import type { VirtualMachineSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { MachineProps } from '../../machines/machine-props';
import { present } from '../../toolkit/shape';
import { table } from '../../toolkit/table';
import type { PropRule } from '../rule';
import { kubevirt } from '../sources';

export const INSTANCE_ALONE: PropRule = {
  id: 'VM134',
  name: 'machines/instance-alone',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The instances of a replica set have nothing that only a VirtualMachine has',
  why: 'A replica set makes VirtualMachineInstances, which have no instancetype, preference, run strategy or disks of '
    + 'their own. Such a prop would be lost.',
  remedy: 'Leave it out, or write a WorkerPool.',
  source: kubevirt('VirtualMachineInstanceReplicaSet.spec.template in the CRD'),
  acceptable: false,
};

/** The props behind fields of a VirtualMachine's spec. Other fields come from overrides. */
const PROPS: { readonly [field: string]: string } = table({
  preference: 'preference',
  runStrategy: 'runStrategy',
});

const REMEDIES: { readonly [prop: string]: string } = table({
  size: 'Write MachineSize.of(…), or a WorkerPool.',
  image: 'Write boot: Boot.containerDisk(…) or Boot.ephemeral(…), or a WorkerPool.',
  boot: 'Write Boot.containerDisk(…) or Boot.ephemeral(…), or a WorkerPool.',
});

/**
 * Reports what instances without a VirtualMachine cannot have.
 * @param spec the spec of a VirtualMachine, as the props make it without `propsOfMachines`
 */
export function* instanceAloneFaults(props: MachineProps, spec: VirtualMachineSpec): Iterable<Fault> {
  for (const prop of propsOfMachines(props)) yield lost(prop);
  for (const field of present(spec)) {
    if (field === 'template') continue;
    const prop = PROPS[field];
    if (field === 'runStrategy' && props.runStrategy === undefined && props.overrides?.runStrategy === undefined) {
      continue; // it is the default, which is not written
    }
    yield lost(prop !== undefined && props[prop as keyof MachineProps] !== undefined ? prop : `overrides.${field}`);
  }
}

/** The props that need a VirtualMachine: those that give each machine disks of its own, and a named size. */
export function propsOfMachines({ image, boot, extraDisks, size }: MachineProps): string[] {
  const { imported, installation } = boot?._content ?? {};
  const found: { readonly [prop: string]: unknown } = {
    image,
    boot: imported ?? installation,
    extraDisks: present(extraDisks).length > 0 || undefined,
    size: size._spec().instancetype,
  };
  return Object.keys(found).filter((prop) => found[prop] !== undefined);
}

function lost(prop: string): Fault {
  return fault(prop, 'is of a VirtualMachine, but a replica set makes instances without one, so it would be lost',
    REMEDIES[prop] ?? INSTANCE_ALONE.remedy);
}
