import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { secretIn } from '../../machines/secrets/secrets';
import { Complaint, complaint } from '../../toolkit/complaint';
import { counted } from '../../toolkit/counted';
import { texts } from '../../toolkit/shape';
import { table } from '../../toolkit/table';
import type { ObjectRule } from '../rule';
import { own } from '../sources';
import { cdi } from './cdi';
import { ofSources, SOURCE_KINDS, takesChecksum } from './filling';

export const CHECKSUM: ObjectRule = {
  id: 'IMG032',
  name: 'images/checksum',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.ERROR,
  title: 'A checksum is one that CDI can verify',
  why: 'CDI refuses a DataVolume whose checksum it cannot read.',
  remedy: 'Write "sha256:" (or md5, sha1, sha512) and the whole digest in hexadecimal.',
  source: cdi('pkg/util/checksum/checksum.go: ParseAndValidate'),
  acceptable: false,

  check: ofSources(function* ({ source, at, isBootImage }) {
    const checksum = source.http?.checksum;
    // CDI treats an empty checksum as missing; a golden image should leave the prop out instead.
    if (checksum === undefined || (checksum === '' && !isBootImage)) return;
    yield* about(`${at}.source.http.checksum`, notChecksum(checksum));
  }),
};

export const HEADER: ObjectRule = {
  id: 'IMG033',
  name: 'images/header',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.ERROR,
  title: 'An extra header has a name and a colon',
  why: 'CDI leaves a header without a colon out of the request.',
  remedy: 'Write a name, a colon and a value, such as "X-Mirror: eu".',
  source: cdi('pkg/importer/http-datasource.go: addExtraheaders'),
  acceptable: true,

  check: ofSources(function* ({ source, at }) {
    for (const text of texts(source.http?.extraHeaders).filter((each) => headerName(each) === undefined)) {
      // The message does not repeat what may be a secret.
      const named = isSecretHeader(text) || /^\s*(?:bearer|basic)\b/i.test(text) ? 'holds a text that' : `"${text}"`;
      yield fault(`${at}.source.http.extraHeaders`, `${named} is not an HTTP header, so CDI would leave it out`,
        'Write a name, a colon and a value, such as "X-Mirror: eu".');
    }
  }),
};

const SECRET_HEADERS = /^(authorization|proxy-authorization|cookie)$|token|secret|password|api-?key/i;

export const HEADER_SECRET: ObjectRule = {
  id: 'IMG034',
  name: 'images/header-secret',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.ERROR,
  title: 'An extra header contains no secret',
  why: 'Everyone who can read the Git repository or the cluster would see it.',
  remedy: 'Put the whole header into a Secret and name that in secretExtraHeaders.',
  source: own(),
  acceptable: true,

  check: ofSources(function* ({ source, at }) {
    for (const text of texts(source.http?.extraHeaders)) {
      const name = headerName(text);
      if (name === undefined || !isSecretHeader(text)) continue;
      yield fault(`${at}.source.http.extraHeaders`,
        `"${name}" looks like a secret, which everyone who can read the Git repository would see`,
        'Put the whole header into a Secret and name that in secretExtraHeaders.');
    }
  }),
};

export const UNVERIFIED: ObjectRule = {
  id: 'IMG035',
  name: 'images/unverified',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.WARNING,
  title: 'An image is fetched from a server whose certificate is verified, or has a checksum',
  why: 'Otherwise an attacker on the network can replace the image.',
  remedy: 'Use https, name the server\'s certificates in certConfigMap, or at least give a checksum.',
  source: own(),
  acceptable: true,

  check: ofSources(function* ({ source, at }, entry) {
    const { insecureSkipVerify, checksum, url } = source.http ?? {};
    if (checksum || url === undefined) return;
    if (insecureSkipVerify === true) {
      yield fault(`${at}.source.http.insecureSkipVerify`,
        `leaves the certificate of ${url} unverified, so an attacker on the network can replace the image`,
        'Name the server\'s certificates in certConfigMap, or at least give a checksum.');
    } else if (isOpen(url)) {
      yield fault(`${at}.source.http.url`,
        `"${url}" is fetched without encryption and has no checksum, so an attacker on the network can replace it`,
        takesChecksum(entry) ? 'Write https, or give a checksum.' : 'Write https.');
    }
  }),
};

/** Whether a file is fetched without encryption, and not from a Service of the cluster. */
function isOpen(url: string): boolean {
  const host = /^http:\/\/([^/:?#]+)/i.exec(url)?.[1];
  return host !== undefined && host.includes('.') && !/\.(?:svc|local)$/i.test(host);
}

/** Whether a header is one that carries secrets, or its value looks like one. */
export function isSecretHeader(text: string): boolean {
  return SECRET_HEADERS.test(text.split(/[:\s]/)[0]) || secretIn(text) !== undefined;
}

/** The number of hexadecimal digits of each algorithm that CDI knows. */
const DIGITS: { readonly [algorithm: string]: number } = table({ md5: 32, sha1: 40, sha256: 64, sha512: 128 });

function notChecksum(text: string): Complaint | undefined {
  const [, algorithm, digits] = /^\s*([^:\s]*)\s*:\s*(.*?)\s*$/.exec(text.toLowerCase()) ?? [];
  const length = DIGITS[algorithm];
  if (length === undefined) {
    return complaint(`"${text}" is not one that CDI can verify`, 'Write "sha256:" (or md5, sha1, sha512) and the '
      + 'digest in hexadecimal.');
  }
  if (digits.length === length && /^[0-9a-f]+$/.test(digits)) return undefined;
  return complaint(`"${text}" is not a digest of ${algorithm}, which has ${length} hexadecimal digits; this has `
    + counted(digits.length, 'character'),
  'Copy the whole digest.');
}

/** The name of a header; undefined if the text is not one. */
export function headerName(text: string): string | undefined {
  return /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):/.exec(text)?.[1];
}
