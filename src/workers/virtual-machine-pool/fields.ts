import type { VirtualMachinePoolSpec } from '../../../imports/pool.kubevirt.io';
import { isUnchanged } from '../../machines/machine-fields';
import type { PoolMachine } from '../pool-writer';

const MACHINE = 'spec.virtualMachineTemplate.spec';

/** Props of a WorkerPool and options of its backend, by the field of the VirtualMachinePool that they become. */
const PROPS: { readonly [field: string]: string } = {
  'spec.replicas': 'replicas',
  'spec.maxUnavailable': 'maxUnavailable',
  'spec.scaleInStrategy.proactive.statePreservation': 'scaleIn.statePreservation',
  'spec.scaleInStrategy.proactive.selectionPolicy.sortPolicy': 'scaleIn.sortPolicy',
  'spec.scaleInStrategy.opportunistic.statePreservation': 'scaleIn.statePreservation',
};

/**
 * The prop that a field of a VirtualMachinePool came from; undefined if overrides or JSON patches changed the field
 * since.
 * @param made the pool's spec as the props alone make it
 * @param written the object as it will be written
 */
export function poolPropOf(
  field: string, made: VirtualMachinePoolSpec, written: any, machine: PoolMachine,
): string | undefined {
  if (field === 'metadata.name') return 'name';
  if (field.startsWith(`${MACHINE}.`)) {
    return machine.propOf(field.slice(MACHINE.length + 1), written?.spec?.virtualMachineTemplate?.spec);
  }
  return isUnchanged(field, { spec: made }, written) ? PROPS[field] : undefined;
}
