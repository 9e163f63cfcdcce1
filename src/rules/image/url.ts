import { URL } from 'node:url';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { secretIn } from '../../machines/secrets/secrets';
import { Complaint, complaint } from '../../toolkit/complaint';
import type { ObjectRule } from '../rule';
import { own } from '../sources';
import { cdi } from './cdi';
import { Filling, ofSources, SOURCE_KINDS } from './filling';

export const URL_OF_SOURCE: ObjectRule = {
  id: 'IMG029',
  name: 'images/url',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.ERROR,
  title: 'The URL of a source can be read, has a scheme that CDI knows for it, and a host',
  why: 'CDI refuses the DataVolume, or the import fails.',
  remedy: 'Write a whole URL, such as "https://images.example.com/ubuntu.qcow2".',
  source: cdi('pkg/apiserver/webhooks/util.go: validateSourceURL'),
  acceptable: false,

  check: ofSources(function* (filling) {
    for (const { field, url, schemes } of urlsOf(filling)) yield* about(field, notSourceUrl(url, schemes));
  }),
};

export const URL_PATH: ObjectRule = {
  id: 'IMG030',
  name: 'images/url-path',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.ERROR,
  title: 'The URL of a source names a file, or an object in a bucket',
  why: 'CDI imports what the server answers, which without a path is a page for people, and takes bucket and object '
    + 'from the URL by counting slashes.',
  remedy: 'Write the path too.',
  source: cdi('pkg/importer/http-datasource.go, s3-datasource.go and gcs-datasource.go'),
  acceptable: true,

  check: ofSources(function* (filling) {
    for (const { kind, field, url, schemes } of urlsOf(filling)) {
      if (notSourceUrl(url, schemes) !== undefined) continue;
      yield* about(field, kind === 'http' ? namesNoFile(url) : namesNoObject(url));
    }
  }),
};

const SECRET_PARAMETERS = /token|secret|password|signature|credential|^sig$|api-?key/i;

export const URL_SECRET: ObjectRule = {
  id: 'IMG031',
  name: 'images/url-secret',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.ERROR,
  title: 'The URL of a source contains no secret',
  why: 'Everyone who can read the Git repository or the cluster would see it.',
  remedy: 'Put the credentials into a Secret and name it in secretRef.',
  source: own(),
  acceptable: true,

  check: ofSources(function* (filling) {
    for (const { field, url: text, schemes } of urlsOf(filling)) {
      if (notSourceUrl(text, schemes) !== undefined) continue;
      const url = new URL(text);
      if (url.username !== '' || url.password !== '') {
        yield fault(field,
          `of host "${url.host}" contains a user name or a password, which everyone who can read the `
            + 'Git repository would see',
          'Put them into a Secret (keys accessKeyId and secretKey) and name it in secretRef.');
        continue;
      }
      const parameter = [...url.searchParams.keys()].find((key) => SECRET_PARAMETERS.test(key));
      const found = parameter === undefined ? secretIn(text) : undefined;
      if (found !== undefined) {
        yield fault(field, `of host "${url.host}" holds what looks like a secret (${found}), which everyone who can `
          + 'read the Git repository would see',
        'Use credentials in a Secret (secretRef) instead.');
      }
      if (parameter !== undefined) {
        yield fault(field,
          `of host "${url.host}" has the parameter "${parameter}", which looks like a secret that everyone who can `
            + 'read the Git repository would see',
          'Use credentials in a Secret (secretRef) instead.');
      }
    }
  }),
};

interface SourceUrl {
  readonly kind: keyof typeof SCHEMES;
  readonly field: string;
  readonly url: string;
  readonly schemes: readonly string[];
}

/** How CDI's importers read each kind of source. */
const SCHEMES = { http: ['https', 'http'], s3: ['https', 'http'], gcs: ['gs', 'https', 'http'] } as const;

function urlsOf({ source, at }: Filling): SourceUrl[] {
  return (['http', 's3', 'gcs'] as const).flatMap((kind) => {
    const url = source[kind]?.url;
    return url === undefined ? [] : [{ kind, url, field: `${at}.source.${kind}.url`, schemes: SCHEMES[kind] }];
  });
}

function notSourceUrl(text: string, schemes: readonly string[]): Complaint | undefined {
  const example = `Write one such as "${schemes[0]}://images.example.com/ubuntu.qcow2".`;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (scheme === undefined || /\s/.test(text) || !URL.canParse(text)) {
    return complaint(`"${text}" is not a valid URL`, example);
  }
  if (!schemes.includes(scheme.toLowerCase())) {
    return complaint(`"${text}" has the scheme "${scheme}", but CDI reads this source by `
      + `${schemes.join(', ')}`, example);
  }
  return new URL(text).hostname === '' ? complaint(`"${text}" has no host`, example) : undefined;
}

function namesNoFile(text: string): Complaint | undefined {
  const { pathname, search } = new URL(text);
  if (pathname !== '/' || search !== '') return undefined;
  return complaint(`"${text}" names no file on its host`, 'Write its path too, such as '
    + '"https://images.example.com/ubuntu.qcow2".');
}

function namesNoObject(url: string): Complaint | undefined {
  const isScheme = url.startsWith('gs:');
  const parts = url.split('/').slice(isScheme ? 2 : 3);
  if (parts.length > 1 && parts.every((part) => part !== '')) return undefined;
  const example = `${isScheme ? 'gs://' : 'https://storage.example.com/'}images/ubuntu.qcow2`;
  return complaint(`"${url}" names no object in a bucket`,
    `Write the bucket and the object's name behind the ${isScheme ? 'scheme' : 'host'}, separated by single slashes, `
      + `such as "${example}".`);
}
