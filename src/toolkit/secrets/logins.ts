import { isNoSecret } from './values';

/** Whether a text is not a user name with a password, joined by a colon or a percent sign. */
export function isUserAlone(text: string): boolean {
  const [, password] = /^[^:%\s]{0,100}[:%]([\s\S]*)$/.exec(text) ?? [];
  return password === undefined || isNoSecret(password) || password.startsWith('//');
}

/** What stands before a colon where a login is referred to, or set up. */
const SETTING = new RegExp('^(?:secret|secrets|configmap|name|realm|type|ref|file|key|path|mode|system|oidc|ldap|role'
  + '|group|scope)$', 'i');

/**
 * Whether a value is a user name with a password, or several of them, or one in base64.
 * @param mayBeOther whether it may as well be something else with a colon, so that only strong passwords count
 */
export function isLogin(value: string, mayBeOther: boolean): boolean {
  const isOne = (login: string): boolean => hasPassword(login, mayBeOther ? STRONG : /./);
  if (/^[A-Za-z0-9+/]{8,400}={0,2}$/.test(value)) {
    const inner = Buffer.from(value, 'base64').toString('latin1');
    return /^[\x21-\x7e]{1,100}:[\x21-\x7e]{2,200}$/.test(inner) && isOne(inner);
  }
  return value.split(/[\s,;]+/).some(isOne);
}

const STRONG = /^(?!v?\d)(?=.*\d)(?=.*[A-Za-z]).{5,}$/;

function hasPassword(login: string, form: RegExp): boolean {
  const [, user, password] = /^([^:\s/"']{1,100}):([^\s:/"']{3,200})$/.exec(login) ?? [];
  if (user === undefined || SETTING.test(user) || isNoSecret(password)) return false;
  return !/^\d{1,5}$/.test(password) && form.test(password);
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
