import type { SingleMachine } from '../machines/single-machine';
import { UUID_OF_DNS, uuidFor } from '../toolkit/uuid';

/** By what guests and their licences recognise a machine: the firmware's UUID and serial number. */
export interface MachineIdentity {
  /**
   * The firmware's UUID, such as `6f9619ff-8b86-4d01-b42d-00cf4fc964ff`. Write the one that a machine has before this
   * program takes it over: another one is another machine to its guest, and cloud-init runs again.
   * @default - derived from the seed, the namespace and the machine's name
   */
  readonly uuid?: string;
  /**
   * The firmware's serial number.
   * @default - derived in the same way
   */
  readonly serial?: string;
  /**
   * From what the UUID and the serial number are derived, beside the namespace and the machine's name. Write the
   * cluster's old name if it gets a new one, and the same seed in two clusters if a machine moves between them.
   * @default - the cluster's name, so that machines of the same name in two clusters differ
   */
  readonly seed?: string;
}

/** Where a machine is: from this its identity is derived. */
export interface MachinePlace {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

const OURS = uuidFor(UUID_OF_DNS, 'cdk8s-kubevirt.io');

/**
 * The UUID and the serial number of a machine. They are always the same for the same machine: what KubeVirt would draw
 * at random is lost when the object is replaced or recreated.
 */
export function identityOf(
  { seed, uuid, serial }: MachineIdentity, place: MachinePlace,
): Pick<SingleMachine, 'uuid' | 'serial'> {
  const derived = (what: string): string => (
    uuidFor(OURS, JSON.stringify([what, seed ?? place.cluster, place.namespace, place.name])));
  return { uuid: uuid ?? derived('uuid'), serial: serial ?? derived('serial') };
}
