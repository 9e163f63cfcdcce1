import { ARGUMENT, Command, command, IS } from './command';
import { isUserAlone } from './logins';

const WRITTEN = 'a secret that is written to a file';

/** A file that is named for the secret in it. */
const SECRET_FILE = '[\\w./-]{0,100}(?:password|passwd|passphrase|token|secret|credentials?)(?:\\.txt)?'
  + '(?=["\'\\s;&|,}]|$)';
/** What may stand between the path and the content of a file. */
const BESIDE = '\\s{0,40}(?:,\\s{0,8})?'
  + '(?:["\']?(?:permissions|owner|append|defer)["\']?:[^\\n]{0,60}\\n\\s{0,40}){0,4}["\']?';
const CONTENT = '["\']?([^\\s"\'|>:=]{4,200})["\']?';

/** Whether a text is a word or a setting, as no password of some strength is. */
function isWord(text: string): boolean {
  return !/^(?=.*\d)(?=.*[A-Za-z])\S{6,}$/.test(text) || /[$`:=#(]/.test(text);
}

const SCHEMES = '(?:(?:bearer|basic|token|digest|negotiate|apikey|aws4-hmac-sha256|splunk|key)[ =]{1,4})?';
const NO_CREDENTIAL =
  /^(?:bearer|basic|token|digest|negotiate|header|required|optional|\w*[,;]|rbac|webhook|node)$/i;

/** Headers, and lines of files, whose value is a secret whatever its key is called. */
export const SETTINGS: readonly Command[] = [
  command('the id of a secret of Vault', ['secret_?id', IS, '([0-9a-f]{8}-[0-9a-f-]{20,30})']),
  command(WRITTEN, [
    '(?:echo|printf)(?:[ ]+-[neE]{1,3})?[ ]+', ARGUMENT,
    '[ ]{0,8}(?:>{1,2}|\\|[ ]*(?:sudo[ ]+)?tee(?:[ ]+-a)?)[ ]{0,8}["\']?', SECRET_FILE,
  ], isWord),
  command(WRITTEN, [
    'path["\']?:[ ]{0,8}["\']?', SECRET_FILE, '["\']?', BESIDE,
    'content["\']?:[ ]{0,8}(?:[|>][+-]?\\s{1,40})?', CONTENT, '[ ]{0,8}(?:\\\\n["\']?)?(?=\\n|$|\\})',
  ], isWord),
  command(WRITTEN, [
    'content["\']?:[ ]{0,8}', CONTENT, BESIDE, 'path["\']?:[ ]{0,8}["\']?', SECRET_FILE,
  ], isWord),
  command('a password of a netrc file', [
    'machine[ \\t]+[\\w.:-]{1,200}\\s+login\\s+[^\\s]{1,200}\\s+password\\s+', ARGUMENT,
  ]),
  command('a password of a netrc file', ['login[ \\t]+[^\\s]{1,100}[ \\t]+password[ \\t]+', ARGUMENT]),
  command('a user name with its password', [
    '(?<=^|\\n|["\' ])[\\w.*-]{1,100}:(?:\\d{2,5}|\\*):[\\w*-]{1,60}:[\\w*-]{1,60}:',
    '([^\\s:"\']{1,100})(?=["\'\\s]|$)',
  ]),
  command('a credential of HTTP', [
    '(?:proxy-)?authorization["\']?[ \\t]{0,8}[:=][ \\t]{0,8}\\\\?["\']?', SCHEMES, '([^\\s"\'\\\\,]{3,300})',
  ], (word) => NO_CREDENTIAL.test(word)),
  command('a cookie', '(?:set-)?cookie["\']?[ \\t]{0,8}:[ \\t]{0,8}\\\\?["\']?[\\w.-]{1,60}=([^\\s;"\'\\\\]{6,300})'),
  command('the login of a container registry', [
    '\\\\?["\']?_?auth\\\\?["\']?[ \\t]{0,8}[:=]\\s{0,8}\\\\?["\']?',
    '([A-Za-z0-9+/]{8,2000}={0,2})(?=\\\\?["\'\\s]|$)',
  ], (word) => isUserAlone(Buffer.from(word, 'base64').toString('latin1'))),
  command('a secret in the parameters of a URL', [
    '(?<=[?&])(?:sig|signature|x-amz-signature|x-goog-signature|hmac|sas|code|hash)=', '([A-Za-z0-9%+/_-]{16,500})',
  ]),
  command('a password of a JAAS configuration', '(?:_password|bindcredential)[ \\t]{0,8}=[ ]{0,8}"([^"\\n]{1,200})"'),
  command('a key of a storage account', [
    '(?:accountkey|sharedaccesskey|sharedaccesssignature)=', '([A-Za-z0-9+/=%&_-]{16,400})',
  ]),
  command('a password of an answer file', [
    '<([A-Za-z]{0,40}(?:password|passphrase|secret|token|apikey))>\\s{0,40}(?:<value>)?', '([^<\\s]{1,400})<',
  ]),
];
