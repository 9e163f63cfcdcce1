import { amountText, boundText, Breach, faultsOf, itemsIn } from './limit-range-breach';
import { Severity } from '../../findings/finding';
import type { DefaultedContainer, LimitRangeItem } from '../../inventory/limit-ranges';
import { demandIn, NamespaceDemand } from '../../inventory/namespace-demand';
import { Amounts, summed } from '../../machines/launcher/pod-resources';
import { fieldBelow } from '../../toolkit/path';
import { Quantity } from '../../toolkit/quantity';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

export const LIMIT_RANGE_PODS: ObjectRule = {
  id: 'TENANT049',
  name: 'tenants/limit-range-pods',
  on: 'object',
  kinds: ['/LimitRange'],
  severity: Severity.ERROR,
  title: 'A LimitRange lets the pods of its namespace\'s machines and disks pass',
  why: 'A default limit below what a launcher requests, a max, a min or a ratio that it breaks: the API server refuses '
    + 'the pod, and the machine never starts.',
  remedy: 'Leave the constraint out, or write one that every pod meets.',
  source: kubernetes('plugin/pkg/admission/limitranger/admission.go: PodMutateLimitFunc, PodValidateLimitFunc'),
  acceptable: true,

  *check(_object, entry) {
    const { cluster, namespace } = entry;
    if (cluster === undefined || namespace === undefined) return;
    const own = itemsIn(entry);
    if (own.length === 0) return;
    const pods = podsOf(demandIn(cluster, namespace));
    yield* faultsOf(own.flatMap((item) => pods.flatMap((pod) => [...breachesOf(item, pod)])));
  },
};

/** Equal pods, with the words for one of them. */
interface Pod {
  readonly what: string;
  readonly containers: readonly DefaultedContainer[];
}

function podsOf({ machines, claims, pods, importer }: NamespaceDemand): Pod[] {
  const fills = claims.some(({ needsPod }) => needsPod)
    || machines.some(({ disks }) => disks.some(({ needsPod }) => needsPod));
  return [
    ...machines.flatMap(({ where, containers }) => (
      containers === undefined ? [] : [{ what: `each launcher of ${where}`, containers }])),
    ...(fills ? [{ what: 'each pod of CDI that fills a disk', containers: [importer] }] : []),
    ...pods.map(({ where, containers }) => ({ what: `each pod of ${where}`, containers })),
  ];
}

function* breachesOf(item: LimitRangeItem, { what, containers }: Pod): Iterable<Breach> {
  if (item.type === 'Pod') {
    const whole = { requests: summed(containers, 'requests'), limits: summed(containers, 'limits') };
    yield* constraintBreaches(item, what, whole);
  }
  if (item.type !== 'Container') return;
  for (const container of containers) {
    const named = `the container "${container.name}" of ${what}`;
    yield* defaultBreaches(item, named, container);
    yield* constraintBreaches(item, named, container);
  }
}

/** A default limit that is less than what a container requests by itself. */
function* defaultBreaches(item: LimitRangeItem, what: string, container: DefaultedContainer): Iterable<Breach> {
  for (const [resource, { amount, part }] of item.default) {
    const request = container.requests.get(resource);
    if (container.limitsFrom.get(resource) !== item || request === undefined || !amount.isLessThan(request)) continue;
    const least = boundText(resource, request, 'up');
    yield {
      field: fieldBelow(`${item.at}.${part}`, resource),
      what,
      size: request,
      problem: `${amountText(resource, amount)} becomes the limit of ${what}, which requests ${least}, so the API `
        + 'server refuses the pod',
      remedy: `Write at least ${least}, or leave it out.`,
    };
  }
}

interface Used {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

function* constraintBreaches(item: LimitRangeItem, what: string, used: Used): Iterable<Breach> {
  for (const [resource, max] of item.max) yield* maxBreaches(item, resource, max, what, used);
  for (const [resource, min] of item.min) yield* minBreaches(item, resource, min, what, used);
  for (const [resource, ratio] of item.ratio) yield* ratioBreaches(item, resource, ratio, what, used);
}

function* maxBreaches(
  { at }: LimitRangeItem, resource: string, max: Quantity, what: string, { requests, limits }: Used,
): Iterable<Breach> {
  const field = fieldBelow(`${at}.max`, resource);
  const limit = limits.get(resource);
  const request = requests.get(resource) ?? Quantity.ZERO;
  const [most, verb] = limit === undefined || limit.isLessThan(request) ? [request, 'requests'] : [limit, 'may use'];
  const text = boundText(resource, most, 'up');
  if (max.isLessThan(most)) {
    const problem = `${amountText(resource, max)} is less than the ${text} that ${what} ${verb}, so the API server `
      + 'refuses the pod';
    yield { field, what, size: most, problem, remedy: `Write at least ${text}, or leave it out.` };
  } else if (limit === undefined) {
    yield { field, what, size: most, problem: unlimited(what), remedy: LIMITED };
  }
}

function* minBreaches(
  { at }: LimitRangeItem, resource: string, min: Quantity, what: string, { requests, limits }: Used,
): Iterable<Breach> {
  const request = requests.get(resource) ?? Quantity.ZERO;
  const [least, verb] = request.isLessThan(min) ? [request, 'requests'] : [limits.get(resource) ?? min, 'may use'];
  if (!least.isLessThan(min)) return;
  const text = boundText(resource, least, 'down');
  const problem = `${amountText(resource, min)} is more than the ${text} that ${what} ${verb}, so the API server `
    + 'refuses the pod';
  const remedy = least.isZero() ? 'Leave it out.' : `Write at most ${text}, or leave it out.`;
  yield { field: fieldBelow(`${at}.min`, resource), what, size: min.minus(least), problem, remedy };
}

function* ratioBreaches(
  { at }: LimitRangeItem, resource: string, ratio: Quantity, what: string, { requests, limits }: Used,
): Iterable<Breach> {
  const field = fieldBelow(`${at}.maxLimitRequestRatio`, resource);
  const request = requests.get(resource);
  const limit = limits.get(resource);
  if (limit === undefined || limit.isZero()) {
    yield { field, what, size: request ?? Quantity.ZERO, problem: unlimited(what), remedy: LIMITED };
    return;
  }
  if (request === undefined || request.isZero()) {
    const problem = `asks for a request, and ${what} has none, so the API server refuses the pod`;
    yield { field, what, size: limit, problem, remedy: 'Leave it out.' };
    return;
  }
  const times = limit.ratioTo(request);
  if (times <= ratio.ratioTo(ONE)) return;
  const shown = String(Math.ceil(times * 100) / 100);
  const problem = `${amountText('', ratio)} is less than ${shown}, the limit of ${what} by its request `
    + `(${amountText(resource, limit)} by ${amountText(resource, request)}), so the API server refuses the pod`;
  yield { field, what, size: limit, problem, remedy: `Write at least ${shown}, or leave it out.` };
}

const ONE = Quantity.parse(1)!;
const LIMITED = 'Leave it out, or give the machines limits: with quota.limits, KubeVirt gives every launcher some.';

function unlimited(what: string): string {
  return `asks for a limit, and ${what} has none, so the API server refuses the pod`;
}
