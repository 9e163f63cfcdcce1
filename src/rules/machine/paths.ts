import type { Source } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { items } from '../../toolkit/shape';
import { kubevirt } from '../sources';

/** The path of a machine's domain within the VirtualMachine's spec. */
export const DOMAIN = `${VMI}.domain`;

/** The path of its devices. */
export const DEVICES = `${DOMAIN}.devices`;

/** The items of a list, each with its path. */
export function located<T>(list: readonly T[] | undefined, at: string): (readonly [item: T, at: string])[] {
  return items(list).map((item, index) => [item, `${at}[${index}]`]);
}

/** Functions of KubeVirt's admission of VirtualMachineInstances. */
export function vmiAdmitter(functions: string): Source {
  return kubevirt(`pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go: ${functions}`);
}
