import * as fc from 'fast-check';
import { call, Call, Described } from './description';
import { accessModes, size, source } from './images';
import { props, Setting, stated } from './props';
import { annotations, label, labels, oneOf, several, subdomain } from './texts';
import {
  ClaimVolumeOptions,
  ConfigVolumeOptions,
  ContainerDiskOptions,
  DiskBus,
  DiskCache,
  DiskErrorPolicy,
  DiskIo,
  DownwardApiFile,
  GuestDisk,
  HostDiskOptions,
  HostDiskType,
  ImagePullPolicy,
  ImportedBootOptions,
  MachineVolume,
  PersistentDiskProps,
  VolumeDevice,
  VolumeMode,
} from '../../src';

const blockSize = fc.constantFrom(
  call('DiskBlockSize.ofVolume'), call('DiskBlockSize.of', 512, 4096), call('DiskBlockSize.of', 4096, 4096));

/** How a guest sees a disk, on the bus that has what the disk asks for. */
export function guestDisk(arm: boolean): fc.Arbitrary<Described<GuestDisk>> {
  return props<GuestDisk>({
    bus: arm ? fc.constantFrom(DiskBus.VIRTIO, DiskBus.SCSI) : oneOf(DiskBus),
    cache: oneOf(DiskCache),
    io: oneOf(DiskIo),
    errorPolicy: oneOf(DiskErrorPolicy),
    blockSize,
    shareable: fc.boolean(),
    dedicatedIoThread: fc.boolean(),
  }).map((given) => onItsBus(given));
}

/**
 * What goes together on one disk.
 * @param usual the bus of a disk that states none, which the machine's guest decides
 */
export function onItsBus<T extends Described<GuestDisk>>(given: T, usual = DiskBus.VIRTIO): T {
  const isVirtio = (given.bus ?? usual) === DiskBus.VIRTIO;
  // A disk that machines share is written to by all of them, so no node caches it.
  const cache = given.shareable === true ? given.cache && DiskCache.NONE : given.cache;
  const isCached = cache !== undefined && cache !== DiskCache.NONE;
  return stated({
    ...given,
    dedicatedIoThread: isVirtio ? given.dedicatedIoThread : undefined,
    blockSize: isVirtio ? given.blockSize : undefined,
    cache,
    io: isCached && given.io === DiskIo.NATIVE ? undefined : given.io,
  });
}

const IMAGES = ['quay.io/containerdisks/fedora:42', 'registry.example:5000/a/b@sha256:' + '0'.repeat(64)];

const containerDiskArgs = fc.tuple(fc.constantFrom(...IMAGES), props<ContainerDiskOptions>({
  pullSecret: subdomain(), pullPolicy: oneOf(ImagePullPolicy), path: fc.constant('/disk/a.qcow2'),
}));
const claimArgs = fc.tuple(subdomain(), props<ClaimVolumeOptions>({ hotpluggable: fc.boolean() }));
const configArgs = fc.tuple(
  subdomain(), props<ConfigVolumeOptions>({ optional: fc.boolean(), volumeLabel: fc.constant('config') }));

const calls = (factory: string, args: fc.Arbitrary<readonly unknown[]>): fc.Arbitrary<Call> => (
  args.map((given) => call(factory, ...given)));

const claims = [calls('VolumeSource.claim', claimArgs), calls('VolumeSource.dataVolume', claimArgs)];
const temporary = [
  calls('VolumeSource.ephemeral', fc.tuple(subdomain())),
  calls('VolumeSource.containerDisk', containerDiskArgs),
  calls('VolumeSource.emptyDisk', fc.tuple(size)),
];
/** A file that is made may have a size, and one that exists has none. */
const hostDiskArgs = fc.tuple(fc.constant('/var/disks/a.img'), props<HostDiskOptions>({
  type: oneOf(HostDiskType), capacity: fc.constantFrom('1Gi', '64Mi'), shared: fc.boolean(),
}).map((given) => (given.type === HostDiskType.DISK ? stated({ ...given, capacity: undefined }) : given)));
const ofNode = calls('VolumeSource.hostDisk', hostDiskArgs);
const files = [
  calls('VolumeSource.configMap', configArgs),
  calls('VolumeSource.secret', configArgs),
  calls('VolumeSource.downwardApi', fc.tuple(several(props<DownwardApiFile>({
    path: label(), fieldPath: fc.constantFrom('metadata.labels', 'metadata.annotations'),
  }, ['path', 'fieldPath']), 1, 1))),
  calls('VolumeSource.serviceAccount', fc.tuple(subdomain())),
];
const alone = [
  fc.constant(call('VolumeSource.downwardMetrics')),
  calls('VolumeSource.sysprepSecret', fc.tuple(subdomain())),
  calls('VolumeSource.sysprepConfigMap', fc.tuple(subdomain())),
];

