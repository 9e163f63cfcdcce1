import { inJson } from '../../props/words';
import { Complaint, complaint } from '../../toolkit/complaint';

/** What is wrong with a number or a percentage; undefined if nothing is (intstr.go: GetScaledValueFromIntOrPercent). */
export function notIntOrPercent(value: unknown): Complaint | undefined {
  if (value === undefined || isCount(value) || isPercentage(value)) return undefined;
  return complaint(`is ${inJson(value)}, which is neither a number nor a percentage`,
    'Write a whole number that is not negative, or a text such as "25%".');
}

/** Whether a number or percentage means none. */
export function isNone(value: unknown): boolean {
  return value === 0 || value === '0%';
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isPercentage(value: unknown): boolean {
  return typeof value === 'string' && /^\d+%$/.test(value);
}
