import { egressOf, PodPeer, reachesPod } from './egress';
import { NAMESPACE_NAME_LABEL } from './namespace-metadata';
import { NETWORK_POLICY, PolicyPeer, PolicyRule, rulesOf } from './policy-shape';
import { mapIn, textsIn } from './shape';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { LAUNCHER_LABELS } from '../../machines/launcher/launcher-label';
import { fieldBelow } from '../../toolkit/path';
import { isPort } from '../../toolkit/port';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

export const OTHER_END: ObjectRule = {
  id: 'TENANT068',
  name: 'tenants/other-end',
  on: 'object',
  kinds: [NETWORK_POLICY],
  severity: Severity.WARNING,
  title: 'A tenant whose pods another one lets in lets them out',
  why: 'A connection needs both: a policy that lets it in at its end, and one that lets it out where it begins.',
  remedy: 'Write an egress rule in the isolation of the other tenant.',
  source: kubernetes('pkg/apis/networking/types.go: NetworkPolicySpec'),
  acceptable: true,

  *check(object, { cluster, namespace }) {
    if (cluster === undefined || namespace === undefined) return;
    const labels = textsIn(mapIn(mapIn(object, 'spec'), 'podSelector').matchLabels);
    for (const rule of rulesOf(object)) {
      if (rule.direction !== 'ingress') continue;
      const ports = portsIn(rule);
      for (const { at, other, from } of rule.peers.flatMap(ofNamespace)) {
        const isOurs = cluster.tenantsOf(other).some(({ isComplete }) => isComplete);
        const egress = isOurs && other !== namespace ? egressOf(cluster, other, from) : undefined;
        if (egress === undefined || ports.length === 0) continue;
        if (ports.some((port) => reachesPod(egress, other, { namespace, labels, ...port }))) continue;
        yield fault(fieldBelow(`${at}.namespaceSelector.matchLabels`, NAMESPACE_NAME_LABEL),
          `lets in pods of namespace "${other}", whose own NetworkPolicies do not let them out to these`,
          `Write egress: [{ name: "…", namespaces: ["${namespace}"], ports: […] }] in the isolation of that tenant.`);
      }
    }
  },
};

/** The ports that a rule opens, by their numbers and names. */
function portsIn({ ports }: PolicyRule): Pick<PodPeer, 'port' | 'protocol'>[] {
  return ports.flatMap(([, { port, protocol = 'TCP' }]) => (
    (isPort(port) || typeof port === 'string') && typeof protocol === 'string' ? [{ port, protocol }] : []));
}

/** The pods of one namespace that a peer selects; without labels, its machines. */
function ofNamespace(
  { at, namespaceSelector, podSelector }: PolicyPeer,
): { readonly at: string; readonly other: string; readonly from: { readonly [label: string]: string } }[] {
  const other = textsIn(namespaceSelector.matchLabels)[NAMESPACE_NAME_LABEL];
  const labels = textsIn(podSelector.matchLabels);
  return other === undefined ? [] : [{ at, other, from: Object.keys(labels).length === 0 ? LAUNCHER_LABELS : labels }];
}
