const DIGEST = /^sha256:[0-9a-f]{64}$/;
// The grammar of distribution/reference v0.6: host[:port]/path[:tag][@digest]; the host is required here.
const HOST = '[a-zA-Z0-9][a-zA-Z0-9.-]*(:\\d+)?';
const PATH = '(/[a-z0-9]+([._-]+[a-z0-9]+)*)';
const REGISTRY = new RegExp(`^${HOST}${PATH}*$`);
const REFERENCE = new RegExp(`^${HOST}${PATH}+(:\\w[\\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$`);

/** Whether a text is the digest of an image, `sha256:` and 64 hexadecimal digits. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** Whether a text is a host, with an optional port and the beginning of a path. */
export function isRegistry(text: string): boolean {
  return REGISTRY.test(text);
}

/** Whether a text is a whole reference to an image, with its registry. */
export function isReference(text: string): boolean {
  return REFERENCE.test(text);
}
