import {
  VirtualMachine, VirtualMachineProps, VirtualMachineReplicaSet, VirtualMachineReplicaSetProps,
} from '../../src';
import { Program, SIZE } from '../workers/support';

/** A program with single machines and replica sets. */
export class Fleet extends Program {
  public machine(props: Partial<VirtualMachineProps> = {}, id = 'db'): VirtualMachine {
    return new VirtualMachine(this.tenant, id, { image: this.image, size: SIZE, ...props });
  }

  public replicaSet(props: Partial<VirtualMachineReplicaSetProps> = {}, id = 'web'): VirtualMachineReplicaSet {
    const usual = { replicas: 2, size: SIZE, overrides: FROM_CONTAINER };
    return new VirtualMachineReplicaSet(this.tenant, id, { ...usual, ...props });
  }
}

/** A disk from a container image. */
export const FROM_CONTAINER = {
  template: {
    spec: {
      domain: { devices: { disks: [{ name: 'root', disk: { bus: 'virtio' } }] } },
      volumes: [{ name: 'root', containerDisk: { image: 'quay.io/containerdisks/fedora:42' } }],
    },
  },
};
