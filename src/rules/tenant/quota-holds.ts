import { Severity } from '../../findings/finding';
import { Fault, fault, wholeFault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { ClaimsDemand, demandIn, MachinesDemand, NamespaceDemand } from '../../inventory/namespace-demand';
import { Quantity } from '../../toolkit/quantity';
import type { ObjectRule } from '../rule';
import {
  CPU_KEYS, limitField, limitsOf, MACHINE_KEYS, MEMORY_KEYS, POD_KEYS, STORAGE_KEYS, VOLUME_KEYS,
} from './quota-amounts';
import { countsLaunchers } from './quota-scopes';
import { kubernetes, own } from '../sources';

const ONE = Quantity.parse(1)!;
const MEBIBYTE = Quantity.parse('1Mi')!;
const NAMED_PARTS = 4;

export const QUOTA_HOLDS: ObjectRule = {
  id: 'TENANT022',
  name: 'tenants/quota-holds',
  on: 'object',
  kinds: ['/ResourceQuota'],
  severity: Severity.ERROR,
  title: 'A quota holds what the program puts into its namespace',
  why: 'Kubernetes refuses the first pod, claim or machine that is too many. Counted are machines with KubeVirt\'s '
    + 'overhead, images and '
    + 'disks, the target of a live migration, and what CDI needs while it fills a disk.',
  remedy: 'Raise the limit, or ask for fewer or smaller machines.',
  source: kubernetes('pkg/quota/v1/evaluator/core: pods.go, persistent_volume_claims.go'),
  acceptable: true,

  *check(object, entry) {
    const demand = demandOn(object, entry);
    if (demand === undefined) return;
    for (const { resource, field, written } of limitsOn(object)) {
      const limit = Quantity.parse(written);
      // limits that are zero or invalid have rules of their own
      if (limit === undefined || limit.isZero()) continue;
      yield* shortfall(field, written, limit, resource, demand);
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
      yield* uncounted(`the machines of ${machines.where}`, names((resource) => resource.ofMachine(machines)));
    }
    for (const claims of demand.claims) {
      yield* uncounted(`the claims of ${claims.where}`, names((resource) => (resource.ofClaim ?? none)(claims)));
    }
  },
};

function* uncounted(what: string, limits: string): Iterable<Fault> {
  if (limits === '') return;
  yield wholeFault(`${what} cannot be held against ${limits}, because the program does not know what one of them takes`,
    'Make sure that the quota has room.');
}

/** A limited resource, and how machines and claims count against it. */
interface Resource {
  readonly keys: readonly string[];
  /** The amount that one machine uses; undefined if unknown. */
  readonly ofMachine: (machines: MachinesDemand) => Quantity | undefined;
  /** The amount that one claim uses, if claims count. */
  readonly ofClaim?: (claims: ClaimsDemand) => Quantity | undefined;
  /** The additional amount that must be free. */
  readonly spare?: (demand: NamespaceDemand) => Part[];
  readonly text: (amount: Quantity) => string;
}

/** A summand: an amount, its count and its purpose. */
interface Part {
  readonly count: number;
  readonly amount: Quantity;
  readonly of: string;
}

const none = (): Quantity => Quantity.ZERO;
const alwaysOne = (): Quantity => ONE;

const RESOURCES: readonly Resource[] = [
  { keys: CPU_KEYS, ofMachine: ({ cpu }) => cpu, spare: running(({ cpu }) => cpu, ({ cpu }) => cpu), text: count },
  {
    keys: MEMORY_KEYS,
    ofMachine: ({ memory }) => memory,
    spare: running(({ memory }) => memory, ({ memory }) => memory),
    text: bytes,
  },
  {
    keys: STORAGE_KEYS,
    ofMachine: ({ storage }) => storage,
    ofClaim: ({ size }) => size,
    spare: filling((size) => size),
    text: bytes,
  },
  {
    keys: VOLUME_KEYS,
    ofMachine: ({ volumes }) => Quantity.parse(volumes),
    ofClaim: alwaysOne,
    spare: filling(alwaysOne),
    text: count,
  },
  { keys: POD_KEYS, ofMachine: alwaysOne, spare: running(alwaysOne, alwaysOne), text: count },
  { keys: MACHINE_KEYS, ofMachine: ({ isInstance }) => (isInstance ? Quantity.ZERO : ONE), text: count },
];

/** A limit that machines or claims count against. */
interface Limit {
  readonly resource: Resource;
  readonly field: string;
  readonly written: string;
}

/** The limits of a ResourceQuota that machines or claims count against. */
function limitsOn(object: unknown): Limit[] {
  const written = new Map(limitsOf(object));
  return RESOURCES.flatMap((resource) => resource.keys.filter((key) => written.has(key))
    .map((key) => ({ resource, field: limitField(key), written: written.get(key)! })));
}

/** What the program puts into the namespace of a quota; undefined if the quota counts only part of it. */
function demandOn(object: unknown, { cluster, namespace }: Entry): NamespaceDemand | undefined {
  if (cluster === undefined || namespace === undefined) return undefined;
  // What two tenants of one namespace ask for together says nothing about the quota of either.
  if (cluster.tenantsOf(namespace).length > 1) return undefined;
  return countsLaunchers(object) ? demandIn(cluster, namespace) : undefined;
}

/**
 * During a migration the target counts too (KubeVirt v1.9.0, pkg/virt-controller/watch/migration: the migration waits
 * for quota, and so does the drain of a node), and CDI has pods of its own.
 */
function running(
  importer: (requests: NamespaceDemand['importer']) => Quantity, ofMachine: Resource['ofMachine'],
): Resource['spare'] {
  const launcher = (machines: MachinesDemand): Quantity => ofMachine(machines) ?? Quantity.ZERO;
  return (demand) => {
    const { machines, claims } = demand;
    const pod = importer(demand.importer);
    const targets = machines.filter((each) => each.mayMigrate).map(launcher);
    // A disk is filled before its machine runs, so CDI's pod has the room of the launcher, unless a target takes it.
    const isBeside = targets.length > 0 || claims.length > 0
      || machines.some((each) => each.volumes > 0 && launcher(each).isLessThan(pod));
    return [
      { count: 1, amount: most(targets), of: 'for the target of a live migration' },
      { count: 1, amount: isBeside ? pod : Quantity.ZERO, of: 'for an importer pod' },
    ];
  };
}

/**
 * Without room for what CDI needs to fill one disk, no disk is ever filled, because all of them are claimed at once.
 */
function filling(each: (size: Quantity) => Quantity): Resource['spare'] {
  return ({ machines, claims }) => {
    const withDisks = machines.filter(({ volumes }) => volumes > 0);
    const disks = withDisks.map(({ largestDisk }) => each(largestDisk ?? Quantity.ZERO));
    const beside = claims.map(({ size, filling: times }) => each(size ?? Quantity.ZERO).times(times));
    const amount = most([...disks, ...beside]);
    return [{ count: 1, amount, of: 'for what CDI needs beside a disk while it fills it' }];
  };
}

function* shortfall(field: string, written: string, limit: Quantity, resource: Resource,
  demand: NamespaceDemand): Iterable<Fault> {
  const parts = partsOf(resource, demand);
  if (parts.length === 0) return;
  const spares = (resource.spare?.(demand) ?? []).filter(({ amount }) => !amount.isZero());
  const total = sumOf([...parts, ...spares]);
  if (!limit.isLessThan(total)) return;
  const needed = resource.text(total);
  const sum = calculation(parts, spares, resource, needed);
  yield fault(field,
    `${written} does not hold what the program puts into the namespace: ${sum}`,
    `Raise it to ${needed} or more, or ask for fewer or smaller machines.`);
}

function partsOf({ ofMachine, ofClaim = none }: Resource, { machines, claims }: NamespaceDemand): Part[] {
  const parts = [
    ...machines.map((each) => ({ each, amount: ofMachine(each) })),
    ...claims.map((each) => ({ each, amount: ofClaim(each) })),
  ];
  return parts
    .map(({ each, amount = Quantity.ZERO }) => ({ count: each.count, amount, of: `of ${each.where}` }))
    .filter(({ amount }) => !amount.isZero());
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

function most(amounts: readonly Quantity[]): Quantity {
  return amounts.reduce((largest, amount) => (largest.isLessThan(amount) ? amount : largest), Quantity.ZERO);
}

function count(amount: Quantity): string {
  return amount.toCoresText();
}

/** A sum with an odd number of bytes is easier to read in whole mebibytes. */
function bytes(amount: Quantity): string {
  return amount.roundedUpTo(MEBIBYTE).toBytesText();
}
