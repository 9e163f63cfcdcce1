import { isPlain } from '../../../toolkit/merge';

/** The paths at which two values differ, with what is the matter there. */
export function differences(original: unknown, made: unknown, path: string = ''): string[] {
  if (original === undefined) return made === undefined ? [] : [`${path} is added`];
  if (made === undefined) return [`${path} is missing`];
  if (Array.isArray(original) && Array.isArray(made)) {
    const length = Math.max(original.length, made.length);
    return Array.from({ length }, (_, index) => differences(original[index], made[index], `${path}[${index}]`)).flat();
  }
  if (isPlain(original) && isPlain(made)) {
    const fields = [...new Set([...Object.keys(original), ...Object.keys(made)])].sort();
    const below = path === '' ? '' : `${path}.`;
    return fields.flatMap((field) => differences(original[field], made[field], `${below}${field}`));
  }
  if (Object.is(original, made)) return [];
  return [`${path} is ${JSON.stringify(made)} in place of ${JSON.stringify(original)}`];
}
