import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { evictionStrategyOf, migrationBarsOf } from '../../inventory/migration';
import { liftOf } from '../../inventory/migration-of-devices';
import { disksByProfile } from '../../inventory/migration-of-disks';
import { VMI } from '../../machines/machine';
import { EvictionStrategy } from '../../machines/strategies';
import type { MachineRule } from '../rule';
import { cdi, kubevirt } from '../sources';

const FIELD = `${VMI}.evictionStrategy`;

export const EVICTION_HANDLER: MachineRule = {
  id: 'VM103',
  name: 'workers/eviction-handler',
  on: 'machine',
  concerns: ['evictionStrategy'],
  severity: Severity.WARNING,
  title: 'The eviction strategy External comes with a controller that acts',
  why: 'A drain waits until that controller has moved the machine or shut it down. Without one, the drain never ends.',
  remedy: 'Name the controller in evictionHandler, or write LiveMigrateIfPossible.',
  source: kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go'),
  acceptable: true,

  *check({ vmi, evictionHandler }, { intent }) {
    const handler = evictionHandler ?? intent.evictionHandler?.trim();
    if (vmi.evictionStrategy !== 'External' || handler) return;
    yield fault(FIELD,
      'is External, so a drain waits until a controller has acted, and none is named: the drain would never end',
      this.remedy);
  },
};

/** How a drain comes to wait for a machine to move; undefined if it does not wait. */
function waiting({ machine, cluster }: Entry): string | undefined {
  const { vmi } = machine!;
  if (evictionStrategyOf(vmi, cluster) !== EvictionStrategy.LIVE_MIGRATE) return undefined;
  return `is LiveMigrate${vmi.evictionStrategy === undefined ? ' by the KubeVirt custom resource' : ''}`;
}

export const LIVE_MIGRATION: MachineRule = {
  id: 'VM104',
  name: 'workers/live-migration',
  on: 'machine',
  concerns: ['always'],
  severity: Severity.ERROR,
  title: 'A machine with the eviction strategy LiveMigrate can be live-migrated',
  why: 'The drain of a node waits for such a machine to move. If it cannot be live-migrated, the drain never ends.',
  remedy: 'Remove what bars live migration, or write LiveMigrateIfPossible.',
  source: kubevirt('pkg/virt-handler/vm.go; pkg/network/vmispec/interface.go: VerifyVMIMigratable'),
  acceptable: true,

  *check(_machine, entry) {
    const strategy = waiting(entry);
    if (strategy === undefined) return;
    for (const bar of migrationBarsOf(entry)) {
      const remedies = ['Change that, or write LiveMigrateIfPossible.', liftOf(bar, entry)];
      yield fault(FIELD,
        `${strategy}, so a drain never ends if the machine cannot be live-migrated, and this one cannot: ${bar}`,
        remedies.filter((each) => each !== undefined).join(' '));
    }
  },
};

export const MIGRATION_BY_PROFILE: MachineRule = {
  id: 'VM124',
  name: 'workers/live-migration-by-profile',
  on: 'machine',
  concerns: ['always'],
  severity: Severity.INFO,
  title: 'The disks of a machine with the eviction strategy LiveMigrate are known to be ReadWriteMany',
  why: 'A disk without accessModes gets those of its class\'s StorageProfile. If they lack ReadWriteMany, the drain of '
    + 'a node never ends.',
  remedy: 'Make sure that the StorageProfile has ReadWriteMany, or write accessModes.',
  source: cdi('pkg/controller/datavolume/util.go: renderPvcSpecVolumeModeAndAccessModesAndStorageClass'),
  acceptable: true,

  *check(_machine, entry) {
    const strategy = waiting(entry);
    if (strategy === undefined) return;
    for (const { disk, profile } of disksByProfile(entry)) {
      yield fault(FIELD, `${strategy}, and ${profile} decides whether ${disk} is ReadWriteMany, which live `
        + 'migration needs', this.remedy);
    }
  },
};
