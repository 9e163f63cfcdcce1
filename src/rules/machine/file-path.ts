import { Complaint, complaint } from '../../toolkit/complaint';

// KubeVirt v1.9.0 pkg/storage/admitters/disks.go: ValidatePath.
/** Checks a file path within an image: it is absolute, and has no empty part, `.` or `..`. */
export function notFilePath(path: string | undefined): Complaint | undefined {
  if (path === undefined || path === '') return undefined;
  const parts = path.replace(/\/+$/, '').split('/').slice(1);
  const isClean = parts.length > 0 && !parts.some((part) => part === '' || part === '.' || part === '..');
  if (path.startsWith('/') && isClean) return undefined;
  return complaint(`"${path}" is not an absolute path of a file`,
    'Write one without "." and "..", such as "/disk/image.qcow2".');
}
