import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import type { EmbeddedMachine } from '../../machines/embedded';
import { SecretField, secretFieldsIn } from '../../machines/secrets/secret-fields';
import { secretIn } from '../../machines/secrets/secrets';
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

function* find(object: KubernetesObject, { group, kind, machine }: Entry): Iterable<SecretField> {
  // The schemas of CRDs speak of secrets and hold none.
  if (kind === 'CustomResourceDefinition') return;
  const isSecret = group === '' && kind === 'Secret';
  const embedded = machine && specOf(machine);
  for (const [key, value] of Object.entries(object)) {
    if (isSecret && DATA.includes(key)) continue;
    yield* secretFieldsIn(value, key, (field) => isJudgedElsewhere(field, embedded), key);
  }
  if (isSecret) yield* dataIn(object);
}

const DATA = ['stringData', 'data'];

/** The path of the machine's spec in its object; empty for an instance, which is nothing but a machine. */
function specOf({ fieldIn }: EmbeddedMachine): string {
  return fieldIn('.').replace(/\.*$/, '');
}

const JUDGED_ELSEWHERE = [
  /\.source\.(?:http|s3|gcs)\.(?:url|extraHeaders)$/,
  /^spec\.config\.importProxy\.HTTPS?Proxy$/,
  /^metadata\.annotations\["kubevirt\.io\/ignitiondata"\]$/,
  /\.cloudProviderSpec\.auth\.kubeconfig$/,
  /\.cloudProviderSpec\.virtualMachine\.template\.primaryDisk\.extraHeaders$/,
];

/** The parameters of a VirtualMachineTemplate, which are judged where they stand in the machine. */
const PARAMETERS = 'spec.parameters';

/**
 * Whether a rule of its own looks for secrets there: in machines, sources of images, CDI's proxy, and Ignition data of
 * an instance.
 */
function isJudgedElsewhere(field: string, machine: string | undefined): boolean {
  if (machine !== undefined && (machine === '' || field === machine || field === PARAMETERS)) return true;
  return JUDGED_ELSEWHERE.some((pattern) => pattern.test(field));
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
