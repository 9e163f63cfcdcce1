/**
 * Half of a character, as is left where a string is cut through one, and characters that server-side apply does not take: clients send
 * JSON with these as they are, and the API server reads it as YAML, in which they must be escaped (kube-apiserver v1.35.4 with go-yaml's
 * readerc.go: "control characters are not allowed"). U+0085 is a line break there, of which a space is left without a word.
 */
const UNACCEPTABLE = /[\p{Surrogate}\u007f-\u009f\ufffe\uffff]/u;

/**
 * A sentence for each value of an object that does not reach the API server as it is: JSON has no form for it (RFC 8259), or it is text
 * with characters as above.
 */
export function valueProblems(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return textProblems(value, () => `"${path}"`);
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`"${path}" is ${value}, which JSON has no form for, and so the API server neither. Give a number that can be written, or leave the field out.`];
  if (Array.isArray(value)) return value.flatMap((item, index) => valueProblems(item, `${path}[${index}]`));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => {
      const below = path === '' ? key : `${path}.${key}`;
      const problems = textProblems(key, () => `the key ${JSON.stringify(below)}`);
      return problems.length > 0 ? problems : valueProblems(item, below);
    });
  }
  if (typeof value === 'boolean' || value === null) return [];
  return [`"${path}" is a ${typeof value}, which JSON has no form for, and so the API server neither. Give a string, a number or a truth value.`];
}

function textProblems(text: string, what: () => string): string[] {
  const [found] = UNACCEPTABLE.exec(text) ?? [];
  if (found === undefined) return [];
  const code = `U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  if (/\p{Surrogate}/u.test(found)) return [`${what()} holds half of a character (${code}), which cannot be written as UTF-8. See where the string was cut.`];
  return [`${what()} holds the character ${code}, which server-side apply ${code === 'U+0085' ? 'turns into a space' : 'refuses'}. Leave it out, or encode the text, in base64 for example.`];
}
