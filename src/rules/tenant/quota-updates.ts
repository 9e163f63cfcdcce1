import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { counted } from '../../toolkit/counted';
import { Quantity } from '../../toolkit/quantity';
import type { ObjectRule } from '../rule';
import { demandOn, limitsOn, usedOf } from './quota-holds';
import { most } from './quota-resources';
import { kubevirt } from '../sources';

export const QUOTA_UPDATES: ObjectRule = {
  id: 'TENANT069',
  name: 'tenants/quota-updates',
  on: 'object',
  kinds: ['/ResourceQuota'],
  severity: Severity.WARNING,
  title: 'A quota has room for machines that an upgrade moves',
  why: 'With the method LiveMigrate, KubeVirt migrates every outdated machine that can be migrated, whatever its '
    + 'eviction strategy. The target counts against the quota as well, and without room for it the machine keeps the '
    + 'launcher of the old release. TENANT022 counts the target of a drain.',
  remedy: 'Raise the limit by one machine, or make room before an upgrade.',
  source: kubevirt('pkg/virt-controller/watch/workload-updater/workload-updater.go: getUpdateData'),
  acceptable: true,

  *check(object, entry) {
    const demand = demandOn(object, entry);
    const updated = demand?.machines.filter(({ isUpdated }) => isUpdated) ?? [];
    if (demand === undefined || updated.length === 0) return;
    for (const { resource, field, written } of limitsOn(object)) {
      const limit = Quantity.parse(written);
      const [used, withSpares] = usedOf(resource, demand, entry.cluster!.in(entry.namespace!));
      // TENANT022 reports a limit that is too low without an upgrade
      if (limit === undefined || limit.isLessThan(withSpares)) continue;
      const target = most(updated.map(resource.ofTarget));
      const needed = used.plus(target);
      if (!limit.isLessThan(needed)) continue;
      const others = updated.length === 1 ? '' : ` and of ${counted(updated.length - 1, 'other object')}`;
      yield fault(field, `${written} has no room for the target of a live migration: an upgrade of KubeVirt migrates `
        + `the machines of ${updated[0].where}${others} whatever their eviction strategy, which takes `
        + `${resource.text(target)} more, and until there is room they keep the launcher of the old release`,
      `Raise it to ${resource.text(needed)} or more, or make room before an upgrade.`);
    }
  },
};
