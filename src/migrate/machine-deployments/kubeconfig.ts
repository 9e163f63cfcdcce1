import type { Editor } from '../editor';

/** A kubeconfig in the object is never repeated: a reference to a Secret takes its place. */
export function moveKubeconfig(editor: Editor, provider: string): void {
  const path = `${provider}.auth.kubeconfig`;
  const given: unknown = editor.get(path);
  const value: unknown = typeof given === 'object' && given !== null
    ? (given as { readonly value?: unknown }).value : given;
  if (typeof value !== 'string' || value === '') return;
  const { name, namespace = 'kube-system' } = editor.manifest;
  const reference = { namespace, name: `${name}-kubeconfig`, key: 'kubeconfig' };
  if (editor.has(`${path}.secretKeyRef`)) {
    editor.remove(`${path}.value`, 'machine-controller reads the Secret, and a kubeconfig is a secret');
    return;
  }
  editor.set(path, { secretKeyRef: reference }, 'a kubeconfig is a secret, which is not repeated');
  editor.warn(`create the Secret ${reference.name} in the namespace ${namespace} of the tenant's cluster, with the `
    + 'kubeconfig under the key kubeconfig');
}
