import { isDigest } from '../../rules/kubevirt/references';

/** The image that a user means: what is given, or else the usual one, from the mirror when there is one. */
export function imageFor(given: string | undefined, usual: string, mirror: string | undefined): string {
  const mirrored = mirror === undefined ? usual : `${mirror}${usual.slice(usual.indexOf('/'))}`;
  if (given === undefined) return mirrored;
  return isDigest(given) ? `${withoutVersion(mirrored)}@${given}` : given;
}

/**
 * The image of another component beside KubeVirt's operator, with the operator's prefix and version, as KubeVirt itself
 * derives it.
 */
export function besideOperator(operator: string, name: string): string {
  return operator.replace(/virt-operator([:@].*)?$/, `${name}$1`);
}

function withoutVersion(reference: string): string {
  return reference.replace(/(:[^/@]+)?(@.*)?$/, '');
}
