import { located } from './paths';
import type { CloudInitConfigDrive, VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { VMI } from '../../machines/machine';
import { base64Bytes, readableText } from '../../machines/secrets/readable';

/** Data in the machine itself. */
export interface InlineData {
  /** The name of the field: `userData`, `networkDataBase64`. */
  readonly field: string;
  /** The text that the guest reads; empty if the data is not text. */
  readonly text: string;
  readonly bytes: number;
}

/** The user data or the network data of a cloud-init volume, in all given forms. */
export interface CloudInitData {
  /** `userData` or `networkData`. */
  readonly name: string;
  /** The field that refers to a Secret instead. */
  readonly reference: string;
  readonly secret?: string;
  readonly plain?: string;
  readonly encoded?: string;
  /** The data in the machine that can be read. */
  readonly inline: readonly InlineData[];
}

/** A cloud-init volume. */
export interface CloudInitVolume {
  /** The path of its source. */
  readonly at: string;
  readonly user: CloudInitData;
  readonly network: CloudInitData;
}

/** The cloud-init volumes of a machine. */
export function cloudInitIn(vmi: VirtualMachineInstanceSpec): CloudInitVolume[] {
  const found: CloudInitVolume[] = [];
  for (const [volume, at] of located(vmi.volumes, `${VMI}.volumes`)) {
    for (const kind of ['cloudInitNoCloud', 'cloudInitConfigDrive'] as const) {
      const given = volume[kind];
      if (given !== undefined) found.push(volumeOf(given, `${at}.${kind}`));
    }
  }
  return found;
}

/** The fields in which data is given; there must be exactly one. */
export function formsOf({ name, reference, secret, plain, encoded }: CloudInitData): string[] {
  const forms: string[] = [];
  if (secret) forms.push(reference);
  if (plain) forms.push(name);
  if (encoded) forms.push(`${name}Base64`);
  return forms;
}

function volumeOf(given: CloudInitConfigDrive, at: string): CloudInitVolume {
  const { secretRef, userData, userDataBase64, networkDataSecretRef, networkData, networkDataBase64 } = given;
  return {
    at,
    user: dataOf('userData', 'secretRef', secretRef?.name, userData, userDataBase64),
    network: dataOf('networkData', 'networkDataSecretRef', networkDataSecretRef?.name, networkData, networkDataBase64),
  };
}

function dataOf(name: string, reference: string, secret?: string, plain?: string, encoded?: string): CloudInitData {
  const inline: InlineData[] = [];
  if (plain) inline.push({ field: name, text: plain, bytes: Buffer.byteLength(plain) });
  const decoded = encoded ? base64Bytes(encoded) : undefined;
  if (decoded) inline.push({ field: `${name}Base64`, text: readableText(decoded) ?? '', bytes: decoded.length });
  return { name, reference, secret, plain, encoded, inline };
}
