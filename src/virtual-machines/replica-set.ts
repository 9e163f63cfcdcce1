import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { VirtualMachineReplicaSetProps } from './replica-set-props';
import { MadeMachine, TenantMachine } from './tenant-machine';
import { usualNetwork } from './usual-network';
import type { VirtualMachineInstanceReplicaSetSpec } from '../../imports/kubevirt.io';
import { Replaced, report } from '../findings/findings';
import { withBoot } from '../given/boot-props';
import { StandIns, takeProps } from '../given/given';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { Boot } from '../machines/disks/boot';
import { NO_IMAGE } from '../machines/disks/no-image';
import { isUnchanged } from '../machines/machine-fields';
import { REPLICA_SET_LABEL } from '../machines/replica-set-label';
import { MachineSize } from '../machines/size/machine-size';
import { STAND_IN } from '../props/usable';
import { INSTANCE_ALONE, instanceAloneFaults, propsOfMachines } from '../rules/machine/instance-alone';
import {
  EXTERNAL_SCALING, externalScalingFaults, isCount, REPLICAS, replicasFaults, SCALED_TWICE, scaledTwiceFaults,
} from '../rules/pool/replicas';
import { scalingOf, writeAutoscaler } from '../scaling/autoscaler';
import { Machines, InCommon } from '../services/machines';
import { Tenant } from '../tenants/tenant';
import { defined } from '../toolkit/shape';
import { table } from '../toolkit/table';

const SMALL = (): MachineSize => MachineSize.of({ cores: 1, memory: '1Gi' });

const STAND_INS: StandIns<VirtualMachineReplicaSetProps> = {
  autoscale: () => ({ min: 1, max: 1 }),
  image: () => NO_IMAGE,
  boot: () => Boot.containerDisk(STAND_IN),
  externallyScaled: () => ({ by: STAND_IN, maxReplicas: 1 }),
  size: SMALL,
};

const BOOT_REMEDY = 'Write boot: Boot.containerDisk(…) or Boot.ephemeral(…).';

const SPEC = 'spec.';
const LABELS = 'metadata.labels';
const LABEL_FIELD = `${LABELS}["${REPLICA_SET_LABEL}"]`;
/** Fields that hold the replica set's name. */
const NAMED_AFTER_SET = [LABEL_FIELD, `${SPEC}template.${LABEL_FIELD}`];

const PROPS: { readonly [field: string]: string } = table({
  'metadata.name': 'name',
  'spec.replicas': 'replicas',
  'spec.paused': 'paused',
});

/**
 * A number of equal instances of a tenant without disks of their own, such as those that boot from a container disk: a
 * VirtualMachineInstanceReplicaSet. An instance that ends is replaced by a new one. A changed template reaches only
 * instances that are made later, and KubeVirt chooses which instances end when the number is lowered.
 *
 * It is deleted with its instances when it is no longer in the bundle.
 */
export class VirtualMachineReplicaSet extends Machines {
  /** The replica set's name. */
  public readonly replicaSetName: string;
  /** The VirtualMachineInstanceReplicaSet. */
  public readonly replicaSet: ApiObject;
  /** The HorizontalPodAutoscaler of a replica set with `autoscale`. */
  public readonly autoscaler?: ApiObject;
  /** The labels that mark the instances and their pods, for services and network policies. */
  public readonly memberLabels: { [key: string]: string };

