import { CdiRelease, KubeVirtRelease } from '../../../src';
import { Variable } from '../../../src/migrate/typescript/code';
import { MachineCode, machineCode } from '../../../src/migrate/typescript/machine';
import { copyOf, NOT_COMPARED as SAME } from '../../../src/migrate/typescript/same/compare';
import { replaceUserData } from '../../../src/migrate/typescript/same/user-data';
import type { KubernetesObject } from '../../../src/releases/facts';
import type { FieldMachine } from '../machines';

/** A machine of an example, written with typed props alone. */
export interface Written {
  readonly machine: FieldMachine;
  /** Whether its user data became references to Secrets. */
  readonly hasUserData: boolean;
  /** What differs from the original, and what the rules refuse. The machine can be written if there is nothing. */
  readonly problems: readonly string[];
  /** The machine as code, if it can be written. */
  readonly code?: MachineCode;
}

/** All that the comparison does not see, each with its reason. */
export const NOT_COMPARED: readonly string[] = [
  ...SAME,
  'the metadata of the VirtualMachine itself, of which only the name is taken over; that of its template is compared',
];

/** Writes a machine with typed props, and compares what is made with the original. */
export function written(machine: FieldMachine): Written {
  const { apiVersion, kind, metadata: { name } } = machine.virtualMachine;
  const spec = copyOf(machine.virtualMachine.spec);
  const hasUserData = replaceUserData(spec);
  const object: KubernetesObject = { apiVersion, kind, metadata: { name }, spec };
  const target = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0, namespace: 'ns' };
  const code = machineCode(object, new Variable('tenant'), target);
  if ('reasons' in code) return { machine, hasUserData, problems: code.reasons };
  return { machine, hasUserData, problems: [], code };
}
