// Values that stand where a secret could, and are none.

const WORDS = new Set([
  'true', 'false', 'yes', 'no', 'on', 'off', 'none', 'null', 'nil', '~', 'undefined', 'enabled', 'disabled', 'required',
  'optional', 'never', 'always', 'prompt', 'ask', 'random', 'generated', 'unset', 'empty', 'n/a', 'redacted', 'todo',
  'tbd', 'secret-ref', '!', '!!', '*', '**', '-', '|', '>', '\\', 'env', 'file', 'stdin', 'interactive', 'locked',
]);

/** A number with a unit of time, or several of them. */
const UNITS = 'ns|us|ms|s|m|h|d|w|y|secs?|seconds?|mins?|minutes?|hours?|days?|weeks?|months?|years?';
const DURATION = new RegExp(`^(?:\\d{1,9}(?:\\.\\d{1,9})? ?(?:${UNITS})){1,4}$`, 'i');

/** What programs call the objects that hold their settings. */
const OBJECTS = 'var|local|data|module|env|secrets|inputs|vars|os|process|self|config|args|params|ctx|settings|opts'
  + '|options|request|values|hostvars';
const FILES = 'pem|key|crt|cer|json|ya?ml|txt|conf|env|token|secret|jwt|gpg|age|asc|pw|pass|service|socket|sh|py';

/** Something that a program puts the value into. */
const REFERENCES: readonly RegExp[] = [
  /^\$(?:[A-Za-z_][A-Za-z0-9_]{0,100}|[0-9@*?#!$]|\(|\{\{)/, // $NAME, $1, $(command), ${{ expression }}
  /^\$\{[!#]?[A-Za-z0-9_@*.]{1,100}(?:[#%/^,][^}]{0,100}|\[[^\]}]{0,40}\]|@[A-Za-z])?\}/, // ${NAME}, ${1#*=}
  /^\$\{[!#]?[A-Za-z_][A-Za-z0-9_]{0,100}:?[?+]/, // ${NAME:?message}
  /^\$\{[A-Za-z_][A-Za-z0-9_]{0,100}:?-(?:\}|\$)/, // ${NAME:-}, ${NAME:-$OTHER}
  /^`/,
  /^#?\{[{%#A-Z]|^<[%?]|^%\{|^\[\[|^%[sdvq]\b|^#(?:\s|$)/, // templates, formats, a comment
  /^<[A-Za-z][A-Za-z0-9 _.:/#-]{0,100}>/, // <placeholder>
  /^\[?(?:a-z|A-Z|0-9|\^)|^\.[*+]|^\\[sSwWdD]|^\(\?/, // patterns
  /^[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{0,60}$/, // the name of a variable
  /^%[A-Za-z_][A-Za-z0-9_]{0,60}%/, // %NAME%
  /^\$env:/i,
  /^@[A-Za-z0-9_{]|^@\//, // @file, @NAME@
  /^(?:file|env|vault|ref\+[a-z]+|op|sops|aws-?sm|gcp-?sm|secretref|keyring|doppler|bw|pass|azkv):/i,
  /^(?:arn:aws|projects\/)/,
  /^(?:vault|secret|kv)\/[\w/.-]+(?:#\w+)?$/,
  /^ENC\[|^ENC\(|^\$ANSIBLE_VAULT|^AgB[A-Za-z0-9+/]{60}|^age1/, // encrypted
  /^(?:!vault|!Ref|!Sub|!GetAtt|!ImportValue|!secret|!env|!reference|!file)\b/,
  /^\*[A-Za-z_][\w-]{0,60}$/, // an alias of YAML
  /^[A-Za-z_][\w.]{0,80}\(/, // a call
  new RegExp(`^(?:${OBJECTS})\\.[A-Za-z_]`, 'i'),
  /^(?:os|process)\.(?:environ|env)\[/,
  /^[*•xX.]{3,}$|^(?:x{3,}|\*{3,}|\.{3})/i,
  /^(?:your|my|insert|enter|put|replace|change|example|placeholder|some)[-_ ][A-Za-z0-9]{0,30}[-_ ](?:here|me|this)$/i,
  /^(?:placeholder|replace[-_]?me|redacted|omitted|masked|hidden|not[-_]?set|unused|not[-_ ]?used|fill[-_]?me)$/i,
];

/** A path of a file, which holds the value. */
const PATH = /^(?:\.{0,2}\/|~\/|[A-Za-z]:[\\/]|%[A-Za-z]+%\\)[\w.@~$%{}()*\\/ -]*$/;
const FILE = new RegExp(`^[\\w./-]+\\.(?:${FILES})$`);
const URL_WITHOUT_USER = /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s@?]*$/i;

/** Whether a value is not a secret itself: a word such as `true`, a duration, a reference, a path, a placeholder. */
export function isNoSecret(value: string): boolean {
  if (value === '' || WORDS.has(value.toLowerCase()) || DURATION.test(value)) return true;
  if (URL_WITHOUT_USER.test(value) || FILE.test(value)) return true;
  if (isPath(value)) return true;
  return REFERENCES.some((pattern) => pattern.test(value));
}

/** Base64 can begin with a slash too, so long words with digits and both cases are no paths. */
function isPath(value: string): boolean {
  if (!PATH.test(value)) return false;
  const parts = value.split(/[\\/]/);
  return !(parts.length <= 3 && parts.some((part) => part.length >= 20 && isRandom(part) && !part.includes('.')));
}

/** Whether a word mixes digits and letters of both cases, as no name does. */
export function isRandom(value: string): boolean {
  return /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value);
}

const NAME = /^[a-z][a-z0-9]*(?:[-.][a-z0-9]+){1,8}$/;
/** The namespace before a name, as in annotations of an ingress controller. */
const NAMESPACE = /^[a-z][a-z0-9-]{0,62}\//;
const KEYS_OF_SECRETS = new RegExp('^(?:password|passwd|token|username|user|key|secret|tls|ca|cert|credentials?|creds'
  + '|regcred|value|data|auth|config|kubeconfig|(?:private|access|secret)-?key'
  + '|(?:tls|ca|client|server|ssh)[.-][a-z-]+)$', 'i');

/** Whether a value is the name of a Secret, or of a key in one: words in lower case, joined by hyphens or dots. */
export function isNameOfSecret(value: string): boolean {
  if (KEYS_OF_SECRETS.test(value)) return true;
  const name = value.replace(NAMESPACE, '');
  return NAME.test(name) && name.split(/[-.]/).every((part) => !isMixed(part));
}

/** Whether letters and digits alternate, as in `a1b2c3`; `s3` and `v2` are words. */
function isMixed(part: string): boolean {
  const changes = part.replace(/[a-z]+/g, 'a').replace(/\d+/g, '0').length;
  return (changes > 2 && !/^k\ds$/.test(part)) || (part.length >= 12 && changes > 1);
}
