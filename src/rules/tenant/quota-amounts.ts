import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { inJson } from '../../props/words';
import { isPlain } from '../../toolkit/merge';
import { fieldBelow } from '../../toolkit/path';
import { notByteSize, Quantity, tooLarge } from '../../toolkit/quantity';
import type { ObjectRule } from '../rule';
import { countsLaunchers } from './quota-scopes';
import { mapIn, quantityText } from './shape';
import { kubernetes } from '../sources';

// Kubernetes v1.35, pkg/quota/v1/evaluator/core: pods count for "cpu" and "memory" as for "requests.cpu" and
// "requests.memory".
export const CPU_KEYS = ['requests.cpu', 'cpu'];
export const MEMORY_KEYS = ['requests.memory', 'memory'];
export const STORAGE_KEYS = ['requests.storage'];
export const VOLUME_KEYS = ['persistentvolumeclaims', 'count/persistentvolumeclaims'];
export const POD_KEYS = ['pods', 'count/pods'];
export const MACHINE_KEYS = ['count/virtualmachines.kubevirt.io'];

const CPUS = [...CPU_KEYS, 'limits.cpu'];
const MEMORIES = [...MEMORY_KEYS, 'limits.memory'];
const COUNT_KEYS = [...VOLUME_KEYS, ...POD_KEYS, ...MACHINE_KEYS];
const COUNTED = [...CPUS, ...MEMORIES, ...STORAGE_KEYS, ...COUNT_KEYS];
const OF_CLASS = /\.storageclass\.storage\.k8s\.io\/(.+)$/;

/** Limits that every machine counts against. */
export const PER_MACHINE = COUNTED;

const RESOURCE_QUOTA = '/ResourceQuota';
const VALIDATION = kubernetes('pkg/apis/core/validation/validation.go: ValidateResourceQuotaSpec');

/** The field of a limit. */
export function limitField(resource: string): string {
  return fieldBelow('spec.hard', resource);
}

/** The limits of a ResourceQuota by resource name; empty if the field has another type. */
export function limitsOf(object: unknown): [resource: string, limit: string][] {
  const limits = mapIn(mapIn(object, 'spec'), 'hard');
  return Object.entries(limits).map(([resource, value]) => [resource, quantityText(value)]);
}

function* limitsAmong(object: unknown,
  resources: readonly string[]): Iterable<[field: string, limit: string, amount?: Quantity]> {
  for (const [resource, limit] of limitsOf(object)) {
    if (resources.includes(nameOf(resource))) yield [limitField(resource), limit, Quantity.parse(limit)];
  }
}

/** The name of a resource; that of a class counts as that of all classes. */
function nameOf(resource: string): string {
  return OF_CLASS.exec(resource)?.[1] ?? resource;
}

/** Whether a quantity is a valid amount: readable, and not negative. */
function isAmount(quantity: Quantity | undefined): quantity is Quantity {
  return quantity !== undefined && !quantity.isNegative();
}

/** Whether an amount is one that Kubernetes does not compute with. */
function isTooLarge(quantity: Quantity | undefined): boolean {
  return isAmount(quantity) && quantity.isTooLarge();
}

export const QUOTA_CPU: ObjectRule = {
  id: 'TENANT012',
  name: 'tenants/quota-cpu',
  on: 'object',
  kinds: [RESOURCE_QUOTA],
  severity: Severity.ERROR,
  title: 'A quota on CPU is a number of cores',
  why: 'The API server refuses negative amounts and what is not a quantity.',
  remedy: 'Write a positive number of cores, such as 64.',
  source: VALIDATION,
  acceptable: false,

  *check(object) {
    for (const [field, limit, amount] of limitsAmong(object, CPUS)) {
      if (isTooLarge(amount)) {
        yield { field, ...tooLarge(limit) };
      } else if (!isAmount(amount)) {
        yield fault(field, `${shown(limit)} is not a number of cores`, 'Write a positive one, such as 64.');
      }
    }
  },
};

export const QUOTA_MEMORY: ObjectRule = {
  id: 'TENANT013',
  name: 'tenants/quota-memory',
  on: 'object',
  kinds: [RESOURCE_QUOTA],
  severity: Severity.ERROR,
  title: 'A quota on memory is a whole number of bytes',
  why: 'The API server refuses what is not a quantity; "m" means thousandths of a byte.',
  remedy: 'Write a number and a unit, such as "256Gi".',
  source: VALIDATION,
  acceptable: false,

  check: (object) => byteFaults(object, MEMORIES),
};

export const QUOTA_STORAGE: ObjectRule = {
  id: 'TENANT014',
  name: 'tenants/quota-storage',
  on: 'object',
  kinds: [RESOURCE_QUOTA],
  severity: Severity.ERROR,
  title: 'A quota on storage is a whole number of bytes',
  why: 'The API server refuses what is not a quantity; "m" means thousandths of a byte.',
  remedy: 'Write a number and a unit, such as "2Ti".',
  source: VALIDATION,
  acceptable: false,

  check: (object) => byteFaults(object, STORAGE_KEYS),
};

