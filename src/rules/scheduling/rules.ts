import { AFFINITY_RULES } from './affinity';
import { DRAIN_TOGETHER } from './drain-together';
import { NEVER_SCHEDULED, NO_EFFECT } from './effect';
import { NODE_AND_PRIORITY_RULES } from './nodes-and-priority';
import { POLICY_RULES } from './policy';
import { PRIORITY_CLASS_RULES } from './priority-class';
import type { SchedulingRule } from './scheduling-rule';
import { SPREAD_RULES } from './spread';
import { TOLERATION_RULES } from './tolerations';
import type { Rule } from '../rule';

/** Scheduling rules for machines. Policies check what they make with them too. */
export const RULES_OF_MACHINES_AND_POLICIES: readonly SchedulingRule[] = [
  ...AFFINITY_RULES,
  ...SPREAD_RULES,
  ...TOLERATION_RULES,
  ...NODE_AND_PRIORITY_RULES,
];

/** Rules about where and with which priority machines are scheduled. */
export const SCHEDULING_RULES: readonly Rule[] = [
  ...RULES_OF_MACHINES_AND_POLICIES,
  ...PRIORITY_CLASS_RULES,
  ...POLICY_RULES,
  NO_EFFECT,
  NEVER_SCHEDULED,
  DRAIN_TOGETHER,
];
