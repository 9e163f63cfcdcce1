import type { Construct } from 'constructs';
import { containerDiskOptions, guestDisk } from './convert-volumes';
import { listOf, Loose } from './loose';
import { Boot, BootDisk, BootImage, GoldenImage, ImageSource } from '../../../src';
import { defined } from '../../../src/toolkit/shape';

/** What the machine boots from, with what is known of it. */
export interface BootProps {
  readonly image?: BootImage;
  readonly boot?: Boot;
  readonly bootDisk?: BootDisk;
  /** The name of the volume; undefined if the machine has no boot disk. */
  readonly volume?: string;
}

/** What a machine boots from; nothing of its own if its first disk is of a kind that only volumes have. */
export function bootProps(spec: Loose, scope: Construct): BootProps {
  const { domain: { devices }, volumes } = spec.template.spec;
  const device = listOf(devices.disks).find(({ bootOrder, disk }) => bootOrder === 1 && disk !== undefined);
  const volume = listOf(volumes).find(({ name }) => name === device?.name);
  if (device === undefined || volume === undefined) return { boot: Boot.withoutDisk() };
  const template = templateOf(volume, spec);
  const bootDisk = { bus: device.disk.bus, ...guestDisk(device), ...storedAs(template) };
  if (template?.spec.sourceRef !== undefined) {
    const { name: dataSourceName, namespace: namespaceName } = template.spec.sourceRef;
    const image = GoldenImage.existing(scope, 'image', { dataSourceName, namespaceName, cloneableFrom: true });
    const capacity = sizeIn(template);
    return { image, bootDisk: defined({ ...bootDisk, capacity }), volume: volume.name };
  }
  const boot = template === undefined ? bootFrom(volume) : imported(template);
  return boot === undefined ? { boot: Boot.withoutDisk() } : { boot, bootDisk, volume: volume.name };
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
export function storedAs(template: Loose | undefined): BootDisk {
  const { accessModes, storageClassName, volumeMode } = template?.spec.storage ?? {};
  const { labels, annotations } = template?.metadata ?? {};
  return defined({ accessModes, storageClassName, volumeMode, labels, annotations });
}

function bootFrom({ dataVolume, persistentVolumeClaim, containerDisk, ephemeral }: Loose): Boot | undefined {
  if (dataVolume !== undefined) return Boot.dataVolume(dataVolume.name);
  if (persistentVolumeClaim !== undefined) return Boot.claim(persistentVolumeClaim.claimName);
  if (ephemeral !== undefined) return Boot.ephemeral(ephemeral.persistentVolumeClaim.claimName);
  return containerDisk && Boot.containerDisk(containerDisk.image, containerDiskOptions(containerDisk));
}

function imported(template: Loose): Boot | undefined {
  const source = importOf(template.spec.source ?? {});
  const { preallocation } = template.spec;
  return source && Boot.imported(source, defined({ capacity: sizeIn(template), preallocation }));
}

function importOf({ http, registry, pvc, snapshot, s3, gcs, upload }: Loose): ImageSource | undefined {
  if (http !== undefined) {
    const { url, ...options } = http;
    return ImageSource.http(url, options);
  }
  if (registry !== undefined) {
    const { url, pullMethod, secretRef, certConfigMap } = registry;
    return ImageSource.registry(url, defined({ pullMethod, secretRef, certConfigMap }));
  }
  if (pvc !== undefined) return ImageSource.pvc(pvc.name, { namespace: pvc.namespace });
  if (snapshot !== undefined) return ImageSource.snapshot(snapshot.name, { namespace: snapshot.namespace });
  if (s3 !== undefined) return ImageSource.s3(s3.url, defined({ secretRef: s3.secretRef }));
  if (gcs !== undefined) return ImageSource.gcs(gcs.url, defined({ secretRef: gcs.secretRef }));
  return upload && ImageSource.upload();
}
