import type { Multus } from '../../../imports/kubevirt.io';

/** A NetworkAttachmentDefinition that a machine names. */
export interface AttachmentReference {
  readonly name: string;
  /** Its namespace; undefined for that of Multus itself, which no program tells. */
  readonly namespace: string | undefined;
}

/**
 * The NetworkAttachmentDefinition that a machine of a namespace names. A name without a namespace is in that of the
 * machine; only for a default network, Multus looks in its own (Multus v4.2.2 pkg/k8sclient/k8sclient.go:
 * tryLoadK8sPodDefaultNetwork).
 */
export function attachmentOf(multus: Multus, own: string | undefined): AttachmentReference {
  const [name, namespace] = multus.networkName.split('/').reverse();
  return { name, namespace: namespace ?? (multus.default === true ? undefined : own) };
}
