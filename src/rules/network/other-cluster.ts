import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { PropRule } from '../rule';
import { multus } from './sources';

export const NETWORK_OF_OTHER_CLUSTER: PropRule = {
  id: 'NET021',
  name: 'networks/other-cluster',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A machine is connected to networks of its own cluster',
  why: 'The machine names a NetworkAttachmentDefinition, which Multus looks for in the cluster of the machine.',
  remedy: 'Create the network in the cluster of the machine too, and use that.',
  source: multus('pkg/k8sclient/k8sclient.go: getKubernetesDelegate'),
  acceptable: false,
};

/** Where the network of a machine is, and where the machine. */
export interface NetworkElsewhere {
  /** The prop with the network. */
  readonly prop: string;
  readonly attachmentName: string;
  /** The path of the network's construct. */
  readonly where: string;
  /** The cluster of the machine. */
  readonly clusterName: string;
}

/** The fault of a network of another cluster, or of another app. */
export function networkElsewhere({ prop, attachmentName, where, clusterName }: NetworkElsewhere): Fault {
  return fault(prop, `is the network "${attachmentName}" of ${where}, which is not in cluster ${clusterName}, where `
    + 'the machine is, so Multus does not find it', `Create the network in ${clusterName} too, and use that.`);
}
