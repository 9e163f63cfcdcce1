import type { Manifest } from '../../manifests/manifest';

export function isMachine({ group, kind }: Manifest): boolean {
  return group === 'kubevirt.io' && kind === 'VirtualMachine';
}

export function isPool({ group, kind }: Manifest): boolean {
  return group === 'pool.kubevirt.io' && kind === 'VirtualMachinePool';
}
