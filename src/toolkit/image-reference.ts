// distribution/reference v0.6, regexp.go: host, path, tag and digest of an image reference.
const HOST = '(?:[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*(?::\\d+)?/|\\[[0-9a-fA-F:]+\\](?::\\d+)?/)?';
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const TAG = '(:\\w[\\w.-]{0,127})?';
const DIGEST = '(@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?';
const REFERENCE = new RegExp(`^${HOST}${COMPONENT}(?:/${COMPONENT})*${TAG}${DIGEST}$`);

/** The tag and the digest of a container image's reference. */
export interface ImageReference {
  /** The tag with its colon. */
  readonly tag?: string;
  /** The digest with its `@`. */
  readonly digest?: string;
}

/** Reads the reference of a container image, such as `quay.io/containerdisks/fedora:42`; undefined if it is not one. */
export function imageReference(text: string): ImageReference | undefined {
  const match = REFERENCE.exec(text);
  return match === null ? undefined : { tag: match[1], digest: match[2] };
}
