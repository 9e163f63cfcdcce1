import { loadAll, YAMLException } from 'js-yaml';
import type { CloudInitConfigDrive } from '../../../imports/kubevirt.io';
import { isJson } from '../../toolkit/json';
import type { Sentence } from '../../toolkit/problems';
import { dnsSubdomain } from '../../toolkit/sentences';
import { items } from '../../toolkit/shape';
import { base64Bytes, readableText } from '../readable';
import { secretIn } from '../secrets';
import { MachineRule, VMI } from './machine';

// KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go, validateVolumes: longer data must be in a Secret.
const MOST_BYTES = 2048;

/** The annotation by which KubeVirt hands Ignition data to a guest (kubevirt.io/api v1.9.0 core/v1/types.go, IgnitionAnnotation). */
export const IGNITION = 'kubevirt.io/ignitiondata';

/** KubeVirt v1.9.0, as above. That what looks like a secret is refused is our own rule: a spec is readable by many, a Secret by few. */
export const cloudInit: MachineRule = ({ vmi, annotations }) => [
  ...items(vmi.volumes).flatMap((volume, index) => [
    ...(volume.cloudInitNoCloud === undefined ? [] : one(volume.cloudInitNoCloud, `${VMI}.volumes[${index}].cloudInitNoCloud`)),
    ...(volume.cloudInitConfigDrive === undefined ? [] : one(volume.cloudInitConfigDrive, `${VMI}.volumes[${index}].cloudInitConfigDrive`)),
  ]),
  ...ignition(annotations[IGNITION]),
];

function one(given: CloudInitConfigDrive, at: string): Sentence[] {
  const { secretRef, userData, userDataBase64, networkDataSecretRef, networkData, networkDataBase64 } = given;
  const user = { field: 'userData', reference: 'secretRef', secret: secretRef?.name, text: userData, encoded: userDataBase64 };
  const network = { field: 'networkData', reference: 'networkDataSecretRef', secret: networkDataSecretRef?.name, text: networkData, encoded: networkDataBase64 };
  const nothing = [...formsOf(user), ...formsOf(network)].length === 0;
  return [
    nothing ? `${at} has no data. Write secretRef with the name of a Secret that holds the key "userdata".` : undefined,
    ...sourceProblems(user, at),
    ...sourceProblems(network, at),
  ];
}

/** One of the two kinds of data, in the three forms that it can have. */
interface Source {
  readonly field: string;
  readonly reference: string;
  readonly secret?: string;
  readonly text?: string;
  readonly encoded?: string;
}

function formsOf({ field, reference, secret, text, encoded }: Source): string[] {
  return [...(secret ? [reference] : []), ...(text ? [field] : []), ...(encoded ? [`${field}Base64`] : [])];
}

function sourceProblems(source: Source, at: string): Sentence[] {
  const { field, reference, secret, text, encoded } = source;
  const decoded = encoded ? base64Bytes(encoded) : undefined;
  return [
    secret ? dnsSubdomain(`${at}.${reference}.name`, secret) : undefined,
    formsOf(source).length > 1 ? `${at} has ${formsOf(source).join(' and ')}, of which there must be one. Leave the others out.` : undefined,
    encoded && decoded === undefined ? `${at}.${field}Base64 is no base64. Write ${field} as plain text.` : undefined,
    ...(text ? inline(text, Buffer.byteLength(text), `${at}.${field}`, reference) : []),
    ...(decoded ? inline(readableText(decoded) ?? '', decoded.length, `${at}.${field}Base64`, reference) : []),
  ];
}

function inline(data: string, bytes: number, at: string, reference: string): Sentence[] {
  return [
    bytes > MOST_BYTES ? `${at} has ${bytes} bytes, but KubeVirt takes ${MOST_BYTES} inline. Put it into a Secret and write ${reference}.` : undefined,
    leak(at, data, `Put it into a Secret and write ${reference}.`),
    brokenYaml(at, data),
  ];
}

/** What says of itself that it is YAML and is none, a guest does not read at all. The text is not repeated, for it may hold a secret. */
function brokenYaml(at: string, data: string): Sentence {
  if (!data.startsWith('#cloud-config')) return undefined;
  try {
    loadAll(data);
    return undefined;
  } catch (error) {
    return error instanceof YAMLException ? `${at} begins with "#cloud-config" but is no YAML (${error.reason}), so a guest would ignore all of it. Mend it.` : undefined;
  }
}

function ignition(data: string | undefined): Sentence[] {
  if (!data) return [];
  const at = `${VMI.replace('spec', 'metadata')}.annotations["${IGNITION}"]`;
  return [isJson(data) ? undefined : `${at} is no JSON, which Ignition reads. Write the output of butane.`, leak(at, data, 'Leave it to be fetched by Ignition from where only the machine gets it.')];
}

function leak(at: string, data: string, remedy: string): Sentence {
  const found = secretIn(data);
  return found === undefined ? undefined : `${at} holds what looks like a secret (${found}), and everyone who may read machines could read it. ${remedy}`;
}
