import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { migrationBars } from '../../machines/migration-bars';
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
    for (const { problem } of migrationBars(machine)) {
      yield fault(FIELD,
        `is LiveMigrate, so a drain never ends if the machine cannot be live-migrated, and this one cannot: ${problem}`,
        'Change that, or write LiveMigrateIfPossible.');
    }
  },
};
