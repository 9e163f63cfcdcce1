import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { refuse } from '../findings/bundle-error';
import { wholeFault } from '../findings/rule';
import { takeProps } from '../given/given';
import { scopesAround } from '../given/id';
import { nameInLabels } from '../layout/labels';
import { place } from '../layout/placement';
import { OUTSIDE } from '../rules/props/rules';
import { tellFindingsOf } from '../rules/unjudged';

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
    return scopesAround(construct).find((scope) => isMadeBy(Cluster, scope)) ?? refuseOutside(construct);
  }

  /** The cluster's directory below `clusters/`. */
  public readonly clusterName: string;

  constructor(scope: Construct, id: string, props: ClusterProps = {}) {
    const given = takeProps({ scope, id, props, struct: 'ClusterProps', open: true });
    super(scope, given.id);
    given.report(this);
    this.clusterName = given.props.clusterName ?? given.id;
    place(this, { cluster: this.clusterName });
    nameInLabels(this, this.clusterName, 'cluster');
    tellFindingsOf(this);
  }
}

/** Whether a construct is an instance of a class of clusters. cdk8s calls every chart an `instanceof` these. */
export function isMadeBy<T extends Cluster>(
  type: abstract new (...args: any[]) => T, construct: IConstruct,
): construct is T {
  return Object.prototype.isPrototypeOf.call(type.prototype as object, construct);
}

/** Throws the error for a construct that is not below a cluster. */
export function refuseOutside(construct: IConstruct): never {
  const problem = 'the construct is outside of any cluster, so its releases are not known';
  const remedy =
    'Create it below a KubeVirtCluster, or below KubeVirtCluster.existing(…) where KubeVirt is installed already.';
  return refuse(OUTSIDE, wholeFault(problem, remedy), construct.node.path);
}
