import type { ApiObject } from 'cdk8s';
import type { Plain } from './case';
import { plain } from './scene';

/** What virt-controller makes of a pool, without its disks. */
export function memberOf(made: ApiObject): Plain {
  const { dataVolumeTemplates: _disks, ...spec } = made.toJson().spec.virtualMachineTemplate.spec;
  return plain('kubevirt.io/v1', 'VirtualMachine', 'workers-0', spec);
}
