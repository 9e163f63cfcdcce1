import { URL } from 'node:url';
import type { GcsSourceOptions, HttpSourceOptions, S3SourceOptions } from './image-source-options';
import { checksum, header, sourceUrl } from './source-checks';
import type { SourceRules } from './source-rules';
import type { DataVolumeSourceHttp } from '../../imports/cdi.kubevirt.io';
import { cdiLacksField } from '../releases/field';
import type { Sentence } from '../toolkit/problems';
import { dnsSubdomain } from '../toolkit/sentences';

// The DataVolume and not the DataImportCron, because only registry and PVC sources can be refreshed.
const HTTP = ['spec', 'source', 'http'];

/** A file on a web server. */
export function httpSource(url: string, options: HttpSourceOptions): SourceRules {
  return {
    kind: 'http',
    refresh: options.refresh,
    source: ({ cdi }) => {
      const http: DataVolumeSourceHttp = {
        url,
        secretRef: options.secretRef,
        certConfigMap: options.certConfigMap,
        extraHeaders: options.extraHeaders,
        secretExtraHeaders: options.secretExtraHeaders,
        // What the release lacks has been reported in a sentence of its own; here it would only be reported twice.
        checksum: cdiLacksField('', cdi, 'DataVolume', [...HTTP, 'checksum']) === undefined ? options.checksum : undefined,
        insecureSkipVerify: cdiLacksField('', cdi, 'DataVolume', [...HTTP, 'insecureSkipVerify']) === undefined ? options.insecureSkipVerify : undefined,
      };
      return { http };
    },
    problems: ({ cdi }) => [
      sourceUrl('source url', url, ['https', 'http']) ?? filePath(url),
      options.checksum === undefined ? undefined : cdiLacksField(`checksum "${options.checksum}"`, cdi, 'DataVolume', [...HTTP, 'checksum']) ?? checksum(options.checksum),
      options.insecureSkipVerify === undefined ? undefined : cdiLacksField('insecureSkipVerify', cdi, 'DataVolume', [...HTTP, 'insecureSkipVerify']),
      ...references(options),
      ...(options.extraHeaders ?? []).map(header),
      ...(options.secretExtraHeaders ?? []).map((name) => dnsSubdomain('secretExtraHeaders', name)),
    ],
    notices: () => [
      ...(options.insecureSkipVerify === true && options.checksum === undefined ? [`does not verify the certificate of ${url}, so whoever sits on the way can put another image in its place. Name the server's certificates in certConfigMap, or at least give a checksum.`] : []),
      // CDI v1.65.0, doc/datavolumes.md: archives are unpacked into a file system, and only with contentType "archive".
      ...(/\.(tar|tgz|tar\.\w+)$/i.test(url.split(/[?#]/)[0]) ? [`source url "${url}" looks like a tar archive, which CDI does not boot machines from. Give it a disk image: qcow2, raw, vmdk, vdi, vhd or vhdx, if need be compressed with gz or xz.`] : []),
    ],
  };
}

/** A file in an S3 bucket. */
export function s3Source(url: string, options: S3SourceOptions): SourceRules {
  return {
    kind: 's3',
    refresh: options.refresh,
    source: () => ({ s3: { url, secretRef: options.secretRef, certConfigMap: options.certConfigMap } }),
    problems: () => [sourceUrl('source url', url, ['https', 'http']), objectPath(url, 3), ...references(options)],
    notices: () => [],
  };
}

/** A file in a Google Cloud Storage bucket. */
export function gcsSource(url: string, options: GcsSourceOptions): SourceRules {
  return {
    kind: 'gcs',
    refresh: options.refresh,
    source: () => ({ gcs: { url, secretRef: options.secretRef } }),
    problems: () => [sourceUrl('source url', url, ['gs', 'https', 'http']), objectPath(url, url.startsWith('gs:') ? 2 : 3), ...references(options)],
    notices: () => [],
  };
}

function references(options: { readonly secretRef?: string; readonly certConfigMap?: string }): Sentence[] {
  return [
    options.secretRef === undefined ? undefined : dnsSubdomain('secretRef', options.secretRef),
    options.certConfigMap === undefined ? undefined : dnsSubdomain('certConfigMap', options.certConfigMap),
  ];
}

/** CDI v1.65.0, pkg/importer/http-datasource.go: what the server answers is imported, and without a path that is a page for people. */
function filePath(text: string): Sentence {
  const { pathname, search } = new URL(text);
  return pathname === '/' && search === '' ? `source url "${text}" names no file on its host. Write its path too, such as "https://images.example.com/ubuntu.qcow2".` : undefined;
}

/** CDI v1.65.0, pkg/importer/s3-datasource.go and gcs-datasource.go: bucket and object are taken from the URL by counting slashes. */
function objectPath(url: string, bucket: number): Sentence {
  const parts = url.split('/').slice(bucket);
  if (!url.includes('://') || (parts.length > 1 && parts.every((part) => part !== ''))) return undefined;
  return `source url "${url}" names no object in a bucket. Write the bucket and the object's name behind the ${bucket === 2 ? 'scheme' : 'host'}, parted by single slashes, such as "${bucket === 2 ? 'gs://' : 'https://storage.example.com/'}images/ubuntu.qcow2".`;
}
