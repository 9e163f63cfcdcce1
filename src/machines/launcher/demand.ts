import { AutoLimits, launcherContainers, launcherRequests, LauncherRequests } from './launcher-pod';
import type { ContainerResources } from './pod-resources';
import type {
  DataVolumeTemplateSpec, VirtualMachineInstanceSpec, VirtualMachineSpec,
} from '../../../imports/kubevirt.io';
import { Quantity } from '../../toolkit/quantity';
import { items } from '../../toolkit/shape';
import { keptState, STATE_SIZE } from '../disks/state-claim';
import type { Overcommit } from '../size/overcommit';

/** A PersistentVolumeClaim. */
export interface ClaimSize {
  /** The StorageClass; undefined if only the cluster knows it. */
  readonly storageClass?: string;
  /** The bytes that are requested; undefined if unknown. */
  readonly size?: Quantity;
}

/** A claim of a disk or an image, with the claims that CDI makes beside it while it fills it. */
export interface FilledClaim extends ClaimSize {
  readonly beside: readonly ClaimSize[];
  /** Whether a pod of CDI fills it; clones may be made by the storage. */
  readonly needsPod: boolean;
}

/** What one machine requests from its namespace while it runs. */
export interface MachineDemand extends LauncherRequests {
  /** The containers of its launcher; undefined if the program does not know the size. */
  readonly containers?: readonly ContainerResources[];
  /** Bytes of all disks that belong to the machine; undefined if the size of one is unknown. */
  readonly storage?: Quantity;
  /** The PersistentVolumeClaims that belong to the machine, with that of its TPM's and its firmware's state. */
  readonly disks: readonly FilledClaim[];
  /** The number of PersistentVolumeClaims that belong to the machine. */
  readonly volumes: number;
}

/** How the surroundings of a machine change what its launcher gets. */
export interface LauncherSurroundings {
  readonly auto?: AutoLimits;
  readonly networkResources?: readonly string[];
}

/**
 * What a machine requests from its namespace. `sized` is the machine with its size applied, if the program knows the
 * size; `claimOf` is the claim of a DataVolume template, given with its number.
 */
export function machineDemand(
  sized: VirtualMachineSpec,
  overcommit: Overcommit,
  claimOf: (template: DataVolumeTemplateSpec | undefined, disk: number) => FilledClaim = statedClaim,
  { auto, networkResources }: LauncherSurroundings = {},
): MachineDemand {
  const vmi = sized.template.spec;
  const disks = [
    ...items(sized.dataVolumeTemplates).map(({ spec }, disk) => claimOf(spec, disk)),
    ...(vmi === undefined ? [] : stateClaims(vmi)),
  ];
  const isKnown = disks.every(({ size }) => size !== undefined);
  const isSized = vmi !== undefined && !isUnknown(sized);
  return {
    ...(isSized ? launcherRequests(vmi, overcommit) : {}),
    containers: isSized ? launcherContainers(vmi, overcommit, auto, networkResources) : undefined,
    storage: isKnown ? disks.reduce((sum, { size }) => sum.plus(size!), Quantity.ZERO) : undefined,
    disks,
    volumes: disks.length,
  };
}

/** The claim that KubeVirt makes for the state of a machine's TPM and UEFI. */
function stateClaims(vmi: VirtualMachineInstanceSpec): FilledClaim[] {
  const { tpm, efi } = keptState(vmi);
  return tpm || efi ? [{ size: STATE_SIZE, beside: [], needsPod: false }] : [];
}

/** The claim with the size that a template states. */
function statedClaim(template: DataVolumeTemplateSpec | undefined): FilledClaim {
  const size = (template?.storage ?? template?.pvc)?.resources?.requests?.storage;
  return { size: size === undefined ? undefined : Quantity.parse(size), beside: [], needsPod: false };
}

/** Whether a machine has an instancetype that the bundle does not hold. */
function isUnknown({ instancetype, template }: VirtualMachineSpec): boolean {
  return instancetype !== undefined && template.spec?.domain?.memory?.guest === undefined;
}
