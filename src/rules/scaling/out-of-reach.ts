import { AUTOSCALER_KINDS, specOf } from './kind';
import type { VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { scaledBy } from '../../inventory/autoscalers';
import { overcommitIn } from '../../inventory/overcommit';
import { sizedMachine } from '../../inventory/sized';
import { computeShare, vcpusOf } from '../../machines/launcher/launcher-overhead';
import { guestMemoryOf } from '../../machines/size/guest-memory';
import type { Overcommit } from '../../machines/size/overcommit';
import { described } from '../../props/words';
import { isPlain } from '../../toolkit/merge';
import { Quantity } from '../../toolkit/quantity';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

export const OUT_OF_REACH: ObjectRule = {
  id: 'HPA011',
  name: 'scaling/out-of-reach',
  on: 'object',
  kinds: AUTOSCALER_KINDS,
  severity: Severity.WARNING,
  title: 'The average that an autoscaler aims at can be reached by its machines',
  why: 'The autoscaler adds machines if they use more than this on average. A machine cannot use more CPUs than its '
    + 'guest has, nor more memory than its guest and its launcher, so none is ever added.',
  remedy: 'Write less than what a machine has, such as three quarters of it.',
  source: kubernetes('pkg/controller/podautoscaler/replica_calculator.go: GetRawResourceReplicas'),
  acceptable: true,

  *check(object, entry) {
    const { metrics } = specOf(object);
    const scaled = Array.isArray(metrics) ? scaledBy(entry) : undefined;
    const vmi = scaled && sizedMachine(scaled)?.template.spec;
    if (vmi === undefined || scaled?.cluster === undefined) return;
    const overcommit = overcommitIn(scaled.cluster);
    for (const [index, metric] of (metrics as unknown[]).entries()) {
      const { name, target } = resourceOf(metric);
      const value = isPlain(target) ? target.averageValue : undefined;
      const stated = typeof value === 'string' || typeof value === 'number' ? Quantity.parse(value) : undefined;
      const offer = stated && offerOf(name, vmi, overcommit);
      if (!offer?.most?.isLessThan(stated!)) continue;
      yield fault(`spec.metrics[${index}].resource.target.averageValue`, `is ${described(value)}, but a machine has `
        + `${offer.has}, so it never adds one`, this.remedy);
    }
  },
};

/** What a machine has of a resource, and how much of it the launcher can use at most. */
interface Offer {
  readonly most?: Quantity;
  readonly has: string;
}

function offerOf(name: unknown, vmi: VirtualMachineInstanceSpec, overcommit: Overcommit): Offer | undefined {
  const { overhead, threads } = computeShare(vmi, overcommit);
  const memory = guestMemoryOf(vmi);
  if (name === 'cpu') {
    return vcpusOf(vmi) === undefined ? undefined : { most: Quantity.parse(threads), has: cpus(threads) };
  }
  if (name !== 'memory' || memory === undefined) return undefined;
  return { most: Quantity.parse(memory)?.plus(overhead), has: `${memory} of memory` };
}

function cpus(count: number): string {
  return count === 1 ? '1 CPU' : `${count} CPUs`;
}

function resourceOf(metric: unknown): { readonly [field: string]: unknown } {
  return isPlain(metric) && isPlain(metric.resource) ? metric.resource : {};
}
