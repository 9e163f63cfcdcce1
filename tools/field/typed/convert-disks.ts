import type { Construct } from 'constructs';
import { bootProps, sizeIn, storedAs, templateOf } from './convert-boot';
import { guestDisk, volumeOf } from './convert-volumes';
import { listOf, Loose } from './loose';
import { BlankDisk, CloudInit, CloudInitType, VirtualMachineProps } from '../../../src';
import { defined } from '../../../src/toolkit/shape';

type DiskProps = Pick<VirtualMachineProps, 'boot' | 'bootDisk' | 'cloudInit' | 'extraDisks' | 'image' | 'volumes'>;

/** The props about disks. The original has no names of its own any more, so ours can be any. */
export function diskProps(spec: Loose, scope: Construct): DiskProps {
  const { domain: { devices }, volumes } = spec.template.spec;
  const all = listOf(volumes);
  const shown = new Map([...listOf(devices.disks)].map((disk) => [disk.name, disk]));
  const { volume: booted, ...boot } = bootProps(spec, scope);
  const cloudInit = all.find(({ cloudInitNoCloud, cloudInitConfigDrive }) => (
    cloudInitNoCloud !== undefined || cloudInitConfigDrive !== undefined));
  const others = listOf(devices.disks)
    .map((disk) => all.find(({ name }) => name === disk.name) ?? {})
    .concat(all.filter(({ name }) => !shown.has(name)))
    .filter(({ name }) => name !== booted && name !== cloudInit?.name);
  const blank = (volume: Loose): boolean => templateOf(volume, spec)?.spec.source?.blank !== undefined;
  return defined({
    ...boot,
    extraDisks: others.filter(blank).map((volume) => blankDisk(volume, shown.get(volume.name), spec)),
    volumes: others.filter((volume) => !blank(volume)).flatMap((volume) => volumeOf(volume, shown.get(volume.name))),
    cloudInit: cloudInit && cloudInitOf(cloudInit),
  });
}

function blankDisk(volume: Loose, disk: Loose = {}, spec: Loose): BlankDisk {
  const template = templateOf(volume, spec)!;
  const stored = { ...guestDisk(disk), ...storedAs(template) };
  return defined({ name: volume.name, capacity: sizeIn(template) ?? '1Gi', bus: disk.disk?.bus, ...stored });
}

function cloudInitOf({ cloudInitNoCloud, cloudInitConfigDrive }: Loose): CloudInit {
  const type = cloudInitNoCloud === undefined ? CloudInitType.CONFIG_DRIVE : CloudInitType.NO_CLOUD;
  const { secretRef, networkDataSecretRef, networkData } = cloudInitNoCloud ?? cloudInitConfigDrive;
  if (secretRef === undefined) return CloudInit.inline(defined({ networkData, type }));
  return CloudInit.fromSecret(secretRef.name, defined({ networkDataSecret: networkDataSecretRef?.name, type }));
}
