import type { EmbeddedMachine } from '../embedded';
import { bar, MigrationMatter, MigrationReason, open } from './migration-reason';
import type { DataVolumeTemplate, Feature, LaunchSecurity } from '../../../imports/kubevirt.io';
import { items } from '../../toolkit/shape';

/** The access modes that a template states; undefined if it leaves them to CDI. */
export function accessModesOf({ spec }: DataVolumeTemplate): readonly string[] | undefined {
  return spec?.storage?.accessModes ?? spec?.pvc?.accessModes;
}

/** What decides about live migration of a machine, and its instancetype or its preference may have as well. */
export interface MigratingGuest {
  readonly launchSecurity?: LaunchSecurity;
  readonly architecture?: string;
  readonly cpuFeatures: readonly Feature[];
  /** Whether Hyper-V's reenlightenment is on. */
  readonly isReenlightened: boolean;
}

/**
 * What prevents live migration because memory is encrypted for one node (KubeVirt v1.9.0 pkg/util/amd64.go: IsSEVVMI,
 * IsTDXVMI; pkg/util/s390x.go: IsSecureExecutionVMI).
 */
export function* securityMatters({ launchSecurity, architecture }: MigratingGuest): Iterable<MigrationMatter> {
  if (launchSecurity === undefined) return;
  if (launchSecurity.sev !== undefined || launchSecurity.snp !== undefined) yield bar(MigrationReason.SEV, TIED);
  else if (launchSecurity.tdx !== undefined) yield bar(MigrationReason.TDX, TIED);
  else yield* executionMatters(architecture);
}

const TIED = 'domain.launchSecurity ties its memory to one node';

function* executionMatters(architecture: string | undefined): Iterable<MigrationMatter> {
  if (architecture === 's390x') yield bar(MigrationReason.SECURE_EXECUTION, TIED);
  if (architecture !== undefined) return;
  yield open(MigrationReason.SECURE_EXECUTION,
    'whether the usual architecture of the cluster is s390x, where domain.launchSecurity ties its memory to one node');
}

/** What prevents live migration because of features that belong to a node's processor. */
export function* featureMatters({ vmi }: EmbeddedMachine): Iterable<MigrationMatter> {
  const { hypervPassthrough } = vmi.domain?.features ?? {};
  if (hypervPassthrough === undefined || hypervPassthrough.enabled === false) return;
  yield bar(MigrationReason.HYPERV_PASSTHROUGH, 'domain.features.hypervPassthrough shows it the features of one node');
}

/**
 * What prevents live migration because of a persistent reservation of a LUN: up to KubeVirt v1.8.4, KubeVirt does not
 * move such a machine (pkg/virt-handler/vm.go: calculateLiveMigrationCondition).
 */
export function* reservationMatters({ vmi }: EmbeddedMachine): Iterable<MigrationMatter> {
  const disk = items(vmi.domain?.devices?.disks).find(({ lun }) => lun?.reservation === true);
  if (disk === undefined) return;
  yield bar(MigrationReason.PERSISTENT_RESERVATION,
    `the disk "${disk.name}" has a persistent reservation, which KubeVirt moves from v1.9 on`);
}

/**
 * What may prevent live migration because the guest's clock must run at the same frequency on each node. KubeVirt moves
 * such machines if the nodes can scale the frequency, which no program tells. A machine with the CPU feature invtsc
 * does not start otherwise (KubeVirt v1.9.0 pkg/virt-controller/watch/topology/tsc.go: GetTscFrequencyRequirement).
 */
export function* frequencyMatters({ isReenlightened, cpuFeatures }: MigratingGuest): Iterable<MigrationMatter> {
  if (!isReenlightened || cpuFeatures.some(isInvariant)) return;
  yield open(MigrationReason.TSC_FREQUENCY,
    'whether the nodes of the cluster can scale the frequency of the clock (TSC), which '
      + 'domain.features.hyperv.reenlightenment needs');
}

/** KubeVirt takes a feature without a policy for required, but not here. */
function isInvariant({ name, policy }: Feature): boolean {
  return name === 'invtsc' && (policy === 'require' || policy === 'force');
}
