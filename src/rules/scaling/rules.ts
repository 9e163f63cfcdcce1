import { BOUNDS, ZERO } from './bounds';
import { SCALES_ELSEWHERE } from './elsewhere';
import { FIRST_NUMBER } from './first-number';
import { SCALED_AND_HALTED } from './halted';
import { METRIC_VALUES } from './metric-values';
import { SHARE_OF_REQUEST } from './metrics';
import { AUTOSCALED_AND_STATED, TWO_AUTOSCALERS } from './one-party';
import { OUT_OF_REACH } from './out-of-reach';
import { AUTOSCALER_TARGET } from './target';
import type { Rule } from '../rule';

/** Rules about what sets the number of machines. */
export const SCALING_RULES: readonly Rule[] = [
  AUTOSCALED_AND_STATED,
  TWO_AUTOSCALERS,
  BOUNDS,
  ZERO,
  AUTOSCALER_TARGET,
  SHARE_OF_REQUEST,
  FIRST_NUMBER,
  METRIC_VALUES,
  SCALED_AND_HALTED,
  SCALES_ELSEWHERE,
  OUT_OF_REACH,
];
