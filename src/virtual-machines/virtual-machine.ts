import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { identityOf } from './identity';
import { MadeMachine, TenantMachine } from './tenant-machine';
import { usualNetwork } from './usual-network';
import type { VirtualMachineProps } from './virtual-machine-props';
import { report } from '../findings/findings';
import { StandIns, takeProps } from '../given/given';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { KEPT_WHEN_PRUNED } from '../layout/protection';
import { Boot } from '../machines/disks/boot';
import { NO_IMAGE } from '../machines/disks/no-image';
import { isUnchanged } from '../machines/machine-fields';
import { MACHINE_LABEL } from '../machines/machine-label';
import type { SingleMachine } from '../machines/single-machine';
import { MachineSize } from '../machines/size/machine-size';
import { RunStrategy } from '../machines/strategies';
import { STAND_IN } from '../props/usable';
import { DATA_VOLUME_NAMES, dataVolumeNameFaults } from '../rules/machine/data-volume-names';
import { UNUSED_MAC, unusedMacFaults } from '../rules/machine/unused-mac';
import { Machines, InCommon } from '../services/machines';
import { Tenant } from '../tenants/tenant';

const STAND_INS: StandIns<VirtualMachineProps> = {
  image: () => NO_IMAGE,
  boot: () => Boot.containerDisk(STAND_IN),
  size: () => MachineSize.of({ cores: 1, memory: '1Gi' }),
};

const SPEC = 'spec.';
const LABELS = 'metadata.labels';
const LABEL_FIELD = `labels["${MACHINE_LABEL}"]`;
/** Fields that hold the machine's name: its labels, and the claim of the boot disk. */
const NAMED_AFTER_MACHINE = [
  `metadata.${LABEL_FIELD}`,
  `${SPEC}template.metadata.${LABEL_FIELD}`,
  `${SPEC}dataVolumeTemplates[0].metadata.name`,
];

/**
 * A single machine of a tenant: a VirtualMachine with its own disks and its own identity.
 *
 * It is kept with its disks when it is no longer in the bundle, unless it is `stateless`.
 */
export class VirtualMachine extends Machines {
  /** The machine's name. */
  public readonly machineName: string;
  /** The VirtualMachine. */
  public readonly apiObject: ApiObject;
  /** The labels that mark the machine, its instance and its pod, for services and network policies. */
  public readonly machineLabels: { [key: string]: string };

  constructor(scope: Construct, id: string, props: VirtualMachineProps) {
    const given = takeProps({
      scope, id, props, struct: 'VirtualMachineProps', open: new.target !== VirtualMachine, standIns: STAND_INS,
    });
    super(scope, given.id);
    given.report(this);
    const name = given.props.name ?? given.id;
    this.machineName = name;
    this.machineLabels = { [MACHINE_LABEL]: name };
    const common = {
      ...given.props,
      runStrategy: given.props.runStrategy ?? RunStrategy.RERUN_ON_FAILURE,
      podNetwork: usualNetwork(given.props),
    };
    const machine = new TenantMachine(this, common, this.machineLabels);
    const { namespaceName: namespace, cluster } = machine.tenant;
    place(this, { layer: Layer.WORKLOADS, tenant: namespace, file: name });
    machine.reportProps();

    const { dataVolumeNames, hostname, identity, macAddress, podNetwork, updateVolumesStrategy } = given.props;
    report(this, DATA_VOLUME_NAMES, dataVolumeNameFaults(dataVolumeNames, given.props));
    report(this, UNUSED_MAC, unusedMacFaults(macAddress, podNetwork));
    const derived = identityOf(identity ?? {}, { cluster: cluster.clusterName, namespace, name });
    const single: SingleMachine = { dataVolumeNames, hostname, macAddress, updateVolumesStrategy, ...derived };
    const made = machine.made(name, single);
    this.apiObject = new ApiObject(this, 'VirtualMachine', {
      // If the release does not serve the kind, the schema check reports it.
      apiVersion: cluster.kubevirt.apiVersion('kubevirt.io', 'VirtualMachine') ?? 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: {
        name,
        namespace,
        labels: labelled(this, made.labels),
        ...(given.props.stateless !== true && { annotations: KEPT_WHEN_PRUNED }),
      },
      spec: made.spec,
    });
    intend(this.apiObject, {
      ...machine.intent,
      propOf: (field, written) => (
        givenNameAt(field, made, dataVolumeNames) ?? propOf(field, made, written)),
    });
    machine.requestClone(this.apiObject);
    machine.writeSubdomainService();
  }

  /** @internal */
  public _inCommon(): InCommon {
    return { apiObject: this.apiObject, labels: this.machineLabels, namespace: Tenant.containing(this).namespaceName };
  }
}

/** The prop that gave a DataVolume its name, if it did. */
function givenNameAt(
  field: string, { spec }: MadeMachine, names: VirtualMachineProps['dataVolumeNames'] = {},
): string | undefined {
  const index = /^spec\.dataVolumeTemplates\[(\d+)\]\.metadata\.name$/.exec(field)?.[1];
  const name = index && spec.dataVolumeTemplates?.[Number(index)]?.metadata?.name;
  const disk = Object.keys(names).find((each) => names[each] === name);
  return disk === undefined ? undefined : `dataVolumeNames.${disk}`;
}

/** The prop that a field of the VirtualMachine came from. */
function propOf(field: string, made: MadeMachine, written: any): string | undefined {
  const { labels, spec, propOf: machinePropOf } = made;
  if (field === 'metadata.name') return 'name';
  const asMade = { metadata: { labels }, spec };
  if (NAMED_AFTER_MACHINE.includes(field)) return isUnchanged(field, asMade, written) ? 'name' : undefined;
  if (field.startsWith(SPEC)) return machinePropOf(field.slice(SPEC.length), written?.spec);
  return field.startsWith(LABELS) && isUnchanged(field, asMade, written) ? field.replace('metadata.', '') : undefined;
}
