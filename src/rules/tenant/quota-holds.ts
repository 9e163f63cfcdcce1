import { Severity } from '../../findings/finding';
import { Fault, fault, wholeFault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { demandIn, NamespaceDemand } from '../../inventory/namespace-demand';
import { Quantity } from '../../toolkit/quantity';
import type { ObjectRule } from '../rule';
import { limitField, limitsOf, PER_MACHINE } from './quota-amounts';
import { Part, Resource, resourceOf } from './quota-resources';
import { countsLaunchers } from './quota-scopes';
import { kubernetes, own } from '../sources';

const NAMED_PARTS = 4;

export const QUOTA_HOLDS: ObjectRule = {
  id: 'TENANT022',
  name: 'tenants/quota-holds',
  on: 'object',
  kinds: ['/ResourceQuota'],
  severity: Severity.ERROR,
  title: 'A quota holds what the program puts into its namespace',
  why: 'Kubernetes refuses the first pod, claim or machine that is too many. Counted are machines with KubeVirt\'s '
    + 'overhead, images and disks, the target of a live migration, the nodes that a rolling update adds before it '
    + 'deletes others, and what CDI needs while it fills a disk. Of machines with the run strategy Halted, only the '
    + 'disks and the objects are counted.',
  remedy: 'Raise the limit, or ask for less: fewer or smaller machines and disks, or fewer objects.',
  source: kubernetes('pkg/quota/v1/evaluator/core: pods.go, persistent_volume_claims.go'),
  acceptable: true,

  *check(object, entry) {
    const demand = demandOn(object, entry);
    if (demand === undefined) return;
    const { cluster, namespace } = entry;
    const isTenant = cluster!.tenantsOf(namespace).length > 0;
    for (const { name, resource, field, written } of limitsOn(object)) {
      const limit = Quantity.parse(written);
      // limits that are invalid, and those that are zero for all machines of a tenant, have rules of their own
      if (limit === undefined || isTenant && limit.isZero() && PER_MACHINE.includes(name)) continue;
      const parts = partsOf(resource, demand, cluster!.in(namespace!));
      yield* shortfall(field, written, limit, resource, parts, demand);
    }
  },
};

export const QUOTA_UNCOUNTED: ObjectRule = {
  id: 'TENANT023',
  name: 'tenants/quota-uncounted',
  on: 'object',
  kinds: ['/ResourceQuota'],
  severity: Severity.INFO,
  title: 'The program knows what counts against a quota',
  why: 'A size that only the cluster knows cannot be added up, so the check of the quota is not complete.',
  remedy: 'Make sure that the quota has room.',
  source: own('docs/defaults.md'),
  acceptable: true,

  *check(object, entry) {
    const demand = demandOn(object, entry);
    if (demand === undefined) return;
    const nameOf = (field: string): string => entry.intent.propOf?.(field) ?? field;
    const limits = limitsOn(object).map(({ resource, field }) => ({ resource, name: nameOf(field) }));
    const names = (known: (resource: Resource) => unknown): string => (
      limits.filter(({ resource }) => known(resource) === undefined).map(({ name }) => name).join(' and '));
    for (const machines of demand.machines) {
      const { where, absentSize } = machines;
      yield* uncounted(`the machines of ${where}`, names((resource) => resource.ofMachine(machines)), absentSize);
    }
    for (const claims of demand.claims) {
      yield* uncounted(`the claims of ${claims.where}`, names((resource) => resource.ofClaim(claims)));
    }
  },
};

/** @param size the size that the bundle does not hold, in words */
function* uncounted(what: string, limits: string, size?: string): Iterable<Fault> {
  if (limits === '') return;
  const unknown = size === undefined ? 'does not know what one of them takes' : `does not hold ${size}`;
  const remedy = size === undefined ? 'Make sure that the quota has room.'
    : 'Make sure that the cluster has it, and that the quota has room.';
  yield wholeFault(`${what} cannot be held against ${limits}, because the program ${unknown}`, remedy);
}

/** A limit that something in the namespace counts against. */
export interface Limit {
  readonly name: string;
  readonly resource: Resource;
  readonly field: string;
  readonly written: string;
}

/** The limits of a ResourceQuota that the program can hold something against. */
export function limitsOn(object: unknown): Limit[] {
  return limitsOf(object).flatMap(([name, written]) => {
    const resource = resourceOf(name);
    return resource === undefined ? [] : [{ name, resource, field: limitField(name), written }];
  });
}

/** What the program puts into the namespace of a quota; undefined if the quota counts only part of it. */
export function demandOn(object: unknown, { cluster, namespace }: Entry): NamespaceDemand | undefined {
  if (cluster === undefined || namespace === undefined) return undefined;
  // What two tenants of one namespace ask for together says nothing about the quota of either.
  if (cluster.tenantsOf(namespace).length > 1) return undefined;
  return countsLaunchers(object) ? demandIn(cluster, namespace) : undefined;
}

function* shortfall(field: string, written: string, limit: Quantity, resource: Resource,
  parts: readonly Part[], demand: NamespaceDemand): Iterable<Fault> {
  if (parts.length === 0) return;
  const spares = sparesOf(resource, demand);
  const total = sumOf([...parts, ...spares]);
  if (!limit.isLessThan(total)) return;
  const needed = resource.text(total);
  const sum = calculation(parts, spares, resource, needed);
  yield fault(field,
    `${written} does not hold what the program puts into the namespace: ${sum}`,
    `Raise it to ${needed} or more, or ${less(resource, demand)}.`);
}

function sparesOf(resource: Resource, demand: NamespaceDemand): Part[] {
  return resource.spare(demand).filter(({ amount }) => !amount.isZero());
}

/** What a namespace uses of a resource, without and with what must be free besides. */
export function usedOf(resource: Resource, demand: NamespaceDemand, entries: readonly Entry[]): readonly Quantity[] {
  const parts = partsOf(resource, demand, entries);
  return [sumOf(parts), sumOf([...parts, ...sparesOf(resource, demand)])];
}

/** What a program can ask less of, where a limit is too low. */
function less({ ofMachine, ofClaim, ofPod }: Resource, { machines, claims, pods }: NamespaceDemand): string {
  const counts = (amount: Quantity | undefined): boolean => amount !== undefined && !amount.isZero();
  if (machines.some((each) => counts(ofMachine(each)))) return 'ask for fewer or smaller machines';
  if (claims.some((each) => counts(ofClaim(each)))) return 'ask for fewer or smaller disks and images';
  return pods.some((each) => counts(ofPod(each))) ? 'ask for fewer or smaller pods' : 'write fewer such objects';
}

function partsOf(
  { ofMachine, ofClaim, ofPod, objects }: Resource, { machines, claims, pods }: NamespaceDemand,
  entries: readonly Entry[],
): Part[] {
  const parts = [
    ...machines.map((each) => ({ each, amount: ofMachine(each) })),
    ...claims.map((each) => ({ each, amount: ofClaim(each) })),
    ...pods.map((each) => ({ each, amount: ofPod(each) })),
  ].map(({ each, amount = Quantity.ZERO }) => ({ count: each.count, amount, of: `of ${each.where}` }));
  return [...parts.filter(({ amount }) => !amount.isZero()), ...objects(entries)];
}

function calculation(parts: readonly Part[], spares: readonly Part[], { text }: Resource, total: string): string {
  const named = [...parts].sort(biggestFirst).slice(0,
    NAMED_PARTS).map(({ count: times, amount, of }) => `${times} × ${text(amount)} ${of}`);
  const others = parts.length > NAMED_PARTS ? [`those of ${parts.length - NAMED_PARTS} more`] : [];
  const addends = [...named, ...others, ...spares.map(({ amount, of }) => `${text(amount)} ${of}`)];
  if (addends.length === 1) return `${addends[0]} is ${total}`;
  return `${addends.slice(0, -1).join(', ')} and ${addends[addends.length - 1]} make ${total}`;
}

function biggestFirst(first: Part, second: Part): number {
  if (all(first).isLessThan(all(second))) return 1;
  return all(second).isLessThan(all(first)) ? -1 : 0;
}

function all({ count: times, amount }: Part): Quantity {
  return amount.times(times);
}

function sumOf(parts: readonly Part[]): Quantity {
  return parts.reduce((sum, part) => sum.plus(all(part)), Quantity.ZERO);
}
