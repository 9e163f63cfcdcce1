import { BUDGET, LIMIT } from '../../rules/gitops/unit-size';

export const MEGABYTE = 1_000_000;

/** How large a unit may be, the worst first. */
export const BUDGETS = [
  { rule: LIMIT, objects: 2500, bytes: 8 * MEGABYTE },
  { rule: BUDGET, objects: 800, bytes: 3 * MEGABYTE },
];
