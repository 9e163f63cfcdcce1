import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { instancetypeOf } from './referenced';
import { items, texts } from '../toolkit/shape';

const GATE = 'VGPULiveMigration';

/**
 * What prevents live migration because of GPUs and host devices, of a machine and its instancetype. A device of a node
 * never moves, up to KubeVirt v1.8.4. From v1.9.0 on, a single vGPU does, with a feature gate (KubeVirt
 * pkg/virt-handler/vm.go: vmiContainsPCIHostDevice, vmiContainsNonMigratablePCIHostDevices).
 */
export function* deviceBars(entry: Entry): Iterable<string> {
  const { cluster } = entry;
  const { gpus, hostDevices } = entry.machine?.vmi.domain?.devices ?? {};
  const offered = instancetypeOf(entry);
  if ([...items(hostDevices), ...items(offered?.hostDevices)].length > 0) {
    yield 'domain.devices.hostDevices belong to one node';
  }
  const all = [...items(gpus), ...items(offered?.gpus)];
  if (all.length === 0 || cluster === undefined) return;
  if (all.length > 1 || !cluster.facts.kubevirt._atLeast('1.9.0')) {
    yield 'domain.devices.gpus belong to one node';
  } else if (!mayMove(cluster, all[0].deviceName)) {
    yield 'domain.devices.gpus belong to one node; KubeVirt moves a single vGPU of '
      + `permittedHostDevices.mediatedDevices with the feature gate ${GATE}`;
  }
}

/** Whether KubeVirt moves a machine with one GPU. What is permitted in a cluster that exists already is not known. */
function mayMove({ facts, kubevirtSpec }: ClusterView, deviceName: string | undefined): boolean {
  const { developerConfiguration, permittedHostDevices } = kubevirtSpec?.configuration ?? {};
  if (![...facts.gates, ...texts(developerConfiguration?.featureGates)].includes(GATE)) return false;
  return kubevirtSpec === undefined
    || items(permittedHostDevices?.mediatedDevices).some(({ resourceName }) => resourceName === deviceName);
}
