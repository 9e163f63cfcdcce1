import type {
  CloudProviderSpec, PrimaryDisk, ProviderConfig, ProviderMachineSpec, ProviderTemplate,
} from './provider-spec';
import type { MachineDeploymentSpec, MachineMetadata, MachineSpec } from './types';
import { isPlain } from '../toolkit/merge';

/** The path of `providerSpec.value` in a MachineDeployment. */
export const VALUE = 'spec.template.spec.providerSpec.value';
export const CLOUD = `${VALUE}.cloudProviderSpec`;
export const MACHINE = `${CLOUD}.virtualMachine`;
export const SIZE = `${MACHINE}.template`;
export const PRIMARY_DISK = `${SIZE}.primaryDisk`;

/**
 * The parts of a MachineDeployment, each empty if it is missing or not a map. Nothing but the shape of these maps is
 * certain: the values in them may be of any type.
 */
export interface DeploymentParts {
  readonly spec: Partial<MachineDeploymentSpec>;
  /** The metadata of Machines. */
  readonly metadata: MachineMetadata;
  readonly machine: Partial<MachineSpec>;
  readonly config: Partial<ProviderConfig>;
  readonly cloud: CloudProviderSpec;
  readonly virtualMachine: ProviderMachineSpec;
  readonly template: ProviderTemplate;
  readonly primaryDisk: PrimaryDisk;
}

/** The parts of a MachineDeployment. */
export function partsOf(deployment: { readonly spec?: unknown }): DeploymentParts {
  const spec = mapIn<MachineDeploymentSpec>(deployment.spec);
  const machineTemplate = mapIn<MachineDeploymentSpec['template']>(spec.template);
  const machine = mapIn<MachineSpec>(machineTemplate.spec);
  const config = mapIn<ProviderConfig>(mapIn<MachineSpec['providerSpec']>(machine.providerSpec).value);
  const cloud = mapIn<CloudProviderSpec>(config.cloudProviderSpec);
  const virtualMachine = mapIn<ProviderMachineSpec>(cloud.virtualMachine);
  const template = mapIn<ProviderTemplate>(virtualMachine.template);
  return {
    spec,
    metadata: mapIn<MachineMetadata>(machineTemplate.metadata),
    machine,
    config,
    cloud,
    virtualMachine,
    template,
    primaryDisk: mapIn<PrimaryDisk>(template.primaryDisk),
  };
}

/** Whether KubeVirt's provider of machine-controller makes the machines. */
export function isForKubeVirt({ config }: DeploymentParts): boolean {
  return config.cloudProvider === 'kubevirt';
}

/** The value, if it is a map; otherwise an empty one. */
export function mapIn<T extends object>(value: unknown): Partial<T> {
  return isPlain(value) ? value as Partial<T> : {};
}
