import { table } from '../table';

/** What a key says that its value is. */
export type KeyOfSecret = 'password' | 'secret' | 'token' | 'key' | 'credentials' | 'login' | 'account';

const NOUNS: { readonly [word: string]: KeyOfSecret } = table({
  password: 'password',
  passwords: 'password',
  passwd: 'password',
  passwds: 'password',
  passwort: 'password',
  passphrase: 'password',
  passcode: 'password',
  pwd: 'password',
  pass: 'password',
  psk: 'password',
  pw: 'password',
  rootpw: 'password',
  requirepass: 'password',
  masterauth: 'password',
  kennwort: 'password',
  pword: 'password',
  secret: 'secret',
  secrets: 'secret',
  token: 'token',
  tokens: 'token',
  authkey: 'token',
  apikey: 'token',
  passkey: 'token',
  apitoken: 'token',
  privatekey: 'key',
  accesskey: 'key',
  secretkey: 'key',
  presharedkey: 'key',
  sharedkey: 'key',
  signingkey: 'key',
  credential: 'credentials',
  credentials: 'credentials',
  creds: 'credentials',
  cred: 'credentials',
  basicauth: 'login',
  httpauth: 'login',
  proxyauth: 'login',
  login: 'account',
});

/** Endings of words written as one: `dbpassword`, `clientsecret`. */
const ENDINGS: readonly (readonly [RegExp, KeyOfSecret])[] = [
  [/^(?!no).*(?:password|passwd|passphrase|passwort)s?\d*$/, 'password'],
  [/^(?:db|user|root|admin|ldap|smtp|mysql|pg|ftp|auth|my|login|bind)(?:pass|pw|pwd)\d*$/, 'password'],
  [/^(?:wifi|ssh|vnc|ipmi|bmc)(?:pass|pw|pwd)\d*$/, 'password'],
  [/.secret$/, 'secret'],
  [/.(?:token|apikey|authkey)$/, 'token'],
  [/.(?:private|access|secret|account|master|encryption|signing|shared)key$/, 'key'],
  [/^(?:activation|licen[cs]e|registration|product|join|account|master|encryption|signing|wrapping|unseal)key$/, 'key'],
];

/** Words before "key" that make it a secret. */
const KEYS = new Set([
  'api', 'private', 'access', 'secret', 'auth', 'encryption', 'encrypt', 'decryption', 'signing', 'sign',
  'shared', 'preshared', 'master', 'account', 'license', 'licence', 'activation', 'deploy', 'session', 'unseal',
  'recovery', 'certificate', 'join', 'storage', 'subscription', 'hmac', 'wep', 'cookie', 'jwt', 'registration',
  'enrollment', 'enrolment', 'luks', 'product', 'agent', 'ingest', 'app', 'application', 'server', 'service',
  'write', 'admin', 'root', 'machine', 'bot', 'fernet', 'cipher', 'gossip', 'wrapping', 'kek', 'dek', 'crypt',
  'aes', 'tsig', 'rndc', 'ipsec', 'bearer', 'barbican', 'webhook',
]);

