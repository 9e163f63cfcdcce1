import { loadAll, YAMLException } from 'js-yaml';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { INLINE_CLOUD_INIT } from '../../machines/parts';
import { notDnsSubdomain } from '../../toolkit/names';
import type { MachineRule } from '../rule';
import { own } from '../sources';
import { CloudInitData, cloudInitIn, formsOf } from './cloud-init-data';
import { leak } from './leak';
import { vmiAdmitter } from './paths';

const MOST_BYTES = 2048;
const BEGINNING = '#cloud-config';

export const CLOUD_INIT: MachineRule = {
  id: 'VM041',
  name: 'machines/cloud-init',
  on: 'machine',
  concerns: ['volumes.cloudInitConfigDrive', 'volumes.cloudInitNoCloud'],
  severity: Severity.ERROR,
  title: `Cloud-init data are there, in one form, and at most ${MOST_BYTES} bytes inline`,
  why: 'KubeVirt refuses cloud-init without data, with data in two forms, and longer data that are not in a Secret.',
  remedy: 'Put the data into a Secret and write secretRef.',
  source: vmiAdmitter('validateVolumes'),
  acceptable: false,

  *check({ vmi }) {
    for (const { at, user, network } of cloudInitIn(vmi)) {
      if (formsOf(user).length + formsOf(network).length === 0) {
        yield fault(at, 'has no data', 'Write secretRef with the name of a Secret that holds the key "userdata".',
          'Write CloudInit.fromSecret(…) with the name of a Secret that holds the key "userdata".');
      }
      yield* formFaults(user, at);
      yield* formFaults(network, at);
    }
  },
};

export const CLOUD_INIT_YAML: MachineRule = {
  id: 'VM042',
  name: 'machines/cloud-init-yaml',
  on: 'machine',
  concerns: INLINE_CLOUD_INIT,
  severity: Severity.ERROR,
  title: `Cloud-init data that begin with "${BEGINNING}" are valid YAML`,
  why: 'KubeVirt does not look into them, and a guest ignores all of what it cannot read.',
  remedy: 'Correct the YAML.',
  source: { project: 'cloud-init', file: 'doc/rtd/explanation/format', release: '25' },
  acceptable: true,

  *check({ vmi }) {
    for (const { at, user, network } of cloudInitIn(vmi)) {
      for (const { field, text } of [...user.inline, ...network.inline]) {
        const reason = yamlError(text);
        if (reason === undefined) continue;
        // The message does not repeat the text, because it may hold a secret.
        yield fault(`${at}.${field}`,
          `begins with "${BEGINNING}" but is not valid YAML (${reason}), so a guest would ignore all of it`,
          'Correct it.');
      }
    }
  },
};

export const CLOUD_INIT_SECRET: MachineRule = {
  id: 'VM043',
  name: 'machines/cloud-init-secret',
  on: 'machine',
  concerns: INLINE_CLOUD_INIT,
  severity: Severity.ERROR,
  title: 'Cloud-init data that are written into the machine hold no secret',
  why: 'KubeVirt takes them, and everyone who may read machines, or the Git repository, reads the secret.',
  remedy: 'Put the data into a Secret and write secretRef.',
  source: own(),
  acceptable: true,

  *check({ vmi }) {
    for (const { at, user, network } of cloudInitIn(vmi)) {
      for (const { reference, inline } of [user, network]) {
        for (const { field, text } of inline) {
          const found = leak(text, `Put it into a Secret and write ${reference}.`);
          yield* about(`${at}.${field}`, found && { ...found, inProps: intoSecret(reference) });
        }
      }
    }
  },
};

function* formFaults(data: CloudInitData, at: string): Iterable<Fault> {
  const { name, reference, secret, inline } = data;
  const forms = formsOf(data);
  if (secret) yield* about(`${at}.${reference}.name`, notDnsSubdomain(secret));
  if (forms.length > 1) {
    yield fault(at, `has ${forms.join(' and ')}, but must have one of them`, 'Leave the others out.');
  }
  if (data.encoded && inline.every(({ field }) => field !== `${name}Base64`)) {
    yield fault(`${at}.${name}Base64`, 'is not valid base64', `Write ${name} as plain text.`);
  }
  for (const { field, bytes } of inline) {
    if (bytes <= MOST_BYTES) continue;
    yield fault(`${at}.${field}`, `has ${bytes} bytes, but KubeVirt takes ${MOST_BYTES} inline`,
      `Put it into a Secret and write ${reference}.`, intoSecret(reference));
  }
}

/** How cloud-init data get into a Secret, in the words of props. */
function intoSecret(reference: string): string {
  const options = reference === 'secretRef' ? '' : ', { networkDataSecret: … }';
  return `Put it into a Secret and write CloudInit.fromSecret(…${options}).`;
}

/** The error in a text that claims to be YAML; undefined if it is valid, or does not claim to be YAML. */
function yamlError(text: string): string | undefined {
  if (!text.startsWith(BEGINNING)) return undefined;
  try {
    loadAll(text);
    return undefined;
  } catch (error) {
    return error instanceof YAMLException ? error.reason : undefined;
  }
}
