import { contentHash } from '../toolkit/content-hash';
import { isPlain } from '../toolkit/merge';
import { Quantity } from '../toolkit/quantity';

const DIGITS = 8;

/** The name of an object, with a hash of its spec if its name is to change with its content. */
export function nameFor(name: string, spec: object, byContent: boolean | undefined): string {
  return byContent === true ? `${name}-${contentHash(withEqualAmounts(spec), DIGITS)}` : name;
}

/** The spec with each amount of memory in one form, so that 8Gi and 8192Mi have one name. */
function withEqualAmounts(spec: object): object {
  const { memory, requirements } = spec as { readonly memory?: unknown; readonly requirements?: unknown };
  const needs = isPlain(requirements) ? { ...requirements, memory: equalAmounts(requirements.memory) } : requirements;
  return { ...spec, memory: equalAmounts(memory), requirements: needs };
}

function equalAmounts(memory: unknown): unknown {
  if (!isPlain(memory)) return memory;
  return { ...memory, guest: inOneForm(memory.guest), maxGuest: inOneForm(memory.maxGuest) };
}

function inOneForm(amount: unknown): unknown {
  if (typeof amount !== 'string' && typeof amount !== 'number') return amount;
  return Quantity.parse(amount)?.toBytesText() ?? amount;
}
