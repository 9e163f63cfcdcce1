import * as fc from 'fast-check';
import { call, Described } from './description';
import { gpus, hostDevices } from './devices';
import { boot, guestDisk, volumes } from './disks';
import { hardware } from './hardware';
import { accessModes, size } from './images';
import { machineSize } from './machine-sizes';
import { dns, networksOf, podInterface } from './networks';
import { ForEach, props } from './props';
import { annotations, filledText, label, labels, nestedAnnotations, oneOf, several, subdomain, text } from './texts';
import { cloudInit } from './user-data';
import {
  Architecture, BlankDisk, BootDisk, EvictionStrategy, GuestDisk, InterfaceModel, MachineProps, PodNetworkBinding,
  RunStrategy, VolumeMode,
} from '../../src';

/** The props that a machine for an architecture cannot do without. */
export function required(architecture: Architecture | undefined): ('size' | 'architecture')[] {
  return ['size', ...(architecture === undefined ? [] : ['architecture' as const])];
}

/** What every machine may have, whichever kind holds it. */
export function machineModel(architecture: Architecture | undefined): ForEach<MachineProps> {
  const arm = architecture === Architecture.ARM64;
  return {
    size: machineSize(architecture),
    preference: fc
      .tuple(fc.constantFrom('MachinePreference.preference', 'MachinePreference.clusterPreference'), subdomain())
      .map(([factory, name]) => call(factory, name)),
    runStrategy: oneOf(RunStrategy),
    image: fc.constant(undefined),
    boot,
    volumes: volumes(arm),
    bootDisk: seen(arm, props<Omit<BootDisk, keyof GuestDisk>>({ ...stored, capacity: size })),
    extraDisks: fc.uniqueArray(
      seen(arm, props<Omit<BlankDisk, keyof GuestDisk>>({ ...stored, name: label(), capacity: size }, [
        'name', 'capacity',
      ])),
      { maxLength: 3, selector: ({ name }) => name },
    ),
    podNetwork: oneOf(PodNetworkBinding),
    podInterface,
    networks: networksOf(macAddress),
    subdomainService: fc.boolean(),
    safeToEvictLocalVolumes: fc.boolean(),
    dns,
    interfaceModel: oneOf(InterfaceModel),
    networkInterfaceMultiqueue: fc.boolean(),
    gpus,
    hostDevices,
    deviceClaims: fc.constant(undefined),
    ...hardware(architecture),
    cloudInit: cloudInit(),
    ignition: fc.oneof(
      fc.constantFrom('{"ignition":{"version":"3.4.0"}}', '{\n\t"a": "${x}\u2028"\n}', '"yes"', '0'),
      text.map((each) => JSON.stringify({ ignition: { version: '3.4.0' }, note: each })),
    ),
    sshKeys: several(
      fc.oneof(
        subdomain().map((name) => call('SshKeys.fromSecret', name)),
        fc
          .tuple(subdomain(), several(fc.constantFrom('ubuntu', 'root', 'yes', '1e3'), 1))
          .map(([name, users]) => call('SshKeys.fromSecretByGuestAgent', name, users)),
      ),
      0,
      2,
    ),
    evictionStrategy: oneOf(EvictionStrategy),
    evictionHandler: filledText,
    terminationGracePeriod: fc.nat(100_000).map((seconds) => ({ $seconds: seconds })),
    architecture: fc.constant(architecture),
    machineType: fc.constantFrom(...MACHINE_TYPES[architecture ?? Architecture.AMD64]),
    subdomain: label(),
    labels,
    annotations: nestedAnnotations,
    overrides: fc.constantFrom(
      ...OVERRIDES.filter(({ only = architecture }) => only === architecture).map(({ spec }) => spec),
    ),
  };
}

const MACHINE_TYPES: { readonly [architecture: string]: readonly [string, ...string[]] } = {
  amd64: ['q35', 'pc-q35-rhel9.6.0'],
  arm64: ['virt', 'virt-rhel9.6.0'],
  s390x: ['s390-ccw-virtio', 's390-ccw-virtio-rhel9.6.0'],
};

const stored = { storageClassName: subdomain(), accessModes, volumeMode: oneOf(VolumeMode), labels, annotations };

/** A disk as it is stored, and as the guest sees it. */
function seen<T extends object>(arm: boolean, disks: fc.Arbitrary<T>): fc.Arbitrary<T & Described<GuestDisk>> {
  return fc.tuple(disks, guestDisk(arm)).map(([disk, guest]) => ({ ...disk, ...guest }));
}

/** A MAC address that an administrator gives. */
export const macAddress = fc
  .tuple(fc.nat(255), fc.nat(255))
  .map((bytes) => ['02:00:00:0a', ...bytes.map((byte) => byte.toString(16).padStart(2, '0'))].join(':'));

/** Parts of a pool's spec that have no prop of their own. */
const OVERRIDES: readonly { readonly spec: object; readonly only?: Architecture }[] = [
  { spec: {} },
  { spec: vmi({ domain: { devices: { rng: {}, autoattachMemBalloon: false, autoattachSerialConsole: false } } }) },
  { spec: vmi({ domain: { devices: { tpm: {}, clientPassthrough: {} }, ioThreadsPolicy: 'auto' } }) },
  { spec: vmi({ domain: { firmware: { bootloader: { efi: { secureBoot: false } } } } }), only: Architecture.AMD64 },
  { spec: vmi({ dnsPolicy: 'None', dnsConfig: { nameservers: ['2001:db8::1'], searches: ['1.5'] } }) },
  { spec: vmi({ readinessProbe: { guestAgentPing: {}, periodSeconds: 5 }, startStrategy: 'Paused' }) },
  { spec: vmi({ domain: { devices: { sound: { name: 'Yes', model: 'ich9' } } } }), only: Architecture.AMD64 },
  { spec: vmi({ domain: { devices: { autoattachVSOCK: true, downwardMetrics: {} } } }) },
  { spec: { updateVolumesStrategy: 'Migration' } },
];

function vmi(spec: object): object {
  return { template: { spec } };
}
