import { placedAt } from './needed-gates';
import { mustBeListed } from './standing';
import { gateUses, wishesOf } from './wishes';
import { Severity } from '../../../findings/finding';
import { wholeFault } from '../../../findings/rule';
import { table } from '../../../toolkit/table';
import type { ClusterRule } from '../../rule';
import { kubevirt } from '../../sources';

/**
 * What machines of every namespace get with a gate, beyond what they hold themselves. Sources in KubeVirt v1.9.0:
 * pkg/virt-controller/watch/vmi (ContainerPathVolumes), pkg/virt-handler/vsock and pkg/downwardmetrics; in v1.8.4
 * pkg/virt-operator/resource/generate/components/daemonsets.go (the helper pr-helper).
 */
const GIVES: { readonly [gate: string]: string } = table({
  ContainerPathVolumes: 'the files of its launcher pod, such as injected credentials',
  DownwardMetrics: 'metrics of its node',
  PersistentReservation: 'reservations of shared disks, through a privileged helper on every node',
  VSOCK: 'sockets of its node',
});

export const GATE_WIDENS: ClusterRule = {
  id: 'KV050',
  name: 'cluster/gate-that-widens',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'A feature gate that gives every machine more of its node is named where one needs it',
  why: 'A gate is on for the whole cluster, so one machine that needs it gives the same to whoever may edit a machine '
    + 'in any namespace.',
  remedy: 'Name the gate in featureGates of the cluster if every tenant may use it, or remove what needs it.',
  source: kubevirt('pkg/virt-config/featuregate/feature-gates.go: IsEnabled'),
  acceptable: true,

  *check(cluster) {
    const { facts, kubevirtSpec } = cluster;
    if (!facts.turnsGatesOn || kubevirtSpec === undefined) return;
    const { disabled } = wishesOf(cluster);
    const seen = new Set<string>();
    for (const use of gateUses(cluster, kubevirtSpec)) {
      const { gate, user } = use;
      const isNamed = facts.gates.includes(gate) || disabled.includes(gate);
      if (!Object.hasOwn(GIVES, gate) || isNamed || seen.has(gate) || !mustBeListed(facts.kubevirt, gate)) continue;
      seen.add(gate);
      const problem = `${user} turns on the feature gate "${gate}" for the whole cluster, so every machine may get `
        + GIVES[gate];
      yield placedAt(use, wholeFault(problem, this.remedy));
    }
  },
};
