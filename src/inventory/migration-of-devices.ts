import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { namesGate } from './named-gates';
import { instancetypeOf } from './referenced';
import type { Gpu } from '../../imports/kubevirt.io';
import { bar, MigrationMatter, MigrationReason, open } from '../machines/migration/migration-reason';
import { items } from '../toolkit/shape';

const GATE = 'VGPULiveMigration';
/** The release from which on KubeVirt moves vGPUs. */
const SINCE = '1.9.0';
const GPUS = 'domain.devices.gpus belong to one node';
const GPUS_OF_SIZE = 'the GPUs of its instancetype belong to one node';

/**
 * What prevents live migration because of GPUs and host devices, of a machine and its instancetype. A device of a node
 * never moves, up to KubeVirt v1.8.4. From v1.9.0 on, a single vGPU does, with a feature gate (KubeVirt
 * pkg/virt-handler/vm.go: vmiContainsPCIHostDevice, vmiContainsNonMigratablePCIHostDevices).
 */
export function* deviceMatters(entry: Entry): Iterable<MigrationMatter> {
  const { cluster } = entry;
  const { hostDevices } = entry.machine?.vmi.domain?.devices ?? {};
  if ([...items(hostDevices), ...items(instancetypeOf(entry)?.hostDevices)].length > 0) {
    const which = items(hostDevices).length > 0 ? 'domain.devices.hostDevices' : 'the host devices of its instancetype';
    yield bar(MigrationReason.HOST_DEVICE, `${which} belong to one node`);
  }
  const all = gpusOf(entry);
  if (all.length === 0 || cluster === undefined) return;
  const { deviceName } = all[0];
  const mayMove = all.length === 1 && deviceName !== undefined && cluster.facts.kubevirt._atLeast(SINCE)
    && !isOff(cluster);
  const gpus = items(entry.machine?.vmi.domain?.devices?.gpus).length > 0 ? GPUS : GPUS_OF_SIZE;
  if (!mayMove) yield bar(MigrationReason.HOST_DEVICE, gpus);
  else yield* mediatedMatters(cluster, deviceName, gpus);
}

/** Whether the gate is certainly off: an existing cluster may have gates that the program does not name. */
function isOff(cluster: ClusterView): boolean {
  if (cluster.kubevirtSpec === undefined) return cluster.facts.disabledGates.includes(GATE);
  return !namesGate(cluster, GATE);
}

/**
 * KubeVirt moves a GPU that is a mediated device. What is permitted in an existing cluster is not known. Rules presume
 * that a gate is off there unless the program names it, as everywhere.
 */
function* mediatedMatters(cluster: ClusterView, deviceName: string, gpus: string): Iterable<MigrationMatter> {
  const { kubevirtSpec } = cluster;
  if (kubevirtSpec === undefined) {
    const isNamed = namesGate(cluster, GATE);
    const permitted = 'permittedHostDevices.mediatedDevices of the KubeVirt custom resource';
    const decides = isNamed ? `${permitted} decides` : `the feature gate ${GATE} and ${permitted} decide`;
    yield open(MigrationReason.HOST_DEVICE, `whether "${deviceName}" is a vGPU that moves, which ${decides}`,
      isNamed ? undefined : gpus);
    return;
  }
  const mediated = items(kubevirtSpec.configuration?.permittedHostDevices?.mediatedDevices);
  if (!mediated.some(({ resourceName }) => resourceName === deviceName)) yield bar(MigrationReason.HOST_DEVICE, gpus);
}

/** What would lift a bar; undefined if nothing would. KubeVirt moves no device of a claim. */
export function liftOf(text: string, entry: Entry): string | undefined {
  if (text !== GPUS && text !== GPUS_OF_SIZE || !entry.cluster?.facts.kubevirt._atLeast(SINCE)) return undefined;
  const all = gpusOf(entry);
  if (all.length !== 1 || all[0].deviceName === undefined) return undefined;
  return `KubeVirt moves a single vGPU of permittedHostDevices.mediatedDevices with the feature gate ${GATE}.`;
}

/** The GPUs of a machine and its instancetype. */
function gpusOf(entry: Entry): readonly Gpu[] {
  return [...items(entry.machine?.vmi.domain?.devices?.gpus), ...items(instancetypeOf(entry)?.gpus)];
}
