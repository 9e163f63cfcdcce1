import type { MachineDeployment } from '../../src/machine-controller/types';
import { changedDeployment } from '../../test/corpus/machine-deployments/deployment';

/** A MachineDeployment as a change of another one, with the verdict on it. */
export interface Case {
  readonly name: string;
  /** Values by their paths. */
  readonly set: { readonly [path: string]: unknown };
  /** The paths of what is left out. */
  readonly delete: readonly string[];
  readonly verdict: 'accepted' | 'rejected';
  /** Who refuses it, and in which words. */
  readonly by?: string;
  readonly says?: string;
}

/** What a file of verdicts holds. */
export interface Verdicts {
  readonly base: MachineDeployment;
  readonly cases: readonly Case[];
  /** The VirtualMachines that the provider made, by the names of their cases. */
  readonly virtualMachines: { readonly [name: string]: object };
}

/** The MachineDeployment of a case, which has the case's name unless the case sets another one. */
export function caseDeployment(base: MachineDeployment, { name, set, delete: left }: Case): MachineDeployment {
  const removed = Object.fromEntries(left.map((path) => [path, undefined]));
  return changedDeployment({ 'metadata.name': name, ...set, ...removed }, base) as MachineDeployment;
}
