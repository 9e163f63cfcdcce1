import { readFileSync } from 'node:fs';
import type { IConstruct } from 'constructs';
import { isPlain } from '../toolkit/merge';

const LOCK = Symbol.for('cdk8s-kubevirt.image-lock');
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Digests of images, by the references that programs write. */
export interface ImageLock {
  /** The file that it was read from. */
  readonly file: string;
  /** The digest of each image; null if it is not known. */
  readonly digests: ReadonlyMap<string, string | null>;
  /** What is wrong with the file, as sentences without a full stop. */
  readonly problems: readonly string[];
}

/**
 * Reads a lock: `images` is a map from the reference of an image, such as `quay.io/kubevirt/virt-api:v1.9.0`, to its
 * digest, `sha256:…`, or to null.
 */
export function readImageLock(file: string): ImageLock {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return faulty(file, `${file} cannot be read: ${(error as Error).message.split('\n')[0]}`);
  }
  const images = isPlain(content) ? content.images : undefined;
  if (!isPlain(images)) return faulty(file, `${file} has no map "images"`);
  const digests = new Map<string, string | null>();
  const problems: string[] = [];
  for (const [image, digest] of Object.entries(images)) {
    if (digest === null || (typeof digest === 'string' && DIGEST.test(digest))) digests.set(image, digest);
    else problems.push(`${file} gives ${JSON.stringify(digest)} as the digest of "${image}"`);
  }
  return { file, digests, problems };
}

function faulty(file: string, problem: string): ImageLock {
  return { file, digests: new Map(), problems: [problem] };
}

/** Sets the lock of a program. */
export function setImageLock(root: IConstruct, lock: ImageLock): void {
  Object.defineProperty(root, LOCK, { value: lock, configurable: true });
}

/** The lock of the program that a construct is in. */
export function imageLockOf(construct: IConstruct): ImageLock | undefined {
  return (construct.node.root as { [LOCK]?: ImageLock })[LOCK];
}

/** The image by its digest, if the lock has it; otherwise the image as it is. */
export function locked(image: string, lock: ImageLock | undefined): string {
  const digest = lock?.digests.get(image);
  return typeof digest === 'string' ? `${withoutVersion(image)}@${digest}` : image;
}

/** The reference of an image without its tag and digest. */
export function withoutVersion(image: string): string {
  return image.replace(/(:[^/@]+)?(@.*)?$/, '');
}
