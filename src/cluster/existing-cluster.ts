import { Construct, IConstruct } from 'constructs';
import { notice } from '../validation/notices';
import { InfraCluster, InfraClusterProps } from './infra-cluster';

/** What must be said of a cluster that has KubeVirt and CDI already. */
export interface ExistingClusterProps extends InfraClusterProps {
  /**
   * Feature gates that are on in the cluster, beyond those that its release turns on by itself.
   * @default [] - a notice tells of every gate that a construct needs
   */
  readonly featureGates?: string[];
}

/** A cluster whose platform someone else manages: nothing of it is emitted, but its releases are known. */
export class ExistingCluster extends InfraCluster {
  private readonly gates: readonly string[];

  constructor(scope: Construct, id: string, props: ExistingClusterProps) {
    super(scope, id, props);
    this.gates = props.featureGates ?? [];
  }

  public requireFeatureGate(gate: string, user: IConstruct): void {
    if (this.gates.includes(gate) || isOnByItself(this, gate)) return;
    notice(user, `needs the feature gate ${gate}, which ${this.kubevirt} does not turn on by itself. See that the KubeVirt CR of cluster ${this.clusterName} lists it, and name it in featureGates of KubeVirtCluster.existing(…).`);
  }
}

// KubeVirt pkg/virt-config/featuregate: GA gates are always on; Beta ones from v1.9.0.
function isOnByItself(cluster: InfraCluster, gate: string): boolean {
  const state = cluster.kubevirt.featureGateState(gate);
  return state === 'GA' || (state === 'Beta' && cluster.kubevirt._atLeast('1.9.0'));
}
