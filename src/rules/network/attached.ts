import { ATTACHMENT } from './config';
import type { Entry } from '../../inventory/entry';
import { isAttachmentName } from '../machine/network-name';

const [GROUP, KIND] = ATTACHMENT.split('/');

/** The NetworkAttachmentDefinition that a machine of an entry names, if the bundle holds it. */
export function attachmentNamed(networkName: string | undefined, entry: Entry): Entry | undefined {
  if (!networkName || !isAttachmentName(networkName)) return undefined;
  const [name, namespace = entry.namespace] = networkName.split('/').reverse();
  return entry.cluster?.find(GROUP, KIND, name, namespace);
}
