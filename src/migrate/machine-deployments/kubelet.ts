import type { Editor } from '../editor';

const VERSION = 'spec.template.spec.versions.kubelet';

/** The oldest minor of Kubernetes 1 that is not surely too old. */
const OLDEST = 30;

/** A kubelet of the time of the old forms. Its version cannot be guessed, because the control plane decides it. */
export function lookAtKubelet(editor: Editor): void {
  const version: unknown = editor.get(VERSION);
  const minor = typeof version === 'string' ? /^v?1\.(\d+)\./.exec(version)?.[1] : undefined;
  if (minor === undefined || Number(minor) >= OLDEST) return;
  editor.warn(`${VERSION} is a version of Kubernetes 1.${minor}, which is long out of support. Write that of the `
    + 'control plane of the tenant\'s cluster, or at most three minors less');
}
