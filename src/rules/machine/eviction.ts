import type { VirtualMachineSpec, Volume } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { Machine, VMI } from '../../machines/machine';
import { ALLOW_BRIDGE_MIGRATION } from '../../machines/networking';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

const FIELD = `${VMI}.evictionStrategy`;

export const EVICTION_HANDLER: MachineRule = {
  id: 'VM103',
  name: 'workers/eviction-handler',
  on: 'machine',
  concerns: ['evictionStrategy'],
  severity: Severity.ERROR,
  title: 'The eviction strategy External comes with a controller that acts',
  why: 'A drain waits until that controller has moved the machine or shut it down. Without one, the drain never ends.',
  remedy: 'Name the controller in evictionHandler, or write LiveMigrateIfPossible.',
  source: kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go'),
  acceptable: true,

  *check({ vmi }, { intent }) {
    if (vmi.evictionStrategy !== 'External' || intent.evictionHandler?.trim()) return;
    yield fault(FIELD,
      'is External, so a drain waits until a controller has acted, and none is named: the drain would never end',
      this.remedy);
  },
};

export const LIVE_MIGRATION: MachineRule = {
  id: 'VM104',
  name: 'workers/live-migration',
  on: 'machine',
  concerns: ['evictionStrategy'],
  severity: Severity.ERROR,
  title: 'A machine with the eviction strategy LiveMigrate can be live-migrated',
  why: 'The drain of a node waits for such a machine to move. If it cannot be live-migrated, the drain never ends.',
  remedy: 'Remove what bars live migration, or write LiveMigrateIfPossible.',
  source: kubevirt('pkg/virt-handler/vm.go; pkg/network/vmispec/interface.go: VerifyVMIMigratable'),
  acceptable: true,

  *check(machine) {
    if (machine.vmi.evictionStrategy !== 'LiveMigrate') return;
    for (const bar of migrationBars(machine)) {
      yield fault(FIELD,
        `is LiveMigrate, so a drain never ends if the machine cannot be live-migrated, and this one cannot: ${bar}`,
        'Change that, or write LiveMigrateIfPossible.');
    }
  },
};

/** What prevents live migration of a machine, as far as a program can know. */
function* migrationBars(machine: Machine): Iterable<string> {
  const { devices, launchSecurity, features } = machine.vmi.domain ?? {};
  for (const volume of items(machine.vmi.volumes)) yield* volumeBars(volume, machine.spec);
  if (isBridgeBarred(machine)) yield `its bridge on the pod network lacks the annotation ${ALLOW_BRIDGE_MIGRATION}`;
  if (items(devices?.hostDevices).length > 0) yield 'domain.devices.hostDevices belong to one node';
  if (items(devices?.gpus).length > 1) yield 'domain.devices.gpus belong to one node';
  if (launchSecurity !== undefined) yield 'domain.launchSecurity ties its memory to one node';
  const { hypervPassthrough } = features ?? {};
  if (hypervPassthrough !== undefined && hypervPassthrough.enabled !== false) {
    yield 'domain.features.hypervPassthrough shows it the features of one node';
  }
}

function* volumeBars(volume: Volume, spec: VirtualMachineSpec): Iterable<string> {
  if (volume.hostDisk !== undefined && volume.hostDisk.shared !== true) {
    yield `the volume "${volume.name}" is a file of one node`;
    return;
  }
  const claim = volume.dataVolume?.name ?? volume.persistentVolumeClaim?.claimName;
  const template = items(spec.dataVolumeTemplates).find((each) => each.metadata?.name === claim);
  if (claim === undefined || template === undefined) return;
  const modes = template.spec?.storage?.accessModes ?? template.spec?.pvc?.accessModes;
  if (modes === undefined) {
    yield `the disk "${volume.name}" does not say that it is ReadWriteMany`;
  } else if (!modes.includes('ReadWriteMany')) {
    yield `the disk "${volume.name}" is ${modes.join(' and ')}, not ReadWriteMany`;
  }
}

function isBridgeBarred({ vmi, annotations }: Machine): boolean {
  if (annotations[ALLOW_BRIDGE_MIGRATION] !== undefined) return false;
  const pod = items(vmi.networks).find((network) => network.pod !== undefined);
  const primary = pod && items(vmi.domain?.devices?.interfaces).find((each) => each.name === pod.name);
  return primary?.bridge !== undefined;
}
