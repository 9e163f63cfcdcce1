import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import type { GateUse } from './known';
import { appliedMachine } from './sized';
import type { KubeVirtSpec } from '../../imports/kubevirt.io';
import type { MigrationPolicySpec } from '../../imports/migrations.kubevirt.io';
import { requiredGates } from '../machines/required-gates';
import type { KubeVirtRelease } from '../releases/release';

/** A use of a feature gate, with the object that needs it; undefined if a construct declared it. */
export interface PlacedGateUse extends GateUse {
  readonly entry?: Entry;
}

const KNOWN = new WeakMap<ClusterView, PlacedGateUse[]>();

/**
 * The gates that the machines of a cluster need and that its release checks. Deprecated gates are no longer checked. A
 * field whose gate the release does not know is not in the release's schema either, so the schema check reports it.
 */
export function gatesOfMachines(cluster: ClusterView): readonly PlacedGateUse[] {
  let uses = KNOWN.get(cluster);
  if (uses === undefined) KNOWN.set(cluster, uses = findGates(cluster));
  return uses;
}

function findGates(cluster: ClusterView): PlacedGateUse[] {
  const { kubevirt } = cluster.facts;
  const plugging = gatesOfPlugging(cluster);
  return cluster.machines.flatMap((entry) => {
    const machine = appliedMachine(entry);
    if (machine === undefined) return [];
    return [...new Set([...requiredGates(machine), ...(entry.intent.pluggedVolumes === true ? plugging : [])])]
      .filter((gate) => isAsked(kubevirt, gate))
      .map((gate) => ({ gate, user: entry.where, entry }));
  });
}

/** Whether a release knows a gate and checks it. */
function isAsked(release: KubeVirtRelease, gate: string): boolean {
  const state = release.featureGateState(gate);
  return state !== undefined && state !== 'GA' && state !== 'Deprecated';
}

/**
 * The gates without which KubeVirt refuses objects of a kind, or does not serve the kind. Source: KubeVirt v1.9.0 and
 * v1.8.4 pkg/storage/admitters (vmsnapshot.go, vmrestore.go, vmexport.go), pkg/virt-api/webhooks/validating-webhook/
 * admitters/vmclone-admitter.go, pkg/virt-operator/resource/generate/install/strategy.go (Template).
 */
const GATES_OF_KINDS: readonly (readonly [group: string, kind: string, gate: string])[] = [
  ['snapshot.kubevirt.io', 'VirtualMachineSnapshot', 'Snapshot'],
  ['snapshot.kubevirt.io', 'VirtualMachineRestore', 'Snapshot'],
  ['clone.kubevirt.io', 'VirtualMachineClone', 'Snapshot'],
  ['export.kubevirt.io', 'VirtualMachineExport', 'VMExport'],
  ['template.kubevirt.io', 'VirtualMachineTemplate', 'Template'],
  ['template.kubevirt.io', 'VirtualMachineTemplateRequest', 'Template'],
];

/** The gates that objects of a cluster need because of their kind, where the release has both. */
export function gatesOfObjects(cluster: ClusterView): PlacedGateUse[] {
  const { kubevirt } = cluster.facts;
  const ofKinds = GATES_OF_KINDS.flatMap(([group, kind, gate]) => (
    cluster.of(group, kind).map((entry) => ({ gate, user: entry.where, entry }))
  ));
  const ofTemplates = cluster.of('export.kubevirt.io', 'VirtualMachineExport').filter(exportsTemplate)
    .map((entry) => ({ gate: 'OCIExport', user: entry.where, entry }));
  const ofPolicies = cluster.of('migrations.kubevirt.io', 'MigrationPolicy').filter(detectsStalls)
    .map((entry) => ({ gate: 'MigrationStallDetection', user: entry.where, entry }));
  const plugging = gatesOfPlugging(cluster);
  const ofDrivers = cluster.of('rbac.authorization.k8s.io', 'Role').filter(({ intent }) => intent.plugsVolumes === true)
    .flatMap((entry) => plugging.map((gate) => ({ gate, user: entry.where, entry })));
  return [...ofKinds, ...ofTemplates, ...ofPolicies, ...ofDrivers].filter(({ gate }) => isAsked(kubevirt, gate));
}

