import type { AccessCredential } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { Machine, VMI } from '../../machines/machine';
import { notDnsSubdomain } from '../../toolkit/names';
import { items, present, texts } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { located, vmiAdmitter } from './paths';

/** The volumes into which keys are written, by the method of writing. */
const VOLUMES = { noCloud: 'cloudInitNoCloud', configDrive: 'cloudInitConfigDrive' } as const;

export const ACCESS_CREDENTIALS: MachineRule = {
  id: 'VM066',
  name: 'machines/access-credentials',
  on: 'machine',
  concerns: ['accessCredentials'],
  severity: Severity.ERROR,
  title: 'Keys and passwords come from a Secret, by one way that reaches the guest',
  why: 'KubeVirt refuses credentials that nobody would get, and a launcher waits for a Secret that cannot exist.',
  remedy: 'Write source.secret.secretName, and one propagationMethod.',
  source: vmiAdmitter('validateAccessCredentials'),
  acceptable: false,

  *check(machine) {
    for (const [credential, at] of located(machine.vmi.accessCredentials, `${VMI}.accessCredentials`)) {
      yield* credentialFaults(credential, at, machine);
    }
  },
};

function* credentialFaults(credential: AccessCredential, at: string, machine: Machine): Iterable<Fault> {
  const kinds = present(credential) as (keyof AccessCredential)[];
  if (kinds.length !== 1) {
    const written = kinds.length === 0 ? 'nothing' : kinds.join(' and ');
    yield fault(at, `has ${written}, but must have exactly one of sshPublicKey and userPassword`, 'Write one.');
    return;
  }
  const path = `${at}.${kinds[0]}`;
  const { source, propagationMethod } = credential[kinds[0]]!;
  if (source?.secret) {
    yield* about(`${path}.source.secret.secretName`, notDnsSubdomain(String(source.secret.secretName)));
  } else {
    yield fault(`${path}.source`, 'does not name a Secret', 'Write source.secret.secretName.');
  }
  const methods = present(propagationMethod);
  if (methods.length !== 1) {
    const written = methods.length === 0 ? 'nothing' : methods.join(' and ');
    yield fault(`${path}.propagationMethod`, `has ${written}, but must have exactly one`, 'Write one.');
  }
  yield* keyFaults(credential, `${path}.propagationMethod`, machine);
}

function* keyFaults({ sshPublicKey }: AccessCredential, at: string, { vmi }: Machine): Iterable<Fault> {
  const method = sshPublicKey?.propagationMethod;
  for (const way of ['noCloud', 'configDrive'] as const) {
    if (!method?.[way] || items(vmi.volumes).some((volume) => volume[VOLUMES[way]] !== undefined)) continue;
    yield fault(at, `is ${way}, but the machine has no cloud-init data of that kind to add keys to`,
      'Give it cloudInit, or let the guest agent write the keys.',
      'Write cloudInit, or SshKeys.fromSecretByGuestAgent(…).');
  }
  if (method?.qemuGuestAgent && texts(method.qemuGuestAgent.users).length === 0) {
    yield fault(`${at}.qemuGuestAgent.users`, 'is empty, so no one would get the keys', 'Write a user of the guest.');
  }
}
