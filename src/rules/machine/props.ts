import {
  BOOT_DISK_PROPS, BOOT_REFRESH, bootDiskFaults, refreshFaults, UNVERIFIED_BOOT, unverifiedFaults, VERIFYING,
} from './boot';
import { BOOT_MEDIUM, bootMediumFaults, NOTHING_TO_BOOT, nothingToBootFaults } from './boot-devices';
import {
  EXTRA_DISK_NAME, EXTRA_DISK_TWICE, EXTRA_DISKS, extraDiskFaults, extraDiskNameFaults, extraDiskTwiceFaults,
} from './extra-disks';
import { GUARANTEED, guaranteedFaults } from './guaranteed';
import { FILESYSTEM_OPTIONS, filesystemOptionFaults, VOLUME_NAME, volumeNameFaults } from './machine-volumes';
import {
  NETWORK_SOURCE, networkSourceFaults, ONE_BINDING, oneBindingFaults, SERVICE_OF_SUBDOMAIN, subdomainServiceFaults,
  UNUSED_POD_INTERFACE, unusedPodInterfaceFaults,
} from './network-props';
import { PROBE_TIMING, probeTimingFaults } from './probe-timing';
import { REALTIME_MASK, realtimeMaskFaults } from './realtime-mask';
import { Severity } from '../../findings/finding';
import { about, Fault } from '../../findings/rule';
import type { MachineProps } from '../../machines/machine-props';
import type { SourceRules } from '../../sources/source-rules';
import { notWholeSeconds } from '../../toolkit/seconds';
import type { PropRule } from '../rule';
import { kubevirt } from '../sources';

export const GRACE_PERIOD: PropRule = {
  id: 'VM110',
  name: 'workers/grace-period',
  on: 'props',
  severity: Severity.ERROR,
  title: 'terminationGracePeriod is a number of whole seconds',
  why: 'The API has whole seconds, so a part of one would be lost.',
  remedy: 'Write whole seconds.',
  source: kubevirt('VirtualMachineInstanceSpec.terminationGracePeriodSeconds in the CRD'),
  acceptable: false,
};

/** A check of a machine's props, for mistakes that cannot be seen in its object. */
export interface MachinePropCheck {
  readonly rule: PropRule;
  readonly check: (props: MachineProps) => Iterable<Fault>;
  /** Props whose other findings are left out if the check finds something. */
  readonly replaces?: readonly string[];
}

/** The checks that every construct with a machine runs on its props. */
export const MACHINE_PROP_CHECKS: readonly MachinePropCheck[] = [
  { rule: GRACE_PERIOD, check: gracePeriodFaults },
  { rule: EXTRA_DISKS, check: ({ extraDisks = [] }) => extraDiskFaults(extraDisks) },
  { rule: EXTRA_DISK_NAME, check: ({ extraDisks = [] }) => extraDiskNameFaults(extraDisks) },
  { rule: EXTRA_DISK_TWICE, check: extraDiskTwiceFaults },
  { rule: GUARANTEED, check: guaranteedFaults },
  { rule: PROBE_TIMING, check: probeTimingFaults },
  { rule: BOOT_DISK_PROPS, check: bootDiskFaults },
  { rule: BOOT_REFRESH, check: (props) => refreshFaults(importedBy(props)?.refresh, 'boot') },
  { rule: UNVERIFIED_BOOT, check: (props) => unverifiedFaults(importedBy(props)?.verified), replaces: VERIFYING },
  { rule: VOLUME_NAME, check: volumeNameFaults },
  { rule: FILESYSTEM_OPTIONS, check: filesystemOptionFaults },
  { rule: BOOT_MEDIUM, check: bootMediumFaults },
  { rule: NOTHING_TO_BOOT, check: nothingToBootFaults },
  { rule: REALTIME_MASK, check: realtimeMaskFaults },
  { rule: NETWORK_SOURCE, check: networkSourceFaults },
  { rule: ONE_BINDING, check: oneBindingFaults },
  { rule: UNUSED_POD_INTERFACE, check: unusedPodInterfaceFaults },
  { rule: SERVICE_OF_SUBDOMAIN, check: subdomainServiceFaults },
];

function gracePeriodFaults({ terminationGracePeriod }: MachineProps): Fault[] {
  return about('terminationGracePeriod', notWholeSeconds(terminationGracePeriod));
}

/** The source that is imported into the boot disk. */
function importedBy({ boot }: MachineProps): SourceRules | undefined {
  return boot?._content.imported?.source._rules;
}
