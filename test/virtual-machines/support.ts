import {
  Boot, VirtualMachine, VirtualMachineProps, VirtualMachineReplicaSet, VirtualMachineReplicaSetProps,
} from '../../src';
import { Program, SIZE } from '../workers/support';

/** A program with single machines and replica sets. */
export class Fleet extends Program {
  public machine(props: Partial<VirtualMachineProps> = {}, id = 'db'): VirtualMachine {
    return new VirtualMachine(this.tenant, id, { image: this.image, size: SIZE, ...props });
  }

  public replicaSet(props: Partial<VirtualMachineReplicaSetProps> = {}, id = 'web'): VirtualMachineReplicaSet {
    const boot = Boot.containerDisk('quay.io/containerdisks/fedora:42');
    return new VirtualMachineReplicaSet(this.tenant, id, { replicas: 2, size: SIZE, boot, ...props });
  }
}