  constructor(scope: Construct, id: string, props: VirtualMachineReplicaSetProps) {
    const given = takeProps({
      scope,
      id,
      props,
      struct: 'VirtualMachineReplicaSetProps',
      open: new.target !== VirtualMachineReplicaSet,
      standIns: STAND_INS,
    });
    super(scope, given.id);
    given.report(this);
    const { autoscale, externallyScaled } = given.props;
    const name = given.props.name ?? given.id;
    this.replicaSetName = name;
    this.memberLabels = { [REPLICA_SET_LABEL]: name };
    const usable = withBoot(this, ofInstances(given.props), BOOT_REMEDY);
    const common = { ...usable, podNetwork: usualNetwork(usable) };
    const machine = new TenantMachine(this, common, this.memberLabels);
    const { namespaceName: namespace, cluster } = machine.tenant;
    place(this, { layer: Layer.WORKLOADS, tenant: namespace, file: name });
    const made = machine.made(name);
    machine.reportProps();
    this.reportProps(given.props, made);

    const spec = replicaSetSpec(given.props, this.memberLabels, made);
    this.replicaSet = new ApiObject(this, 'VirtualMachineInstanceReplicaSet', {
      // If the release does not serve the kind, the schema check reports it.
      apiVersion: cluster.kubevirt.apiVersion('kubevirt.io', 'VirtualMachineInstanceReplicaSet') ?? 'kubevirt.io/v1',
      kind: 'VirtualMachineInstanceReplicaSet',
      metadata: { name, namespace, labels: labelled(this, made.labels) },
      spec,
    });
    intend(this.replicaSet, {
      ...machine.intent,
      externallyScaled: externallyScaled ?? (autoscale && scalingOf(autoscale, name)),
      autoscaled: autoscale !== undefined,
      propOf: (field, written) => propOf(field, { name, spec, made }, written),
    });
    this.autoscaler = autoscale && writeAutoscaler(this, autoscale, this.replicaSet);
    machine.writeSubdomainService();
  }

  /** @internal */
  public _inCommon(): InCommon {
    return { apiObject: this.replicaSet, labels: this.memberLabels, namespace: Tenant.containing(this).namespaceName };
  }

  private reportProps(props: VirtualMachineReplicaSetProps, { spec }: MadeMachine): void {
    const { autoscale, externallyScaled, replicas } = props;
    report(this, INSTANCE_ALONE, instanceAloneFaults(props, spec), replacedProps(props));
    report(this, REPLICAS, replicasFaults(replicas));
    report(this, EXTERNAL_SCALING, externalScalingFaults(externallyScaled));
    report(this, SCALED_TWICE, scaledTwiceFaults(autoscale, externallyScaled));
  }
}

/** Props that instances cannot have, with those that stand-ins replace; undefined if there are none. */
function replacedProps(props: VirtualMachineReplicaSetProps): Replaced | undefined {
  const replaced = propsOfMachines(props);
  if (replaced.length === 0) return undefined;
  const booting = replaced.every((prop) => prop === 'size') ? [] : ['boot', 'bootDisk'];
  return { props: [...replaced, ...booting], isRequired: false };
}

/** The props without those that need a VirtualMachine, which instances do not have around them. */
function ofInstances(props: VirtualMachineReplicaSetProps): VirtualMachineReplicaSetProps {
  const lost = propsOfMachines(props);
  const size = lost.includes('size') ? SMALL() : props.size;
  const others = { ...props, size, extraDisks: undefined };
  const boots = !lost.includes('image') && !lost.includes('boot');
  return boots ? others : { ...others, image: undefined, boot: Boot.containerDisk(STAND_IN), bootDisk: undefined };
}

function replicaSetSpec(
  { autoscale, externallyScaled, paused, replicas }: VirtualMachineReplicaSetProps,
  memberLabels: { readonly [key: string]: string },
  { spec: { template } }: MadeMachine,
): VirtualMachineInstanceReplicaSetSpec {
  const isScaled = autoscale !== undefined || externallyScaled !== undefined;
  // An invalid number is reported by its prop, and the schema check must not report it again.
  const usable = replicas === undefined || isCount(replicas) ? replicas : 0;
  return defined({
    paused,
    replicas: usable ?? (isScaled ? undefined : 1),
    selector: { matchLabels: memberLabels },
    template,
  });
}

/** The replica set as it is made. */
interface MadeSet {
  readonly name: string;
  readonly spec: VirtualMachineInstanceReplicaSetSpec;
  readonly made: MadeMachine;
}

/** The prop that a field of the replica set came from. */
function propOf(field: string, { name, spec, made }: MadeSet, written: any): string | undefined {
  const asMade = { metadata: { name, labels: made.labels }, spec };
  if (NAMED_AFTER_SET.includes(field)) return isUnchanged(field, asMade, written) ? 'name' : undefined;
  if (field.startsWith(`${SPEC}template.`)) return made.propOf(field.slice(SPEC.length), written?.spec);
  if (!isUnchanged(field, asMade, written)) return undefined;
  return field.startsWith(LABELS) ? field.replace('metadata.', '') : PROPS[field];
}
