import { ATTACHMENT } from './config';
import type { Multus } from '../../../imports/kubevirt.io';
import type { Entry } from '../../inventory/entry';
import { attachmentOf } from '../../machines/networks/attachment-reference';
import { isAttachmentName } from '../machine/network-name';

const [GROUP, KIND] = ATTACHMENT.split('/');

/** The NetworkAttachmentDefinition that a machine of an entry names, if the bundle holds it. */
export function attachmentNamed(multus: Multus | undefined, entry: Entry): Entry | undefined {
  if (!multus?.networkName || !isAttachmentName(multus.networkName)) return undefined;
  const { name, namespace } = attachmentOf(multus, entry.namespace);
  return namespace === undefined ? undefined : entry.cluster?.find(GROUP, KIND, name, namespace);
}
