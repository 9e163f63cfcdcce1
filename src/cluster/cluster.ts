import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { isJudged } from '../findings/findings';
import { place } from '../layout/placement';
import { unjudgedErrors } from '../rules/unjudged';

/** Props of every cluster. */
export interface ClusterProps {
  /**
   * The cluster's directory below `clusters/`, unique within the bundle.
   * @default - the construct's id
   */
  readonly clusterName?: string;
}

/** A cluster that a program writes objects for: a directory of the bundle. */
export abstract class Cluster extends Chart {
  /**
   * The cluster of any kind that a construct belongs to.
   * @throws if the construct is not below a cluster.
   */
  public static around(construct: IConstruct): Cluster {
    const found = construct.node.scopes.reverse().find((scope): scope is Cluster => scope instanceof Cluster);
    if (found !== undefined) return found;
    throw new Error(outside(construct));
  }

  /** The cluster's directory below `clusters/`. */
  public readonly clusterName: string;

  constructor(scope: Construct, id: string, props: ClusterProps = {}) {
    super(scope, id);
    this.clusterName = props.clusterName ?? id;
    place(this, { cluster: this.clusterName });
    this.node.addValidation({ validate: () => (isJudged(this) ? [] : unjudgedErrors(this)) });
  }
}

/** The error message for a construct that is not below a cluster. */
export function outside(construct: IConstruct): string {
  return `[${construct.node.path}] stands outside of any cluster, so its releases are not known. `
    + 'Create it below a KubeVirtCluster, or below KubeVirtCluster.existing(…) where KubeVirt is installed already.';
}
