/**
 * Where machine-controller reads a value: a key of a Secret or a ConfigMap of the tenant's cluster. It is used only if
 * all three parts are there; otherwise machine-controller reads `value` without a word.
 */
export interface KeyReference {
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

/**
 * A text, or where machine-controller reads it. A reference comes before the value, and a Secret before a ConfigMap.
 */
export type ConfigVarString = string | {
  readonly value?: string;
  readonly secretKeyRef?: KeyReference;
  readonly configMapKeyRef?: KeyReference;
};

/** Yes or no, or where machine-controller reads it. */
export type ConfigVarBool = boolean | {
  readonly value?: boolean;
  readonly secretKeyRef?: KeyReference;
  readonly configMapKeyRef?: KeyReference;
};

/** The text that stands in an object; undefined if it is missing, or if machine-controller reads it elsewhere. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  if (typeof value !== 'object' || value === null || isReference(value)) return undefined;
  return textOf((value as { readonly value?: unknown }).value);
}

/** Whether machine-controller reads the value from a Secret or a ConfigMap. */
export function isReference(value: unknown): boolean {
  return referencesOf(value).some(({ reference }) => reference.namespace && reference.name && reference.key);
}

/** A reference that a value holds, complete or not. */
export interface HeldReference {
  /** The key that holds it. */
  readonly field: 'secretKeyRef' | 'configMapKeyRef';
  readonly reference: Partial<KeyReference>;
}

/** The references that a value holds. */
export function referencesOf(value: unknown): readonly HeldReference[] {
  if (typeof value !== 'object' || value === null) return [];
  return (['secretKeyRef', 'configMapKeyRef'] as const).flatMap((field) => {
    const reference: unknown = (value as Record<string, unknown>)[field];
    return typeof reference === 'object' && reference !== null ? [{ field, reference }] : [];
  });
}
