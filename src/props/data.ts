import { Found, unreadable } from './fault';
import { isLiteral } from './instance';

/** No Kubernetes object is as deep. A value that contains itself is deeper. */
const DEEPEST = 100;

/** The faults of overrides, before their fields are checked. */
export function dataFaults(value: unknown): Found {
  try {
    if (!isTooDeep(value, 0)) return undefined;
  } catch (error) {
    return [unreadable(error)];
  }
  const says = `is more than ${DEEPEST} levels deep, or holds itself`;
  return [{ prop: '', kind: 'type', says, remedy: 'Write plain data, as YAML has it.' }];
}

function isTooDeep(value: unknown, depth: number): boolean {
  if (!Array.isArray(value) && !isLiteral(value)) return false;
  if (depth > DEEPEST) return true;
  // Reads a list that has no keys too: a proxy that refuses this refuses every use.
  if (Array.isArray(value) && value.length === 0) return false;
  // By keys, because a list of gaps has none, however long it is.
  return Object.keys(value).some((key) => isTooDeep((value as Record<string, unknown>)[key], depth + 1));
}
