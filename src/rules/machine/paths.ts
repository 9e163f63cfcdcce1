import type { Source } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { items } from '../../toolkit/shape';
import { kubevirt } from '../sources';

/** The path of a machine's domain within the VirtualMachine's spec. */
export const DOMAIN = `${VMI}.domain`;

/** The path of a machine's devices. */
export const DEVICES = `${DOMAIN}.devices`;

/** The items of a list, each with its path. */
export function located<T>(list: readonly T[] | undefined, at: string): (readonly [item: T, at: string])[] {
  const paths = pathsBelow(at);
  return items(list).map((item, index) => [item, paths[index] ??= `${at}[${index}]`]);
}

const PATHS = new Map<string, string[]>();

/** The paths of items, made once for each list: they are the same for ten thousand machines. */
function pathsBelow(at: string): string[] {
  const known = PATHS.get(at) ?? [];
  PATHS.set(at, known);
  return known;
}

/** Functions of KubeVirt's admission webhook for VirtualMachineInstances. */
export function vmiAdmitter(functions: string): Source {
  return kubevirt(`pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go: ${functions}`);
}
