import type { Demand } from './demand';
import { coresOf, TenantQuota } from './quota';
import type { Sentence } from '../validation/problems';
import { Quantity } from '../validation/quantity';

// CDI v1.66.0, pkg/controller/config-controller.go: what its pods request unless the CDI CR says otherwise.
const IMPORTER_CPU = Quantity.parse('100m')!;
const IMPORTER_MEMORY = Quantity.parse('60M')!;
const ONE = Quantity.parse(1)!;
const MEBIBYTE = Quantity.parse('1Mi')!;
const NAMED_POOLS = 4;

/** One limit of a quota, and how machines count against it. */
interface Limit {
  readonly prop: string;
  readonly quota: Quantity | undefined;
  /** What one machine of a demand takes; undefined where that is not known. */
  readonly each: (demand: Demand) => Quantity | undefined;
  /** What one of CDI's pods takes; undefined where none counts, and then a migration does not count either. */
  readonly importer?: Quantity;
  readonly text: (amount: Quantity) => string;
}

/**
 * One sentence for each limit that is less than what fills the namespace: all machines, the largest of them once more, for while
 * it migrates its target counts too (KubeVirt v1.9.0, pkg/virt-controller/watch/migration: it waits for quota, and so does a
 * node's drain), and one importer pod of CDI's.
 */
export function quotaShortfalls(quota: TenantQuota, demands: readonly Demand[]): Sentence[] {
  const countable = demands.filter((demand) => Number.isInteger(demand.machines) && demand.machines > 0);
  return limitsOf(quota).map((limit) => shortfall(limit, countable));
}

/** The resources that a quota limits and a demand leaves open, so that the check cannot be complete. */
export function uncounted(quota: TenantQuota, demand: Demand): string[] {
  return limitsOf(quota).filter((limit) => limit.quota !== undefined && limit.each(demand) === undefined).map((limit) => limit.prop);
}

function limitsOf(quota: TenantQuota): Limit[] {
  const whole = (amount: Quantity) => amount.toCoresText();
  return [
    { prop: 'quota.cpu', quota: coresOf(quota), each: (demand) => demand.cpu, importer: IMPORTER_CPU, text: (amount) => amount.toCoresText() },
    { prop: 'quota.memory', quota: quota.memory === undefined ? undefined : Quantity.ofSize(quota.memory), each: (demand) => demand.memory, importer: IMPORTER_MEMORY, text: bytes },
    { prop: 'quota.storage', quota: quota.storage === undefined ? undefined : Quantity.ofSize(quota.storage), each: (demand) => demand.storage, text: bytes },
    { prop: 'quota.volumes', quota: countOf(quota.volumes), each: (demand) => countOf(demand.volumes), text: whole },
    { prop: 'quota.pods', quota: countOf(quota.pods), each: () => ONE, importer: ONE, text: whole },
    { prop: 'quota.machines', quota: countOf(quota.machines), each: () => ONE, text: whole },
  ];
}

function shortfall({ prop, quota, each, importer, text }: Limit, demands: readonly Demand[]): Sentence {
  const parts = demands.flatMap((demand) => {
    const amount = each(demand);
    return amount === undefined || amount.isZero() ? [] : [{ demand, amount, all: amount.times(demand.machines) }];
  });
  if (quota === undefined || parts.length === 0) return undefined;
  const largest = parts.map((part) => part.amount).reduce((one, other) => (one.isLessThan(other) ? other : one));
  const headroom = importer === undefined ? [] : [largest, importer];
  const total = [...parts.map((part) => part.all), ...headroom].reduce((sum, amount) => sum.plus(amount), Quantity.ZERO);
  if (!quota.isLessThan(total)) return undefined;

  const biggestFirst = [...parts].sort((one, other) => (one.all.isLessThan(other.all) ? 1 : other.all.isLessThan(one.all) ? -1 : 0));
  const pools = biggestFirst.slice(0, NAMED_POOLS).map(({ demand, amount }) => `${demand.machines} × ${text(amount)} of ${demand.path}`);
  const others = parts.length > NAMED_POOLS ? [`the machines of ${parts.length - NAMED_POOLS} more`] : [];
  const spare = importer === undefined ? [] : [`${text(largest)} for the target of a live migration`, `${text(importer)} for an importer pod`];
  const addends = [...pools, ...others, ...spare];
  const sum = addends.length > 1 ? `${addends.slice(0, -1).join(', ')} and ${addends[addends.length - 1]} make ${text(total)}` : `${addends[0]} is ${text(total)}`;
  return `${prop} ${text(quota)} does not hold what the program puts into the namespace: ${sum}. Raise it to ${text(total)} or more, or ask for fewer or smaller machines.`;
}

/** A sum with an odd number of bytes reads better in whole mebibytes. */
function bytes(amount: Quantity): string {
  return amount.roundedUpTo(MEBIBYTE).toBytesText();
}

function countOf(value: number | undefined): Quantity | undefined {
  return value === undefined ? undefined : Quantity.parse(value);
}
