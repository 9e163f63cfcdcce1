import { secretFieldsIn } from '../machines/secrets/secret-fields';
import type { Manifest } from '../manifests/manifest';
import { isSecretHeader } from '../rules/image/http';
import { isPlain } from '../toolkit/merge';
import { fieldBelow } from '../toolkit/path';

/**
 * The first field of an object that holds a secret, whatever the kind, and whoever accepts it; undefined if none does.
 */
export function leakIn({ kind, object }: Manifest): string | undefined {
  // The schemas of CRDs speak of secrets and hold none.
  if (kind === 'CustomResourceDefinition') return undefined;
  for (const { field } of secretFieldsIn(object, '')) return field;
  return headersIn(object, '');
}

/** The first list of HTTP headers with one that carries a secret, such as `Authorization`, whatever its value. */
function headersIn(value: unknown, at: string): string | undefined {
  const items = Array.isArray(value)
    ? value.map((item, index) => [`${at}[${index}]`, item] as const)
    : Object.entries(isPlain(value) ? value : {}).map(([key, item]) => [fieldBelow(at, key), item] as const);
  for (const [field, item] of items) {
    const found = isHeaders(field, item) ? field : headersIn(item, field);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isHeaders(field: string, value: unknown): boolean {
  return field.endsWith('.extraHeaders') && Array.isArray(value)
    && value.some((text) => typeof text === 'string' && isSecretHeader(text));
}
