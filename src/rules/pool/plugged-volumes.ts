import { CONTROLLER, Pool, POOL_KINDS } from './kind';
import { pluggedBy } from './plugging-roles';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { present } from '../../toolkit/shape';
import { table } from '../../toolkit/table';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

/** The update strategies that overwrite members with the template, each with what it does besides. */
const OVERWRITES: { readonly [strategy: string]: string } = table({
  opportunistic: '',
  proactive: '; it also restarts members, and a changed disk of the template deletes them with their disks',
});

const SOURCE = kubevirt(`${CONTROLLER}: opportunisticUpdate; pkg/storage/hotplug/hotplug.go`, 'v1.7 to v1.9');
const TAKEN = 'so each change of the template takes plugged volumes out of the members: with the feature gate '
  + 'DeclarativeHotplugVolumes at once, with HotplugVolumes at the next start';
const REMEDY = 'Write UpdateStrategy.UNMANAGED, which is the default, and bring a new template to members one by one '
  + '(docs/how-to/plugged-volumes.md).';

export const LOSES_PLUGGED: ObjectRule = {
  id: 'POOL024',
  name: 'workers/loses-plugged-volumes',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.ERROR,
  title: 'A pool whose members have plugged volumes does not overwrite its members',
  why: 'A volume that is plugged into a member is written into its VirtualMachine. Opportunistic and proactive updates '
    + 'overwrite that with the template.',
  remedy: REMEDY,
  source: SOURCE,
  acceptable: true,

  *check(pool: Pool, { intent }: Entry) {
    const strategy = overwriting(pool);
    if (strategy === undefined || intent.pluggedVolumes !== true) return;
    yield fault('spec.updateStrategy', `is ${strategy}, ${TAKEN}${OVERWRITES[strategy]}. The pool says that it has `
      + 'such volumes (pluggedVolumes)', REMEDY);
  },
};

export const OVERWRITES_MEMBERS: ObjectRule = {
  id: 'POOL025',
  name: 'workers/overwrites-members',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.WARNING,
  title: 'A pool does not overwrite its members',
  why: 'An opportunistic update overwrites each member with the template. Volumes that were plugged into a member go, '
    + 'and so does everything else that was changed in it. A pool that was unmanaged before applies every change since '
    + 'then at once.',
  remedy: 'Leave updateStrategy out, or accept this rule with the reason why members lose nothing.',
  source: SOURCE,
  acceptable: true,

  *check(pool: Pool, entry: Entry) {
    if (overwriting(pool) !== 'opportunistic' || isKnownToBePlugged(entry)) return;
    yield fault('spec.updateStrategy', 'is opportunistic, so each change of the template overwrites the members: '
      + 'volumes that were plugged into them go, and so does what else was changed in them. If it was unmanaged '
      + 'before, every change since then is applied at once', this.remedy);
  },
};

export const PLUGGED_BY_ROLE: ObjectRule = {
  id: 'POOL026',
  name: 'workers/overwrites-what-a-role-plugs',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.WARNING,
  title: 'A pool does not overwrite members into which a Role lets volumes be plugged',
  why: 'A Role that names addvolume is that of a CSI driver, or of someone else who plugs volumes into members. '
    + 'Opportunistic and proactive updates take these volumes away again.',
  remedy: REMEDY,
  source: SOURCE,
  acceptable: true,

  *check(pool: Pool, entry: Entry) {
    const strategy = overwriting(pool);
    const role = strategy === undefined || entry.intent.pluggedVolumes === true ? undefined : pluggedBy(entry);
    if (strategy === undefined || role === undefined) return;
    yield fault('spec.updateStrategy', `is ${strategy}, ${TAKEN}${OVERWRITES[strategy]}. ${role} lets them be plugged`,
      REMEDY);
  },
};

/** Whether another rule knows that volumes are plugged into members of a pool, and says what becomes of them. */
export function isKnownToBePlugged(entry: Entry): boolean {
  return entry.intent.pluggedVolumes === true || pluggedBy(entry) !== undefined;
}

/** The update strategy if it overwrites members. An empty one, and two at once, are reported as such. */
function overwriting({ spec }: Pool): string | undefined {
  const given = present(spec.updateStrategy);
  return given.length === 1 && given[0] in OVERWRITES ? given[0] : undefined;
}
