import type { Volume } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { notOneOf } from '../../toolkit/one-of';
import { items, present, repeated } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { notFilePath } from './file-path';
import { located, vmiAdmitter } from './paths';

const VOLUMES = `${VMI}.volumes`;
const ONCE = ['serviceAccount', 'downwardMetrics', 'memoryDump'] as const;
const RESERVED_PATHS = ['/var/run/kubevirt', '/var/run/libvirt'];

export const VOLUME_FORM: MachineRule = {
  id: 'VM034',
  name: 'machines/volumes',
  on: 'machine',
  concerns: ['volumes'],
  severity: Severity.ERROR,
  title: 'Each volume has a name of its own and exactly one source, whose object is named',
  why: 'KubeVirt refuses the rest, and a second serviceAccount, downwardMetrics or memoryDump.',
  remedy: 'Write one source, such as dataVolume.',
  source: vmiAdmitter('validateVolumes'),
  acceptable: false,

  *check({ vmi }) {
    const volumes = items(vmi.volumes);
    for (const [volume, at] of located(volumes, VOLUMES)) {
      yield* sourceFaults(volume, at);
      for (const field of namelessIn(volume)) {
        yield fault(`${at}.${field}`, 'is empty', 'Write the name of the object.');
      }
    }
    for (const name of repeated(volumes.map((volume) => volume.name))) {
      yield fault(VOLUMES, `holds two volumes named "${name}"`, 'Give each its own name.');
    }
    for (const kind of ONCE) {
      if (volumes.filter((volume) => volume[kind] !== undefined).length <= 1) continue;
      yield fault(VOLUMES, `holds more than one ${kind}, but a machine has one`, 'Leave the others out.');
    }
  },
};

export const UTILITY_VOLUMES: MachineRule = {
  id: 'VM035',
  name: 'machines/utility-volumes',
  on: 'machine',
  concerns: ['utilityVolumes'],
  severity: Severity.ERROR,
  title: 'utilityVolumes is left to KubeVirt',
  why: 'KubeVirt plugs them into running machines itself, and refuses a machine that brings them along.',
  remedy: 'Leave them out.',
  source: kubevirt('pkg/storage/admitters/storagehotplug.go: ValidateUtilityVolumesNotPresentOnCreation'),
  acceptable: false,

  *check({ vmi }) {
    if (items(vmi.utilityVolumes).length === 0) return;
    yield fault(`${VMI}.utilityVolumes`,
      'are plugged into running machines by KubeVirt itself, and are refused when a machine is made',
      'Leave them out.');
  },
};

export const VOLUME_PATHS: MachineRule = {
  id: 'VM036',
  name: 'machines/volume-paths',
  on: 'machine',
  concerns: ['volumes.containerDisk', 'volumes.containerPath'],
  severity: Severity.ERROR,
  title: 'Paths in images and launchers are absolute, and not KubeVirt\'s own',
  why: 'KubeVirt refuses a relative path, and one that would lie over its own files.',
  remedy: 'Write an absolute path, such as "/disk/image.qcow2".',
  source: vmiAdmitter('validateVolumes'),
  acceptable: false,

  *check({ vmi }) {
    for (const [volume, at] of located(vmi.volumes, VOLUMES)) {
      yield* about(`${at}.containerDisk.path`, notFilePath(volume.containerDisk?.path));
      const path = volume.containerPath?.path;
      if (path !== undefined && RESERVED_PATHS.some((reserved) => path.startsWith(reserved))) {
        yield fault(`${at}.containerPath.path`, `"${path}" is KubeVirt's own`, 'Write another path.');
      }
    }
  },
};

export const HOST_DISK: MachineRule = {
  id: 'VM037',
  name: 'machines/host-disk',
  on: 'machine',
  concerns: ['volumes.hostDisk'],
  severity: Severity.ERROR,
  title: 'A disk of the node has a path and a type, and a capacity only if it is to be made',
  why: 'KubeVirt refuses the rest.',
  remedy: 'Write the path, and the type Disk for a file that exists or DiskOrCreate with a capacity.',
  source: vmiAdmitter('validateVolumes'),
  acceptable: false,

  *check({ vmi }) {
    for (const [{ hostDisk }, volume] of located(vmi.volumes, VOLUMES)) {
      if (hostDisk === undefined) continue;
      const at = `${volume}.hostDisk`;
      if (hostDisk.path === '') yield fault(`${at}.path`, 'is empty', 'Write the path on the node.');
      yield* about(`${at}.type`, notOneOf(hostDisk.type, ['Disk', 'DiskOrCreate']));
      if (hostDisk.type === 'Disk' && hostDisk.capacity !== undefined) {
        yield fault(`${at}.capacity`,
          `is "${hostDisk.capacity}", but the type Disk means a file that exists and has a size`,
          'Write the type DiskOrCreate, or leave the capacity out.');
      }
    }
  },
};

function* sourceFaults(volume: Volume, at: string): Iterable<Fault> {
  const sources = present(volume).filter((key) => key !== 'name');
  if (sources.length === 1) return;
  if (sources.length === 0) {
    yield fault(at, `"${volume.name}" has no source, but a volume has exactly one`, 'Write one, such as dataVolume.');
    return;
  }
  yield fault(at, `"${volume.name}" has the sources ${sources.join(' and ')}, but a volume has exactly one`,
    'Leave the others out.');
}

/** The fields in which a volume must name an object but does not. */
function namelessIn({ dataVolume, configMap, secret, serviceAccount }: Volume): string[] {
  const fields: string[] = [];
  if (dataVolume?.name === '') fields.push('dataVolume.name');
  if (configMap && !configMap.name) fields.push('configMap.name');
  if (secret && !secret.secretName) fields.push('secret.secretName');
  if (serviceAccount && !serviceAccount.serviceAccountName) fields.push('serviceAccount.serviceAccountName');
  return fields;
}
