import { Construct } from 'constructs';
import type { MultusBinding } from './network-binding';

/** A network that machines can be connected to beside the pod network, such as a `NetworkAttachment`. */
export abstract class AttachableNetwork extends Construct {
  /** The name of its NetworkAttachmentDefinition. */
  public abstract readonly attachmentName: string;
  /** The namespace of its NetworkAttachmentDefinition. */
  public abstract readonly namespaceName: string;

  /** How a guest is connected to it, unless the machine says otherwise. @internal */
  public abstract readonly _binding: MultusBinding;
}
