import type { Place } from './place';
import { containerDiskOptions, guestDisk } from './volumes';
import { defined } from '../../../toolkit/shape';
import { call, Code, Props } from '../code';
import { listOf, Loose } from '../same/loose';

/** The props about the boot disk, and the name of its volume; undefined if the machine has no boot disk. */
export interface Booted {
  readonly props: Props;
  readonly volume?: string;
}

/** What a machine boots from; nothing of its own if its first disk is of a kind that only volumes have. */
export function bootProps(spec: Loose, place: Place): Booted {
  const { domain: { devices }, volumes } = spec.template.spec;
  const device = listOf(devices.disks).find(({ bootOrder, disk }) => bootOrder === 1 && disk !== undefined);
  const volume = listOf(volumes).find(({ name }) => name === device?.name);
  if (device === undefined || volume === undefined) return { props: { boot: call('Boot.withoutDisk') } };
  const template = templateOf(volume, spec);
  const bootDisk: Props = { bus: device.disk.bus, ...guestDisk(device), ...storedAs(template) };
  if (template?.spec.sourceRef !== undefined) {
    const { name: dataSourceName, namespace: namespaceName } = template.spec.sourceRef;
    const props = defined({ dataSourceName, namespaceName, cloneableFrom: true });
    const image = call('GoldenImage.existing', place.tenant, `${place.id}-image`, props);
    return { props: { image, bootDisk: { ...bootDisk, capacity: sizeIn(template) } }, volume: volume.name };
  }
  const boot = template === undefined ? bootFrom(volume) : imported(template);
  if (boot === undefined) return { props: { boot: call('Boot.withoutDisk') } };
  return { props: { boot, bootDisk }, volume: volume.name };
}

/** A template of the machine that a volume names; undefined if its content exists apart from the machine. */
export function templateOf({ dataVolume, persistentVolumeClaim }: Loose, spec: Loose): Loose | undefined {
  const claim = dataVolume?.name ?? persistentVolumeClaim?.claimName;
  return listOf(spec.dataVolumeTemplates).find(({ metadata }) => metadata.name === claim);
}

/** The size that a template asks for. */
export function sizeIn({ spec: { storage } }: Loose): string | undefined {
  return storage?.resources?.requests?.storage;
}

/** How the disk of a template is stored. */
export function storedAs(template: Loose | undefined): Props {
  const { accessModes, storageClassName, volumeMode } = template?.spec.storage ?? {};
  const { labels, annotations } = template?.metadata ?? {};
  return defined({ accessModes, storageClassName, volumeMode, labels, annotations });
}

function bootFrom({ dataVolume, persistentVolumeClaim, containerDisk, ephemeral }: Loose): Code {
  if (dataVolume !== undefined) return call('Boot.dataVolume', dataVolume.name);
  if (persistentVolumeClaim !== undefined) return call('Boot.claim', persistentVolumeClaim.claimName);
  if (ephemeral !== undefined) return call('Boot.ephemeral', ephemeral.persistentVolumeClaim.claimName);
  return containerDisk && call('Boot.containerDisk', containerDisk.image, containerDiskOptions(containerDisk));
}

function imported(template: Loose): Code {
  const source = importOf(template.spec.source ?? {});
  const { preallocation } = template.spec;
  return source && call('Boot.imported', source, defined({ capacity: sizeIn(template), preallocation }));
}

/** The source of an import; undefined if it is blank, or if no prop says it. */
export function importOf({ http, registry, pvc, snapshot, s3, gcs, upload }: Loose): Code {
  if (http !== undefined) {
    const { url, ...options } = http;
    return call('ImageSource.http', url, options);
  }
  if (registry !== undefined) {
    const { url, pullMethod, secretRef, certConfigMap } = registry;
    return call('ImageSource.registry', url, defined({ pullMethod, secretRef, certConfigMap }));
  }
  if (pvc !== undefined) return call('ImageSource.pvc', pvc.name, { namespace: pvc.namespace });
  if (snapshot !== undefined) return call('ImageSource.snapshot', snapshot.name, { namespace: snapshot.namespace });
  if (s3 !== undefined) return call('ImageSource.s3', s3.url, defined({ secretRef: s3.secretRef }));
  if (gcs !== undefined) return call('ImageSource.gcs', gcs.url, defined({ secretRef: gcs.secretRef }));
  return upload && call('ImageSource.upload');
}
