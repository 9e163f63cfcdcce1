import type { FieldComplaint } from '../toolkit/complaint';
import { fieldBelow } from '../toolkit/path';

/**
 * Half of a surrogate pair, as in a string that was cut in the middle of a character, and characters that server-side
 * apply refuses: clients send them unescaped in JSON, and the API server reads JSON as YAML, where they must be escaped
 * (kube-apiserver v1.35.4 with go-yaml's readerc.go: "control characters are not allowed"). It reads U+0085 as a line
 * break, which silently becomes a space.
 */
const UNACCEPTABLE = /[\p{Surrogate}\u007f-\u009f\ufffe\uffff]/u;

/** Finds them, and whole surrogate pairs as well, several times faster. */
const SUSPECT = /[\u007f-\u009f\ud800-\udfff\ufffe\uffff]/;

function isAcceptable(text: string): boolean {
  return !SUSPECT.test(text) || !UNACCEPTABLE.test(text);
}

/**
 * A fault for each value that would not reach the API server unchanged: JSON cannot represent it (RFC
 * 8259), or it has characters as above.
 * @param field the field that holds the value; empty for a whole object
 */
export function valueFaults(value: unknown, field = ''): FieldComplaint[] {
  const faults: FieldComplaint[] = [];
  collect(value, field, faults);
  return faults;
}

/** Whether a value has no faults. This is nearly always true, and is found without building the path of each part. */
export function isSound(value: unknown): boolean {
  if (typeof value === 'string') return isAcceptable(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'boolean' || value === null) return true;
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(isSound);
  for (const key in value) {
    if (!isAcceptable(key) || !isSound((value as Record<string, unknown>)[key])) return false;
  }
  return true;
}

function valueless(path: string): string {
  const isItem = /\[\d+\]$/.test(path);
  return isItem ? 'is null or undefined, which a list cannot hold' : 'is undefined, which JSON has no form for';
}

function collect(value: unknown, path: string, faults: FieldComplaint[]): void {
  switch (typeof value) {
    case 'string':
      if (UNACCEPTABLE.test(value)) faults.push({ field: path, ...badCharacter(value) });
      return;
    case 'number':
      if (!Number.isFinite(value)) faults.push({ field: path, ...badNumber(value) });
      return;
    case 'boolean':
      return;
    case 'object':
      if (Array.isArray(value)) value.forEach((item, index) => collect(item, `${path}[${index}]`, faults));
      else if (value !== null) collectIn(value, path, faults);
      return;
    case 'undefined':
      faults.push({ field: path, problem: valueless(path), remedy: 'Leave it out.' });
      return;
    default:
      faults.push({
        field: path,
        problem: `is a ${typeof value}, which JSON has no form for`,
        remedy: 'Write a text, a number, true or false.',
      });
  }
}

function collectIn(map: object, path: string, faults: FieldComplaint[]): void {
  for (const [key, item] of Object.entries(map)) {
    const below = fieldBelow(path, key);
    if (!UNACCEPTABLE.test(key)) collect(item, below, faults);
    else faults.push(badKey(below, key));
  }
}

function badNumber(value: number): FieldComplaint {
  return {
    problem: `is ${value}, which JSON has no form for`,
    remedy: 'Write a number that has one, or leave the field out.',
  };
}

function badKey(field: string, key: string): FieldComplaint {
  const { problem, remedy } = badCharacter(key);
  return { problem: `the key ${field} ${problem}`, remedy };
}

function badCharacter(text: string): FieldComplaint {
  const [found] = UNACCEPTABLE.exec(text)!;
  const code = `U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  if (/\p{Surrogate}/u.test(found)) {
    return {
      problem: `holds half of a character (${code}), which cannot be written as UTF-8`,
      remedy: 'See where the string was cut.',
    };
  }
  const fate = code === 'U+0085' ? 'turns into a space' : 'refuses';
  return {
    problem: `holds the character ${code}, which server-side apply ${fate}`,
    remedy: 'Leave it out, or encode the text, in base64 for example.',
  };
}
