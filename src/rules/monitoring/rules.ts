import { ALERT_LABELS, ALERTS_LEFT_OUT, RUNBOOKS, THRESHOLDS } from './alerts';
import { MONITORING_NAMES } from './names';
import { NOTHING_TO_SELECT_BY, OPERATORS_FIND_NOBODY, SCRAPED_TWICE } from './scraping';
import type { Rule } from '../rule';

/** Rules about monitoring. */
export const MONITORING_RULES: readonly Rule[] = [
  SCRAPED_TWICE,
  OPERATORS_FIND_NOBODY,
  NOTHING_TO_SELECT_BY,
  RUNBOOKS,
  THRESHOLDS,
  ALERT_LABELS,
  ALERTS_LEFT_OUT,
  MONITORING_NAMES,
];
