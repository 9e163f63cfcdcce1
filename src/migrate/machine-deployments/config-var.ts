import type { Editor, Path } from '../editor';

/** References that machine-controller's reader of texts takes in place of `value`. */
const REFERENCES = ['secretKeyRef', 'configMapKeyRef'];

/**
 * The text of a field that machine-controller takes as a text or in `value`, empty if there is none.
 * @returns undefined if no text can be read there: it is of another form, or a reference
 */
export function configVarAt(editor: Editor, path: Path): string | undefined {
  const given: unknown = editor.get(path) ?? '';
  if (typeof given === 'string') return given;
  if (typeof given !== 'object') return undefined;
  const { value, ...others } = given as Readonly<Record<string, unknown>>;
  if (typeof value === 'string') return value;
  const isEmpty = Object.entries(others).every(([key, each]) => REFERENCES.includes(key) && saysNothing(each));
  return isEmpty && (value ?? undefined) === undefined ? '' : undefined;
}

function saysNothing(reference: unknown): boolean {
  return Object.values(reference ?? {}).every((each) => each === '');
}
