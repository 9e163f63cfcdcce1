import { Fault, fault } from '../../findings/rule';

const REACHABLE = ['"/spec/', '"/metadata/labels/', '"/metadata/annotations/'];

/**
 * What KubeVirt says against a patch of a VirtualMachineRestore (KubeVirt v1.9.0, pkg/storage/admitters/vmrestore.go:
 * validatePatches): the braces are trimmed, and what stands between commas must be a key, a colon and a value.
 */
export function* patchFaults(field: string, patch: string): Iterable<Fault> {
  const parts = patch.replace(/^[{}]+|[{}]+$/g, '').split(',').map((part) => part.split(':'));
  const unread = parts.find((part) => part.length !== 2);
  if (unread !== undefined) {
    const colons = unread.length === 1 ? 'no colon' : 'more than one colon';
    yield fault(field, `has ${colons} in ${unread.join(':').trim()}, and KubeVirt reads one in each part between `
      + 'commas', 'Write values without a comma or a colon.');
    return;
  }
  const path = parts.find(([key]) => key.trim() === '"path"')?.[1].trim();
  if (path === undefined || REACHABLE.some((start) => path.startsWith(start))) return;
  yield fault(field, `has the path ${path}, but KubeVirt patches /spec, labels and annotations alone`,
    'Write a path such as "/spec/runStrategy".');
}
