import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { type ClaimUse, sharedClaims } from '../../inventory/claim-uses';
import { AccessMode } from '../../machines/disks/disk';
import { ClusterRule, faultOf } from '../rule';
import { kubernetes, own } from '../sources';

export const SHARED_CLAIM: ClusterRule = {
  id: 'VM160',
  name: 'machines/shared-claim',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'No two machines write to the same claim',
  why: 'A file system that two guests write to at once is destroyed. QEMU stops the second one only if both run on one '
    + 'node.',
  remedy: 'Give each machine a disk of its own. For a file system that is made for several writers write '
    + 'shareable: true in each machine; a machine that only reads has readOnly: true.',
  source: own(),
  acceptable: true,

  *check(cluster) {
    for (const { name, uses } of sharedClaims(cluster)) {
      // Another rule reports the members of one pool that share it.
      const unsafe = uses.filter(({ isSafe, isBySeveral }) => !isSafe && !isBySeveral);
      const told = unsafe.find((use) => use !== uses[0]) ?? unsafe[0];
      if (told === undefined || uses.length < 2) continue;
      yield faultOf(told.entry, fault(told.field, `is the disk "${name}", which ${others(uses, told)} too: a file `
        + 'system that two guests write to at once is destroyed', this.remedy));
    }
  },
};

export const SHARED_ON_ONE_NODE: ClusterRule = {
  id: 'VM161',
  name: 'machines/shared-on-one-node',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'A claim that several machines use can be used on several nodes',
  why: 'Machines that share a ReadWriteOnce claim start only on the node of the first of them, and with '
    + 'ReadWriteOncePod the second never starts.',
  remedy: 'Give the claim ReadWriteMany or ReadOnlyMany.',
  source: kubernetes('pkg/volume/util/util.go: IsMultiAttachAllowed'),
  acceptable: true,

  *check(cluster) {
    for (const { name, uses, accessModes } of sharedClaims(cluster)) {
      if (accessModes.length === 0 || accessModes.some((mode) => ON_SEVERAL.includes(mode))) continue;
      if (uses.some(({ isSafe }) => !isSafe)) continue;
      const told = uses.at(-1)!;
      const users = uses.length > 1 ? others(uses, told) : 'all members use';
      yield faultOf(told.entry, fault(told.field, `is the disk "${name}", which ${users}, but it is `
        + `${accessModes.join(' and ')}, so the machines start on one node at most`, this.remedy));
    }
  },
};

const ON_SEVERAL: readonly string[] = [AccessMode.READ_WRITE_MANY, AccessMode.READ_ONLY_MANY];

const MOST_NAMED = 3;

/** The other users of a claim, with the verb. */
function others(uses: readonly ClaimUse[], told: ClaimUse): string {
  const paths = uses.filter((use) => use !== told).map(({ entry }) => entry.where);
  const more = paths.length - MOST_NAMED;
  const named = [...paths.slice(0, MOST_NAMED), ...more > 0 ? [`${more} more`] : []].join(', ');
  return paths.length === 1 ? `${named} uses as well` : `${named} use as well`;
}