/** Words behind the noun that make the value something else than the secret. */
const AFTER = new Set((
  'name names ref refs reference file files filename path paths pathname dir directory folder url urls uri '
  + 'endpoint endpoints headers host hostname server servers address addr port ttl expiry expire expires '
  + 'expired expiration exp seconds secs minutes mins hours hrs days ms duration timeout age period interval '
  + 'lifetime validity length len size min max minimum maximum count limit num number numbers retries attempts '
  + 'policy policies type types kind provider providers class id ids uuid enabled enable disabled disable '
  + 'required require allowed allow rotation rotate hint prompt authentication mode algorithm alg cipher '
  + 'method methods format mount mounts volume volumes store stores storage manager management review reviews '
  + 'reviewer request requests controller issuer audience audiences namespace owner user username group groups '
  + 'permission permissions bits complexity quality history reset change changed strength validator validation '
  + 'helper helpers plugin command cmd script service env var variable variables header column label labels '
  + 'selector scope scopes cleaner projection automount source sources location index version checksum ca cert '
  + 'crt certificate certificates fingerprint public pub template tls exists from lock locked warn inactive '
  + 'aging stdin agent protected protection projected sync syncer operator driver csi engine backend rules '
  + 'rule annotations annotation cache caching bucket region profile domain realm renewal renew refresher '
  + 'grant binding tool link text form field fields page event events usage support title description comment '
  + 'note message minlen leeway skew window rate limits quota per use used uses visible generator generation '
  + 'authenticator auth check checks less free only enforcement retention purge schema keyring digits '
  + 'lowercase uppercase symbols special reuse lockout failed last first ok status state ready phase info meta '
  + 'metadata rbac role roles account accounts bound mapping map keys items item list entries'
).split(' '));

/** Words before the noun that make it a setting about secrets. */
const BEFORE = new Set((
  'no non without lock locked disable disabled allow allows permit permits max min num count is has use uses '
  + 'require requires required total skip show hide prompt ask deny forbid unset ignore minimum maximum need '
  + 'needs mask validate generate automount'
).split(' '));

/** Words before "secret" that tell a secret itself from the name of a Secret. */
const ITSELF = new Set([
  'client', 'shared', 'cookie', 'app', 'api', 'consumer', 'jwt', 'session', 'oauth', 'oauth2', 'hmac', 'webhook',
  'access', 'signing', 'master', 'encryption', 'rpc', 'radius', 'oidc', 'csrf', 'bot', 'join', 'cluster', 'turn',
  'totp',
]);

/** Words before "auth" that make it a user name with its password. */
const LOGINS = new Set(['basic', 'http', 'proxy', 'registry', 'docker']);

const KNOWN = new Map<string, KeyOfSecret | undefined>();
const MOST_KNOWN = 4096;

/** What a key says about its value; undefined if nothing that is secret. */
export function keyOfSecret(key: string): KeyOfSecret | undefined {
  if (KNOWN.has(key)) return KNOWN.get(key);
  const found = classified(wordsOf(key));
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(key, found);
  return found;
}

/** The words of a key, in lower case: `dbPassword`, `DB_PASSWORD` and `db-password` have the same. */
function wordsOf(key: string): string[] {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function classified(words: readonly string[]): KeyOfSecret | undefined {
  for (let index = words.length - 1; index >= 0; index--) {
    const kind = kindAt(words, index);
    if (kind === undefined) continue;
    const after = words.slice(index + 1);
    if (after.some((word) => AFTER.has(word))) return undefined;
    if (after.includes('key') && kind !== 'key') return 'secret'; // the key in a Secret, mostly
    if (words.slice(0, index).some((word) => BEFORE.has(word))) return undefined;
    // "pass" alone is a word of many meanings
    if ((words[index] === 'pass' || words[index] === 'pw') && index < words.length - 1) return undefined;
    if (kind === 'secret' && after.some((word) => /^(?:hash|hashes|digest|sum|revision)$/.test(word))) return undefined;
    if (kind === 'secret' && words[index - 1] === 'pull') return undefined; // names a Secret for pulling images
    return kind === 'secret' && ITSELF.has(words[index - 1]) ? 'token' : kind;
  }
  return undefined;
}

function kindAt(words: readonly string[], index: number): KeyOfSecret | undefined {
  const word = words[index].replace(/\d+$/, '');
  if (Object.hasOwn(NOUNS, word)) return NOUNS[word];
  if (word === 'auth') return LOGINS.has(words[index - 1]) ? 'login' : 'account';
  if (word === 'key' || word === 'keys') return index > 0 && KEYS.has(words[index - 1]) ? 'key' : undefined;
  return ENDINGS.find(([pattern]) => pattern.test(word))?.[1];
}
