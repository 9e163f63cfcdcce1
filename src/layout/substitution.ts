import { inOrder } from './key-order';
import type { KubernetesObject } from '../releases/facts';

const SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';

/** What Flux' substitution of variables changes (fluxcd/pkg/envsubst v1.7.1, parse/scan.go): variables, and `$$`. */
const CHANGED = /\$[{$]/;

/**
 * The object, with an annotation that keeps Flux from changing its texts, if there is something in them that looks like
 * a variable, as in scripts and cloud-init. A Kustomization with `postBuild` would replace `${HOME}` by nothing
 * (kustomize-controller v1, docs/spec/v1/kustomizations.md: post build variable substitution). An object that has this
 * annotation or label itself keeps it: with another value than `disabled`, Flux substitutes.
 */
export function withoutSubstitution(object: KubernetesObject): KubernetesObject {
  if (!isChanged(object)) return object;
  const { metadata } = object;
  const { annotations = {}, labels = {} } = metadata as { annotations?: unknown; labels?: unknown };
  if (!isMapping(annotations) || SUBSTITUTE in annotations) return object;
  if (isMapping(labels) && SUBSTITUTE in labels) return object;
  const further = { ...metadata, annotations: { ...annotations, [SUBSTITUTE]: 'disabled' } };
  return { ...object, metadata: inOrder(further) as KubernetesObject['metadata'] };
}

/** Whether Flux' substitution would change a text or a key in a value. */
function isChanged(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('$') && CHANGED.test(value);
  if (Array.isArray(value)) return value.some(isChanged);
  if (!isMapping(value)) return false;
  for (const key of Object.keys(value)) {
    if (isChanged(key) || isChanged(value[key])) return true;
  }
  return false;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
