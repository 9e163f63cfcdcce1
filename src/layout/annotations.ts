/** What YAML readers take for nothing, a truth value, a number or a date, among what can be the key of an annotation. */
const NO_TEXT = /^(null|true|false|\d[\d_]*(\.[\d_]*)?(e-?\d+)?|0x[\da-f_]+|0o[0-7_]+|0b[01_]+|\d{4}-\d{1,2}-\d{1,2})$/i;

/** Text of several lines, of which the first begins with a tab. */
const TAB_FIRST = /^\t[^\n]*\n/;

/**
 * A sentence for each annotation that is fine as YAML, and that kustomize cannot read again after it has written it: Argo CD and Flux
 * build every layer with kustomize, which writes the annotations of all objects anew (kustomize v5.7.1, run on each such form).
 */
export function annotationProblems(annotations: { readonly [key: string]: unknown } = {}): string[] {
  return Object.entries(annotations).flatMap(([key, value]) => [
    ...(NO_TEXT.test(key) ? [`metadata.annotations has the key "${key}", which kustomize takes for something else than text, so Argo CD and Flux could not build the layer. Give it a prefix, such as "example.org/${key}".`] : []),
    ...(TAB_FIRST.test(String(value)) ? [`metadata.annotations["${key}"] is text of several lines that begins with a tab, which kustomize cannot read again, so Argo CD and Flux could not build the layer. Begin it with something else.`] : []),
  ]);
}
