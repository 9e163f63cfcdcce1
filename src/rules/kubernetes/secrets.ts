import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { holdsMachines } from '../../machines/embedded';
import { SecretField, secretFieldsIn } from '../../machines/secret-fields';
import { secretIn } from '../../machines/secrets';
import type { KubernetesObject } from '../../releases/facts';
import { isPlain } from '../../toolkit/merge';
import { fieldBelow } from '../../toolkit/path';
import { isNoSecret } from '../../toolkit/secrets/values';
import type { AnyObjectRule } from '../rule';
import { own } from '../sources';

export const SECRETS_IN_CLEAR: AnyObjectRule = {
  id: 'K8S021',
  name: 'kubernetes/secret-in-clear',
  on: 'any object',
  sieve: (object, entry) => secretsIn(object, entry).length > 0,
  severity: Severity.ERROR,
  title: 'No object of the bundle holds a secret',
  why: 'Everyone who may read the Git repository reads it. The data of a Secret are encoded, not encrypted.',
  remedy: 'Leave it out, and let the cluster make the Secret, such as by an ExternalSecret or a SealedSecret.',
  source: own(),
  acceptable: true,

  *check(object, entry) {
    for (const { field, found } of secretsIn(object, entry)) {
      yield fault(field, `holds what looks like a secret (${found}), and everyone who may read the Git repository `
        + 'could read it', this.remedy);
    }
  },
};

const FOUND = new WeakMap<KubernetesObject, readonly SecretField[]>();

function secretsIn(object: KubernetesObject, entry: Entry): readonly SecretField[] {
  const known = FOUND.get(object) ?? [...find(object, entry)];
  FOUND.set(object, known);
  return known;
}

function* find(object: KubernetesObject, { group, kind, cluster }: Entry): Iterable<SecretField> {
  // The schemas of CRDs speak of secrets and hold none.
  if (kind === 'CustomResourceDefinition') return;
  if (group === '' && kind === 'Secret') {
    yield* secretFieldsIn(object.metadata, 'metadata');
    yield* dataIn(object);
  } else if (cluster !== undefined && holdsMachines(group, kind)) {
    yield* secretFieldsIn(object.metadata, 'metadata', isJudgedElsewhere);
    yield* secretFieldsIn(memberMetadata(object), 'spec.virtualMachineTemplate.metadata');
  } else {
    for (const [key, value] of Object.entries(object)) yield* secretFieldsIn(value, key, isJudgedElsewhere, key);
  }
}

const JUDGED_ELSEWHERE = [
  /\.source\.(?:http|s3|gcs)\.(?:url|extraHeaders)$/,
  /^spec\.config\.importProxy\.HTTPS?Proxy$/,
  /^metadata\.annotations\["kubevirt\.io\/ignitiondata"\]$/,
];

/** Whether a rule of its own looks for secrets there: sources of images, CDI's proxy, Ignition data of an instance. */
function isJudgedElsewhere(field: string): boolean {
  return JUDGED_ELSEWHERE.some((pattern) => pattern.test(field));
}

/** The metadata of a pool's machines. */
function memberMetadata({ spec }: KubernetesObject): unknown {
  const template = isPlain(spec) ? spec.virtualMachineTemplate : undefined;
  return isPlain(template) ? template.metadata : undefined;
}

/** The data of a Secret that are secrets: all but references, and texts in which nothing looks like one. */
function* dataIn({ stringData, data }: KubernetesObject): Iterable<SecretField> {
  for (const [at, map] of Object.entries({ stringData, data })) {
    if (!isPlain(map)) continue;
    for (const [key, value] of Object.entries(map)) {
      if (typeof value !== 'string') continue;
      const found = secretDatum(key, at === 'data' ? Buffer.from(value, 'base64').toString() : value);
      if (found !== undefined) yield { field: fieldBelow(at, key), found };
    }
  }
}

const BESIDE = new RegExp('^(?:user(?:name)?|login|host(?:name)?|port|ur[il]|endpoint|server|database|db_?name|region|'
  + 'bucket|type|name|namespace|email|project|domain|issuer|insecure|ca\\.crt|tls\\.crt|client[-_]?id)$', 'i');

/** What a datum of a Secret looks like; undefined if it is none, such as user data or a public key. */
function secretDatum(key: string, text: string): string | undefined {
  const found = secretIn(text);
  if (found !== undefined || BESIDE.test(key) || isNoSecret(text.trim())) return found;
  return /\n\S|^[#{<]|^(?:ssh|ecdsa|sk)-|^-----BEGIN/.test(text.trim()) ? undefined : 'the data of a Secret';
}
