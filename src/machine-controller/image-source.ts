import { isReference, textOf } from './config-var';
import type { PrimaryDisk } from './provider-spec';

/** What `source` of a primary disk can be. */
export const IMAGE_SOURCES = ['http', 'registry', 'pvc'] as const;

export type ImageOrigin = (typeof IMAGE_SOURCES)[number];

/**
 * Where machine-controller takes an image from if `source` does not say it (machine-controller v1.66,
 * `provider.go: parseOSImageSource`).
 */
export function guessedOrigin(osImage: string): ImageOrigin {
  // what Go reads as the URI of a request: with a scheme, or a path from the root
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(osImage)?.[1].toLowerCase();
  if (scheme === 'docker' || scheme === 'oci-archive') return 'registry';
  return scheme !== undefined || osImage.startsWith('/') ? 'http' : 'pvc';
}

/** Where the image of a disk comes from; undefined if the object does not tell. */
export function originOf({ source, osImage }: PrimaryDisk): ImageOrigin | undefined {
  const written = IMAGE_SOURCES.find((each) => each === textOf(source));
  const image = textOf(osImage);
  if (written !== undefined || isReference(source) || !image) return written;
  return guessedOrigin(image);
}
