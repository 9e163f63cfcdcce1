import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { affinityOf, Labels } from './affinity';
import type { NodeAffinityPreset, Preset } from './preset';
import { PriorityClassProps, priorityClassOf } from './priority-class';
import { brokenSeconds, NodeToleration, tolerationOf } from './toleration';
import { spreadOf, TopologySpread } from './topology-spread';
import { report } from '../findings/findings';
import { Fault, fault } from '../findings/rule';
import { takeProps } from '../given/given';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { clusterAround, place } from '../layout/placement';
import type { Scheduling } from '../machines/scheduling';
import {
  PRESETS_TOGETHER, PRIORITY_CLASS_PLACE, PRIORITY_TWICE, TOLERATION_WHOLE_SECONDS,
} from '../rules/scheduling/policy';
import { RULES_OF_MACHINES_AND_POLICIES } from '../rules/scheduling/rules';
import { defined, unlessEmpty } from '../toolkit/shape';
import { table } from '../toolkit/table';

/** Where and with which priority machines are scheduled. */
export interface SchedulingPolicyProps {
  /**
   * Keeps the members of a pool together, in one topology domain. It excludes `podAntiAffinityPreset`. With `HARD`, no
   * member can be live-migrated out of its domain: if that is one node, a drain of it never ends.
   * @default - none
   */
  readonly podAffinityPreset?: Preset;
  /**
   * Keeps the members of a pool apart, each in a topology domain of its own. It excludes `podAffinityPreset`. With
   * `HARD`, members in excess of the number of domains stay pending, and live migration needs a spare domain.
   * @default - none
   */
  readonly podAntiAffinityPreset?: Preset;
  /**
   * The nodes that the members run on, selected by a node label. It can be combined with either of the other presets.
   * @default - any node
   */
  readonly nodeAffinityPreset?: NodeAffinityPreset;
  /**
   * The topology key of the pod presets: the node label whose values are the topology domains.
   * @default "kubernetes.io/hostname" - each node is a domain
   */
  readonly topologyKey?: string;
  /**
   * Labels of the pods that the pod presets attract or repel, and that `topologySpread` counts, in the machine's
   * namespace. Write them for machines that several objects make, such as single machines that belong together, and
   * write the same ones as `labels` of those machines.
   * @default - those of the machine's own pool or replica set. A single machine is selected by its own label alone, so
   * the presets and `topologySpread` have no effect on it, however many machines share the policy
   */
  readonly podLabels?: { [key: string]: string };
  /**
   * How the members of a pool are spread over topology domains.
   * @default [] - the scheduler's default
   */
  readonly topologySpread?: TopologySpread[];
  /**
   * Labels and values that a node must have.
   * @default {} - none
   */
  readonly nodeSelector?: { [key: string]: string };
  /**
   * Taints that the machines tolerate.
   * @default [] - none
   */
  readonly tolerations?: NodeToleration[];
  /**
   * The scheduler that chooses the machines' nodes.
   * @default - Kubernetes' own
   */
  readonly schedulerName?: string;
  /**
   * A PriorityClass to create for the machines. It excludes `priorityClassName`.
   * @default - none is created
   */
  readonly priorityClass?: PriorityClassProps;
  /**
   * The name of an existing PriorityClass for the machines. It excludes `priorityClass`.
   * @default - the cluster's default priority
   */
  readonly priorityClassName?: string;
}

/**
 * Where machines may run. Several pools can share one policy: affinity applies among the members of the same pool. The
 * only object it writes is the PriorityClass, which is cluster-wide.
 */
export class SchedulingPolicy extends Construct {
  /** The PriorityClass that the policy creates, undefined if there is none. */
  public readonly priorityClass?: ApiObject;
  /** The name of the machines' PriorityClass, undefined if there is none. */
  public readonly priorityClassName?: string;

  private readonly props: SchedulingPolicyProps;

  constructor(scope: Construct, id: string, props: SchedulingPolicyProps) {
    const given = takeProps({
      scope, id, props, struct: 'SchedulingPolicyProps', open: new.target !== SchedulingPolicy,
    });
    super(scope, given.id);
    given.report(this);
    this.props = given.props;
    const { priorityClass, priorityClassName } = this.props;
    this.priorityClassName = priorityClass === undefined ? priorityClassName : priorityClass.name ?? given.id;
    this.judge();
    if (priorityClass === undefined) return;
    if (clusterAround(this) === undefined) {
      report(this, PRIORITY_CLASS_PLACE, [fault('priorityClass', OUTSIDE, PRIORITY_CLASS_PLACE.remedy)]);
      return;
    }
    this.priorityClass = this.emit(this.priorityClassName!, priorityClass);
  }

