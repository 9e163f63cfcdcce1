import { call, Code, Props } from '../code';
import { bootProps, sizeIn, storedAs, templateOf } from './boot';
import type { Place } from './place';
import { guestDisk, volumeOf } from './volumes';
import { CloudInitType } from '../../../index';
import { defined, unlessEmpty } from '../../../toolkit/shape';
import { listOf, Loose } from '../same/loose';

/** The props about disks. The original has no names of its own any more, so ours can be any. */
export function diskProps(spec: Loose, place: Place): Props {
  const { domain: { devices }, volumes } = spec.template.spec;
  const all = listOf(volumes);
  const shown = new Map([...listOf(devices.disks)].map((disk) => [disk.name, disk]));
  const { volume: booted, props: boot } = bootProps(spec, place);
  const cloudInit = all.find(({ cloudInitNoCloud, cloudInitConfigDrive }) => (
    cloudInitNoCloud !== undefined || cloudInitConfigDrive !== undefined));
  const others = listOf(devices.disks)
    .map((disk) => all.find(({ name }) => name === disk.name) ?? {})
    .concat(all.filter(({ name }) => !shown.has(name)))
    .filter(({ name }) => name !== booted && name !== cloudInit?.name);
  const blank = (volume: Loose): boolean => templateOf(volume, spec)?.spec.source?.blank !== undefined;
  return defined({
    ...boot,
    dataVolumeNames: unlessEmpty(dataVolumeNames(booted, others.filter(blank), spec, place)),
    extraDisks: others.filter(blank).map((volume) => blankDisk(volume, shown.get(volume.name), spec)),
    volumes: others.filter((volume) => !blank(volume)).flatMap((volume) => volumeOf(volume, shown.get(volume.name))),
    cloudInit: cloudInit && cloudInitOf(cloudInit),
  });
}

function blankDisk(volume: Loose, disk: Loose = {}, spec: Loose): Props {
  const template = templateOf(volume, spec)!;
  const stored = { ...guestDisk(disk), ...storedAs(template) };
  return defined({ name: volume.name, capacity: sizeIn(template) ?? '1Gi', bus: disk.disk?.bus, ...stored });
}

function cloudInitOf({ cloudInitNoCloud, cloudInitConfigDrive }: Loose): Code {
  const type = cloudInitNoCloud === undefined ? CloudInitType.CONFIG_DRIVE : undefined;
  const { secretRef, networkDataSecretRef, networkData, userData } = cloudInitNoCloud ?? cloudInitConfigDrive;
  if (secretRef === undefined) return call('CloudInit.inline', defined({ userData, networkData, type }));
  return call('CloudInit.fromSecret', secretRef.name, defined({ networkDataSecret: networkDataSecretRef?.name, type }));
}

/** The names of DataVolumes that are not those that the construct would give them. */
function dataVolumeNames(booted: string | undefined, blank: readonly Loose[], spec: Loose, { id }: Place): Props {
  const boot = listOf(spec.template.spec.volumes).find(({ name }) => booted !== undefined && name === booted);
  const disks = [...(boot === undefined ? [] : [{ disk: 'boot', volume: boot }]),
    ...blank.map((volume) => ({ disk: volume.name as string, volume }))];
  return Object.fromEntries(disks.flatMap(({ disk, volume }) => {
    const name = templateOf(volume, spec)?.metadata.name;
    return name === undefined || name === `${id}-${disk}` ? [] : [[disk, name]];
  }));
}
