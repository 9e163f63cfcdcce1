import { MACHINE_TEMPLATE } from './kinds';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { policiesFor } from '../../inventory/ingress-policies';
import { podLabelsOf } from '../../inventory/pods-with-labels';
import type { ObjectRule } from '../rule';
import { clusterApiProvider } from '../sources';
import { NAMESPACE_NAME_LABEL } from '../tenant/namespace-metadata';
import { opensPort, PolicyPeer, rulesOf } from '../tenant/policy-shape';
import { textsIn } from '../tenant/shape';

const FIELD = 'spec.template.spec.virtualMachineBootstrapCheck.checkStrategy';
const SSH_PORT = 22;

export const BOOTSTRAP_CHECK_CLOSED: ObjectRule = {
  id: 'CAPI039',
  name: 'cluster-api/bootstrap-check-closed',
  on: 'object',
  kinds: [MACHINE_TEMPLATE],
  severity: Severity.WARNING,
  title: 'The provider reaches the SSH server of machines that it checks by SSH',
  why: 'It logs in to each machine on port 22, and waits until it can. NetworkPolicies that close the port keep every '
    + 'machine from being ready.',
  remedy: 'Open port 22 to the namespace of the provider by an ingress rule of the tenant\'s isolation, or write none.',
  source: clusterApiProvider('pkg/kubevirt/machine.go: IsBootstrapped; pkg/ssh/ssh_command_executor.go'),
  acceptable: true,

  *check({ spec }, entry) {
    const { cluster, namespace } = entry;
    const strategy = spec?.template?.spec?.virtualMachineBootstrapCheck?.checkStrategy ?? 'ssh';
    if (strategy !== 'ssh' || cluster === undefined || namespace === undefined) return;
    const policies = policiesFor(cluster, namespace, podLabelsOf(entry));
    const operators = [cluster.facts.kubevirtNamespace, cluster.facts.cdiNamespace];
    const isOpen = policies.flatMap((policy) => rulesOf(policy)).some((rule) => (
      rule.direction === 'ingress' && opensPort(rule, 'TCP', SSH_PORT)
      && (rule.peers.length === 0 || rule.peers.some((peer) => mayBeProvider(peer, operators)))));
    if (policies.length === 0 || isOpen) return;
    yield fault(FIELD, `is ssh, but the NetworkPolicies of namespace "${namespace}" let nobody outside of it in at `
      + `port ${SSH_PORT}`, this.remedy, 'Open port 22 to the namespace of the provider by an ingress rule of the '
      + 'tenant\'s isolation, or write BootstrapCheck.NONE.');
  },
};

/** Whether a peer is outside of the namespace, and neither KubeVirt nor CDI. */
function mayBeProvider({ ipBlock, namespaceSelector, selectsNamespaces }: PolicyPeer, operators: readonly string[]) {
  if (ipBlock.cidr !== undefined) return true;
  const name = textsIn(namespaceSelector.matchLabels)[NAMESPACE_NAME_LABEL];
  return selectsNamespaces && (name === undefined || !operators.includes(name));
}
