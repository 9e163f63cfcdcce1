import { withoutVersion } from '../../layout/image-lock';
import { isDigest } from '../../rules/kubevirt/references';

/** The image to use: the given one, or the default one, from the mirror if there is one. */
export function imageFor(given: string | undefined, usual: string, mirror: string | undefined): string {
  const mirrored = mirror === undefined ? usual : `${mirror}${usual.slice(usual.indexOf('/'))}`;
  if (given === undefined) return mirrored;
  return isDigest(given) ? `${withoutVersion(mirrored)}@${given}` : given;
}

/**
 * The image of another component of KubeVirt, with the prefix and version of the operator's image, as KubeVirt itself
 * derives it.
 */
export function besideOperator(operator: string, name: string): string {
  return operator.replace(/virt-operator([:@].*)?$/, `${name}$1`);
}
