import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PreferenceProps } from './preference-props';
import { preferencePropOf, preferenceSpec } from './preference-spec';
import { writeShared } from './shared-object';
import { report } from '../findings/findings';
import { about } from '../findings/rule';
import { takeProps } from '../given/given';
import { NamedPreference } from '../machines/size/named-preference';
import { PREFERENCE_PARTS, preferencePartFaults } from '../rules/instancetype/preference-parts';
import { GRACE_PERIOD } from '../rules/machine/props';
import { notWholeSeconds } from '../toolkit/seconds';

/**
 * What guests prefer where their machines leave a choice, and what machines need for them. Below a tenant it is a
 * VirtualMachinePreference, for the tenant's machines; below a cluster it is a VirtualMachineClusterPreference, for
 * those of all tenants. Machines take it by `MachinePreference.from(…)`.
 *
 * A change never touches machines that exist: KubeVirt keeps the content that a preference had when a machine was
 * created, as a ControllerRevision. With `nameByContent` a change makes another object.
 *
 * It is kept when it leaves the bundle, because kept pools make new members with it.
 */
export class Preference extends NamedPreference {
  public readonly preferenceName: string;
  /** @internal */
  public readonly _kind: string;
  /** The VirtualMachinePreference, or the VirtualMachineClusterPreference. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: PreferenceProps = {}) {
    const given = takeProps({ scope, id, props, struct: 'PreferenceProps', open: new.target !== Preference });
    super(scope, given.id);
    given.report(this);
    report(this, PREFERENCE_PARTS, preferencePartFaults(given.props));
    const { terminationGracePeriod } = given.props;
    report(this, GRACE_PERIOD, about('terminationGracePeriod', notWholeSeconds(terminationGracePeriod)));
    const { name, kind, apiObject } = writeShared(this, given.props, {
      noun: 'Preference',
      name: given.props.name ?? given.id,
      spec: preferenceSpec(given.props),
      propOf: (field) => preferencePropOf(field, given.props),
      file: 'preferences',
    });
    this.preferenceName = name;
    this._kind = kind;
    this.apiObject = apiObject;
  }
}
