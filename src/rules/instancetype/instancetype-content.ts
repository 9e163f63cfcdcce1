import type { VirtualMachineInstancetypeSpec } from '../../../imports/instancetype.kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';
import { INSTANCETYPES } from './kinds';

interface WithSpec {
  readonly spec: VirtualMachineInstancetypeSpec;
}

export const OVERCOMMITTED_PAGES: ObjectRule = {
  id: 'SIZE002',
  name: 'instancetypes/overcommitted-pages',
  on: 'object',
  kinds: INSTANCETYPES,
  severity: Severity.ERROR,
  title: 'An instancetype with huge pages does not overcommit its memory',
  why: 'A node gives huge pages away whole, and KubeVirt refuses an instancetype with both.',
  remedy: 'Leave one of the two out.',
  source: kubevirt('pkg/instancetype/webhooks/admitter.go: validateMemoryOvercommitPercentNoHugepages'),
  acceptable: false,

  *check({ spec: { memory } }: WithSpec) {
    const { overcommitPercent = 0, hugepages } = memory;
    if (overcommitPercent === 0 || hugepages === undefined) return;
    yield fault('spec.memory.overcommitPercent', `is ${overcommitPercent}, but the instancetype has huge pages, which `
      + 'cannot be overcommitted', 'Leave one of the two out.');
  },
};

export const DEPRECATED_LAUNCH_SECURITY: ObjectRule = {
  id: 'SIZE006',
  name: 'instancetypes/deprecated-launch-security',
  on: 'object',
  kinds: INSTANCETYPES,
  severity: Severity.WARNING,
  title: 'Launch security is in a preference',
  why: 'KubeVirt warns from v1.9.0 on that launchSecurity of instancetypes will be removed.',
  remedy: 'Write launchSecurity of a Preference.',
  source: kubevirt('pkg/instancetype/webhooks/admitter.go: checkForDeprecatedFields'),
  releases: { of: 'kubevirt', since: 'v1.9.0' },
  acceptable: true,

  *check({ spec: { launchSecurity } }: WithSpec) {
    if (launchSecurity === undefined) return;
    yield fault('spec.launchSecurity', 'is deprecated in instancetypes and will be removed',
      'Write launchSecurity of a Preference.');
  },
};