  private judge(): void {
    report(this, PRESETS_TOGETHER, bothPresets(this.props));
    report(this, PRIORITY_TWICE, bothPriorities(this.props));
    report(this, TOLERATION_WHOLE_SECONDS, brokenSeconds(this.props.tolerations, 'tolerations'));
    const made = this._for({});
    // The name of a created class is checked with the class.
    const judged = this.props.priorityClass === undefined ? made : { ...made, priorityClassName: undefined };
    for (const rule of RULES_OF_MACHINES_AND_POLICIES) {
      report(this, rule, withoutRepetitions(Array.from(rule.faults(judged, ''), ofProp)));
    }
  }

  private emit(name: string, props: PriorityClassProps): ApiObject {
    place(this, { layer: Layer.PLATFORM, outsideTenant: true, file: 'priority-classes' });
    const priorityClass = new ApiObject(this, 'PriorityClass', priorityClassOf(name, props, labelled(this)));
    intend(priorityClass, { propOf: (field) => PROPS[field] });
    return priorityClass;
  }

  /** What the program gives, without faulty parts. @internal */
  public get _given(): SchedulingPolicyProps {
    return this.props;
  }

  /** Where the members of a pool may run, given the labels that mark them. @internal */
  public _for(ownLabels: Labels): Scheduling {
    const { nodeSelector = {}, tolerations = [], topologySpread = [], podLabels } = this.props;
    const members = unlessEmpty(podLabels) ?? ownLabels;
    const topologyKey = this.props.topologyKey ?? 'kubernetes.io/hostname';
    const affinity = affinityOf({ ...this.props, topologyKey }, members);
    return defined({
      nodeSelector: unlessEmpty(sorted(nodeSelector)),
      affinity,
      tolerations: unlessEmpty(tolerations.map(tolerationOf)),
      topologySpreadConstraints: unlessEmpty(topologySpread.map((spread) => spreadOf(spread, members))),
      priorityClassName: this.priorityClassName,
      schedulerName: this.props.schedulerName,
    });
  }
}

const OUTSIDE = 'is a class to make, but the policy is outside of any cluster in which it could be made';

/** The fields of a PriorityClass, and the props that they come from. */
const PROPS: { readonly [field: string]: string } = table({
  'value': 'priorityClass.value',
  'preemptionPolicy': 'priorityClass.preemptionPolicy',
  'metadata.name': 'priorityClass.name',
});

function ofProp(each: Fault): Fault {
  return { ...each, field: each.field && propOf(each.field) };
}

/** A prop may be in several places of a policy's output, where its mistake is found again. */
function withoutRepetitions(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((each) => [`${each.field} ${each.problem}`, each])).values()];
}

/** The prop that a field of a policy's output comes from. */
function propOf(field: string): string {
  if (/^affinity\.pod.*\.topologyKey$/.test(field)) return 'topologyKey';
  if (/\.labelSelector\.matchLabels/.test(field)) return field.replace(/^.*\.labelSelector\.matchLabels/, 'podLabels');
  if (/^affinity\.nodeAffinity\..*\.key$/.test(field)) return 'nodeAffinityPreset.key';
  if (/^affinity\.nodeAffinity\..*\.values$/.test(field)) return 'nodeAffinityPreset.values';
  return field.replace(/^topologySpreadConstraints/, 'topologySpread');
}

function* bothPresets(props: SchedulingPolicyProps): Iterable<Fault> {
  const { podAffinityPreset: together, podAntiAffinityPreset: apart } = props;
  if (together === undefined || apart === undefined) return;
  yield fault('podAffinityPreset',
    `"${together}" keeps the machines of a pool together and podAntiAffinityPreset "${apart}" keeps them apart, `
      + 'so no node would suit both',
    'Write one of the two.');
}

function* bothPriorities({ priorityClass, priorityClassName }: SchedulingPolicyProps): Iterable<Fault> {
  if (priorityClass === undefined || priorityClassName === undefined) return;
  const problem = `makes a class and priorityClassName "${priorityClassName}" names another, `
    + 'but a machine has one priority';
  yield fault('priorityClass', problem, 'Write one of the two.');
}

function sorted(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)));
}
