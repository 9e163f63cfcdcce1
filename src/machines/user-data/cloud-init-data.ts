import type { VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { items } from '../../toolkit/shape';
import { VMI } from '../machine';
import { base64Bytes, readableText } from '../secrets/readable';

/** A cloud-init text in a machine. */
export interface CloudInitText {
  readonly kind: 'userData' | 'networkData';
  /** The path within the VirtualMachine's spec. */
  readonly field: string;
  /** The text, decoded. */
  readonly text: string;
}

/** The cloud-init texts in a machine, without data in Secrets. */
export function cloudInitTexts(vmi: VirtualMachineInstanceSpec): CloudInitText[] {
  const texts: CloudInitText[] = [];
  for (const [index, volume] of items(vmi.volumes).entries()) {
    for (const source of ['cloudInitNoCloud', 'cloudInitConfigDrive'] as const) {
      for (const kind of ['userData', 'networkData'] as const) {
        const field = `${VMI}.volumes[${index}].${source}.${kind}`;
        const plain: unknown = volume[source]?.[kind];
        const decoded = decodedText(volume[source]?.[`${kind}Base64`]);
        if (typeof plain === 'string') texts.push({ kind, field, text: plain });
        else if (decoded !== undefined) texts.push({ kind, field: `${field}Base64`, text: decoded });
      }
    }
  }
  return texts;
}

function decodedText(encoded: unknown): string | undefined {
  const bytes = typeof encoded === 'string' ? base64Bytes(encoded) : undefined;
  return bytes && readableText(bytes);
}
