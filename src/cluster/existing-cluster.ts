import type { Construct } from 'constructs';
import { featureGates, isOnByItself, unusableGate } from './feature-gates';
import { InfraCluster, InfraClusterProps } from './infra-cluster';
import { Problems, Sentence } from '../toolkit/problems';

/** What must be said of a cluster that has KubeVirt and CDI already. */
export interface ExistingClusterProps extends InfraClusterProps {
  /**
   * Feature gates that are on in the cluster, beyond those that its release turns on by itself.
   * @default [] - a notice tells of every gate that a construct needs
   */
  readonly featureGates?: string[];
  /**
   * Feature gates that are turned off in the cluster, from KubeVirt v1.9. A construct that needs one of them is an error.
   * @default [] - none
   */
  readonly disabledFeatureGates?: string[];
}

/** A cluster whose platform someone else manages: nothing of it is emitted, but its releases are known. */
export class ExistingCluster extends InfraCluster {
  private readonly gates: readonly string[];
  private readonly off: readonly string[];

  constructor(scope: Construct, id: string, props: ExistingClusterProps) {
    super(scope, id, props);
    this.gates = props.featureGates ?? [];
    this.off = props.disabledFeatureGates ?? [];
    const problems = new Problems(this);
    problems.atSynth(() => featureGates(this.kubevirt, { wanted: this.gates, disabled: this.off, required: this.featureGateUsers() }).problems);
  }

  /** @internal */
  public _gateRemark(gate: string): Sentence {
    if (this.gates.includes(gate) || isOnByItself(this.kubevirt, gate)) return undefined;
    if (this.off.includes(gate) || unusableGate(this.kubevirt, gate) !== undefined) return undefined; // an error at synthesis
    return `needs the feature gate ${gate}, which ${this.kubevirt} does not turn on by itself. See that the KubeVirt CR of cluster ${this.clusterName} lists it, and name it in featureGates of KubeVirtCluster.existing(…).`;
  }
}