/** KubeVirt v1.9.0 pkg/storage/admitters/vmexport.go, Admit: refused without a gate that other exports do not need. */
function exportsTemplate({ object }: Entry): boolean {
  const spec = object?.spec as { readonly source?: { readonly kind?: unknown } } | undefined;
  return spec?.source?.kind === 'VirtualMachineTemplate';
}

/** KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/migrationpolicy-admitter.go: Admit. */
function detectsStalls({ hasShape, object }: Entry): boolean {
  const spec = hasShape ? object!.spec as MigrationPolicySpec : undefined;
  return spec?.maxDowntimeMs !== undefined || spec?.experimental?.stallDetector !== undefined;
}

/**
 * The gate with which volumes are plugged into running machines. In every release it is the one that writes them into
 * the VirtualMachine, so that they are there after the next start and after an upgrade. KubeVirt v1.7 to v1.9,
 * pkg/virt-api/rest/volumes.go: with HotplugVolumes they can be plugged into the instance alone. A cluster that has
 * that gate keeps it: without it, those volumes would leave running machines (pkg/storage/hotplug/hotplug.go).
 */
function gatesOfPlugging({ facts: { gates, gateUses } }: ClusterView): string[] {
  const asked = [...gates, ...gateUses.map(({ gate }) => gate)];
  return asked.includes('HotplugVolumes') ? [] : ['DeclarativeHotplugVolumes'];
}

/**
 * KubeVirt v1.9.0 pkg/virt-handler/seccomp: the path below the kubelet's seccomp directory where virt-handler installs
 * its profile.
 */
const KUBEVIRT_PROFILE = 'kubevirt/kubevirt.json';

/**
 * The gates that fields of the KubeVirt custom resource need: without them the fields have no effect, or are refused.
 * `where` is the path of the custom resource.
 */
export function gatesOfSpec(spec: KubeVirtSpec | undefined, where: string): GateUse[] {
  const configured = spec?.configuration ?? {};
  const { migrations } = configured;
  const profile = configured.seccompConfiguration?.virtualMachineInstanceProfile?.customProfile?.localhostProfile;
  const needs: [unknown, string, string][] = [
    // KubeVirt v1.9.0 pkg/virt-operator/webhooks/kubevirt-update-admitter.go: these three are refused without their
    // gates.
    [configured.virtTemplateDeployment?.enabled === true, 'Template', 'configuration.virtTemplateDeployment'],
    [configured.roleAggregationStrategy === 'Manual', 'OptOutRoleAggregation', 'configuration.roleAggregationStrategy'],
    [migrations?.maxDowntimeMs !== undefined, 'MigrationStallDetection', 'configuration.migrations.maxDowntimeMs'],
    // KubeVirt v1.9.0 pkg/virt-config/virt-config.go, GetHypervisorFromKvConfig: ignored without the gate.
    [(configured.hypervisors ?? []).length > 0, 'ConfigurableHypervisor', 'configuration.hypervisors'],
    // KubeVirt v1.9.0 cmd/virt-handler/virt-handler.go, shouldInstallKubevirtSeccompProfile.
    [profile === KUBEVIRT_PROFILE, 'KubevirtSeccompProfile', 'configuration.seccompConfiguration'],
  ];
  return needs.filter(([used]) => used).map(([, gate, field]) => ({ gate, user: `${where} (${field})` }));
}

/** The users of each gate: paths by the gate's name, both sorted. */
export function usersByGate(uses: readonly GateUse[]): { [gate: string]: string[] } {
  const users = new Map<string, Set<string>>();
  for (const { gate, user } of uses) {
    const known = users.get(gate);
    if (known === undefined) users.set(gate, new Set([user]));
    else known.add(user);
  }
  return Object.fromEntries([...users.keys()].sort().map((gate) => [gate, [...users.get(gate)!].sort()]));
}
