import { ADMITTER, CONTROLLER, Pool, POOL_KINDS } from './kind';
import { isKnownToBePlugged } from './plugged-volumes';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { items, present } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const UPDATE_STRATEGY: ObjectRule = {
  id: 'POOL008',
  name: 'workers/update-strategy',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.ERROR,
  title: 'A pool has exactly one update strategy',
  why: 'KubeVirt takes an empty updateStrategy for proactive, which restarts members when the template changes and '
    + 'deletes them with their disks when a disk changes. It refuses two strategies.',
  remedy: 'Write updateStrategy: {unmanaged: {}}, or {proactive: {}} if that is wanted.',
  source: kubevirt(`${ADMITTER}: ValidateVMPoolSpec; ${CONTROLLER}: proactiveUpdate`),
  acceptable: false,

  *check({ spec }: Pool) {
    const given = present(spec.updateStrategy);
    if (given.length > 1) yield twoAtOnce('spec.updateStrategy', given);
    if (given.length > 0) return;
    yield fault('spec.updateStrategy', 'is empty, and KubeVirt takes that for proactive: a changed template restarts '
      + 'members, and a changed disk deletes them with their disks', this.remedy);
  },
};

function twoAtOnce(field: string, given: readonly string[]): Fault {
  return fault(field, `has ${given.join(' and ')}, which exclude each other`, 'Write one.');
}

export const SCALE_IN_STRATEGY: ObjectRule = {
  id: 'POOL009',
  name: 'workers/scale-in-strategy',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.ERROR,
  title: 'A pool has exactly one scale-in strategy',
  why: 'If scaleInStrategy is empty, a lower number of replicas deletes any member, with its disks. KubeVirt refuses '
    + 'two strategies.',
  remedy: 'Write proactive with statePreservation and a sortPolicy.',
  source: kubevirt(`${ADMITTER}: ValidateVMPoolSpec; ${CONTROLLER}: scaleIn`),
  acceptable: false,

  *check({ spec }: Pool) {
    const given = present(spec.scaleInStrategy);
    if (given.length > 1) yield twoAtOnce('spec.scaleInStrategy', given);
    if (given.length > 0) return;
    yield fault('spec.scaleInStrategy', 'is empty, and KubeVirt takes that for any member, and its disks with it',
      this.remedy);
  },
};

export const SCALE_IN_SELECTORS: ObjectRule = {
  id: 'POOL010',
  name: 'workers/scale-in-selectors',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.ERROR,
  title: 'A pool does not choose by selectors which members go first',
  why: 'Selectors that match fewer members than must be deleted crash virt-controller, which serves every '
    + 'machine of the cluster.',
  remedy: 'Write a sortPolicy instead, or accept this rule with the reason why the selectors always '
    + 'match enough members.',
  source: kubevirt(`${CONTROLLER}: proactiveScaleIn`, 'v1.7 to v1.9'),
  acceptable: true,

  *check({ spec }: Pool) {
    if (spec.scaleInStrategy?.proactive?.selectionPolicy?.selectors === undefined) return;
    yield fault('spec.scaleInStrategy.proactive.selectionPolicy.selectors', 'crash virt-controller, which serves every '
      + 'machine of the cluster, if they match fewer members than must be deleted', this.remedy);
  },
};

export const AUTOHEALING: ObjectRule = {
  id: 'POOL011',
  name: 'workers/autohealing',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.ERROR,
  title: 'A pool does not heal itself',
  why: 'autohealing deletes failing machines of the whole namespace, of other pools and of none, with their disks. A '
    + 'full cluster is enough of a failure.',
  remedy: 'Leave it out, or accept this rule with a reason in a namespace that holds nothing but this pool.',
  source: kubevirt(`${CONTROLLER}: autoHealFailingVMs`, 'v1.7 to v1.9'),
  acceptable: true,

  *check({ spec }: Pool) {
    if (spec.autohealing === undefined) return;
    yield fault('spec.autohealing', 'deletes failing machines of the whole namespace with their disks, not only those '
      + 'of this pool; a full cluster is enough of a failure', this.remedy);
  },
};

export const PROACTIVE_UPDATE: ObjectRule = {
  id: 'POOL020',
  name: 'workers/proactive-update',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.WARNING,
  title: 'A pool whose members have disks is not updated proactively',
  why: 'A change of a disk, even of its size, deletes running members with all their disks. So does a change that was '
    + 'made before under another updateStrategy, unless opportunistic brought it to the members and they have been '
    + 'restarted since.',
  remedy: 'Change disks in a new pool, or leave updateStrategy out and replace members one by one '
    + '(docs/how-to/plugged-volumes.md).',
  source: kubevirt(`${CONTROLLER}: proactiveUpdate`, 'v1.7 to v1.9'),
  acceptable: true,

  *check({ spec }: Pool, entry: Entry) {
    const disks = items(spec.virtualMachineTemplate.spec?.dataVolumeTemplates);
    if (disks.length === 0 || !present(spec.updateStrategy).includes('proactive')) return;
    if (isKnownToBePlugged(entry)) return; // POOL024 and POOL026 say this too
    yield fault('spec.updateStrategy', 'is proactive, so a change of a disk, even of its size, deletes running members '
      + 'with all their disks; so does a change that was made before with another updateStrategy, unless opportunistic '
      + 'brought it to them and they have been restarted since',
    this.remedy);
  },
};

export const NEVER_SHRINKS: ObjectRule = {
  id: 'POOL021',
  name: 'workers/never-shrinks',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.WARNING,
  title: 'The scale-in strategy lets the pool get smaller',
  why: 'With opportunistic, KubeVirt releases a deleted member only while the pool has as many members as replicas '
    + 'says. After a lower number, the member is stopped and stays in deletion until the number is raised again.',
  remedy: 'Choose ScaleInStrategy.PROACTIVE for a pool that is to shrink.',
  source: kubevirt(`${CONTROLLER}: scale`, 'v1.7 to v1.9'),
  acceptable: true,

  *check({ spec }: Pool) {
    if (!present(spec.scaleInStrategy).includes('opportunistic')) return;
    yield fault('spec.scaleInStrategy', 'is opportunistic, so the pool never gets smaller: after a lower number of '
      + 'replicas, KubeVirt stops a member that is deleted and leaves '
      + 'it in deletion until the number is raised again', this.remedy);
  },
};
