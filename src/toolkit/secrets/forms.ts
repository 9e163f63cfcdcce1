/** A form that gives a secret away, whatever stands around it. Errors mention `what`, never the secret itself. */
export interface SecretForm {
  readonly what: string;
  /** Matches in one pass: no repetition is nested, and each is bounded or ends at what it cannot contain. */
  readonly pattern: RegExp;
}

/** Begins where no other word does, so that a long word is read once. */
const word = (source: string, flags = ''): RegExp => new RegExp(`(?<![A-Za-z0-9_-])(?:${source})`, flags);

/** Tokens that begin with a prefix of their issuer. */
const ISSUED = [
  '(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}(?![0-9A-Za-z])',
  'gh[pousr]_[A-Za-z0-9]{16,}', 'github_pat_[A-Za-z0-9_]{20,}',
  'gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas|imt)-[A-Za-z0-9_-]{16,}',
  'xox[abeoprs]-[A-Za-z0-9-]{10,}', 'xapp-[0-9]-[A-Za-z0-9-]{10,}',
  '[srp]k_(?:live|test|prod)_[A-Za-z0-9]{10,}', 'whsec_[A-Za-z0-9]{16,}',
  'sk-(?:ant|proj|svcacct|or)-[A-Za-z0-9_-]{16,}', 'sk-[A-Za-z0-9]{32,}',
  'AIza[A-Za-z0-9_-]{30,}', 'ya29\\.[A-Za-z0-9_-]{16,}', 'GOCSPX-[A-Za-z0-9_-]{16,}',
  'npm_[A-Za-z0-9]{30,}', 'pypi-[A-Za-z0-9_-]{32,}', 'rubygems_[0-9a-f]{32,}', 'dckr_(?:pat|oat)_[A-Za-z0-9_-]{16,}',
  'do[opr]_v1_[0-9a-f]{32,}', 'hv[sbr]\\.[A-Za-z0-9_-]{16,}', 'tskey-[a-z]{3,8}-[A-Za-z0-9-]{10,}',
  'SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}', 'key-[0-9a-f]{32}(?![0-9a-f])', 'hf_[A-Za-z0-9]{20,}',
  'shp(?:at|ca|pa|ss)_[0-9a-fA-F]{24,}', 'lin_api_[A-Za-z0-9]{24,}', 'glc_[A-Za-z0-9+/=]{24,}',
  'glsa_[A-Za-z0-9_]{24,}',
  'dapi[0-9a-f]{32}', 'sq0[a-z]{3}-[A-Za-z0-9_-]{20,}', 'xkeysib-[0-9a-f]{32,}', 'NRAK-[A-Z0-9]{20,}',
  'PMAK-[0-9a-f]{20,}-[0-9a-f]{20,}', 'ops_eyJ[A-Za-z0-9_-]{16,}', 'AGE-SECRET-KEY-1[0-9A-Z]{20,}',
  '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{40,}', 'K10[0-9a-f]{48,64}::[a-z]+:[A-Za-z0-9]+',
  '[0-9]{8,10}:AA[A-Za-z0-9_-]{32,35}(?![A-Za-z0-9_-])', 'EAAC[A-Za-z0-9]{40,}', 'CFPAT-[A-Za-z0-9_-]{20,}',
  'fio-u-[A-Za-z0-9_-]{20,}', 'secret_[A-Za-z0-9]{40,}', 'sntry[su]_[A-Za-z0-9_+/=-]{24,}', 'phc_[A-Za-z0-9]{30,}',
];

/** Forms of secrets, the surest first. */
export const SECRET_FORMS: readonly SecretForm[] = [
  { what: 'a private key', pattern: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d:/ },
  {
    what: 'a password hash',
    pattern: word('\\$(?:1|2[abxy]|5|6|7|y|gy|apr1|md5|sha1|argon2(?:i|d|id)|scrypt|pbkdf2[a-z0-9-]{0,8}'
      + '|bcrypt-sha256)\\$[./A-Za-z0-9$=,+_-]{8,}|\\{(?:S?SHA(?:256|384|512)?|S?MD5|CRYPT)\\}[A-Za-z0-9+/$.]{8,}'
      + '|grub\\.pbkdf2\\.sha512\\.[0-9]{1,9}\\.[0-9A-F]{8,}'),
  },
  { what: 'a JSON web token', pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\./ },
  { what: 'a bootstrap token', pattern: /(?:^|[^A-Za-z0-9.])[a-z0-9]{6}\.[a-z0-9]{16}(?![A-Za-z0-9.])/ },
  { what: 'an access key', pattern: word(ISSUED.join('|')) },
  {
    what: 'the address of a webhook, which is a secret',
    pattern: new RegExp('hooks\\.slack\\.com/(?:services|workflows)/[A-Z0-9]{6,}'
      + '|discord(?:app)?\\.com/api/webhooks/\\d{8,}/[\\w-]{20}'),
  },
  {
    what: 'a private key',
    pattern: /"kty"[^{}]{0,400}"d" ?: ?"[A-Za-z0-9_-]{16,}"|"d" ?: ?"[A-Za-z0-9_-]{30,}"[^{}]{0,400}"kty"/,
  },
  {
    what: 'a key in base64',
    pattern: new RegExp([
      '(?<![\\w-])(?<!public[ _-])',
      '(?:(?:key|private|shared|psk|(?:private|preshared|shared|secret)[-_]?key)["\']?',
      '(?:[ \\t]{0,8}[:=][ \\t]{0,8}|[ \\t]{1,8}(?=["\']))|-{1,2}(?:encrypt|gossip-key|psk)[ =]{1,4})',
      '["\']?[A-Za-z0-9+/]{21,86}={1,2}(?![A-Za-z0-9])',
    ].join(''), 'i'),
  },
];

/** A form of secrets that a text has. */
export function secretFormIn(text: string): SecretForm | undefined {
  return SECRET_FORMS.find(({ pattern }) => pattern.test(text));
}
