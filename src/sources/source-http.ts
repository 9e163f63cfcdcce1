import type { GcsSourceOptions, HttpSourceOptions, S3SourceOptions } from './image-source-options';
import type { SourceRules } from './source-rules';
import type { DataVolumeSourceHttp } from '../../imports/cdi.kubevirt.io';
import { Fault, fault } from '../findings/rule';
import { notInCdi } from '../releases/field';
import type { CdiRelease } from '../releases/release';
import type { Complaint } from '../toolkit/complaint';
import { nameOf } from '../toolkit/named';

const VERIFYING = ['checksum', 'insecureSkipVerify'] as const;

/** A file on a web server. */
export function httpSource(url: string, options: HttpSourceOptions): SourceRules {
  const { secretRef, certConfigMap, extraHeaders, secretExtraHeaders } = options;
  return {
    kind: 'http',
    refresh: options.refresh,
    verified: VERIFYING.filter((field) => options[field] !== undefined),
    source: ({ cdi }) => {
      // A field that the release does not have is reported here and not written, so that the schema check does not
      // report it again.
      const known = <T>(field: keyof DataVolumeSourceHttp, value: T): T | undefined => (
        lacking(cdi, field) === undefined ? value : undefined);
      const http: DataVolumeSourceHttp = {
        url,
        secretRef: nameOf(secretRef),
        certConfigMap: nameOf(certConfigMap),
        extraHeaders,
        secretExtraHeaders: secretExtraHeaders?.map((each) => nameOf(each)),
        checksum: known('checksum', options.checksum),
        insecureSkipVerify: known('insecureSkipVerify', options.insecureSkipVerify),
      };
      return { http };
    },
    checks: (cdi) => lackingFields(cdi, options),
  };
}

/** A file in an S3 bucket. */
export function s3Source(url: string, options: S3SourceOptions): SourceRules {
  return {
    kind: 's3',
    refresh: options.refresh,
    source: () => ({ s3: { url, secretRef: nameOf(options.secretRef), certConfigMap: nameOf(options.certConfigMap) } }),
  };
}

/** A file in a Google Cloud Storage bucket. */
export function gcsSource(url: string, options: GcsSourceOptions): SourceRules {
  return {
    kind: 'gcs',
    refresh: options.refresh,
    source: () => ({ gcs: { url, secretRef: nameOf(options.secretRef) } }),
  };
}

function* lackingFields(cdi: CdiRelease, options: HttpSourceOptions): Iterable<Fault> {
  for (const field of VERIFYING) {
    const found = options[field] === undefined ? undefined : lacking(cdi, field);
    if (found !== undefined) yield fault(field, found.problem, found.remedy);
  }
}

/**
 * Checks the schema of the DataVolume, not of the DataImportCron, because only registry and PVC sources are refreshed.
 */
function lacking(cdi: CdiRelease, field: keyof DataVolumeSourceHttp): Complaint | undefined {
  return notInCdi(cdi, 'DataVolume', ['spec', 'source', 'http', field]);
}
