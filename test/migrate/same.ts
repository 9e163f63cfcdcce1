import { compared, copyOf } from '../../src/migrate/typescript/same/compare';

/** The kind and the name of an object. */
export function identity({ kind, metadata: { name } }: Record<string, any>): string {
  return `${kind} ${name}`;
}

/**
 * What differs, but for the namespace that a program states, for labels and annotations that constructs add, and for
 * what KubeVirt does not see in a machine.
 */
export function differences(wanted: Record<string, any>, made: Record<string, any>): readonly string[] {
  if (wanted.kind === 'VirtualMachine') return compared(copyOf(wanted.spec), copyOf(made.spec));
  const { namespace } = made.metadata;
  const placed = { ...wanted, metadata: namespace === undefined ? wanted.metadata : { namespace, ...wanted.metadata } };
  expect({ ...made, metadata: {} }).toEqual({ ...placed, metadata: {} });
  expect(made.metadata).toMatchObject(placed.metadata);
  return [];
}
