import type { PulledImage } from './pulled-images';
import { Severity } from '../../findings/finding';
import { Fault, wholeFault } from '../../findings/rule';
import { ImageLock, locked } from '../../layout/image-lock';
import { counted } from '../../toolkit/counted';
import type { PropRule } from '../rule';
import { own } from '../sources';

const PAGE = own('docs/how-to/private-registries.md');

export const LOCK_FORM: PropRule = {
  id: 'APP007',
  name: 'bundle/image-lock',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A lock of images is a map from references to digests',
  why: 'A digest that is misspelt is pulled by no node, or not honoured.',
  remedy: 'Write a JSON file such as images.lock.json, with "sha256:" and 64 hexadecimal digits, or null.',
  source: PAGE,
  acceptable: false,
};

export const LOCK_UNUSED: PropRule = {
  id: 'APP008',
  name: 'bundle/image-lock-unused',
  on: 'props',
  severity: Severity.INFO,
  title: 'Every image of a lock is pulled',
  why: 'The image may have left the program, or its reference may be misspelt, so that its digest has no effect.',
  remedy: 'Take it out of the lock, or correct its reference.',
  source: PAGE,
  acceptable: true,
};

export const LOCK_INCOMPLETE: PropRule = {
  id: 'APP009',
  name: 'bundle/image-lock-incomplete',
  on: 'props',
  severity: Severity.WARNING,
  title: 'A lock has a digest for every image that is pulled',
  why: 'Whoever may write to the registry can put another image under the same tag.',
  remedy: 'Add the digest to the lock. A DataImportCron follows its tag, and needs none.',
  source: PAGE,
  acceptable: true,
};

/** What is wrong with the file of a lock. */
export function formFaults({ problems }: ImageLock): Fault[] {
  return problems.map((problem) => wholeFault(problem, LOCK_FORM.remedy));
}

/** The images of a lock that nobody pulls. `pulled` are those that the objects name, with digests of the lock. */
export function unusedFaults(lock: ImageLock, pulled: readonly PulledImage[]): Fault[] {
  const names = new Set(pulled.map(({ image }) => image));
  const unused = [...lock.digests.keys()].filter((image) => !names.has(image) && !names.has(locked(image, lock)));
  return unused.length === 0 ? [] : [wholeFault(`${lock.file} has ${listed(unused)}, which nothing pulls`,
    LOCK_UNUSED.remedy)];
}

/** The images that are pulled by a tag: those that the lock does not have, and those whose digest is not used. */
export function missingFaults(lock: ImageLock, pulled: readonly PulledImage[]): Fault[] {
  const tagged = pulled.filter(({ image, followsTag }) => !followsTag && !image.includes('@'))
    .map(({ image }) => image);
  const images = [...new Set(tagged)];
  const missing = images.filter((image) => !hasDigest(lock, image));
  const left = images.filter((image) => hasDigest(lock, image));
  return [
    ...missing.length === 0 ? [] : [wholeFault(`${lock.file} has no digest of ${listed(missing)}`,
      LOCK_INCOMPLETE.remedy)],
    ...left.length === 0 ? [] : [wholeFault(`${lock.file} has a digest of ${listed(left)}, which is not used: `
      + 'virt-operator takes the digest of its own image for that of its components, so its Deployment keeps the tag '
      + 'unless a KubeVirtCluster writes it and the lock has the digests of all components',
    'Add the digests of all components to the lock.')],
  ];
}

function hasDigest({ digests }: ImageLock, image: string): boolean {
  return typeof digests.get(image) === 'string';
}

const SHOWN = 5;

function listed(images: readonly string[]): string {
  const shown = images.slice(0, SHOWN).map((image) => `"${image}"`).join(', ');
  return images.length <= SHOWN ? shown : `${shown} and ${counted(images.length - SHOWN, 'other')}`;
}
