import type { KubernetesObject } from '../../releases/facts';

/** The objects of the two operators. */
export interface OperatorPair {
  readonly kubevirt: readonly KubernetesObject[];
  readonly cdi: readonly KubernetesObject[];
}

/**
 * The objects of two operators that share a namespace: KubeVirt's objects hold the Namespace, with the labels of both,
 * and CDI's hold none.
 */
export function inOneNamespace({ kubevirt, cdi }: OperatorPair): OperatorPair {
  const labels = cdi.filter(isNamespace).map(({ metadata }) => metadata.labels ?? {});
  return {
    kubevirt: kubevirt.map((object) => (isNamespace(object) ? withLabels(object, labels) : object)),
    cdi: withoutNamespace(cdi),
  };
}

/** The objects without the Namespace. */
export function withoutNamespace(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return objects.filter((object) => !isNamespace(object));
}

function isNamespace({ kind }: KubernetesObject): boolean {
  return kind === 'Namespace';
}

function withLabels(object: KubernetesObject, further: readonly object[]): KubernetesObject {
  const labels = Object.assign({}, ...further, object.metadata.labels) as { readonly [key: string]: string };
  return { ...object, metadata: { ...object.metadata, labels } };
}
