import { isNoSecret } from './values';

const MOST_BEHIND = 600;
const MOST_BEFORE = 300;

const CHPASSWD = 'chpasswd, which sets passwords';
const PIPED = 'a password that is piped into a program';
/** A user with a password: `root:hunter2`. */
const LOGIN = /(?<![\w$:/.-])[a-z_][\w.-]{0,31}:(?![/\s])([^\s"'\\,\]}|]{1,200})/gi;

/** Whether a text gives `chpasswd`, or another program that sets a password or asks for one, a password to read. */
export function passwordInputIn(text: string): string | undefined {
  for (const { index } of text.matchAll(/chpasswd/gi)) {
    if (setsByModule(text, index) || isPiped(text, index, hasLogin) || isGiven(text, index)) return CHPASSWD;
  }
  for (const { index } of text.matchAll(READERS)) {
    if (isPiped(text, index, isLiteral) || isGivenLiteral(text, index)) return PIPED;
  }
  return undefined;
}

const READERS = new RegExp([
  '\\b(?:(?:smb|vnc)?passwd\\b|cryptsetup\\b|kinit\\b|realm join\\b|openssl passwd\\b|vault login -',
  '|sudo (?:-\\w ){0,4}-S|gpg\\b[^\\n|]{0,120}--passphrase-fd',
  '|(?:docker|podman|kubectl) (?:secret create|create secret)\\b',
  '|(?:docker|podman|helm|oras|nerdctl|skopeo|crane|buildah)[^\\n|]{0,120}--password-stdin)',
].join(''), 'gi');

/** cloud-init's module of that name, with a list of users. What is random is made by the guest. */
function setsByModule(text: string, place: number): boolean {
  if (!/^chpasswd\\?["']?[ \t]{0,16}:/i.test(text.slice(place, place + 40))) return false;
  const part = text.slice(place + 'chpasswd'.length + 1, place + MOST_BEHIND);
  return hasLogin(ofModule(part));
}

/** The text up to the next key without indentation. */
function ofModule(part: string): string {
  const end = /\n[A-Za-z_#]/.exec(part)?.index ?? part.length;
  return part.slice(0, end);
}

/** What is piped into a program, if a program that prints begins the pipe. */
function isPiped(text: string, place: number, holds: (printed: string) => boolean): boolean {
  const before = text.slice(Math.max(0, place - MOST_BEFORE), place);
  const pipe = /\|[ \t]*(?:sudo[ \t]+)?(?:[\w/.-]*\/)?$/.exec(before);
  if (pipe === null) return false;
  const document = /<<-?[ \t]{0,8}["']?(\w{1,40})["']?[^\n]*$/.exec(before.slice(before.lastIndexOf('\n') + 1))?.[1];
  if (document !== undefined) return holds(documentIn(text.slice(place, place + MOST_BEHIND), document));
  const statement = before.slice(0, pipe.index).split(/\n|;|&&|\|\|/).at(-1)!;
  const printed = /(?:\becho|\bprintf|<<<|\byes)([\s\S]*)$/.exec(statement)?.[1];
  return printed !== undefined && holds(printed);
}

/** Whether a here-string with a password is given to a program. */
function isGivenLiteral(text: string, place: number): boolean {
  const given = /^[^\n|;&<]{1,120}<<<([^\n;|&]{1,200})/.exec(text.slice(place, place + MOST_BEHIND))?.[1];
  return given !== undefined && isLiteral(given);
}

/** A here-document or a here-string of `chpasswd`. */
function isGiven(text: string, place: number): boolean {
  const part = text.slice(place, place + MOST_BEHIND);
  const string = /^chpasswd[^\n|;&<]{0,60}<<<([^\n;|&]{1,200})/i.exec(part)?.[1];
  if (string !== undefined) return hasLogin(string);
  const document = /^chpasswd[^\n|;<]{0,60}<<-?[ \t]{0,8}\\?["']?(\w{1,40})/i.exec(part);
  if (document === null) return false;
  return hasLogin(documentIn(part, document[1]));
}

/** A here-document, from the line behind a command to the line that ends it. */
function documentIn(part: string, end: string): string {
  const lines = part.replaceAll('\\n', '\n').split('\n').slice(1);
  const last = lines.findIndex((line) => line.trim() === end);
  return lines.slice(0, last < 0 ? lines.length : last).join('\n');
}

function hasLogin(text: string): boolean {
  const formatted = /^\s*(?:-\w+ +)?["']%s:%s(?:\\n)?["'] +(\S+) +(\S+)/.exec(text)?.[2];
  if (formatted !== undefined) return isLiteral(formatted);
  for (const [, password] of text.matchAll(LOGIN)) {
    if (!/^(?:R|RANDOM)$/.test(password) && (password.length < 3 || !isNoSecret(password)) && !/^[$`]/.test(password)) {
      return true;
    }
  }
  return false;
}

function isLiteral(printed: string): boolean {
  const word = printed.replace(/^(?:\s|-[neE]+\b)*/, '').trim().replace(/^["']|["']$/g, '');
  return word !== '' && !isNoSecret(word) && !/[$`]/.test(word);
}
