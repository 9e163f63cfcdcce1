import * as fc from 'fast-check';
import { Call, Described } from './description';
import { fitting, withClaims, withOwnClaims } from './fitting-machines';
import { macAddress, machineModel, required } from './machines';
import { networksOf } from './networks';
import { props, stated } from './props';
import { autoscale, externallyScaled, scaledByOne } from './scaled';
import { filledText, label, oneOf, text } from './texts';
import {
  Architecture, MachineIdentity, PodNetworkBinding, UpdateVolumesStrategy, VirtualMachineProps,
  VirtualMachineReplicaSetProps,
} from '../../src';

/** A single machine before it is known which images and policies there are, as a pool is described. */
export interface RawMachine {
  readonly id: string;
  readonly image: number;
  readonly policy: number | undefined;
  readonly size: number | undefined;
  readonly props: Described<Omit<VirtualMachineProps, 'image' | 'scheduling'>>;
}

/** A replica set, likewise. */
export interface RawReplicaSet {
  readonly id: string;
  readonly policy: number | undefined;
  readonly props: Described<Omit<VirtualMachineReplicaSetProps, 'scheduling'>>;
}

const number = fc.option(fc.nat(100), { nil: undefined });
const architectures = [undefined, ...Object.values(Architecture)];

export const singleMachine: fc.Arbitrary<RawMachine> = fc.record({
  id: label(58), image: fc.nat(100), policy: number, size: number, props: fc.oneof(...architectures.map(machineProps)),
});

export const replicaSet: fc.Arbitrary<RawReplicaSet> = fc.record({
  id: label(58), policy: number, props: fc.oneof(...architectures.map(replicaSetProps)),
});

function machineProps(architecture: Architecture | undefined): fc.Arbitrary<RawMachine['props']> {
  return props<Omit<VirtualMachineProps, 'image' | 'scheduling'>>(
    {
      ...machineModel(architecture),
      name: label(58),
      dataVolumeNames: fc.uuid().map((id) => ({ boot: `old-${id}` })),
      hostname: label(),
      identity: props<MachineIdentity>({ uuid: fc.uuid(), serial: filledText, seed: text }),
      macAddress,
      stateless: fc.boolean(),
      updateVolumesStrategy: oneOf(UpdateVolumesStrategy),
    },
    required(architecture),
  ).chain(withClaims)
    .map(fitting)
    .map((given) => stated({
      ...given,
      dataVolumeNames: onExtraDisk(given),
      macAddress: given.podNetwork === PodNetworkBinding.NONE || has(given.networks, given.macAddress)
        ? undefined : given.macAddress,
    }));
}

/** The name of a DataVolume for the first extra disk, because not every machine has a boot disk of its own. */
function onExtraDisk({ dataVolumeNames, extraDisks }: RawMachine['props']): RawMachine['props']['dataVolumeNames'] {
  const [name] = Object.values(dataVolumeNames ?? {});
  const [disk] = extraDisks ?? [];
  return name === undefined || disk === undefined ? undefined : { [String(disk.name)]: String(name) };
}

/** Whether an interface of a machine has a MAC address. */
function has(networks: RawMachine['props']['networks'], address: string | undefined): boolean {
  return networks?.some(({ macAddress: its }) => its === address) ?? false;
}

/** What instances without disks of their own boot from. */
const DISKLESS = ['Boot.containerDisk', 'Boot.ephemeral', 'Boot.withoutDisk'];

/** Instances have nothing that only a VirtualMachine has. */
function replicaSetProps(architecture: Architecture | undefined): fc.Arbitrary<RawReplicaSet['props']> {
  const nothing = fc.constant(undefined);
  const { size, ...model } = machineModel(architecture);
  return props<Omit<VirtualMachineReplicaSetProps, 'scheduling'>>(
    {
      ...model,
      size: size.filter((given): given is Call => (given as Call).$call === 'MachineSize.of'),
      networks: networksOf(nothing),
      boot: model.boot.filter((given): given is Call => DISKLESS.includes((given as Call).$call)),
      bootDisk: nothing,
      extraDisks: nothing,
      preference: nothing,
      runStrategy: nothing,
      overrides: model.overrides.map((spec) => (spec && 'template' in spec ? spec : undefined)),
      replicas: fc.nat(50),
      autoscale,
      externallyScaled,
      paused: fc.boolean(),
      name: label(58),
    },
    [...required(architecture), 'boot'],
  ).chain(withClaims).map((given) => {
    const { bootDisk: _disk, ...fitted } = fitting(withOwnClaims(given));
    return given.replicas === undefined && given.autoscale === undefined && given.externallyScaled === undefined
      ? fitted : scaledByOne(fitted);
  });
}
