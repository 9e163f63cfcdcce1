import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { InstancetypeProps } from './instancetype-props';
import { instancetypePropOf, instancetypeSpec } from './instancetype-spec';
import { writeShared } from './shared-object';
import { report } from '../findings/findings';
import { StandIns, takeProps } from '../given/given';
import { NamedSize } from '../machines/size/named-size';
import { REALTIME_MASK, realtimeMaskWithout } from '../rules/machine/realtime-mask';

const STAND_INS: StandIns<InstancetypeProps> = { cpu: () => 1, memory: () => '1Gi' };

/**
 * A size that machines name: their CPU and memory, and what else belongs to it, such as huge pages or GPUs. Below a
 * tenant it is a VirtualMachineInstancetype, for the tenant's machines; below a cluster it is a
 * VirtualMachineClusterInstancetype, for those of all tenants. Machines take it by `MachineSize.from(…)`.
 *
 * A change never touches machines that exist: KubeVirt keeps the content that an instancetype had when a machine was
 * created, as a ControllerRevision. New machines, and new members of pools, get the new content. With `nameByContent` a
 * change makes another object, so that Git shows which machines get it.
 *
 * It is kept when it leaves the bundle, because kept pools make new members of this size.
 */
export class Instancetype extends NamedSize {
  public readonly instancetypeName: string;
  /** @internal */
  public readonly _kind: string;
  /** The VirtualMachineInstancetype, or the VirtualMachineClusterInstancetype. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: InstancetypeProps) {
    const given = takeProps({
      scope, id, props, struct: 'InstancetypeProps', open: new.target !== Instancetype, standIns: STAND_INS,
    });
    super(scope, given.id);
    given.report(this);
    report(this, REALTIME_MASK, realtimeMaskWithout(given.props));
    const { name, kind, apiObject } = writeShared(this, given.props, {
      noun: 'Instancetype',
      name: given.props.name ?? given.id,
      spec: instancetypeSpec(given.props),
      propOf: (field) => instancetypePropOf(field, given.props),
      file: 'sizes',
    });
    this.instancetypeName = name;
    this._kind = kind;
    this.apiObject = apiObject;
  }
}
