import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { affinityOf, Labels } from './affinity';
import { NodeAffinityPreset, Preset } from './preset';
import { PriorityClassProps, priorityClassOf, priorityClassProblems } from './priority-class';
import { Scheduling, schedulingProblems } from './scheduling';
import { NodeToleration, tolerationOf } from './toleration';
import { spreadOf, TopologySpread } from './topology-spread';
import { Layer } from '../layout/layer';
import { clusterAround, place } from '../layout/placement';
import { Problems } from '../toolkit/problems';
import { oneOf, wholeSeconds } from '../toolkit/sentences';
import { defined, unlessEmpty } from '../toolkit/shape';

/** Where machines may run, and before whom. */
export interface SchedulingPolicyProps {
  /**
   * The members of a pool run together, on nodes of one topology part; excludes `podAntiAffinityPreset`.
   * @default - none
   */
  readonly podAffinityPreset?: Preset;
  /**
   * The members of a pool run apart, each in another topology part; excludes `podAffinityPreset`.
   * With `HARD`, a pool of more members than parts leaves the rest waiting, and a live migration needs a part to spare.
   * @default - none
   */
  readonly podAntiAffinityPreset?: Preset;
  /**
   * Nodes that the members run on, by a label of theirs; goes with either of the other presets.
   * @default - any node
   */
  readonly nodeAffinityPreset?: NodeAffinityPreset;
  /**
   * The node label whose values are the parts that the pod presets mean.
   * @default "kubernetes.io/hostname" - single nodes
   */
  readonly topologyKey?: string;
  /**
   * How evenly the members of a pool are spread.
   * @default [] - as the scheduler likes
   */
  readonly topologySpread?: TopologySpread[];
  /**
   * Labels that a node must have, each with the value.
   * @default {} - none
   */
  readonly nodeSelector?: { [key: string]: string };
  /**
   * Taints of nodes that machines may run on in spite of.
   * @default [] - none
   */
  readonly tolerations?: NodeToleration[];
  /**
   * A PriorityClass to make and to give to the machines; excludes `priorityClassName`.
   * @default - none is made
   */
  readonly priorityClass?: PriorityClassProps;
  /**
   * The name of a PriorityClass that exists already; excludes `priorityClass`.
   * @default - the cluster's default priority
   */
  readonly priorityClassName?: string;
}

/**
 * Where machines may run. One policy can serve any number of pools: each pool's machines seek or shun the members of their own pool.
 * It writes no object of its own but the PriorityClass, which is cluster-wide.
 */
export class SchedulingPolicy extends Construct {
  /** The PriorityClass that the policy makes; undefined when it makes none. */
  public readonly priorityClass?: ApiObject;
  /** The name of the machines' PriorityClass; undefined when they have none. */
  public readonly priorityClassName?: string;

  private readonly props: SchedulingPolicyProps;

  constructor(scope: Construct, id: string, props: SchedulingPolicyProps) {
    super(scope, id);
    this.props = props;
    this.priorityClassName = props.priorityClass === undefined ? props.priorityClassName : props.priorityClass.name ?? id;
    const problems = new Problems(this);
    problems.add(
      // an unknown word would otherwise be taken for the softer one
      oneOf('podAffinityPreset', props.podAffinityPreset, Object.values(Preset)),
      oneOf('podAntiAffinityPreset', props.podAntiAffinityPreset, Object.values(Preset)),
      oneOf('nodeAffinityPreset.type', props.nodeAffinityPreset?.type, Object.values(Preset)),
      props.podAffinityPreset && props.podAntiAffinityPreset ? `podAffinityPreset "${props.podAffinityPreset}" keeps the machines of a pool together and podAntiAffinityPreset "${props.podAntiAffinityPreset}" keeps them apart, so no node would suit both. Write one of the two.` : undefined,
      props.priorityClass && props.priorityClassName !== undefined ? `priorityClass makes a class and priorityClassName "${props.priorityClassName}" names another, but a machine has one priority. Write one of the two.` : undefined,
      ...(props.tolerations ?? []).map(({ tolerationSeconds }, index) => wholeSeconds(`tolerations[${index}].tolerationSeconds`, tolerationSeconds)),
      ...schedulingProblems(this._for({}), ''),
    );
    if (props.priorityClass === undefined) return;
    if (clusterAround(this) === undefined) {
      problems.add('priorityClass is a class to make, but the policy stands outside of any cluster that it could be made in. Create the policy below a cluster or one of its tenants, or write priorityClassName for a class that exists.');
      return;
    }

    place(this, { layer: Layer.PLATFORM, tenant: undefined, file: 'priority-classes' });
    problems.add(...priorityClassProblems(this.priorityClassName!, props.priorityClass));
    this.priorityClass = new ApiObject(this, 'PriorityClass', priorityClassOf(this.priorityClassName!, props.priorityClass));
  }

  /** Where the members of a pool may run, given the labels by which they are known. @internal */
  public _for(members: Labels): Scheduling {
    const { nodeSelector = {}, tolerations = [], topologySpread = [] } = this.props;
    const affinity = affinityOf({ ...this.props, topologyKey: this.props.topologyKey ?? 'kubernetes.io/hostname' }, members);
    return defined({
      nodeSelector: unlessEmpty(sorted(nodeSelector)),
      affinity,
      tolerations: unlessEmpty(tolerations.map(tolerationOf)),
      topologySpreadConstraints: unlessEmpty(topologySpread.map((spread) => spreadOf(spread, members))),
      priorityClassName: this.priorityClassName,
    });
  }
}

function sorted(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)));
}
