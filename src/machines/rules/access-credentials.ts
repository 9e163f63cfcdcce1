import { Machine, MachineRule, VMI } from './machine';
import type { AccessCredential } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../toolkit/problems';
import { dnsSubdomain } from '../../toolkit/sentences';
import { items, present, texts } from '../../toolkit/shape';

const CREDENTIALS = `${VMI}.accessCredentials`;

/** KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go, validateAccessCredentials. */
export const accessCredentials: MachineRule = (machine) => items(machine.vmi.accessCredentials).flatMap((credential, index) => one(credential, `${CREDENTIALS}[${index}]`, machine));

function one(credential: AccessCredential, at: string, machine: Machine): Sentence[] {
  const kinds = present(credential) as (keyof AccessCredential)[];
  if (kinds.length !== 1) return [`${at} has ${kinds.length === 0 ? 'nothing' : kinds.join(' and ')}, but must have exactly one of sshPublicKey and userPassword. Write one.`];
  const path = `${at}.${kinds[0]}`;
  const { source, propagationMethod } = credential[kinds[0]]!;
  const methods = present(propagationMethod);
  const has = (volume: 'cloudInitNoCloud' | 'cloudInitConfigDrive') => items(machine.vmi.volumes).some((each) => each[volume] !== undefined);
  const { noCloud, configDrive, qemuGuestAgent } = credential.sshPublicKey?.propagationMethod ?? {};
  return [
    source?.secret ? dnsSubdomain(`${path}.source.secret.secretName`, String(source.secret.secretName)) : `${path}.source names no Secret. Write source.secret.secretName.`,
    methods.length === 1 ? undefined : `${path}.propagationMethod has ${methods.length === 0 ? 'nothing' : methods.join(' and ')}, but must have exactly one. Write one.`,
    noCloud && !has('cloudInitNoCloud') ? `${path}.propagationMethod is noCloud, but the machine has no cloud-init data of that kind to add keys to. Give it cloudInit, or let the guest agent write the keys.` : undefined,
    configDrive && !has('cloudInitConfigDrive') ? `${path}.propagationMethod is configDrive, but the machine has no cloud-init data of that kind to add keys to. Give it cloudInit, or let the guest agent write the keys.` : undefined,
    qemuGuestAgent && texts(qemuGuestAgent.users).length === 0 ? `${path}.propagationMethod.qemuGuestAgent.users is empty, so no one would get the keys. Write a user of the guest.` : undefined,
  ];
}
