import type { Demand, ImageDemand } from './demand';
import type { ResourceQuotaSpec } from './quota';
import type { Sentence } from '../toolkit/problems';
import { Quantity } from '../toolkit/quantity';

const ONE = Quantity.parse(1)!;
const MEBIBYTE = Quantity.parse('1Mi')!;
const NAMED_PARTS = 4;

/** All that a program puts into a namespace, and what CDI's pods request there. */
export interface Load {
  readonly machines: readonly Demand[];
  readonly images: readonly ImageDemand[];
  readonly importer: { readonly cpu: Quantity; readonly memory: Quantity };
}

/** What a quota limits, and how machines and images count against it. */
interface Resource {
  readonly prop: string;
  /** The names that a ResourceQuota has for it. */
  readonly keys: readonly string[];
  /** What one machine takes; undefined where that is not known. */
  readonly machine: (demand: Demand) => Quantity | undefined;
  /** What one import of an image takes, where images count. */
  readonly image?: (demand: ImageDemand) => Quantity | undefined;
  /** What must be free besides, given the most that one machine takes. */
  readonly spare?: (load: Load, largest: Quantity) => Part[];
  readonly text: (amount: Quantity) => string;
}

/** One addend: so many times an amount, and what for. */
interface Part {
  readonly count: number;
  readonly amount: Quantity;
  readonly of: string;
}

// Kubernetes v1.35, pkg/quota/v1/evaluator/core: pods count for "cpu" and "memory" as for "requests.cpu" and "requests.memory".
const RESOURCES: readonly Resource[] = [
  { prop: 'quota.cpu', keys: ['requests.cpu', 'cpu'], machine: (demand) => demand.cpu, spare: running((load) => load.importer.cpu), text: cores },
  { prop: 'quota.memory', keys: ['requests.memory', 'memory'], machine: (demand) => demand.memory, spare: running((load) => load.importer.memory), text: bytes },
  { prop: 'quota.storage', keys: ['requests.storage'], machine: (demand) => demand.storage, image: (demand) => demand.size, spare: filling((disk) => disk), text: bytes },
  { prop: 'quota.volumes', keys: ['persistentvolumeclaims', 'count/persistentvolumeclaims'], machine: (demand) => Quantity.parse(demand.volumes), image: () => ONE, spare: filling(() => ONE), text: cores },
  { prop: 'quota.pods', keys: ['pods', 'count/pods'], machine: () => ONE, spare: running(() => ONE), text: cores },
  { prop: 'quota.machines', keys: ['count/virtualmachines.kubevirt.io'], machine: () => ONE, text: cores },
];

/**
 * One sentence for each limit that is less than what fills the namespace.
 * @param written the limits as the ResourceQuota has them
 * @param stated those that came from the tenant's props, by whose names they are then called
 */
export function quotaShortfalls(written: ResourceQuotaSpec['hard'], stated: ResourceQuotaSpec['hard'], load: Load): Sentence[] {
  const countable = { ...load, machines: load.machines.filter((demand) => Number.isInteger(demand.machines) && demand.machines > 0) };
  return RESOURCES.flatMap((resource) => resource.keys.map((key) => {
    const limit = limitOf(written, key);
    const name = written[key] === stated[key] ? resource.prop : `the ResourceQuota's "${key}"`;
    return limit === undefined ? undefined : shortfall(`${name} ${written[key]}`, limit, resource, countable);
  }));
}

/** The resources that are limited and that something is asked of without saying how much, so that the check cannot be complete. */
export function uncounted(written: ResourceQuotaSpec['hard'], load: Load): string[] {
  const limited = RESOURCES.filter(({ keys }) => keys.some((key) => limitOf(written, key) !== undefined));
  const sentence = (what: string, each: string, amount: (resource: Resource) => Quantity | undefined): string[] => {
    const open = limited.filter((resource) => amount(resource) === undefined).map(({ prop }) => prop);
    return open.length === 0 ? [] : [`cannot hold ${what} against ${open.join(' and ')}, for what ${each} takes is not known to the program. See that the quota has room.`];
  };
  return [
    ...load.machines.flatMap((demand) => sentence(`the machines of ${demand.path}`, 'one of them', ({ machine }) => machine(demand))),
    ...load.images.flatMap((demand) => sentence(`the image ${demand.path}`, 'an import of it', ({ image }) => (image === undefined ? ONE : image(demand)))),
  ];
}

