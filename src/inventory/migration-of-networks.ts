import { absentInstancetype, absentPreference } from './absent-sizes';
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
  if (binding === 'masquerade' || ((binding ?? 'bridge') === 'bridge' && isBridgeAllowed(entry))) return;
  const preference = decidesAttachment(entry) ? undefined : absentPreference(entry);
  if (binding === undefined) {
    yield open(MigrationReason.INTERFACE, 'how KubeVirt connects a machine that says nothing about networks, which '
      + 'configuration.network.defaultNetworkInterface of the KubeVirt custom resource decides');
  } else if (preference !== undefined) {
    const orAllows = binding === 'bridge' ? ` or the annotation ${ALLOW_BRIDGE_MIGRATION}` : '';
    yield open(MigrationReason.INTERFACE, `whether ${preference} has preferredAutoattachPodInterface: false`
      + `${orAllows}, because the usual ${binding} on the pod network does not move, and the bundle does not hold it`);
  } else if (binding === 'bridge') {
    yield* bridgeMatters(entry);
  } else {
    yield boundBy(binding);
  }
}

function* interfaceMatters(entry: Entry, found: Interface, cluster: ClusterView): Iterable<MigrationMatter> {
  if (found.masquerade !== undefined) return;
  if (found.passtBinding !== undefined && cluster.facts.kubevirt._atLeast(PASST_SINCE)) return;
  if (found.bridge !== undefined) {
    yield* bridgeMatters(entry);
  } else if (found.binding !== undefined) {
    yield* pluginMatters(found.binding.name, cluster);
  } else {
    const binding = ['sriov', 'passtBinding', 'passt', 'slirp', 'macvtap'].find((each) => each in found);
    if (binding !== undefined) yield boundBy(binding);
    else yield* unboundMatters(entry);
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

/** The instance gets the annotations of the machine, of its instancetype and of its preference. */
function* bridgeMatters(entry: Entry): Iterable<MigrationMatter> {
  if (isBridgeAllowed(entry)) return;
  const absent = [absentInstancetype(entry), absentPreference(entry)].filter((each) => each !== undefined);
  if (absent.length === 0) {
    yield bar(MigrationReason.INTERFACE,
      `its bridge on the pod network lacks the annotation ${ALLOW_BRIDGE_MIGRATION}`);
  } else {
    yield open(MigrationReason.INTERFACE, `whether ${absent.join(' or ')} has the annotation ${ALLOW_BRIDGE_MIGRATION} `
      + `for its bridge on the pod network, and the bundle does not hold ${absent.length === 1 ? 'it' : 'them'}`);
  }
}

/** A preference can bind an interface that has no binding. */
function* unboundMatters(entry: Entry): Iterable<MigrationMatter> {
  if (preferenceOf(entry)?.devices?.preferredInterfaceMasquerade !== undefined) return;
  const absent = absentPreference(entry);
  yield absent === undefined ? boundBy('nothing') : open(MigrationReason.INTERFACE,
    `whether ${absent} has preferredInterfaceMasquerade for its interface on the pod network, which has no binding, `
      + 'and the bundle does not hold it');
}

function boundBy(binding: string): MigrationMatter {
  return bar(MigrationReason.INTERFACE, `its interface on the pod network is bound by ${binding}, not by masquerade`);
}

function isBridgeAllowed(entry: Entry): boolean {
  return [entry.machine?.annotations, instancetypeOf(entry)?.annotations, preferenceOf(entry)?.annotations]
    .some((annotations) => annotations?.[ALLOW_BRIDGE_MIGRATION] !== undefined);
}

/**
 * A preference can leave out the interface that a machine gets (KubeVirt v1.9.0
 * pkg/instancetype/preference/apply/device.go: ApplyAutoAttachPreferences).
 */
function isDetachedByPreference(entry: Entry): boolean {
  return !decidesAttachment(entry) && preferenceOf(entry)?.devices?.preferredAutoattachPodInterface === false;
}

/** Whether a machine itself says if it gets an interface. */
function decidesAttachment({ machine }: Entry): boolean {
  return machine?.vmi.domain?.devices?.autoattachPodInterface !== undefined;
}
