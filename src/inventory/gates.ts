import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import type { GateUse } from './known';
import { sizedMachine } from './sized';
import type { KubeVirtSpec } from '../../imports/kubevirt.io';
import { requiredGates } from '../machines/required-gates';

/** A use of a feature gate, with the object that needs it; undefined if a construct said so. */
export interface PlacedGateUse extends GateUse {
  readonly entry?: Entry;
}

const KNOWN = new WeakMap<ClusterView, PlacedGateUse[]>();

/**
 * The gates that the machines of a cluster need and that its release asks for. A gate that the release deprecates is
 * not asked for any more; a field whose gate it does not know is not in its schema, which is checked elsewhere.
 */
export function gatesOfMachines(cluster: ClusterView): readonly PlacedGateUse[] {
  let uses = KNOWN.get(cluster);
  if (uses === undefined) KNOWN.set(cluster, uses = findGates(cluster));
  return uses;
}

function findGates(cluster: ClusterView): PlacedGateUse[] {
  const { kubevirt } = cluster.facts;
  const isAsked = (gate: string): boolean => {
    const state = kubevirt.featureGateState(gate);
    return state !== undefined && state !== 'GA' && state !== 'Deprecated';
  };
  return cluster.machines.flatMap((entry) => {
    const sized = sizedMachine(entry);
    if (sized === undefined) return [];
    return requiredGates(sized).filter(isAsked).map((gate) => ({ gate, user: entry.where, entry }));
  });
}

/**
 * KubeVirt v1.9.0 pkg/virt-handler/seccomp: where virt-handler installs its profile, below the kubelet's seccomp
 * directory.
 */
const KUBEVIRT_PROFILE = 'kubevirt/kubevirt.json';

/**
 * The gates without which fields of the KubeVirt custom resource have no effect, or are refused; `where` is its path.
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

/** Who needs which gate: paths by the gate's name, both sorted. */
export function usersByGate(uses: readonly GateUse[]): { [gate: string]: string[] } {
  const users = new Map<string, Set<string>>();
  for (const { gate, user } of uses) {
    const known = users.get(gate);
    if (known === undefined) users.set(gate, new Set([user]));
    else known.add(user);
  }
  return Object.fromEntries([...users.keys()].sort().map((gate) => [gate, [...users.get(gate)!].sort()]));
}
