import { isReference } from '../../machine-controller/config-var';
import type { Editor } from '../editor';

/** A kubeconfig in the object is never repeated: a reference to a Secret takes its place. */
export function moveKubeconfig(editor: Editor, provider: string): void {
  const path = `${provider}.auth.kubeconfig`;
  const given: unknown = editor.get(path);
  const { value, secretKeyRef }: Held = typeof given === 'object' && given !== null ? given : { value: given };
  if (typeof value !== 'string' || value === '') return;
  if (isReference(given)) {
    editor.remove(`${path}.value`, 'machine-controller reads what the reference names, and a kubeconfig is a secret');
    return;
  }
  const { name, namespace = 'kube-system' } = editor.manifest;
  const reference = {
    namespace: secretKeyRef?.namespace || namespace,
    name: secretKeyRef?.name || `${name}-kubeconfig`,
    key: secretKeyRef?.key || 'kubeconfig',
  };
  const ignored = secretKeyRef ? '. The reference lacked a part, so machine-controller ignored it' : '';
  editor.set(path, { secretKeyRef: reference }, `a kubeconfig is a secret, which is not repeated${ignored}`);
  editor.warn(`create the Secret ${reference.name} in the namespace ${reference.namespace} of the `
    + `tenant's cluster, with the kubeconfig under the key ${reference.key}`);
}

/** What a kubeconfig may hold in the object. */
interface Held {
  readonly value?: unknown;
  readonly secretKeyRef?: { readonly namespace?: string; readonly name?: string; readonly key?: string } | null;
}
