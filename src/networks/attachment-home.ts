/** The NetworkAttachmentDefinition that holds a configuration. */
export interface AttachmentHome {
  readonly name: string;
  readonly namespace: string;
}
