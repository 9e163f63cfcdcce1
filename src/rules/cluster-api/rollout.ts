import { isNone, notIntOrPercent } from './int-or-percent';
import { MACHINE_DEPLOYMENT } from './kinds';
import { capi } from './names';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import type { ObjectRule } from '../rule';

/** The path of the rolling update, by version of the API. */
const UPDATES = ['spec.rollout.strategy.rollingUpdate', 'spec.strategy.rollingUpdate'] as const;

export const ROLLING_UPDATE: ObjectRule = {
  id: 'CAPI007',
  name: 'cluster-api/rolling-update',
  on: 'object',
  kinds: [MACHINE_DEPLOYMENT],
  severity: Severity.ERROR,
  title: 'A rolling update may add machines or take some away, in numbers or percentages',
  why: 'Cluster API\'s webhook refuses other texts, and an update that may do neither.',
  remedy: 'Write a maxSurge of at least 1, or a maxUnavailable.',
  source: capi('core/webhooks/admission/machinedeployment.go: validateRolloutStrategy'),
  acceptable: false,

  *check({ spec }) {
    const updates = [spec.rollout?.strategy?.rollingUpdate, spec.strategy?.rollingUpdate];
    for (const [index, path] of UPDATES.entries()) {
      const { maxSurge, maxUnavailable } = updates[index] ?? {};
      yield* about(`${path}.maxSurge`, notIntOrPercent(maxSurge));
      yield* about(`${path}.maxUnavailable`, notIntOrPercent(maxUnavailable));
      if (maxSurge === undefined || !isNone(maxSurge) || !isNone(maxUnavailable ?? 0)) continue;
      yield fault(path, 'allows neither a machine more nor one less, so no machine could be replaced', this.remedy);
    }
  },
};
