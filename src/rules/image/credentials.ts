import { Severity } from '../../findings/finding';
import { about, wholeFault } from '../../findings/rule';
import { notDnsSubdomain } from '../../toolkit/names';
import { texts } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';
import { cdi } from './cdi';
import { DATA_IMPORT_CRON, ofFilling, ofSources, SOURCE_KINDS } from './filling';

export const SOURCE_SECRET: ObjectRule = {
  id: 'IMG037',
  name: 'images/source-secret',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.ERROR,
  title: 'The Secrets and ConfigMaps of a source have names that such objects can have',
  why: 'CDI takes any name, and the import never gets what cannot exist.',
  remedy: 'Write the name of a Secret or ConfigMap in the volume\'s namespace.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidateSecretName, ValidateConfigMapName'),
  acceptable: false,

  check: ofSources(function* ({ source, at }) {
    for (const kind of ['http', 's3', 'gcs', 'registry'] as const) {
      const { secretRef, certConfigMap }: Credentials = source[kind] ?? {};
      const path = `${at}.source.${kind}`;
      if (secretRef !== undefined) yield* about(`${path}.secretRef`, notDnsSubdomain(secretRef));
      if (certConfigMap !== undefined) yield* about(`${path}.certConfigMap`, notDnsSubdomain(certConfigMap));
    }
    for (const name of texts(source.http?.secretExtraHeaders)) {
      yield* about(`${at}.source.http.secretExtraHeaders`, notDnsSubdomain(name));
    }
  }),
};

export const POLLED_CREDENTIALS: ObjectRule = {
  id: 'IMG038',
  name: 'images/polled-credentials',
  on: 'object',
  kinds: [DATA_IMPORT_CRON],
  severity: Severity.INFO,
  title: 'The credentials of a refreshed image exist in CDI\'s namespace too',
  why: 'CDI polls registries by a job in its own namespace, and imports in the image\'s.',
  remedy: 'Create the Secret and the ConfigMap in both.',
  source: cdi('pkg/controller/dataimportcron-controller.go: InitPollerPod'),
  acceptable: true,

  check: ofFilling(function* ({ source }, { namespace, cluster }) {
    const { secretRef, certConfigMap }: Credentials = source.registry ?? {};
    const names: string[] = [];
    if (secretRef !== undefined) names.push(`Secret "${secretRef}"`);
    if (certConfigMap !== undefined) names.push(`ConfigMap "${certConfigMap}"`);
    if (names.length === 0) return;
    yield wholeFault(`polls its registry from namespace "${cluster?.facts.cdiNamespace}" and imports in `
      + `namespace "${namespace}"`,
    `Make sure that ${names.join(' and ')} ${names.length > 1 ? 'exist' : 'exists'} in both.`);
  }),
};

interface Credentials {
  readonly secretRef?: string;
  readonly certConfigMap?: string;
}
