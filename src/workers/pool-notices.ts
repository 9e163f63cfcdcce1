import { cloudInitNotices } from './cloud-init-notices';
import type { VirtualMachinePoolSpec } from '../../imports/pool.kubevirt.io';
import { IGNITION } from '../machines/ignition';
import { didYouMean } from '../toolkit/nearest';
import type { Sentence } from '../toolkit/problems';
import { items, present } from '../toolkit/shape';

// KubeVirt v1.9.0 pkg/virt-config/virt-config.go: Default…EmulatedMachines.
const MACHINE_TYPES: { readonly [architecture: string]: RegExp } = { amd64: /^(pc-)?q35/, arm64: /^virt/, s390x: /^s390-ccw-virtio/ };

/** What is worth knowing of a pool but not wrong, given the names of the sizes that its namespace offers. */
export function poolNotices(spec: VirtualMachinePoolSpec | undefined, sizes: readonly string[]): string[] {
  if (spec === undefined) return [];
  const machine = spec.virtualMachineTemplate.spec;
  const { domain, architecture = 'amd64' } = machine?.template?.spec ?? {};
  const machineType = domain?.machine?.type;
  const { kind, name } = machine?.instancetype ?? {};
  const notices: Sentence[] = [
    present(spec.updateStrategy).includes('proactive') && items(machine?.dataVolumeTemplates).length > 0 ? 'updates its members proactively, so a change of a disk, even of its size, deletes running members with all their disks; so does a change that was made before with another updateStrategy, unless they have been restarted since. Make such a change with updateStrategy opportunistic and restart the members before you go back, or make it in a new pool.' : undefined,
    present(spec.scaleInStrategy).includes('opportunistic') ? 'never gets smaller with the scale-in strategy opportunistic: after a lower number of replicas, KubeVirt stops a member that is deleted and leaves it in deletion until the number is raised again. Choose PROACTIVE for a pool that is to shrink.' : undefined,
    kind === 'VirtualMachineInstancetype' && name !== undefined && sizes.length > 0 && !sizes.includes(name) ? `takes its size from the instancetype "${name}", which the tenant does not offer in its namespace; no machine starts before there is one.${didYouMean(name, sizes)}` : undefined,
    machineType !== undefined && !MACHINE_TYPES[architecture]?.test(machineType) ? `asks for the machine type "${machineType}", which KubeVirt refuses unless the KubeVirt CR lists it in emulatedMachines.` : undefined,
    machine?.template?.metadata?.annotations?.[IGNITION] !== undefined ? 'hands Ignition data to its guests in an annotation, which everyone who may read machines of the namespace can read.' : undefined,
  ];
  const several = spec.replicas === undefined || spec.replicas > 1;
  return [...notices.filter((sentence) => sentence !== undefined), ...cloudInitNotices(machine?.template?.spec, several)];
}
