import * as fc from 'fast-check';
import { keyOfSecret } from '../../src/toolkit/secrets/keys';

/**
 * Names that are DNS labels, and something else for some reader of YAML, or for some reader of numbers or dates. cdk8s
 * cannot have the name `constructor`.
 */
const TROUBLING_LABELS = [
  'yes',
  'no',
  'on',
  'off',
  'y',
  'n',
  'null',
  'true',
  'false',
  'nan',
  'inf',
  '0',
  '7',
  '007',
  '0775',
  '0o17',
  '0x1f',
  '0b11',
  '1e3',
  '1e400',
  '0e0',
  '2024-01-01',
  '12-30-45',
  'a--b',
  'xn--bcher-kva',
  'kustomization',
  'prototype',
];
const TROUBLING_SUBDOMAINS = [
  ...TROUBLING_LABELS,
  '1.5',
  '1.0',
  '0.1e3',
  '1.2.3.4',
  '10.0.0.0',
  '6.e3',
  'a.b',
  '0.0',
  '1e3.5',
];

const ALPHABET = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const INNER = [...ALPHABET, '-'];

/** A DNS label of at most so many characters: short, as long as can be, or troubling. */
export function label(most = 63): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...TROUBLING_LABELS.filter((each) => each.length <= most)) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 1, maxLength: 1 }),
          fc.string({ unit: fc.constantFrom(...INNER), maxLength: 12 }),
        )
        .map(([first, rest]) => trimmed(`${first}${rest}`.slice(0, most))),
    },
    {
      weight: 1,
      arbitrary: fc
        .string({ unit: fc.constantFrom(...INNER), minLength: most, maxLength: most })
        .map((text) => `0${text.slice(1, -1)}z`),
    },
  );
}

/** The name of a PriorityClass, as short as the quota of a tenant needs it. */
export function className(): fc.Arbitrary<string> {
  return subdomain().map((name) => name.slice(0, 63).replace(/[^a-z0-9]+$/, ''));
}

/** A name that has the form of a bootstrap token of kubeadm is taken for a secret. */
const TOKEN = /(?:^|[^a-z0-9.])[a-z0-9]{6}\.[a-z0-9]{16}(?![a-z0-9.])/;

/** A DNS subdomain, with dots in it as often as not. */
export function subdomain(most = 253): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...TROUBLING_SUBDOMAINS) },
    { weight: 3, arbitrary: label() },
    {
      weight: 3,
      arbitrary: fc
        .array(label(20), { minLength: 2, maxLength: 4 })
        .map((parts) => parts.join('.'))
        .map((name) => name.replace(TOKEN, (token) => token.replace('.', '.x'))),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(label(63), { minLength: 5, maxLength: 8 })
        .map((parts) => trimmed(parts.join('.').slice(0, most))),
    },
  );
}

/** A label's value: nothing, troubling, or as long as can be. */
export const labelValue: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    'Yes',
    'NO',
    'On',
    'OFF',
    'Null',
    'TRUE',
    '1e3',
    '0o17',
    '0O17',
    '0x1F',
    '1_000',
    '2024-01-01',
    '12.30.45',
    '1.0',
    '08',
    'a_b.c-d',
  ),
  fc.string({ unit: fc.constantFrom(...'aZ09-_.'), minLength: 1, maxLength: 61 }).map((text) => `A${text}z`),
);

/** A label's key, with a prefix as often as not. */
export const labelKey: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'yes',
    'on',
    'null',
    'app',
    '1e3',
    '0o17',
    '2024-01-01',
    'A_b.c',
    'example.org/rack',
    '1.5/no',
    'app.kubernetes.io/part-of',
  ),
  // what reads as the key of a secret by chance would be told
  fc.tuple(label(20), label()).map(([domain, name]) => `${domain}.example/${name}`)
    .filter((key) => keyOfSecret(key) === undefined),
);

/** What is written on one line or on many, and comes back differently from a careless reader or writer. */
const TROUBLING_TEXTS = [
  '',
  ' ',
  '\n',
  '\t',
  'yes',
  'on',
  'null',
  '~',
  '1e3',
  '0o17',
  '0O17',
  '0x1F',
  '12:30:45',
  '2024-01-01',
  '.inf',
  '<<',
  '=',
  '${x}',
  '$(x)',
  '{{ x }}',
  '- a',
  '? a',
  '# a',
  'a # b',
  'a: b',
  'a:',
  '"',
  "'",
  '\\',
  '\\n',
  '---',
  '...',
  '--- a\n...\n',
  '&a',
  '*a',
  '!!int 1',
  '|',
  '>',
  '>-\n  a',
  '%YAML 1.2',
  '@a',
  '`a`',
  '[',
  '{',
  ' leading',
  'trailing ',
  'two\nlines',
  'ends in a line\n',
  'ends in two\n\n',
  '\n  indented\nfirst',
  'a\r\nb\rc',
  'tab\tinside',
  '\tleading tab',
  'line\u2028separator',
  'paragraph\u2029separator',
  '\ufeffmark',
  'nul\u0000',
  'bell\u0007',
  'a\u00a0b',
  'grüße',
  '日本',
  '😀',
  '\u202eright',
  'e\u0301',
  'x'.repeat(300),
  `${'word '.repeat(60)}end`,
];

/** Any text that the API server takes: characters that server-side apply does not bring there are an error. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TROUBLING_TEXTS),
  fc.string({ unit: 'binary', maxLength: 20 }).map((each) => each.replace(/[\u007f-\u009f\ufffe\uffff]/g, '~')),
  fc.array(fc.constantFrom(...TROUBLING_TEXTS), { maxLength: 3 }).map((parts) => parts.join('\n')),
);

/** A text that is not blank, for names that may be anything else. */
export const filledText: fc.Arbitrary<string> = text.map((each) => (each.trim() === '' ? 'lena@example.org' : each));

export const labels: fc.Arbitrary<{ [key: string]: string }> = fc.dictionary(labelKey, labelValue, {
  maxKeys: 3,
  noNullPrototype: true,
});
/** Annotations of a machine's template. */
export const nestedAnnotations: fc.Arbitrary<{ [key: string]: string }> = fc.dictionary(labelKey, text, {
  maxKeys: 3,
  noNullPrototype: true,
});
/**
 * Annotations of an object itself: kustomize takes no keys that read as a number or the like, and no lines that begin
 * with a tab.
 */
const noted = (value: string): string => (value.startsWith('\t') ? `-${value}` : value);
/** The text of such an annotation. */
export const filledNote: fc.Arbitrary<string> = filledText.map(noted);
export const annotations: fc.Arbitrary<{ [key: string]: string }> = fc.dictionary(
  labelKey.map((key) => (key.includes('/') || /^(yes|on|app)$/.test(key) ? key : `example.org/${key}`)),
  text.map(noted),
  { maxKeys: 3, noNullPrototype: true },
);

/** A list without repetitions. */
export function several<T>(each: fc.Arbitrary<T>, minLength = 0, maxLength = 3): fc.Arbitrary<T[]> {
  return fc.uniqueArray(each, { minLength, maxLength, comparator: 'SameValueZero' });
}

export function oneOf<T extends string>(closed: { readonly [key: string]: T }): fc.Arbitrary<T> {
  return fc.constantFrom(...Object.values(closed));
}

function trimmed(name: string): string {
  return name.replace(/[^a-z0-9]+$/, '');
}