/**
 * While a machine migrates its target counts too (KubeVirt v1.9.0, pkg/virt-controller/watch/migration: it waits for quota, and so
 * does a node's drain), and CDI works in pods of its own.
 */
function running(importer: (load: Load) => Quantity): Resource['spare'] {
  return (load, largest) => [{ count: 1, amount: largest, of: 'for the target of a live migration' }, { count: 1, amount: importer(load), of: 'for an importer pod' }];
}

/**
 * CDI fills a second claim of the same size beside a disk, which the disk then takes over (CDI v1.65.0,
 * pkg/controller/populators/populator-base.go: createPVCPrime), and an image is unpacked in a third one (pkg/controller/util.go:
 * createScratchPersistentVolumeClaim). Without room for those of one disk none is ever filled: all disks are claimed at once.
 */
function filling(each: (size: Quantity) => Quantity): Resource['spare'] {
  return ({ machines, images }) => {
    const disks = machines.flatMap(({ largestDisk, volumes }) => (volumes > 0 ? [each(largestDisk ?? Quantity.ZERO)] : []));
    const imports = images.map(({ size }) => each(size ?? Quantity.ZERO).times(2));
    return [{ count: 1, amount: most([...disks, ...imports]), of: 'for what CDI needs beside a disk while it fills it' }];
  };
}

function shortfall(limited: string, limit: Quantity, { machine, image, spare, text }: Resource, load: Load): Sentence {
  const parts = [
    ...load.machines.map((demand) => ({ count: demand.machines, amount: machine(demand) ?? Quantity.ZERO, of: `of ${demand.path}` })),
    ...load.images.map((demand) => ({ count: demand.imports, amount: image?.(demand) ?? Quantity.ZERO, of: `of ${demand.path}` })),
  ].filter(({ amount }) => !amount.isZero());
  if (parts.length === 0) return undefined;
  const spares = (spare?.(load, most(parts.map(({ amount }) => amount))) ?? []).filter(({ amount }) => !amount.isZero());
  const total = [...parts, ...spares].reduce((sum, part) => sum.plus(all(part)), Quantity.ZERO);
  if (!limit.isLessThan(total)) return undefined;

  const biggestFirst = [...parts].sort((one, other) => (all(one).isLessThan(all(other)) ? 1 : all(other).isLessThan(all(one)) ? -1 : 0));
  const named = biggestFirst.slice(0, NAMED_PARTS).map(({ count, amount, of }) => `${count} × ${text(amount)} ${of}`);
  const others = parts.length > NAMED_PARTS ? [`those of ${parts.length - NAMED_PARTS} more`] : [];
  const addends = [...named, ...others, ...spares.map(({ amount, of }) => `${text(amount)} ${of}`)];
  const sum = addends.length > 1 ? `${addends.slice(0, -1).join(', ')} and ${addends[addends.length - 1]} make ${text(total)}` : `${addends[0]} is ${text(total)}`;
  return `${limited} does not hold what the program puts into the namespace: ${sum}. Raise it to ${text(total)} or more, or ask for fewer or smaller machines.`;
}

/** A limit that can be read; others are reported for themselves. */
function limitOf(written: ResourceQuotaSpec['hard'], key: string): Quantity | undefined {
  return written[key] === undefined ? undefined : Quantity.parse(String(written[key]));
}

function all({ count, amount }: Part): Quantity {
  return amount.times(count);
}

function most(amounts: readonly Quantity[]): Quantity {
  return amounts.reduce((one, other) => (one.isLessThan(other) ? other : one), Quantity.ZERO);
}

function cores(amount: Quantity): string {
  return amount.toCoresText();
}

/** A sum with an odd number of bytes reads better in whole mebibytes. */
function bytes(amount: Quantity): string {
  return amount.roundedUpTo(MEBIBYTE).toBytesText();
}
