import type { SecretForm } from './forms';
import { isNoSecret } from './values';

// An argument of a command line, with or without quotes. Its groups are the three ways to write it.
const ARGUMENT = '(?:\\\\?"([^"\\n\\\\]{1,300})\\\\?"|\'([^\'\\n]{1,300})\'|([^\\s"\'|;&<>(),\\]]{1,300}))';
/** From one argument to the next, in a line or in a list of arguments. */
const NEXT = '(?:["\'], ?["\']|[ \\t=]{1,8})';
const OTHERS = '[^\\n|;&]{0,160}?';

interface Command extends SecretForm {
  /** Whether an argument is no secret, beside those that are none anywhere. */
  readonly isHarmless?: (argument: string) => boolean;
}

function command(what: string, source: string, isHarmless?: Command['isHarmless']): Command {
  return { what, pattern: new RegExp(`(?<![\\w-])${source}`, 'gi'), isHarmless };
}

const OPTION = 'a secret given as a command-line option';
const LOGIN = 'a user name with its password';

/** Whether a text is not a user name with a password, joined by a colon or a percent sign. */
const isUserAlone = (argument: string): boolean => {
  const [, password] = /^[^:%\s]{0,100}[:%]([\s\S]*)$/.exec(argument) ?? [];
  return password === undefined || isNoSecret(password) || /^\/\//.test(password);
};
const isOption = (argument: string): boolean => argument.startsWith('-');

