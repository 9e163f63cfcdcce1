import { isNoSecret } from './values';

/** Whether a text is not a user name with a password, joined by a colon or a percent sign. */
export function isUserAlone(text: string): boolean {
  const [, password] = /^[^:%\s]{0,100}[:%]([\s\S]*)$/.exec(text) ?? [];
  return password === undefined || isNoSecret(password) || password.startsWith('//');
}

const URL_LOGIN = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\/\/([^\s/:@"'<>]{0,100}):([^\s/@"']{1,200})@/gi;
const URL_TOKEN = /(?<![a-z0-9+.-])https?:\/\/([A-Za-z0-9_-]{20,200})@/gi;

/** Whether a URL in the text has a password, or a token in place of a user name. */
export function hasUrlWithPassword(text: string): boolean {
  for (const [, , password] of text.matchAll(URL_LOGIN)) if (!isNoSecret(decoded(password))) return true;
  for (const [, token] of text.matchAll(URL_TOKEN)) if (/\d/.test(token)) return true;
  return false;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
