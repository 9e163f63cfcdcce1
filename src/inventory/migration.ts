import { absentInstancetype, absentPreference } from './absent-sizes';
import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { deviceMatters } from './migration-of-devices';
import { diskMatters } from './migration-of-disks';
import { networkMatters } from './migration-of-networks';
import { instancetypeOf, preferenceOf } from './referenced';
import type { VirtualMachineInstanceSpec } from '../../imports/kubevirt.io';
import type { EmbeddedMachine } from '../machines/embedded';
import {
  featureMatters, frequencyMatters, MigratingGuest, reservationMatters, securityMatters,
} from '../machines/migration/migration';
import { MigrationMatter, MigrationReason, open } from '../machines/migration/migration-reason';
import { EvictionStrategy } from '../machines/strategies';
import { items, texts } from '../toolkit/shape';

/** The release from which on KubeVirt moves machines with a persistent reservation. */
const RESERVATION_SINCE = '1.9.0';
/** The release from which on preferences can have launchSecurity. */
const PREFERRED_SECURITY_SINCE = '1.9.0';

/** What prevents live migration of an entry's machine, as far as the bundle tells, or rules presume it. */
export function migrationBarsOf(entry: Entry): readonly string[] {
  return Array.from(migrationMatters(entry)).flatMap(({ isOpen, text, presumed }) => (
    isOpen === undefined ? text : presumed ?? []));
}

/**
 * What prevents live migration of an entry's machine, and what may prevent it and the bundle does not tell (KubeVirt
 * v1.7.0, v1.8.4 and v1.9.0 pkg/virt-handler/vm.go: calculateLiveMigrationCondition). Each source of the answer has a
 * row in docs/reference/live-migration.md.
 */
export function* migrationMatters(entry: Entry): Iterable<MigrationMatter> {
  const { machine, cluster } = entry;
  if (machine === undefined || cluster === undefined) return;
  yield* diskMatters(entry);
  yield* networkMatters(entry);
  const guest = guestOf(entry, machine);
  yield* securityMatters(guest);
  yield* featureMatters(machine);
  yield* deviceMatters(entry);
  if (!cluster.facts.kubevirt._atLeast(RESERVATION_SINCE)) yield* reservationMatters(machine);
  yield* frequencyMatters(guest);
  yield* absentMatters(entry);
}

/** What an instancetype or a preference adds to a machine is not known if the bundle does not hold it. */
function* absentMatters(entry: Entry): Iterable<MigrationMatter> {
  const instancetype = absentInstancetype(entry);
  if (instancetype !== undefined) {
    yield open(MigrationReason.HOST_DEVICE, `whether ${instancetype} has GPUs, host devices or launchSecurity, and the `
      + 'bundle does not hold it');
  }
  const preference = absentPreference(entry);
  if (preference !== undefined) {
    const security = prefersSecurity(entry) ? ' or launchSecurity' : '';
    yield open(MigrationReason.TSC_FREQUENCY, `whether ${preference} prefers hyperv.reenlightenment${security}, and `
      + 'the bundle does not hold it');
  }
}

/** Whether preferences of an entry's release can have launchSecurity. */
function prefersSecurity({ cluster }: Entry): boolean {
  return cluster?.facts.kubevirt._atLeast(PREFERRED_SECURITY_SINCE) ?? false;
}

/**
 * An entry's machine with what its instancetype and its preference add to launchSecurity, architecture and CPU features
 * (KubeVirt v1.9.0 pkg/instancetype/apply/vmi.go, pkg/instancetype/preference/apply: launchsecurity.go,
 * architecture.go, cpu.go). What a machine has itself counts, then what its instancetype has.
 */
function guestOf(entry: Entry, { vmi }: EmbeddedMachine): MigratingGuest {
  const preference = preferenceOf(entry);
  const preferred = prefersSecurity(entry) ? preference?.preferredLaunchSecurity : undefined;
  const own = items(vmi.domain?.cpu?.features);
  const further = items(preference?.cpu?.preferredCPUFeatures).filter(({ name }) => (
    own.every((feature) => feature.name !== name)));
  const clock = vmi.domain?.features?.hyperv?.reenlightenment ?? preference?.features?.preferredHyperv?.reenlightenment;
  return {
    launchSecurity: vmi.domain?.launchSecurity ?? instancetypeOf(entry)?.launchSecurity ?? preferred,
    architecture: vmi.architecture ?? preference?.preferredArchitecture,
    cpuFeatures: [...own, ...further],
    isReenlightened: clock !== undefined && clock.enabled !== false,
  };
}

/** The eviction strategies that move a machine when its node is drained. */
export const MIGRATING: readonly string[] = [
  EvictionStrategy.LIVE_MIGRATE, EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE,
];

/** Whether a drain may live-migrate an entry's machine. */
export function mayMigrate(entry: Entry): boolean {
  const { machine, cluster } = entry;
  if (machine === undefined) return false;
  const strategy = evictionStrategyOf(machine.vmi, cluster);
  return (strategy === undefined || MIGRATING.includes(strategy)) && migrationBarsOf(entry).length === 0;
}

/**
 * The eviction strategy of a machine: its own, or that of the KubeVirt custom resource (KubeVirt v1.9.0
 * pkg/util/migrations/migrations.go: VMIEvictionStrategy). Undefined if the program does not know it.
 */
export function evictionStrategyOf(
  { evictionStrategy }: VirtualMachineInstanceSpec, cluster: ClusterView | undefined,
): string | undefined {
  if (evictionStrategy !== undefined) return evictionStrategy;
  const spec = cluster?.kubevirtSpec;
  return spec === undefined ? undefined : spec.configuration?.evictionStrategy ?? 'None';
}

/** Whether KubeVirt live-migrates machines with outdated launchers; also true if the program does not know. */
export function updatesMigrate(cluster: ClusterView | undefined): boolean {
  const spec = cluster?.kubevirtSpec;
  return spec === undefined || texts(spec.workloadUpdateStrategy?.workloadUpdateMethods).includes('LiveMigrate');
}

/** Whether upgrades live-migrate an entry's machine and drains do not, as far as the bundle tells. */
export function onlyUpdatesMigrate(entry: Entry): boolean {
  const { machine, cluster } = entry;
  if (machine === undefined || cluster?.kubevirtSpec === undefined || !updatesMigrate(cluster)) return false;
  const strategy = evictionStrategyOf(machine.vmi, cluster);
  return strategy !== undefined && !MIGRATING.includes(strategy) && migrationBarsOf(entry).length === 0;
}
