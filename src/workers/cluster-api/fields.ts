import { MACHINE } from './machine-template';
import type { MachineDeploymentSpec } from './specs';
import { AUTOSCALER_MAX_SIZE, AUTOSCALER_MIN_SIZE } from '../../inventory/template-machines';
import { isUnchanged } from '../../machines/machine-fields';
import { table } from '../../toolkit/table';
import type { MadeMachine } from '../../virtual-machines/tenant-machine';

const CHECK_STRATEGY = 'spec.template.spec.virtualMachineBootstrapCheck.checkStrategy';

/** The prop that a field of a KubevirtMachineTemplate came from. */
export function templatePropOf(field: string, written: any, machine: MadeMachine): string | undefined {
  if (field === CHECK_STRATEGY) return 'backend.bootstrapCheck';
  if (!field.startsWith(`${MACHINE}.`)) return undefined;
  const spec = written?.spec?.template?.spec?.virtualMachineTemplate?.spec;
  return machine.propOf(field.slice(MACHINE.length + 1), spec);
}

/** Props of a WorkerPool, by the field of the MachineDeployment that they become. */
const PROPS: { readonly [field: string]: string } = table({
  'metadata.name': 'name',
  [`metadata.annotations["${AUTOSCALER_MIN_SIZE}"]`]: 'autoscale.min',
  [`metadata.annotations["${AUTOSCALER_MAX_SIZE}"]`]: 'autoscale.max',
  'spec.replicas': 'replicas',
});

/** The prop that a field of a MachineDeployment came from; undefined if something changed the field since. */
export function deploymentPropOf(
  field: string, made: { readonly metadata: object; readonly spec: MachineDeploymentSpec }, written: unknown,
): string | undefined {
  const prop = PROPS[field];
  return prop !== undefined && isUnchanged(field, made, written) ? prop : undefined;
}