/** A volume of a machine; every one can be shared by all members of a pool. */
function volume(arm: boolean): fc.Arbitrary<Described<MachineVolume>> {
  return fc
    .tuple(label(), guestDisk(arm), fc.nat(2), fc.boolean(), fc.constantFrom('A1_b', undefined), fc.oneof(
      fc.tuple(fc.oneof(...claims), oneOf(VolumeDevice)),
      fc.tuple(fc.oneof(...temporary, ofNode, ofNode), fc.constant(VolumeDevice.DISK)),
      fc.tuple(fc.oneof(...files), fc.constantFrom(VolumeDevice.DISK, VolumeDevice.FILESYSTEM)),
      fc.tuple(fc.oneof(...alone), fc.constant(undefined)),
    ))
    .map(([name, guest, order, readOnly, serial, [its, device]]) => {
      if (device === undefined) return { name, source: its };
      if (device === VolumeDevice.FILESYSTEM) return { name, source: unplugged(its), device };
      const bootOrder = order === 0 ? undefined : order + 2;
      const shared = claimsIn(its) ? { shareable: true } : {};
      if (device !== VolumeDevice.DISK) return stated({ name, source: its, device, bootOrder, serial, ...shared });
      const options = { bootOrder, serial, readOnly, ...guest, ...shared };
      return volumeOnItsBus(stated({ name, source: its, device, ...options }));
    });
}

/** The same for a volume. */
export function volumeOnItsBus(given: Described<MachineVolume>, usual = DiskBus.VIRTIO): Described<MachineVolume> {
  if (given.device !== VolumeDevice.DISK) return given;
  const bus = given.bus ?? usual;
  const its = PLUGGABLE.includes(bus) ? given.source : unplugged(given.source as Call);
  return onItsBus({ ...given, source: its, readOnly: bus === DiskBus.SATA ? undefined : given.readOnly }, usual);
}

/** The buses on which a disk can be plugged into a running machine. */
const PLUGGABLE: readonly unknown[] = [DiskBus.VIRTIO, DiskBus.SCSI];

/** The source without the mark that it can be plugged. */
export function unplugged(given: Call): Call {
  const [name, options] = given.with as [unknown, { readonly hotpluggable?: boolean } | undefined];
  if (options?.hotpluggable === undefined) return given;
  return { ...given, with: [name, stated({ ...options, hotpluggable: undefined })] };
}

function claimsIn({ $call }: Call): boolean {
  return $call === 'VolumeSource.claim' || $call === 'VolumeSource.dataVolume';
}

/** The volumes of a machine: of each kind one at most, and each with a place of its own in the boot order. */
export function volumes(arm: boolean): fc.Arbitrary<Described<MachineVolume>[]> {
  return fc
    .uniqueArray(volume(arm), { maxLength: 3, selector: (each) => (each.source as Call).$call })
    .map((all) => all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index))
    .map((all) => all.map((each, index) => (
      each.bootOrder === undefined ? each : { ...each, bootOrder: Number(each.bootOrder) + 2 * index })));
}

const machineSource = fc.oneof(
  fc.constantFrom(
    call('ImageSource.registry', 'docker://quay.io/containerdisks/ubuntu:24.04'),
    call('ImageSource.http', 'https://images.example.com/ubuntu-24.04.qcow2'),
    call('ImageSource.s3', 'https://storage.example.com/images/ubuntu-24.04.raw.zst'),
    call('ImageSource.gcs', 'gs://images/ubuntu-24.04.qcow2'),
    call('ImageSource.imageStream', 'ubuntu:24.04'),
    call('ImageSource.upload'),
  ),
  calls('ImageSource.pvc', fc.tuple(subdomain())),
  calls('ImageSource.snapshot', fc.tuple(subdomain())),
);

/** What a machine boots from, if it is not a clone of an image. */
export const boot: fc.Arbitrary<Call> = fc.oneof(
  calls('Boot.imported', fc.tuple(machineSource, props<ImportedBootOptions>(
    { capacity: size, preallocation: fc.boolean() }, ['capacity']))),
  calls('Boot.containerDisk', containerDiskArgs),
  calls('Boot.claim', fc.tuple(subdomain())),
  calls('Boot.dataVolume', fc.tuple(subdomain())),
  calls('Boot.ephemeral', fc.tuple(subdomain())),
  fc.constant(call('Boot.withoutDisk')),
  fc.tuple(fc.oneof(temporary[0], temporary[1]), size).map(([medium, capacity]) => (
    call('Boot.iso', medium, { capacity }))),
);

/** A disk that outlives its machines, before it is known which images there are. */
export interface RawDisk {
  readonly id: string;
  readonly content: Call | undefined;
  /** Which image it is a copy of, taken modulo what there is; undefined if of none. */
  readonly image: number | undefined;
  readonly props: Described<Omit<PersistentDiskProps, 'content'>>;
}

const archiveSource = fc.constantFrom(
  call('ImageSource.http', 'https://images.example.com/files-1.2.tar.gz'), call('ImageSource.upload'),
);

export function disk(setting: Setting): fc.Arbitrary<RawDisk> {
  return fc.record({
    id: label(),
    content: fc.option(fc.oneof(
      fc.constant(call('DiskContent.blank')),
      source(setting.cdi).map((its) => call('DiskContent.imported', its)),
      archiveSource.map((its) => call('DiskContent.archive', its)),
    ), { nil: undefined }),
    image: fc.option(fc.nat(100), { nil: undefined, freq: 2 }),
    props: props<Omit<PersistentDiskProps, 'content'>>({
      capacity: size,
      name: label(),
      storageClassName: subdomain(),
      accessModes,
      volumeMode: oneOf(VolumeMode),
      preallocation: fc.boolean(),
      dataVolume: fc.boolean(),
      labels,
      annotations,
    }, ['capacity']),
  });
}