function* byteFaults(object: unknown, resources: readonly string[]): Iterable<Fault> {
  for (const [field, limit, amount] of limitsAmong(object, resources)) {
    // a limit of zero has a rule of its own
    if (amount?.isZero() !== true) yield* about(field, notByteSize(limit));
  }
}

export const QUOTA_COUNT: ObjectRule = {
  id: 'TENANT015',
  name: 'tenants/quota-count',
  on: 'object',
  kinds: [RESOURCE_QUOTA],
  severity: Severity.ERROR,
  title: 'A quota on claims, pods or machines is a count',
  why: 'The API server refuses fractions and negative numbers.',
  remedy: 'Write a whole number from 1 on, or leave the limit out.',
  source: VALIDATION,
  acceptable: false,

  *check(object) {
    for (const [field, limit, amount] of limitsAmong(object, COUNT_KEYS)) {
      if (isAmount(amount) && amount.isWhole() && !isTooLarge(amount)) continue;
      if (isTooLarge(amount)) {
        yield { field, ...tooLarge(limit) };
      } else {
        yield fault(field, `${shown(limit)} is not a count`,
          'Write a whole number from 1 on, or leave it out for no limit.');
      }
    }
  },
};

// Kubernetes v1.35, pkg/apis/core/helper/helpers.go: everything that is neither in integerResources nor an extended
// resource.
const DIVISIBLE = /^(requests\.|limits\.|(ephemeral-storage|cpu|memory)$)/;

export const QUOTA_AMOUNT: ObjectRule = {
  id: 'TENANT016',
  name: 'tenants/quota-amount',
  on: 'object',
  kinds: [RESOURCE_QUOTA],
  severity: Severity.ERROR,
  title: 'Every limit of a quota is an amount of its resource',
  why: 'The API server refuses negative amounts, what is not a quantity, and fractions of what is counted in whole '
    + 'numbers.',
  remedy: 'Write a Kubernetes quantity of zero or more, such as "10" or "500Gi".',
  source: VALIDATION,
  acceptable: false,

  *check(object) {
    const hard = object.spec?.hard;
    if (hard !== undefined && !isPlain(hard)) {
      yield fault('spec.hard', `is ${inJson(hard)}, which names no limits`,
        'Write amounts by the names of resources, such as { pods: 20 }.');
    }
    for (const [resource, limit] of limitsOf(object)) {
      if (!COUNTED.includes(nameOf(resource))) yield* amountFaults(resource, limit);
      yield* largeWholeFaults(resource, limit);
    }
  },
};

function* amountFaults(resource: string, limit: string): Iterable<Fault> {
  const quantity = Quantity.parse(limit);
  if (isTooLarge(quantity)) {
    yield { field: limitField(resource), ...tooLarge(limit) };
  } else if (!isAmount(quantity)) {
    const remedy = 'Write a Kubernetes quantity of zero or more, such as "10" or "500Gi".';
    yield fault(limitField(resource), `${shown(limit)} is not an amount`, remedy);
  } else if (!quantity.isWhole() && !DIVISIBLE.test(resource)) {
    const problem = `${shown(limit)} is not a whole number, but only whole ones are counted, `
      + 'so the API server refuses it';
    yield fault(limitField(resource), problem, 'Write a whole number.');
  }
}

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: ValidateResourceQuantityValue looks for fractions by
// counting thousandths, for which larger numbers leave no room.
const LARGEST_WHOLE = Quantity.parse('9223372036854775')!;

function* largeWholeFaults(resource: string, limit: string): Iterable<Fault> {
  const quantity = Quantity.parse(limit);
  if (DIVISIBLE.test(resource) || !isAmount(quantity) || quantity.isTooLarge()) return;
  if (!LARGEST_WHOLE.isLessThan(quantity)) return;
  const problem = `${shown(limit)} is more than ${LARGEST_WHOLE.toBytesText()}, the largest number of what is counted `
    + 'in whole numbers, so the API server refuses it';
  yield fault(limitField(resource), problem, 'Write a smaller one, or leave the limit out.');
}

export const QUOTA_OF_NOTHING: ObjectRule = {
  id: 'TENANT017',
  name: 'tenants/quota-nothing',
  on: 'object',
  kinds: [RESOURCE_QUOTA],
  severity: Severity.ERROR,
  title: 'A tenant\'s quota on what machines take is more than zero',
  why: 'Kubernetes takes it, and no machine of the tenant ever starts.',
  remedy: 'Write a positive amount, or leave the limit out.',
  source: kubernetes('staging/src/k8s.io/apiserver/pkg/quota/v1/resources.go: LessThanOrEqual'),
  acceptable: true,

  *check(object, { cluster, namespace }) {
    if (cluster === undefined || cluster.tenantsOf(namespace).length === 0 || !countsLaunchers(object)) return;
    for (const [field, limit, amount] of limitsAmong(object, COUNTED)) {
      // no storage of a class is a way to keep a tenant from it
      if (amount?.isZero() !== true || OF_CLASS.test(field)) continue;
      yield fault(field, `is ${limit}, so no machine of the tenant ever starts`,
        'Write a positive amount, or leave it out for no limit.');
    }
  },
};

/** A number as it is; any other text in quotes. */
function shown(limit: string): string {
  return Number.isFinite(Number(limit)) && limit.trim() !== '' ? limit : `"${limit}"`;
}
