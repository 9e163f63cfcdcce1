import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { instancetypeOf, preferenceOf } from './referenced';
import type { Interface } from '../../imports/kubevirt.io';
import { bar, MigrationMatter, MigrationReason, open } from '../machines/migration/migration-reason';
import { PodNetworkBinding } from '../machines/networks/network-binding';
import { ALLOW_BRIDGE_MIGRATION } from '../machines/networks/networking';
import { getsPodNetwork, podInterface } from '../machines/networks/pod-network';

/** The release from which on KubeVirt moves machines with its own passt binding. */
const PASST_SINCE = '1.8.0';

/**
 * How KubeVirt connects machines that say nothing about networks: by a bridge, unless its custom resource names another
 * binding; undefined if the bundle does not hold that.
 */
export function usualBinding(cluster: ClusterView | undefined): string | undefined {
  const spec = cluster?.kubevirtSpec;
  if (spec === undefined) return undefined;
  return spec.configuration?.network?.defaultNetworkInterface || PodNetworkBinding.BRIDGE;
}

/**
 * What prevents live migration because of the interface on the pod network; others never do (KubeVirt v1.7.0 and v1.9.0
 * pkg/network/vmispec/interface.go: VerifyVMIMigratable).
 */
export function* networkMatters(entry: Entry): Iterable<MigrationMatter> {
  const { machine, cluster } = entry;
  if (machine === undefined || cluster === undefined) return;
  if (getsPodNetwork(machine.vmi)) {
    if (!isDetachedByPreference(entry)) yield* usualMatters(entry, usualBinding(cluster));
    return;
  }
  const found = podInterface(machine.vmi);
  if (found !== undefined) yield* interfaceMatters(entry, found, cluster);
}

function* usualMatters(entry: Entry, binding: string | undefined): Iterable<MigrationMatter> {
  if (binding === undefined) {
    if (isBridgeAllowed(entry)) return;
    yield open(MigrationReason.INTERFACE, 'how KubeVirt connects a machine that says nothing about networks, which '
      + 'configuration.network.defaultNetworkInterface of the KubeVirt custom resource decides');
  } else if (binding === 'bridge') {
    if (!isBridgeAllowed(entry)) yield bridged();
  } else if (binding !== 'masquerade') {
    yield boundBy(binding);
  }
}

function* interfaceMatters(entry: Entry, found: Interface, cluster: ClusterView): Iterable<MigrationMatter> {
  if (found.masquerade !== undefined) return;
  if (found.passtBinding !== undefined && cluster.facts.kubevirt._atLeast(PASST_SINCE)) return;
  if (found.bridge !== undefined) {
    if (!isBridgeAllowed(entry)) yield bridged();
  } else if (found.binding !== undefined) {
    yield* pluginMatters(found.binding.name, cluster);
  } else {
    const binding = ['sriov', 'passtBinding', 'passt', 'slirp', 'macvtap'].find((each) => each in found);
    if (binding !== undefined) yield boundBy(binding);
    else if (!isMasqueradePreferred(entry)) yield boundBy('nothing');
  }
}

function* pluginMatters(name: string, { kubevirtSpec }: ClusterView): Iterable<MigrationMatter> {
  if (kubevirtSpec === undefined) {
    yield open(MigrationReason.INTERFACE, `whether the binding plugin "${name}" has migration, which `
      + 'configuration.network.binding of the KubeVirt custom resource decides');
  } else if (kubevirtSpec.configuration?.network?.binding?.[name]?.migration === undefined) {
    yield bar(MigrationReason.INTERFACE, `the binding plugin "${name}" of its interface on the pod network has no `
      + 'migration in the KubeVirt custom resource');
  }
}

function bridged(): MigrationMatter {
  return bar(MigrationReason.INTERFACE, `its bridge on the pod network lacks the annotation ${ALLOW_BRIDGE_MIGRATION}`);
}

function boundBy(binding: string): MigrationMatter {
  return bar(MigrationReason.INTERFACE, `its interface on the pod network is bound by ${binding}, not by masquerade`);
}

/** The instance gets the annotations of the machine, of its instancetype and of its preference. */
function isBridgeAllowed(entry: Entry): boolean {
  return [entry.machine?.annotations, instancetypeOf(entry)?.annotations, preferenceOf(entry)?.annotations]
    .some((annotations) => annotations?.[ALLOW_BRIDGE_MIGRATION] !== undefined);
}

/**
 * A preference can leave out the interface that a machine gets (KubeVirt v1.9.0
 * pkg/instancetype/preference/apply/device.go: ApplyAutoAttachPreferences).
 */
function isDetachedByPreference(entry: Entry): boolean {
  if (entry.machine?.vmi.domain?.devices?.autoattachPodInterface !== undefined) return false;
  return preferenceOf(entry)?.devices?.preferredAutoattachPodInterface === false;
}

/** A preference can bind an interface that has no binding. */
function isMasqueradePreferred(entry: Entry): boolean {
  return preferenceOf(entry)?.devices?.preferredInterfaceMasquerade !== undefined;
}