const COMMANDS: readonly Command[] = [
  command(LOGIN, `(?:curl|wget|http|https|xh)\\b${OTHERS}(?:["' ]-[A-Za-z]{0,6}[uU]|--(?:proxy-)?user|--auth|[ ]-a)`
    + `(?:${NEXT}|(?=["']))${ARGUMENT}`, isUserAlone),
  command(LOGIN, `--(?:src-|dest-)?creds${NEXT}${ARGUMENT}`, isUserAlone),
  command(LOGIN, `smbclient\\b${OTHERS}-U${NEXT}?${ARGUMENT}`, isUserAlone),
  command(OPTION, `(?:docker|podman|buildah|nerdctl|helm|oras|crane|skopeo|az|oc|cf|argocd|ctr)\\b[^\\n|;&]{0,40}?\\blogin\\b`
    + `${OTHERS}["' ]-p${NEXT}${ARGUMENT}`, isOption),
  command(OPTION, `sshpass${NEXT}-p${NEXT}?${ARGUMENT}`, isOption),
  command(OPTION, `(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-admin|mariadb-dump)\\b${OTHERS} -p${ARGUMENT}`, isOption),
  command(OPTION, `redis-cli\\b${OTHERS} -a${NEXT}${ARGUMENT}`, isOption),
  command(OPTION, `ldap(?:search|add|modify|passwd|whoami|delete)\\b${OTHERS} -w${NEXT}${ARGUMENT}`, isOption),
  command(OPTION, `ipmitool\\b${OTHERS} -P${NEXT}${ARGUMENT}`, isOption),
  command(OPTION, `mongo(?:sh|dump|restore)?\\b${OTHERS} -p${NEXT}${ARGUMENT}`, isOption),
  command(OPTION, `7z[azr]?\\b${OTHERS} -p${ARGUMENT}`, isOption),
  command(OPTION, `(?:zip|unzip)\\b${OTHERS} -P${NEXT}${ARGUMENT}`, isOption),
  command(OPTION, `net[ ]+user[ ]+[\\w.$%-]{1,40}[ ]+${ARGUMENT}`, (word) => /^[/*]/.test(word)),
  command(OPTION, `net[ ]+use\\b${OTHERS}/user:[^\\s]{1,80}[ ]+${ARGUMENT}`, (word) => /^[/*]/.test(word)),
  command(OPTION, `ConvertTo-SecureString(?:[ ]+-String)?[ ]+${ARGUMENT}`, (word) => /^[-$(]/.test(word)),
  command(OPTION, `openssl[ ]+passwd\\b(?:[ ]+-(?!in\\b|stdin\\b)\\w{1,10}(?:[ ]+\\w{1,16}(?=[ ]))?){0,4}[ ]+${ARGUMENT}`,
    isOption),
  command(OPTION, `openssl\\b${OTHERS}-(?:passin|passout|pass|k)${NEXT}pass:${ARGUMENT}`),
  command(OPTION, `mkpasswd\\b(?:[ ]+-[\\w=-]{1,20}(?:[ ]+(?:sha-?512|sha-?256|md5|yescrypt|bcrypt))?){0,4}[ ]+${ARGUMENT}`,
    isOption),
  command(OPTION, `htpasswd\\b(?=[^\\n]{0,80} -\\w{0,6}b)${OTHERS} ${ARGUMENT}(?=[ \\t]{0,8}(?:["'\\n>|;&]|$))`,
    isOption),
  command('a password hash', `(?:usermod|useradd)\\b${OTHERS}["' ]-p${NEXT}${ARGUMENT}`, isOption),
  command(OPTION, `rootpw(?:[ ]+--(?:plaintext|iscrypted|allow-ssh)){0,2}[ ]+${ARGUMENT}[ \\t]{0,8}(?:\\n|$)`, isOption),
  command(OPTION, `wpa_passphrase[ ]+${ARGUMENT.replace(/\((?!\?)/g, '(?:')}[ ]+${ARGUMENT}`, isOption),
  command(OPTION, `(?:vault|consul)[ ]+login[ ]+${ARGUMENT}`, (word) => isOption(word) || /^(?:method|role)/.test(word)),
  command(OPTION, `kubectl\\b${OTHERS}create[ ]+secret\\b[^\\n]{0,300}?--from-literal${NEXT}["']?[\\w.-]{1,80}=${ARGUMENT}`),
  command(OPTION, `aws[ ]+configure[ ]+set[ ]+[\\w.-]{0,60}(?:secret_access_key|session_token)[ ]+${ARGUMENT}`),
  command(OPTION, `nmcli\\b[^\\n]{0,200}?(?:\\bpassword|wifi-sec\\.psk|wireless-security\\.psk)${NEXT}${ARGUMENT}`),
  command(OPTION, `(?:d-i|debconf)[ ]+passwd/[\\w-]{0,40}password(?:-again)?[ ]+password[ ]+${ARGUMENT}`),
  command(OPTION, `git[ ]+config\\b${OTHERS}extraheader[ ]+${ARGUMENT}`, (word) => !/:/.test(word)),
  command('a password of a netrc file', `machine[ \\t]+[\\w.:-]{1,200}\\s+login\\s+[^\\s]{1,200}\\s+password\\s+${ARGUMENT}`),
  command('a password of a netrc file', `login[ \\t]+[^\\s]{1,100}[ \\t]+password[ \\t]+${ARGUMENT}`),
  command(LOGIN, '(?<=^|\\n|["\' ])[\\w.*-]{1,100}:(?:\\d{2,5}|\\*):[\\w*-]{1,60}:[\\w*-]{1,60}:([^\\s:"\']{1,100})(?=["\'\\s]|$)'),
  command('a credential of HTTP', '(?:proxy-)?authorization["\']?[ \\t]{0,8}[:=][ \\t]{0,8}\\\\?["\']?'
    + '(?:(?:bearer|basic|token|digest|negotiate|apikey|aws4-hmac-sha256|splunk|key)[ =]{1,4})?([^\\s"\'\\\\,]{3,300})',
  (word) => /^(?:bearer|basic|token|digest|negotiate|header|required|optional|\w*[,;]|rbac|webhook|node)$/i.test(word)),
  command('a cookie', '(?:set-)?cookie["\']?[ \\t]{0,8}:[ \\t]{0,8}\\\\?["\']?[\\w.-]{1,60}=([^\\s;"\'\\\\]{6,300})'),
  command('the login of a container registry',
    '\\\\?["\']?_?auth\\\\?["\']?[ \\t]{0,8}[:=]\\s{0,8}\\\\?["\']?([A-Za-z0-9+/]{8,2000}={0,2})(?=\\\\?["\'\\s]|$)',
    (word) => isUserAlone(Buffer.from(word, 'base64').toString('latin1'))),
  command('a secret in the parameters of a URL',
    '(?<=[?&])(?:sig|signature|x-amz-signature|x-goog-signature|hmac|sas|code|hash)=([A-Za-z0-9%+/_-]{16,500})'),
  command('a password of a JAAS configuration', '(?:_password|bindcredential)[ \\t]{0,8}=[ \\t]{0,8}"([^"\\n]{1,200})"'),
  command('a key of a storage account', '(?:accountkey|sharedaccesskey|sharedaccesssignature)=([A-Za-z0-9+/=%&_-]{16,400})'),
  command('a password of an answer file', '<([A-Za-z]{0,40}(?:password|passphrase|secret|token|apikey))>\\s{0,40}'
    + '(?:<value>)?([^<\\s]{1,400})<'),
];

/** What a command or a header in a text gives away, in words. */
export function secretCommandIn(text: string): string | undefined {
  for (const { what, pattern, isHarmless = () => false } of COMMANDS) {
    for (const found of text.matchAll(pattern)) {
      if (isInComment(text, found.index)) continue;
      // The last group that took part is the argument.
      const argument = found.slice(1).filter((each) => each !== undefined).at(-1);
      if (argument !== undefined && !isNoSecret(argument) && !isHarmless(argument)) return what;
    }
  }
  return undefined;
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

function isInComment(text: string, place: number): boolean {
  const line = text.slice(Math.max(0, place - 200), place).split('\n').at(-1)!;
  return /^\s*(?:[-*] )?(?:#(?!!)|\/\/)/.test(line);
}
