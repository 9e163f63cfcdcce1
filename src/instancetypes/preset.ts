import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Instancetype } from './instancetype';
import { Preference } from './preference';
import type { VirtualMachineInstancePresetProps } from './preset-props';
import { presetDomain, presetPropOf, sizeOfPreset, topologyOfPreset } from './preset-spec';
import { report } from '../findings/findings';
import { StandIns, takeProps } from '../given/given';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import {
  PRESET_WATCHDOG, PRESET_WITHOUT_SIZE, presetSizeFaults, presetWatchdogFaults,
} from '../rules/instancetype/preset';
import {
  PRESET_OVERRIDES, PRESET_RESERVED, PRESET_WITHOUT_CORES, presetCpuFaults, presetOverrideFaults,
  presetReservationFaults, presetTopologyFaults,
} from '../rules/instancetype/preset-parts';
import { Tenant } from '../tenants/tenant';

const STAND_INS: StandIns<VirtualMachineInstancePresetProps> = { matchLabels: () => ({}) };

/**
 * A VirtualMachineInstancePreset of a tenant, for programs that still use presets. KubeVirt gives it to instances with
 * its labels when they are created. All supported releases do, and announce that v2 of their API will not; there is a
 * warning. Write an instancetype and a preference instead: `toInstancetype` and `toPreference` make them of a preset.
 *
 * Only machines that state nothing themselves get anything of it. The machines of this library state their CPU and
 * memory.
 */
export class VirtualMachineInstancePreset extends Construct {
  /**
   * The preset `kubermatic-standard` of Kubermatic up to version 2.21: 2 CPUs and 8Gi. Its limits are left out, because
   * KubeVirt never gave them to an instance.
   */
  public static readonly KUBERMATIC_STANDARD: VirtualMachineInstancePresetProps = {
    name: 'kubermatic-standard',
    matchLabels: { 'kubevirt.io/flavor': 'kubermatic-standard' },
    requests: { cpu: '2', memory: '8Gi' },
  };

  /**
   * An instancetype with the CPU, the memory and the I/O threads of a preset, below a tenant or a cluster. Machines
   * name it in place of the preset's labels, and then must not state their CPU and memory.
   */
  public static toInstancetype(
    scope: Construct, id: string, preset: VirtualMachineInstancePresetProps,
  ): Instancetype {
    const given = takeProps({
      scope, id, props: preset, struct: 'VirtualMachineInstancePresetProps', open: false, standIns: STAND_INS,
    });
    const size = sizeOfPreset(given.props);
    const instancetype = new Instancetype(scope, given.id, {
      name: given.props.name,
      cpu: size.cpu ?? 1,
      memory: size.memory ?? '1Gi',
      cpuModel: given.props.cpuModel,
      ioThreads: given.props.ioThreads,
      labels: given.props.labels,
    });
    given.report(instancetype);
    report(instancetype, PRESET_WITHOUT_CORES, presetCpuFaults(given.props));
    report(instancetype, PRESET_OVERRIDES, presetOverrideFaults('Instancetype', given.props.overrides));
    report(instancetype, PRESET_RESERVED, presetReservationFaults(given.props.requests?.cpu));
    report(instancetype, PRESET_WITHOUT_SIZE, presetSizeFaults(size));
    return instancetype;
  }

  /**
   * A preference with the topology, the firmware, the clock and the features of a preset, below a tenant or a cluster.
   * Machines name it beside the instancetype.
   */
  public static toPreference(scope: Construct, id: string, preset: VirtualMachineInstancePresetProps): Preference {
    const given = takeProps({
      scope, id, props: preset, struct: 'VirtualMachineInstancePresetProps', open: false, standIns: STAND_INS,
    });
    const { name, firmware, clock, features, labels, overrides, watchdog } = given.props;
    const preference = new Preference(scope, given.id, {
      name, firmware, clock, features, labels, ...topologyOfPreset(given.props),
    });
    given.report(preference);
    report(preference, PRESET_OVERRIDES, [
      ...presetOverrideFaults('Preference', overrides), ...presetTopologyFaults(given.props),
    ]);
    report(preference, PRESET_WATCHDOG, presetWatchdogFaults(watchdog));
    return preference;
  }

  /** The name of the VirtualMachineInstancePreset. */
  public readonly presetName: string;
  /** The VirtualMachineInstancePreset. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: VirtualMachineInstancePresetProps) {
    const given = takeProps({
      scope,
      id,
      props,
      struct: 'VirtualMachineInstancePresetProps',
      open: new.target !== VirtualMachineInstancePreset,
      standIns: STAND_INS,
    });
    super(scope, given.id);
    given.report(this);
    report(this, PRESET_WITHOUT_CORES, presetCpuFaults(given.props));
    const { name = given.id, matchLabels, labels } = given.props;
    const { namespaceName: namespace } = Tenant.containing(this);
    this.presetName = name;
    place(this, { layer: Layer.TENANTS, tenant: namespace, file: 'tenant' });
    this.apiObject = new ApiObject(this, 'VirtualMachineInstancePreset', {
      // The API server stores v1alpha3, and serves both versions in all releases; v1 is the one that will stay longer.
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachineInstancePreset',
      metadata: { name, namespace, labels: labelled(this, labels) },
      spec: { selector: { matchLabels }, domain: presetDomain(given.props) },
    });
    intend(this.apiObject, { propOf: (field) => presetPropOf(field, given.props) });
  }
}
