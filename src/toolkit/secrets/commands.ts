import { OPTIONS } from './options';
import { SETTINGS } from './settings';
import { isNoSecret } from './values';

const COMMANDS = [...OPTIONS, ...SETTINGS];

/** What a command, a header or a setting in a text gives away, in words. */
export function secretCommandIn(text: string): string | undefined {
  for (const { what, pattern, isHarmless = () => false } of COMMANDS) {
    for (const found of text.matchAll(pattern)) {
      const argument = found.slice(1).filter((each) => each !== undefined).at(-1);
      if (argument !== undefined && !isNoSecret(argument) && !isHarmless(argument)) return what;
    }
  }
  return undefined;
}
