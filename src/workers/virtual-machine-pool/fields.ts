import type { VirtualMachinePoolSpec } from '../../../imports/pool.kubevirt.io';
import { isUnchanged } from '../../machines/machine-fields';
import { POOL_LABEL } from '../../machines/pool-label';
import { table } from '../../toolkit/table';
import type { MadeMachine } from '../../virtual-machines/tenant-machine';

const MACHINE = 'spec.virtualMachineTemplate.spec';

/** Fields that hold the pool's name: the label of the pool and its members, and the claim of the boot disk. */
const NAMED_AFTER_POOL = [
  `metadata.labels["${POOL_LABEL}"]`,
  `${MACHINE}.template.metadata.labels["${POOL_LABEL}"]`,
  `${MACHINE}.dataVolumeTemplates[0].metadata.name`,
];

/** Props of a WorkerPool and options of its backend, by the field of the VirtualMachinePool that they become. */
const PROPS: { readonly [field: string]: string } = table({
  'spec.replicas': 'replicas',
  'spec.maxUnavailable': 'maxUnavailable',
  'spec.scaleInStrategy.proactive.statePreservation': 'scaleIn.statePreservation',
  'spec.scaleInStrategy.proactive.selectionPolicy.sortPolicy': 'scaleIn.sortPolicy',
  'spec.scaleInStrategy.opportunistic.statePreservation': 'scaleIn.statePreservation',
});

/**
 * The prop that a field of a VirtualMachinePool came from; undefined if overrides or JSON patches changed the field
 * since.
 * @param made the pool's spec as the props alone make it
 * @param written the object as it will be written
 */
export function poolPropOf(
  field: string, made: VirtualMachinePoolSpec, written: any, machine: MadeMachine,
): string | undefined {
  if (field === 'metadata.name') return 'name';
  const asMade = { metadata: { labels: machine.labels }, spec: made };
  if (NAMED_AFTER_POOL.includes(field)) return isUnchanged(field, asMade, written) ? 'name' : undefined;
  if (field.startsWith(`${MACHINE}.`)) {
    return machine.propOf(field.slice(MACHINE.length + 1), written?.spec?.virtualMachineTemplate?.spec);
  }
  if (!isUnchanged(field, asMade, written)) return undefined;
  return field.startsWith('metadata.labels') ? field.replace('metadata.', '') : PROPS[field];
}
