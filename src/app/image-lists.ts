import type { Inventory } from '../inventory/inventory';
import { ImageLock, locked } from '../layout/image-lock';
import {
  formFaults, LOCK_FORM, LOCK_INCOMPLETE, LOCK_UNUSED, missingFaults, unusedFaults,
} from '../rules/bundle/image-lock';
import { PulledImage, pulledImages } from '../rules/bundle/pulled-images';
import { Judgement, placed } from '../rules/judge';

/** Findings about a lock, and about what it has no digest of. */
export function lockFindings({ clusters }: Inventory, lock: ImageLock | undefined): Judgement[] {
  if (lock === undefined) return [];
  const broken = formFaults(lock).map((each) => placed(LOCK_FORM, { ...each, where: '' }));
  if (broken.length > 0) return broken;
  const pulled = clusters.flatMap(pulledImages);
  return [
    ...unusedFaults(lock, pulled).map((each) => placed(LOCK_UNUSED, { ...each, where: '' })),
    ...missingFaults(lock, pulled).map((each) => placed(LOCK_INCOMPLETE, { ...each, where: '' })),
  ];
}

/** The two lists of each cluster's images, by path. */
export function imageLists({ clusters }: Inventory, lock: ImageLock | undefined): Map<string, readonly string[]> {
  const references = originals(lock);
  return new Map(clusters.flatMap((cluster) => {
    const images = pulledImages(cluster).map((each) => ({ ...each, named: references.get(each.image) ?? each.image }));
    const folder = `clusters/${cluster.facts.name}`;
    return images.length === 0 ? [] : [
      [`${folder}/images.txt`, [textOf(images)]], [`${folder}/images.lock.json`, [lockOf(images, lock)]],
    ] as const;
  }));
}

interface NamedImage extends PulledImage {
  /** Its reference as the program wrote it. */
  readonly named: string;
}

/** The references that a lock replaced, by what it replaced them with. */
function originals(lock: ImageLock | undefined): Map<string, string> {
  return new Map([...lock?.digests.keys() ?? []].map((image) => [locked(image, lock), image]));
}

function textOf(images: readonly NamedImage[]): string {
  return images.map(({ image, by }) => `${by.map((each) => `# ${each}\n`).join('')}${image}\n`).join('');
}

/** The members after the file's header, which begins the object. */
function lockOf(images: readonly NamedImage[], lock: ImageLock | undefined): string {
  const digests = images.map(({ image, named }) => [named, digestIn(image) ?? lock?.digests.get(named) ?? null]);
  const content = JSON.stringify({ images: Object.fromEntries(digests) }, undefined, 2);
  return `${content.slice(content.indexOf('\n') + 1)}\n`;
}

function digestIn(image: string): string | undefined {
  const at = image.indexOf('@');
  return at < 0 ? undefined : image.slice(at + 1);
}
